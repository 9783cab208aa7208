//! `boardpaper returns collect` and `boardpaper returns undo`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::{Code, Diagnostics};
use crate::job::{Collecting, Office, collect, undo};
use crate::model::{Date, Origin, Quarter};
use crate::returns::Report;
use crate::write;

use super::super::pack::today;
use super::super::{MessagesArg, Shared, print_line};
use super::{day, quarter};

/// What `returns collect` takes.
#[derive(Debug, Args)]
pub struct CollectArgs {
    /// The folder with what came back: workbooks of any kind, whatever they are called
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The quarter of the round, such as "2026-27 Q2"; the latest round where none is named
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    quarter: Option<Quarter>,
    /// The day that the answers are kept under, instead of today
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<Date>,
    /// Take the answers of this file where others differ, by its name in the folder; may be given several times
    #[arg(long, value_name = "FILE")]
    take: Vec<String>,
    /// Show what would be merged, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the whole report too: as text, or as CSV or JSON where the name ends so
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What `returns undo` takes.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// The quarter of the round, such as "2026-27 Q2"; the latest round where none is named
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    quarter: Option<Quarter>,
    /// Show what would be taken back, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl CollectArgs {
    /// Reads what came back, merges it, and tells what came of it.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let Some(office) = Office::open(shared.root.as_deref(), &mut problems) else {
            return shared.report(None, problems, false);
        };
        let Some(date) = self.date.or_else(today) else {
            let message = "the day is not known";
            problems
                .add(Code::ValueWrong, None, message)
                .hint("name it with `--date`");
            return shared.report(Some(&office), problems, false);
        };
        let asked = Collecting {
            folder: self.folder,
            quarter: self.quarter,
            date,
            dry_run: self.dry_run,
            taken: self.take,
        };
        let report = collect(&office, &asked, &mut problems);
        if let Some(report) = &report {
            match shared.messages {
                MessagesArg::Json => print_line(&report.as_json()),
                _ => shared.say(&report.as_text(false)),
            }
            if let Some(path) = &self.output {
                keep(&office, report, path, &mut problems);
            }
        }
        shared.report(Some(&office), problems, false)
    }
}

fn keep(office: &Office, report: &Report, path: &Path, out: &mut Diagnostics) {
    let shown = path.display().to_string();
    if !["txt", "csv", "json"]
        .iter()
        .any(|ending| shown.to_lowercase().ends_with(&format!(".{ending}")))
    {
        let message = format!("a report cannot be written as `{shown}`");
        out.add(Code::NameFaulty, Origin::file(shown), message)
            .hint("give it a name that ends in `.txt`, `.csv` or `.json`");
        return;
    }
    let text = match path.extension().and_then(|ending| ending.to_str()) {
        Some(ending) if ending.eq_ignore_ascii_case("csv") => {
            format!("\u{feff}{}", report.as_csv())
        }
        Some(ending) if ending.eq_ignore_ascii_case("json") => report.as_json() + "\n",
        _ => report.as_text(true) + "\n",
    };
    let path = std::env::current_dir().unwrap_or_default().join(path);
    let folder = path.parent().unwrap_or(&office.root);
    write::bound(folder, &office.root.join("data"));
    write::replace(&path, text.as_bytes(), &shown, out);
}

impl UndoArgs {
    /// Takes the last merge back.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let Some(office) = Office::open(shared.root.as_deref(), &mut problems) else {
            return shared.report(None, problems, false);
        };
        let undone = undo(&office, self.quarter, self.dry_run, &mut problems);
        for file in undone.into_iter().flatten() {
            let said = if self.dry_run {
                "would be taken back"
            } else {
                "taken back"
            };
            match shared.messages {
                MessagesArg::Json => print_line(&serde_json::json!({ "undone": file }).to_string()),
                _ => shared.say(&format!("{said}: {file}")),
            }
        }
        shared.report(Some(&office), problems, false)
    }
}
