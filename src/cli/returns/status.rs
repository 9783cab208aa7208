//! `boardpaper returns status`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::cli::Shared;
use crate::cli::printed::print_bytes;
use crate::diagnostic::{Code, Diagnostics};
use crate::job::{Office, round_status};
use crate::model::{Date, Origin, Quarter};
use crate::returns::{Standing, csv, html, text};
use crate::write;

/// What `returns status` takes.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// The quarter, such as 2026-27-q2 [default: the latest that has a round]
    #[arg(long, value_name = "QUARTER", value_parser = super::quarter)]
    quarter: Option<Quarter>,
    /// The day that lateness is counted to, instead of today
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    date: Option<Date>,
    /// How it is shown [default: what the ending of --output says, else `table`]
    #[arg(long, value_enum, value_name = "FORM")]
    format: Option<Form>,
    /// Write it to a file, such as `returns.html` or `returns.csv`, instead of printing it
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How the standing of a round is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table for people, and a line for each officer to chase
    Table,
    /// CSV for a spreadsheet
    Csv,
    /// A page to send to a colleague
    Html,
}

impl StatusArgs {
    /// Shows how the round stands.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        let today = self.date.or_else(crate::cli::pack::today);
        if let (Some(office), Some(today)) = (&office, today)
            && let Some(standing) = round_status(office, self.quarter, today, &mut problems)
        {
            self.tell(shared, office, &standing, &mut problems);
        }
        shared.report(office.as_ref(), problems, false)
    }

    fn tell(&self, shared: &Shared, office: &Office, standing: &Standing, out: &mut Diagnostics) {
        let by_name = self.output.as_deref().and_then(by_ending);
        let said = match self.format.or(by_name).unwrap_or(Form::Table) {
            Form::Table => text(standing),
            Form::Csv => csv(standing),
            Form::Html => html(standing),
        };
        match &self.output {
            // A reader that has gone away is no reason to fail.
            None => print_bytes(said.as_bytes()),
            Some(file) if keep(office, file, out) => {
                if write::replace(file, said.as_bytes(), &file.display().to_string(), out) {
                    shared.say(&format!("wrote {}: {}", file.display(), standing.summary()));
                }
            }
            Some(_) => {}
        }
    }
}

fn by_ending(file: &Path) -> Option<Form> {
    let ending = file.extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "csv" => Some(Form::Csv),
        "html" | "htm" => Some(Form::Html),
        _ => None,
    }
}

/// Reports a name whose ending promises what is not written.
fn is_named_well(file: &Path, out: &mut Diagnostics) -> bool {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let known = ending.is_some_and(|ending| ["txt", "csv", "html", "htm"].contains(&&*ending));
    if !known {
        let shown = file.display().to_string();
        let message = format!("the standing of a round cannot be written as `{shown}`");
        out.add(Code::NameFaulty, Origin::file(shown), message)
            .hint("give it a name that ends in `.txt`, `.csv` or `.html`");
    }
    known
}

/// Reports a place that belongs to what papers are made from, or a name of something else.
fn keep(office: &Office, file: &Path, out: &mut Diagnostics) -> bool {
    if !is_named_well(file, out) {
        return false;
    }
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = std::env::current_dir().unwrap_or_default().join(file);
    let inside =
        whole(path.parent().unwrap_or(&path)).starts_with(whole(&office.root.join("data")));
    let no_file = path.exists() && !path.is_file();
    if inside || no_file {
        let shown = file.display().to_string();
        let why = if no_file {
            "is there already, and is no file"
        } else {
            "lies in the folder of the office's data"
        };
        out.add(
            Code::NotWritten,
            Origin::file(shown.as_str()),
            format!("`{shown}` {why}"),
        )
        .hint("name another file");
    }
    !inside && !no_file
}
