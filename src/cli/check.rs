//! `boardpaper check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::model::PaperFormat;

use super::Shared;
use super::build::{Asked, paper_format};

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Papers (TOML or Markdown files) or folders of papers; all papers of the office when none is named
    #[arg(value_name = "PAPER")]
    papers: Vec<PathBuf>,
    /// How what is found is told [default: by the ending of --output, else `human`]
    #[arg(long, value_enum, value_name = "FORM")]
    format: Option<Form>,
    /// Write what is found to a file, such as `findings.html`, instead of printing it
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What papers are checked as, such as `pdf,html` [default: `formats` under `[output]` in board.toml, else `pdf`]
    #[arg(long = "as", value_name = "FORMAT", value_delimiter = ',', value_parser = paper_format)]
    formats: Vec<PaperFormat>,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
}

/// How what is found is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people: counts, then each problem with its place, the words, and what to do
    Human,
    /// One line a problem, for editors
    Short,
    /// One JSON document, for programs
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// A page to send to a colleague, by lead officer
    Html,
}

impl CheckArgs {
    /// Checks the papers.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let asked = Asked {
            papers: &self.papers,
            formats: &self.formats,
            output: None,
            keep_sources: false,
            deny_warnings: self.deny_warnings,
            silent: self.format.is_some(),
        };
        asked.run(shared).tell(shared)
    }
}
