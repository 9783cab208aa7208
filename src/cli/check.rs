//! `boardpaper check`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::findings::{Findings, Papers};
use crate::model::{Origin, PaperFormat};
use crate::write;

use super::build::{Asked, Outcome, paper_format};
use super::fix;
use super::form::{Form, FormParser};
use super::printed::print_bytes;
use super::{MessagesArg, Shared, exit_code, text_of};

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Papers (TOML or Markdown files) or folders of papers; all papers of the office when none is named
    #[arg(value_name = "PAPER")]
    papers: Vec<PathBuf>,
    /// How what is found is told [default: what the ending of --output says, else `human`]
    #[arg(long, value_name = "FORM", value_parser = FormParser)]
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
    /// Mend what is certain in TOML and Markdown files, after showing it and asking: spaces, quotation marks, refs out of order
    #[arg(long, conflicts_with_all = ["format", "output"])]
    fix: bool,
    /// With --fix, mend without asking
    #[arg(long, requires = "fix")]
    yes: bool,
}

impl CheckArgs {
    /// Returns whether files of the office are changed.
    pub fn mends(&self) -> bool {
        self.fix
    }

    /// Returns the file that is written.
    pub fn output_file(&self) -> Option<PathBuf> {
        let current = std::env::current_dir().unwrap_or_default();
        self.output.as_ref().map(|output| current.join(output))
    }

    /// Checks the papers.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let by_name = self.output.as_deref().map(Form::by_ending);
        if self.format.is_none() && by_name == Some(None) {
            return self.unknown_ending();
        }
        if self.fix
            && let Some(code) = fix::run(shared, &self.papers, self.yes)
        {
            return code;
        }
        let asked = Asked {
            papers: &self.papers,
            formats: &self.formats,
            output: None,
            force: false,
            keep_sources: false,
            deny_warnings: self.deny_warnings,
            silent: self.format.is_some_and(|form| form != Form::Human),
            shard: None,
        };
        let mut outcome = asked.run(shared);
        match self.format.or(by_name.flatten()) {
            // Programs that read what `build` says of problems read this in the same way.
            None if shared.messages != MessagesArg::Human => outcome.tell(shared),
            form => {
                outcome.problems.sort();
                let form = form.unwrap_or_default();
                tell(shared, &outcome, form, self.output.as_deref())
            }
        }
    }

    /// A file whose ending promises another form than it would have could not be opened.
    fn unknown_ending(&self) -> ExitCode {
        let file = self.output.clone().unwrap_or_default();
        let _ = writeln!(
            crate::screen::stderr(),
            "error: what is found cannot be written as `{}`\n  hint: let the name end in .html, .json, .sarif or .txt, or choose a form with `--format`",
            file.display()
        );
        ExitCode::from(2)
    }
}

/// Tells what was found: on the standard output, or in a file.
fn tell(shared: &Shared, outcome: &Outcome, form: Form, to: Option<&Path>) -> ExitCode {
    let text_of = |file: &str| text_of(outcome.office.as_ref(), file);
    let (problems, deny) = (&outcome.problems, outcome.deny_warnings);
    let mut findings = Findings::new(problems, deny, shared.quiet, &text_of);
    findings.papers = papers(outcome, shared.quiet);
    let board = outcome.office.as_ref().map(|office| &office.board);
    findings.organisation = board.map(|board| board.organisation.name.as_str());
    let text = form.written(&findings, shared.quiet);
    match to {
        Some(file) => in_file(shared, outcome, (&findings, &text), file),
        None => {
            print_bytes(&text);
            exit_code(problems, deny)
        }
    }
}

/// Writes what was found to a file, and prints the counts and the file's name.
fn in_file(
    shared: &Shared,
    outcome: &Outcome,
    (findings, text): (&Findings<'_>, &[u8]),
    file: &Path,
) -> ExitCode {
    let mut problems = Diagnostics::default();
    let path = std::env::current_dir().unwrap_or_default().join(file);
    let shown = file.display().to_string();
    if let Some(why) = kept(&path, outcome) {
        let message = format!("`{shown}` {why}");
        let place = Origin::file(shown.as_str());
        problems
            .add(Code::NotWritten, place, message)
            .hint("name another file for what is found");
        return shared.report(None, problems, false);
    }
    if !write::replace(&path, text, &shown, &mut problems) {
        return shared.report(None, problems, false);
    }
    if !shared.quiet {
        print_bytes(findings.counted().as_bytes());
        shared.say(&shown);
    }
    exit_code(&outcome.problems, outcome.deny_warnings)
}

/// Returns why a file is not to be written over: what papers are made from, and what is no file.
fn kept(path: &Path, outcome: &Outcome) -> Option<&'static str> {
    if path.exists() && !path.is_file() {
        return Some("is there already, and is no file");
    }
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = whole(path.parent().unwrap_or(path));
    let data = whole(&outcome.office.as_ref()?.root.join("data"));
    folder
        .starts_with(data)
        .then_some("lies in the folder of the office's data")
}

fn papers(outcome: &Outcome, quiet: bool) -> Papers {
    let with = |severities: &[Severity]| outcome.built.touched.count(severities);
    let (errors, warnings) = match outcome.deny_warnings {
        true => (with(&[Severity::Error, Severity::Warning]), 0),
        false => (with(&[Severity::Error]), with(&[Severity::Warning])),
    };
    Papers {
        checked: outcome.papers,
        with_errors: errors,
        with_warnings: warnings,
        with_notes: with(&[Severity::Note]),
        with_any: match quiet {
            true => with(&[Severity::Error, Severity::Warning]),
            false => with(&[Severity::Error, Severity::Warning, Severity::Note]),
        },
    }
}
