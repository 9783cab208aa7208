//! `boardpaper returns`: a quarter's round of returns.

mod collect;
mod make;
mod status;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::model::{Date, Quarter};

use super::Shared;

/// What `returns` takes.
#[derive(Debug, Args)]
pub struct ReturnsArgs {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Make a workbook and a message for each lead officer, with only their lines; nothing is sent
    Make(make::MakeArgs),
    /// Show who has answered, who is late, and whose answers are to be looked at
    Status(status::StatusArgs),
    /// Read what came back, and merge what nobody doubts; tell of the rest
    Collect(collect::CollectArgs),
    /// Take the last merge back
    Undo(collect::UndoArgs),
}

impl ReturnsArgs {
    /// Takes the step that is asked for.
    pub fn run(self, shared: &Shared) -> ExitCode {
        match self.step {
            Step::Make(args) => args.run(shared),
            Step::Status(args) => args.run(shared),
            Step::Collect(args) => args.run(shared),
            Step::Undo(args) => args.run(shared),
        }
    }
}

/// Reads a quarter as folders and papers have it: `2026-27-q2`, `2026-27 Q2`.
fn quarter(text: &str) -> Result<Quarter, String> {
    let lower = text.to_lowercase();
    let spaced = lower.replace("-q", " q");
    Quarter::parse(&spaced)
        .ok_or_else(|| format!("`{text}` is no quarter: write it as in 2026-27-q2"))
}

/// Reads a day.
fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| format!("`{text}` is no day: write it as in 2026-10-16"))
}
