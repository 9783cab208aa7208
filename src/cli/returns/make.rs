//! `boardpaper returns make`.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::cli::{Shared, counted};
use crate::diagnostic::Diagnostics;
use crate::job::{MadeRound, MakeRound, Office, make_round};
use crate::model::{Date, Quarter};
use crate::returns::By;

/// What `returns make` takes.
#[derive(Debug, Args)]
pub struct MakeArgs {
    /// The quarter, such as 2026-27-q2 [default: the latest that has papers]
    #[arg(long, value_name = "QUARTER", value_parser = super::quarter)]
    quarter: Option<Quarter>,
    /// The last day for answers, such as 2026-10-16; --again keeps the one before
    #[arg(long, value_name = "DATE", value_parser = super::day, required_unless_present = "again")]
    deadline: Option<Date>,
    /// Who is asked [default: officer; --again keeps who was asked before]
    #[arg(long, value_enum, value_name = "WHO")]
    by: Option<Who>,
    /// Make a round again that was made: files that would be the same stay, and so do answers that were collected
    #[arg(long)]
    again: bool,
    /// The day that the deadline is counted from, instead of today
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    date: Option<Date>,
}

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Who {
    /// The lead officer, or else the organisation
    Officer,
    /// The organisation, or else the lead officer
    Organisation,
}

impl From<Who> for By {
    fn from(who: Who) -> Self {
        match who {
            Who::Officer => Self::Officer,
            Who::Organisation => Self::Organisation,
        }
    }
}

impl MakeArgs {
    /// Makes the round.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let office = Office::open(shared.root.as_deref(), &mut problems);
        let asked = MakeRound {
            quarter: self.quarter,
            deadline: self.deadline,
            by: self.by.map(By::from),
            again: self.again,
            today: self.date.or_else(crate::cli::pack::today),
        };
        let made = office
            .as_ref()
            .and_then(|office| make_round(office, asked, &mut problems));
        if let Some(made) = &made {
            tell(shared, made);
        }
        shared.report(office.as_ref(), problems, false)
    }
}

fn tell(shared: &Shared, made: &MadeRound) {
    for file in &made.written {
        shared.say(&format!("wrote {file}"));
    }
    if made.unchanged > 0 {
        shared.say(&format!("{} as before", counted(made.unchanged, "file")));
    }
    for file in &made.edited {
        shared.say(&format!("left {file}: it was changed by hand"));
    }
    for gone in &made.dropped {
        shared.say(&format!(
            "no longer asked: {}; delete {}/{} if it was not sent",
            gone.officer, made.outbox, gone.file
        ));
    }
    let round = &made.round;
    let lines: usize = round.returns.iter().map(|asked| asked.lines.len()).sum();
    shared.say(&format!(
        "{} asked for {} of {}, by {} {}",
        counted(round.returns.len(), "officer"),
        counted(lines, "line"),
        round.quarter,
        round.deadline.weekday(),
        round.deadline
    ));
    shared.say(&format!("next: open the messages in {}, look at them, and send them; then `boardpaper returns collect FOLDER`", made.outbox));
}
