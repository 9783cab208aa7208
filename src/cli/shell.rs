//! `boardpaper completions` and `boardpaper man`.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;
use super::printed::print_bytes;

/// What `completions` takes.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    /// Prints the script.
    pub fn run(self) -> ExitCode {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "boardpaper", &mut script);
        print(&script)
    }
}

/// Prints the manual page in roff.
pub fn man() -> ExitCode {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Cli::command()).render(&mut page) {
        Ok(()) => print(&page),
        Err(_) => ExitCode::from(3),
    }
}

/// Prints a text as it is.
fn print(text: &[u8]) -> ExitCode {
    print_bytes(text);
    ExitCode::SUCCESS
}
