//! `boardpaper list`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use crate::diagnostic::{Diagnostics, Severity};
use crate::history::Record;
use crate::job::history::{record, say_breaks};
use crate::job::{Office, Prepared, papers, prepare};
use crate::model::Paper;

use super::{MessagesArg, Shared, counted, print_line};

/// What `list` takes.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Papers (TOML or Markdown files) or folders of papers; all papers of the office when none is named
    #[arg(value_name = "PAPER")]
    papers: Vec<PathBuf>,
}

impl ListArgs {
    /// Shows each paper: its file, document, rows, output and faults.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let Some(office) = Office::open(shared.root.as_deref(), &mut problems) else {
            return shared.report(None, problems, false);
        };
        let record = record(&office, &mut problems).unwrap_or_default();
        say_breaks(&record, &mut problems);
        for path in papers(&office, &self.papers, &mut problems) {
            let mut found = Diagnostics::default();
            let read = prepare(&office, &path, &mut found);
            let shown = office.shown(&path);
            if shared.messages == MessagesArg::Json {
                print_line(&as_json(&shown, read.as_ref(), &found, &record));
            } else {
                print_line(&as_text(&shown, read.as_ref(), &found));
                published(&record, &shown)
                    .iter()
                    .for_each(|line| print_line(line));
            }
        }
        shared.report(Some(&office), problems, false)
    }
}

/// Says when a paper was last published, and as which version.
fn published(record: &Record, shown: &str) -> Option<String> {
    let entry = &record.last_of(shown)?.entry;
    let version = match entry.version.as_str() {
        "" => String::new(),
        version => format!(" ({version})"),
    };
    Some(format!("  published {}{version}", entry.published))
}

fn as_text(shown: &str, read: Option<&(Paper, Prepared)>, found: &Diagnostics) -> String {
    let faults = match found.count(Severity::Error) {
        0 => String::new(),
        errors => format!(
            " ({}: see `boardpaper check {shown}`)",
            counted(errors, "error")
        ),
    };
    match read {
        Some((paper, prepared)) => {
            let rows: Vec<String> = rows(paper)
                .map(|(name, count)| format!("{count} {name}"))
                .collect();
            format!(
                "{shown}\n  {}, {} -> {}{faults}",
                prepared.kind,
                rows.join(", "),
                prepared.sources.name
            )
        }
        None => format!("{shown}\n  cannot be read{faults}"),
    }
}

fn as_json(
    shown: &str,
    read: Option<&(Paper, Prepared)>,
    found: &Diagnostics,
    record: &Record,
) -> String {
    let rows = |paper| {
        rows(paper)
            .map(|(name, count)| (name.to_owned(), count.into()))
            .collect::<serde_json::Map<_, _>>()
    };
    json!({
        "paper": shown,
        "document": read.map(|(_, prepared)| &prepared.kind),
        "output": read.map(|(_, prepared)| &prepared.sources.name),
        "rows": read.map(|(paper, _)| rows(paper)),
        "published": record.last_of(shown).map(|kept| kept.entry.published.to_string()),
        "errors": found.count(Severity::Error),
        "warnings": found.count(Severity::Warning),
    })
    .to_string()
}

fn rows(paper: &Paper) -> impl Iterator<Item = (&str, usize)> {
    let tables = paper.tables.iter();
    tables.map(|(name, table)| (name.as_str(), table.rows.len()))
}
