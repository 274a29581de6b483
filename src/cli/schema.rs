//! `scorebook schema`: the GraphQL schema as text.

use std::process::ExitCode;

use crate::graphql;

pub(super) fn run() -> ExitCode {
    print!("{}", graphql::sdl());
    ExitCode::SUCCESS
}
