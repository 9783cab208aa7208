//! `boardpaper new quarter`.

use std::process::ExitCode;

use clap::Args;

use crate::cli::Shared;
use crate::diagnostic::Diagnostics;
use crate::job::{NewQuarter, Office, Rolled, new_quarter};
use crate::model::{Date, Quarter};

/// What `new quarter` takes.
#[derive(Debug, Args)]
pub struct QuarterArgs {
    /// The quarter that begins, such as `2026-27-q3`
    #[arg(value_parser = quarter)]
    quarter: Quarter,
    /// The quarter it is made from; the latest before it without this
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    from: Option<Quarter>,
    /// The papers' date, such as `2027-01-29`; three months after the last one without this
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Date>,
    /// Show what would be made, and make nothing
    #[arg(long)]
    dry_run: bool,
}

impl QuarterArgs {
    /// Makes the papers and trackers of a quarter from those of the last one.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        if let Some(office) = &office {
            self.make(shared, office, &mut problems);
        }
        shared.report(office.as_ref(), problems, false)
    }

    fn make(&self, shared: &Shared, office: &Office, out: &mut Diagnostics) {
        let asked = NewQuarter {
            to: self.quarter,
            from: self.from,
            date: self.date,
        };
        // What is read must stand until what is made of it is written.
        let _lock = (!self.dry_run).then(|| office.lock());
        let Some(rolled) = new_quarter(office, &asked, out) else {
            return;
        };
        let begun = rolled.making.begun(&office.root);
        let done = match self.dry_run {
            true => rolled.making.is_free(&office.root, out),
            false => rolled.making.write(&office.root, out),
        };
        if done {
            say(shared, &rolled, &begun, self);
        }
    }
}

/// Says what was made, what to look at, and what comes next.
fn say(shared: &Shared, rolled: &Rolled, begun: &[String], args: &QuarterArgs) {
    let wrote = if args.dry_run { "would write" } else { "wrote" };
    for made in rolled.making.files() {
        let shown = &made.shown;
        shared.say(&match begun.contains(shown) {
            true => format!("left {shown}: it is there already, as it would be written"),
            false => format!("{wrote} {shown}"),
        });
    }
    let told = &rolled.told;
    list(shared, "look at these:", &told.looks);
    list(shared, "left in the old files:", &told.left);
    list(shared, "not rolled forward:", &told.not_rolled);
    let (from, to) = (rolled.from, args.quarter);
    if args.dry_run {
        shared.say(&format!(
            "nothing was written: {to} would be made from {from}"
        ));
        return;
    }
    shared.say(&format!("{to} is made from {from}; formulas became their results, and charts and pictures stay in the old files"));
    shared
        .say("next: have the trackers filled in, and see what is missing with `boardpaper check`");
}

fn list(shared: &Shared, heading: &str, lines: &[(String, String)]) {
    if lines.is_empty() {
        return;
    }
    shared.say(heading);
    for (file, what) in lines {
        shared.say(&format!("  {file}: {what}"));
    }
}

/// Reads `2026-27-q3`, or a quarter as papers name it.
pub fn quarter(text: &str) -> Result<Quarter, String> {
    let lower = text.trim().to_lowercase();
    let spaced = lower
        .rsplit_once("-q")
        .map(|(year, number)| format!("{year} q{number}"));
    let read = Quarter::parse(text).or_else(|| Quarter::parse(&spaced?));
    read.ok_or_else(|| "a quarter is written as in `2026-27-q3`".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    let said = || {
        Date::why_impossible(text)
            .unwrap_or_else(|| "a day is written as in `2027-01-29`".to_owned())
    };
    Date::parse(text).ok_or_else(said)
}
