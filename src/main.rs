//! Parses the command line, runs the command, returns its exit code.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use boardpaper::cli::Cli;
use clap::Parser;
use mimalloc::MiMalloc;

/// The typesetter asks for millions of small pieces of memory, and gives back on one thread what another asked for: the system's
/// allocator takes a tenth of all time for that.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    Cli::parse().run()
}
