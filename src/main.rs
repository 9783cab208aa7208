//! Parses the command line, runs the command, returns its exit code.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use boardpaper::cli::Cli;
use clap::Parser;

fn main() -> ExitCode {
    Cli::parse().run()
}
