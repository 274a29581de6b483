//! The example file, written from the table of settings.

use super::SETTINGS;

/// Text of `scorebook.example.toml`.
pub(super) fn render() -> String {
    let mut out = String::from(
        "# Settings of Scorebook. Copy to scorebook.toml and change what you need; every value shown is the default.\n\
         # The variable named with each setting is stronger than this file.\n\
         # This file is generated: scorebook doctor --example > scorebook.example.toml\n",
    );
    let mut table = "";
    for setting in SETTINGS {
        let (prefix, name) = setting.key.split_once('.').unwrap_or(("", setting.key));
        out.push('\n');
        if prefix != table {
            out.push_str(&format!("[{prefix}]\n\n"));
            table = prefix;
        }
        for line in setting.doc.lines() {
            out.push_str(&format!("# {line}\n"));
        }
        out.push_str(&format!("# Variable: {}\n", setting.variables().join(", ")));
        let literal = match setting.default {
            "true" | "false" => setting.default.to_owned(),
            number if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => number.to_owned(),
            text => format!("{text:?}"),
        };
        out.push_str(&format!("# {name} = {literal}\n"));
    }
    out
}
