//! Runs the server audits of the npm package `graphql-http` against an endpoint.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// Runs all audits against the endpoint at `url`; panics when one is not ok, and says "skipped" when Node.js or the
/// package is missing. Blocks: call it with `spawn_blocking` beside a server of the same runtime.
pub fn run(url: &str) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http_audits");
    if Command::new("node").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: the audits of graphql-http need Node.js 20 or newer");
        return;
    }
    if !directory.join("node_modules/graphql-http").exists() {
        let installed = Command::new("npm").arg("ci").current_dir(&directory).output();
        if !installed.is_ok_and(|output| output.status.success()) {
            let _ = writeln!(
                std::io::stderr(),
                "skipped: graphql-http is not installed and `npm ci` in {} failed",
                directory.display()
            );
            return;
        }
    }
    let output = Command::new("node").args(["audit.mjs", url]).current_dir(&directory).output().expect("node runs");
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{report}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(report.contains("61 of 61 audits ok"), "{report}");
}
