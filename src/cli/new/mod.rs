//! `boardpaper new`: what an office begins with, and what it adds later.

mod document;
mod quarter;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Shared;

/// What `new` takes.
#[derive(Debug, Args)]
pub struct NewArgs {
    #[command(subcommand)]
    thing: Thing,
}

#[derive(Debug, Subcommand)]
enum Thing {
    /// Start a kind of document: its description, template and wording, and a paper to try it with
    Document(document::DocumentArgs),
    /// Begin a quarter: last quarter's papers and trackers, ready to be filled in again
    Quarter(quarter::QuarterArgs),
}

impl NewArgs {
    /// Writes what is asked for.
    pub fn run(self, shared: &Shared) -> ExitCode {
        match self.thing {
            Thing::Document(args) => args.run(shared),
            Thing::Quarter(args) => args.run(shared),
        }
    }
}
