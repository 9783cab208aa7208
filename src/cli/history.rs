//! `boardpaper history`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use crate::diagnostic::{Code, Diagnostics};
use crate::history::{Record, csv, sides};
use crate::job::history::{Added, Verified, add, record, say_breaks, verify};
use crate::job::{Office, papers};
use crate::model::Date;

use super::pack::{day, today};
use super::{MessagesArg, Shared, counted, print_line};

/// What `history` takes.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    #[command(subcommand)]
    thing: Thing,
}

#[derive(Debug, Subcommand)]
enum Thing {
    /// Record papers as published, with their figures and a hash of each PDF
    Add(AddArgs),
    /// Find records and published PDFs that were changed after the day
    Verify(VerifyArgs),
    /// Show what was published of each theme, quarter beside quarter
    Show(ShowArgs),
}

#[derive(Debug, Args)]
struct AddArgs {
    /// Papers (TOML or Markdown files) or folders of papers
    #[arg(value_name = "PAPER", required = true)]
    papers: Vec<PathBuf>,
    /// The day on which they were published, instead of today
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<Date>,
    /// The folder of the PDFs, instead of output
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// The folder in which published PDFs are kept, instead of output
    #[arg(long, value_name = "FOLDER")]
    pdf: Option<PathBuf>,
    /// The last hash as it was told before: finds entries that were cut off at the end
    #[arg(long, value_name = "HASH")]
    expect: Option<String>,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// As a table for people, or as CSV for a spreadsheet
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    format: ShowForm,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ShowForm {
    /// Counts and ratings, quarter beside quarter
    #[default]
    Table,
    /// A line for each step of each paper
    Csv,
}

impl HistoryArgs {
    /// Does what is asked for.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        if let Some(office) = &office {
            match self.thing {
                Thing::Add(args) => args.run(shared, office, &mut problems),
                Thing::Verify(args) => args.run(shared, office, &mut problems),
                Thing::Show(args) => args.run(office, &mut problems),
            }
        }
        shared.report(office.as_ref(), problems, false)
    }
}

/// Returns a folder that is named from the current one, or the output folder.
fn folder(office: &Office, named: Option<&Path>) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    named.map_or_else(|| office.root.join("output"), |named| current.join(named))
}

impl AddArgs {
    fn run(self, shared: &Shared, office: &Office, out: &mut Diagnostics) {
        let papers = papers(office, &self.papers, out);
        let Some(on) = self.date.or_else(today) else {
            out.add(
                Code::ValueWrong,
                None,
                "the day of publication is not known",
            )
            .hint("name it with `--date`, as in `--date 2026-11-19`");
            return;
        };
        if out.has_errors() {
            return;
        }
        let output = folder(office, self.output.as_deref());
        let added = add(office, &papers, &output, on, out);
        tell_added(shared, &added);
    }
}

fn tell_added(shared: &Shared, added: &Added) {
    if shared.messages == MessagesArg::Json {
        let recorded = added
            .recorded
            .iter()
            .map(|(paper, pdf)| json!({ "paper": paper, "pdf": pdf }));
        let recorded: Vec<_> = recorded.collect();
        let known: Vec<&String> = added.known.iter().map(|(paper, _)| paper).collect();
        print_line(&json!({ "recorded": recorded, "known": known }).to_string());
    }
    for (paper, pdf) in &added.recorded {
        shared.say(&format!("recorded {paper}: {pdf}"));
    }
    for (paper, published) in &added.known {
        shared.say(&format!(
            "{paper} is recorded already with this PDF, as published on {published}"
        ));
    }
}

impl VerifyArgs {
    fn run(self, shared: &Shared, office: &Office, out: &mut Diagnostics) {
        let folder = folder(office, self.pdf.as_deref());
        let verified = verify(office, &folder, self.expect.as_deref(), out);
        if let Some(verified) = verified {
            tell_verified(shared, &verified);
        }
    }
}

fn tell_verified(shared: &Shared, verified: &Verified) {
    if shared.messages == MessagesArg::Json {
        print_line(
            &json!({
                "entries": verified.entries,
                "last": verified.last,
                "since": verified.since,
                "same": verified.same,
                "missing": verified.missing,
            })
            .to_string(),
        );
    }
    let entries = match verified.entries {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    let same = counted(verified.same, "PDF");
    shared.say(&format!(
        "{entries}; {same} as published, {} not there",
        verified.missing
    ));
    if let Some(since) = verified.since {
        shared.say(&format!("entries since the expected one: {since}"));
    }
    if let Some(last) = &verified.last {
        shared.say(&format!("last hash: {last}"));
        shared.say("what is cut off at the end can be told only by a hash that is kept elsewhere: give this one with `--expect` next time");
    }
}

impl ShowArgs {
    fn run(self, office: &Office, out: &mut Diagnostics) {
        let Some(record) = record(office, out) else {
            return;
        };
        say_breaks(&record, out);
        match self.format {
            ShowForm::Csv => print_line(csv(&record).trim_end_matches("\r\n")),
            ShowForm::Table => print_line(table(&record).trim_end()),
        }
    }
}

/// Returns the record for people, a part for each theme and table.
fn table(record: &Record) -> String {
    let mut text = String::new();
    for side in sides(record) {
        let first = side.columns.last().map(|column| column.entry);
        let label = first.map(|entry| [entry.label.as_str(), entry.title.as_str()]);
        let label = label.into_iter().flatten().filter(|part| !part.is_empty());
        text.push_str(&format!("{}\n", label.collect::<Vec<_>>().join(": ")));
        let lines = side.lines();
        let widths: Vec<usize> = (0..lines[0].len()).map(|i| width(&lines, i)).collect();
        for line in lines {
            let cells = line.iter().zip(&widths);
            let padded = cells.map(|(cell, width)| format!("{cell:<width$}"));
            let line = padded.collect::<Vec<_>>().join("  ");
            text.push_str(&format!("  {}\n", line.trim_end()));
        }
        text.push('\n');
    }
    match text.as_str() {
        "" => "nothing is recorded as published: `boardpaper history add` records it".to_owned(),
        _ => text,
    }
}

fn width(lines: &[Vec<String>], column: usize) -> usize {
    let cells = lines.iter().filter_map(|line| line.get(column));
    cells
        .map(|cell| cell.chars().count())
        .max()
        .unwrap_or_default()
}
