//! `boardpaper build` and `boardpaper check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::{Diagnostics, Severity};
use crate::job::{Build, Built, Office, build, papers};
use crate::model::PaperFormat;

use super::progress::Progress;
use super::{MessagesArg, Shared, counted};

/// What `build` takes.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Papers (TOML or Markdown files) or folders of papers; all papers of the office when none is named
    #[arg(value_name = "PAPER")]
    papers: Vec<PathBuf>,
    /// Where the papers go [default: `output` in the office's folder]
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// What to make, of `pdf`, `html` and `docx`, such as `pdf,html` [default: `formats` under `[output]` in board.toml, else `pdf`]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = paper_format)]
    format: Vec<PaperFormat>,
    /// Leave the typesetter's files beside each paper, to be opened in any Typst editor
    #[arg(long)]
    keep_sources: bool,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Papers (TOML or Markdown files) or folders of papers; all papers of the office when none is named
    #[arg(value_name = "PAPER")]
    papers: Vec<PathBuf>,
    /// What to check, such as `pdf,html` [default: `formats` under `[output]` in board.toml, else `pdf`]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = paper_format)]
    format: Vec<PaperFormat>,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
}

/// Reads a format of papers.
fn paper_format(name: &str) -> Result<PaperFormat, String> {
    PaperFormat::named(name).ok_or_else(|| {
        let known = format!("papers are made as {}", PaperFormat::names());
        match ["human", "short", "json"].contains(&name) {
            true => format!("{known}; how problems are printed is said by `--messages {name}`"),
            false => known,
        }
    })
}

impl BuildArgs {
    /// Builds the papers.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let current = std::env::current_dir().unwrap_or_default();
        let output = self.output.map(|output| current.join(output));
        run(
            shared,
            &self.papers,
            &self.format,
            Some(output),
            self.keep_sources,
            self.deny_warnings,
        )
    }
}

impl CheckArgs {
    /// Checks the papers.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let (papers, format) = (&self.papers, &self.format);
        run(shared, papers, format, None, false, self.deny_warnings)
    }
}

/// Builds when there is somewhere to put the papers (none within: the office's own place), else checks.
fn run(
    shared: &Shared,
    asked: &[PathBuf],
    formats: &[PaperFormat],
    output: Option<Option<PathBuf>>,
    keep_sources: bool,
    deny_warnings: bool,
) -> ExitCode {
    let mut problems = Diagnostics::default();
    let Some(office) = Office::open(shared.root.as_deref(), &mut problems) else {
        return shared.report(None, problems, deny_warnings);
    };
    let papers = papers(&office, asked, &mut problems);
    let output = output.map(|output| output.unwrap_or_else(|| office.root.join("output")));
    let formats = if formats.is_empty() {
        &office.board.formats
    } else {
        formats
    };
    let progress = Progress::new(
        papers.len(),
        shared.quiet || shared.messages != MessagesArg::Human,
    );
    let built = build(
        &Build {
            office: &office,
            papers: &papers,
            whole: asked.is_empty(),
            formats,
            output: output.as_deref(),
            keep_sources,
            deny_warnings,
            done: &|| progress.step(),
        },
        &mut problems,
    );
    progress.finish();
    let summary = summary(
        &built,
        papers.len(),
        &counts(&problems, deny_warnings),
        output.is_some(),
    );
    let code = shared.report(Some(&office), problems, deny_warnings);
    tell(shared, &built);
    shared.say(&summary);
    code
}

fn tell(shared: &Shared, built: &Built) {
    for file in &built.written {
        match shared.messages {
            MessagesArg::Json => {
                super::print_line(&serde_json::json!({ "written": file }).to_string())
            }
            _ => shared.say(file),
        }
    }
}

/// Counts problems by what they are called in this run.
fn counts(problems: &Diagnostics, deny_warnings: bool) -> [(usize, &'static str); 3] {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|s| problems.count(s));
    let denied = if deny_warnings { warnings } else { 0 };
    [
        (errors + denied, "error"),
        (warnings - denied, "warning"),
        (notes, "note"),
    ]
}

fn summary(built: &Built, papers: usize, counts: &[(usize, &str)], written: bool) -> String {
    let verb = if written { "built" } else { "sound" };
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let counts: String = some
        .map(|(count, name)| format!(", {}", counted(*count, name)))
        .collect();
    let counts = counts
        .strip_prefix(", ")
        .map(|counts| format!("; {counts}"))
        .unwrap_or_default();
    format!(
        "{} of {} {verb}{counts}",
        built.sound,
        counted(papers, "paper")
    )
}
