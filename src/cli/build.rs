//! `boardpaper build`, and what `boardpaper check` has in common with it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::compile;
use crate::diagnostic::{Diagnostics, Severity};
use crate::job::manifest::Shard;
use crate::job::{Build, Built, Office, Warm, build, hold, papers, write_timings};
use crate::manifest::Share;
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
    /// Make papers again that have not changed since they were made
    #[arg(long)]
    force: bool,
    /// Leave the typesetter's files beside each paper, to be opened in any Typst editor
    #[arg(long)]
    keep_sources: bool,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// Build one of so many parts of the papers, such as `3/16`, so that others can be built elsewhere at the same time
    #[arg(long, value_name = "N/M")]
    shard: Option<Share>,
    /// Write where the typesetter's time went, by template and line, as a trace for a browser's performance viewer
    #[arg(long, value_name = "FILE")]
    timings: Option<PathBuf>,
}

/// Reads a format of papers.
pub(super) fn paper_format(name: &str) -> Result<PaperFormat, String> {
    PaperFormat::named(name).ok_or_else(|| {
        let known = format!("papers are made as {}", PaperFormat::names());
        match ["human", "short", "json"].contains(&name) {
            true => format!("{known}; how problems are printed is said by `--messages {name}`"),
            false => known,
        }
    })
}

impl BuildArgs {
    /// Returns where the papers go.
    pub fn output_in(&self, root: &Path) -> PathBuf {
        let current = std::env::current_dir().unwrap_or_default();
        let output = self.output.as_ref().map(|output| current.join(output));
        output.unwrap_or_else(|| root.join("output"))
    }

    /// Returns the folder and the files that are written.
    pub fn written_in(&self, root: &Path) -> Vec<PathBuf> {
        let current = std::env::current_dir().unwrap_or_default();
        let timings = self.timings.iter().map(|file| current.join(file));
        timings.chain([self.output_in(root)]).collect()
    }

    /// Builds the papers.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let Some(timings) = &self.timings else {
            return self.asked().run(shared).tell(shared);
        };
        let current = std::env::current_dir().unwrap_or_default();
        compile::record();
        let mut outcome = self.asked().run(shared);
        outcome.write_timings(&current.join(timings));
        outcome.tell(shared)
    }

    /// Returns what is asked for.
    pub(super) fn asked(&self) -> Asked<'_> {
        let current = std::env::current_dir().unwrap_or_default();
        let output = self.output.as_ref().map(|output| current.join(output));
        Asked {
            papers: &self.papers,
            formats: &self.format,
            output: Some(output),
            force: self.force,
            keep_sources: self.keep_sources,
            deny_warnings: self.deny_warnings,
            silent: false,
            shard: self.shard,
        }
    }
}

/// Papers that are to be built or checked.
pub(super) struct Asked<'a> {
    /// Which papers; none for all.
    pub papers: &'a [PathBuf],
    /// As what; nothing for what the office always wants.
    pub formats: &'a [PaperFormat],
    /// Where they go (none within: the office's own place); none to check only.
    pub output: Option<Option<PathBuf>>,
    /// Whether papers are made again that have not changed.
    pub force: bool,
    /// Whether the typesetter's files are left beside them.
    pub keep_sources: bool,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
    /// Whether no bar shows how far the run has come.
    pub silent: bool,
    /// Which part of them.
    pub shard: Option<Share>,
}

/// What came of a run.
#[derive(Default)]
pub(super) struct Outcome {
    /// The office, where there is one.
    pub office: Option<Office>,
    /// How many papers it was about.
    pub papers: usize,
    /// What was built.
    pub built: Built,
    /// What is wrong.
    pub problems: Diagnostics,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
    /// Which part of the papers it was about.
    pub shard: Option<Share>,
    writes: bool,
    /// Where the papers went.
    pub output: Option<PathBuf>,
}

impl Asked<'_> {
    /// Builds when there is somewhere to put the papers, else checks.
    pub fn run(self, shared: &Shared) -> Outcome {
        self.run_warm(shared, &mut Warm::default())
    }

    /// Does the same, with fonts and templates as they were left before.
    pub fn run_warm(self, shared: &Shared, warm: &mut Warm) -> Outcome {
        let mut outcome = Outcome {
            deny_warnings: self.deny_warnings,
            writes: self.output.is_some(),
            shard: self.shard,
            ..Outcome::default()
        };
        let problems = &mut outcome.problems;
        let Some(office) = Office::open_warm(shared.root.as_deref(), warm, problems) else {
            return outcome;
        };
        let whole = self.papers.is_empty();
        let papers = papers(&office, self.papers, problems);
        let split = |share| Shard::split(&office, papers.clone(), whole, share);
        let (papers, shard) = match self.shard.map(split) {
            Some((papers, shard)) => (papers, Some(shard)),
            None => (papers, None),
        };
        let silent = self.silent || shared.quiet || shared.messages != MessagesArg::Human;
        let progress = Progress::new(papers.len(), silent);
        let output = self.output.as_ref();
        let output = output.map(|to| to.clone().unwrap_or_else(|| office.root.join("output")));
        let held = match &output {
            None => Some(None),
            Some(output) => {
                let part = self
                    .shard
                    .map(|share| format!("{}-of-{}", share.shard, share.of));
                hold(
                    &office,
                    output,
                    "boardpaper build",
                    part.as_deref(),
                    problems,
                )
                .map(Some)
            }
        };
        let Some(held) = held else {
            outcome.papers = papers.len();
            outcome.office = Some(office);
            return outcome;
        };
        let run = Build {
            office: &office,
            papers: &papers,
            whole,
            shard: shard.as_ref(),
            formats: match self.formats {
                [] => &office.board.formats,
                formats => formats,
            },
            output: output.as_deref(),
            hold: held.as_ref(),
            force: self.force,
            keep_sources: self.keep_sources,
            deny_warnings: self.deny_warnings,
            done: &|| progress.step(),
        };
        outcome.built = build(&run, problems);
        progress.finish();
        outcome.output = output;
        outcome.papers = papers.len();
        outcome.office = Some(office);
        outcome
    }
}

impl Outcome {
    /// Writes what the typesetter recorded, where an office was opened.
    fn write_timings(&mut self, path: &Path) {
        if let Some(office) = &self.office {
            write_timings(office, path, &mut self.problems);
        }
    }

    /// Prints problems, then what was written, then how many papers are sound; returns the exit code.
    pub fn tell(self, shared: &Shared) -> ExitCode {
        let counts = counts(&self.problems, self.deny_warnings);
        let worst = self.problems.worst();
        let code = shared.report(self.office.as_ref(), self.problems, self.deny_warnings);
        if self.office.is_some() {
            tell(shared, &self.built);
            let shard = self.shard.map(|share| format!("shard {share}: "));
            let summary = summary(&self.built, self.papers, &counts, self.writes);
            shared.say(&format!("{}{summary}", shard.unwrap_or_default()));
            shared.say_more(worst);
        }
        code
    }
}

fn tell(shared: &Shared, built: &Built) {
    let json = shared.messages == MessagesArg::Json;
    for file in &built.written {
        match json {
            true => super::print_line(&serde_json::json!({ "written": file }).to_string()),
            false => shared.say(file),
        }
    }
    for file in built.unchanged.iter().filter(|_| json) {
        super::print_line(&serde_json::json!({ "unchanged": file }).to_string());
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
    let kept = match built.kept {
        0 => String::new(),
        kept => format!(", {kept} unchanged"),
    };
    format!(
        "{} of {} {verb}{kept}{counts}",
        built.sound,
        counted(papers, "paper")
    )
}
