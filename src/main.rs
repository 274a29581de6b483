//! The `scorebook` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    scorebook::cli::main()
}
