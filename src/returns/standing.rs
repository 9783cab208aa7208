//! How a round stands: who has answered, who is late, what of the answers is to be looked at.

use std::collections::BTreeMap;

use crate::model::Date;

use super::round::{Line, Return, Round};

/// How a round stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The round.
    pub round: Round,
    /// The office.
    pub organisation: String,
    /// The day.
    pub today: Date,
    /// How many working days the deadline is past; none where it is not.
    pub late: Option<usize>,
    /// Those who are asked, in the order of the round.
    pub officers: Vec<OfficerStanding>,
}

/// How the return of an officer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerStanding {
    /// What is asked.
    pub asked: Return,
    /// How each line stands.
    pub lines: Vec<LineStanding>,
}

/// How a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineStanding {
    /// The line.
    pub line: Line,
    /// Whether it is still in its paper.
    pub there: bool,
    /// Whether all that must be answered is.
    pub answered: bool,
    /// Whether anything of that is.
    pub begun: bool,
    /// The day that its latest answer was collected under.
    pub day: Option<Date>,
    /// Whether it says what it said when it was asked for, and nobody answered: that is no answer.
    pub as_sent: bool,
    /// Whether its answer is that of the quarter before.
    pub stale: bool,
    /// How much else `check` finds in it.
    pub findings: usize,
}

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is answered.
    Nothing,
    /// Some lines are.
    Partly,
    /// All are.
    Answered,
}

impl State {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing yet",
            Self::Partly => "partly",
            Self::Answered => "answered",
        }
    }
}

impl OfficerStanding {
    /// Shows the lines that are still in their papers.
    pub fn there(&self) -> impl Iterator<Item = &LineStanding> {
        self.lines.iter().filter(|line| line.there)
    }

    /// Shows the lines that want an answer.
    pub fn open(&self) -> impl Iterator<Item = &LineStanding> {
        self.there().filter(|line| !line.answered)
    }

    /// Shows the lines whose answer is that of the quarter before.
    pub fn stale(&self) -> impl Iterator<Item = &LineStanding> {
        self.there().filter(|line| line.answered && line.stale)
    }

    /// Shows the lines in whose answer `check` finds something.
    pub fn faulty(&self) -> impl Iterator<Item = &LineStanding> {
        self.there()
            .filter(|line| line.answered && line.findings > 0)
    }

    /// Shows the lines that say what they said when they were asked for.
    pub fn as_sent(&self) -> impl Iterator<Item = &LineStanding> {
        self.there().filter(|line| line.as_sent)
    }

    /// Says on which days answers were collected: `20 July 2026`, or `20 July 2026 (theme-1: 1, 2); 24 July 2026 (theme-1: 3)`.
    pub fn days(&self) -> String {
        let mut days: BTreeMap<Date, Vec<&LineStanding>> = BTreeMap::new();
        for line in self.there() {
            if let Some(day) = line.day {
                days.entry(day).or_default().push(line);
            }
        }
        let several = days.len() > 1;
        let said = days.into_iter().map(|(day, lines)| match several {
            true => format!("{day} ({})", refs(lines.into_iter())),
            false => day.to_string(),
        });
        said.collect::<Vec<_>>().join("; ")
    }

    /// Counts the lines that are answered.
    pub fn answered(&self) -> usize {
        self.there().filter(|line| line.answered).count()
    }

    /// Returns how far the officer is.
    pub fn state(&self) -> State {
        let begun = self.there().any(|line| line.answered || line.begun);
        match (begun, self.open().count()) {
            (_, 0) => State::Answered,
            (false, _) => State::Nothing,
            _ => State::Partly,
        }
    }
}

impl Standing {
    /// Counts those who are so far.
    pub fn count(&self, state: State) -> usize {
        self.officers
            .iter()
            .filter(|officer| officer.state() == state)
            .count()
    }

    /// Says at a glance how the round stands.
    pub fn summary(&self) -> String {
        let all = self.officers.len();
        let (answered, partly) = (self.count(State::Answered), self.count(State::Partly));
        format!(
            "{answered} of {all} have answered, {partly} in part, {} not at all",
            all - answered - partly
        )
    }

    /// Says what the deadline is, and how far it is off.
    pub fn deadline(&self) -> String {
        let deadline = self.round.deadline;
        let day = format!("{} {deadline}", deadline.weekday());
        match (self.late, deadline.days_until(self.today)) {
            (Some(1), _) => format!("{day}: 1 working day ago"),
            (Some(days), _) => format!("{day}: {days} working days ago"),
            (None, 0) => format!("{day}: today"),
            (None, -1) => format!("{day}: tomorrow"),
            (None, days) => format!("{day}: in {} days", -days),
        }
    }

    /// Returns a line for each officer to chase: who, what is open, how late it is.
    pub fn chase(&self) -> Vec<String> {
        let to_chase = self
            .officers
            .iter()
            .filter(|officer| officer.open().next().is_some());
        to_chase.map(|officer| self.chased(officer)).collect()
    }

    /// Says what an officer is to be reminded of.
    pub fn chased(&self, officer: &OfficerStanding) -> String {
        let address = officer
            .asked
            .email
            .as_ref()
            .map(|email| format!(" <{email}>"));
        let late = match self.late {
            None => format!("by {}", self.round.deadline),
            Some(1) => "1 working day late".to_owned(),
            Some(days) => format!("{days} working days late"),
        };
        let (open, all) = (officer.open().count(), officer.there().count());
        format!(
            "{}{}: {open} of {all} {} open ({}), {late}",
            officer.asked.officer,
            address.unwrap_or_default(),
            if all == 1 { "line" } else { "lines" },
            refs(officer.open()),
        )
    }
}

/// Lists lines by their refs, paper by paper: `theme-1: 3, 5; theme-2: 2C01`.
pub fn refs<'a>(lines: impl Iterator<Item = &'a LineStanding>) -> String {
    let mut said = String::new();
    let mut paper = "";
    for LineStanding { line, .. } in lines {
        if line.paper == paper {
            said += ", ";
        } else {
            said += if said.is_empty() { "" } else { "; " };
            let name = line.paper.rsplit('/').next().unwrap_or_default();
            said += name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            said += ": ";
            paper = &line.paper;
        }
        said += &line.reference;
    }
    said
}
