//! `boardpaper new`: what an office begins with, and what it adds later.

mod ask;
mod document;
mod office;
mod quarter;
mod theme;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Shared;

pub use office::OfficeArgs;

/// What `new` takes.
#[derive(Debug, Args)]
pub struct NewArgs {
    #[command(subcommand)]
    thing: Thing,
}

#[derive(Debug, Subcommand)]
enum Thing {
    /// Start an office: its settings, a first theme with its tracker, and a meeting; it can be built at once
    Office(OfficeArgs),
    /// Start a theme after the office's own pattern: its paper, and a tracker to fill in
    Theme(theme::ThemeArgs),
    /// Start a kind of document: its description, template and wording, and a paper to try it with
    Document(document::DocumentArgs),
    /// Begin a quarter: last quarter's papers and trackers, ready to be filled in again
    Quarter(quarter::QuarterArgs),
}

impl NewArgs {
    /// Returns whether files of an office are read for it.
    pub fn reads_files(&self) -> bool {
        !matches!(self.thing, Thing::Office(_))
    }

    /// Writes what is asked for.
    pub fn run(self, shared: &Shared) -> ExitCode {
        match self.thing {
            Thing::Office(args) => args.run(shared),
            Thing::Theme(args) => args.run(shared),
            Thing::Document(args) => args.run(shared),
            Thing::Quarter(args) => args.run(shared),
        }
    }
}
