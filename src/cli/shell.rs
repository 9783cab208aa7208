//! `boardpaper completions` and `boardpaper man`.

use std::io;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;

/// What `completions` takes.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    /// Prints the script.
    pub fn run(self) -> ExitCode {
        clap_complete::generate(
            self.shell,
            &mut Cli::command(),
            "boardpaper",
            &mut io::stdout(),
        );
        ExitCode::SUCCESS
    }
}

/// Prints the manual page in roff.
pub fn man() -> ExitCode {
    match clap_mangen::Man::new(Cli::command()).render(&mut io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}
