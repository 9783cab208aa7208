//! `boardpaper adopt`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dialoguer::{Confirm, Select};

use crate::adopt::{Answers, Nobody};
use crate::diagnostic::Diagnostics;
use crate::job::{Adopted, Adoption, Office, adopt_document, adopt_workbook};
use crate::screen;

use super::Shared;

/// What `adopt` takes.
#[derive(Debug, Args)]
pub struct AdoptArgs {
    /// The tracker as the office keeps it: .xlsx, .xlsm, .xlsb, .ods, .xls or .csv
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    tracker: Option<PathBuf>,
    /// An old paper whose tables are taken into a tracker and a paper file: .docx or .odt
    #[arg(long, value_name = "PAPER")]
    from: Option<PathBuf>,
    /// The kind of paper to make of it, such as theme-update
    #[arg(long, value_name = "KIND")]
    document: Option<String>,
    /// Look at this sheet only
    #[arg(long, value_name = "NAME", conflicts_with = "from")]
    sheet: Option<String>,
    /// The row that holds the headings, as the spreadsheet numbers it
    #[arg(long, value_name = "ROW", conflicts_with = "from", value_parser = clap::value_parser!(u32).range(1..))]
    heading_row: Option<u32>,
    /// Of several themes in an old paper, take the one of this number
    #[arg(long, value_name = "NUMBER", requires = "from")]
    theme: Option<String>,
    /// Write the paper here, as in data/2026-27/q1/theme-3.toml
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Ask nothing: take what is likeliest, and say what is in doubt
    #[arg(long, short)]
    yes: bool,
    /// Say what is recognised and what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl AdoptArgs {
    /// Says what is recognised, asks about what is unclear, and writes the paper.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        if let Some(office) = &office {
            self.adopt(shared, office, &mut problems);
        }
        shared.report(office.as_ref(), problems, false)
    }

    fn adopt(self, shared: &Shared, office: &Office, out: &mut Diagnostics) {
        let asks = !self.yes && !self.dry_run && !shared.quiet && on_terminal();
        let mut answers: Box<dyn Answers> = match asks {
            true => Box::new(Terminal),
            false => Box::new(Nobody),
        };
        let dry_run = self.dry_run;
        let take = if self.from.is_some() {
            adopt_document
        } else {
            adopt_workbook
        };
        let Some(adopted) = take(office, &self.adoption(), &mut *answers, out) else {
            return;
        };
        for line in &adopted.report {
            shared.say(line);
        }
        if dry_run {
            would_write(shared, &adopted);
        } else if !asks || confirmed(&adopted) {
            write(shared, office, &adopted, out);
        }
    }

    fn adoption(self) -> Adoption {
        Adoption {
            file: self.tracker.or(self.from).unwrap_or_default(),
            document: self.document,
            sheet: self.sheet,
            heading_row: self.heading_row,
            theme: self.theme,
            output: self.output,
        }
    }
}

/// Someone can be asked where questions are seen and answers typed.
fn on_terminal() -> bool {
    std::io::stdin().is_terminal() && screen::is_terminal()
}

fn would_write(shared: &Shared, adopted: &Adopted) {
    for made in adopted.making.files() {
        shared.say(&format!("would write {}", made.shown));
    }
}

fn write(shared: &Shared, office: &Office, adopted: &Adopted, out: &mut Diagnostics) {
    if !adopted.making.write(&office.root, out) {
        return;
    }
    for made in adopted.making.files() {
        shared.say(&format!("wrote {}", made.shown));
    }
    for line in &adopted.next {
        shared.say(line);
    }
}

fn confirmed(adopted: &Adopted) -> bool {
    let files: Vec<&str> = adopted
        .making
        .files()
        .iter()
        .map(|made| made.shown.as_str())
        .collect();
    let asked = Confirm::new()
        .with_prompt(format!("Write {}?", files.join(", ")))
        .default(true)
        .interact_on_opt(&screen::term());
    files.is_empty() || asked.ok().flatten().unwrap_or(false)
}

/// Asks on the terminal.
struct Terminal;

impl Answers for Terminal {
    fn choose(&mut self, question: &str, of: &[String], likely: usize) -> Option<usize> {
        let asked = Select::new()
            .with_prompt(question)
            .items(of)
            .default(likely)
            .interact_on_opt(&screen::term());
        asked.ok().flatten()
    }
}
