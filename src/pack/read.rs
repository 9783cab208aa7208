//! A validated paper as a meeting.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Date, Jurisdiction, Law, Origin, Paper, Row, Value};

use super::meeting::{Access, AgendaItem, ItemPaper, ItemState, Meeting};
use super::{Facts, law, settings};

/// Fields and columns of a meeting that packs look at.
const DATE: &str = "date";
const BOARD: &str = "board";
const TITLE: &str = "title";
const PAPER: &str = "paper";
const APPENDICES: &str = "appendices";
const EXEMPT: &str = "exempt";
const REASON: &str = "reason";
const URGENT: &str = "urgent";
const STATE: &str = "state";

impl Meeting {
    /// Reads a paper as a meeting; `phrases` are its own, filled in. What contradicts itself or the law is reported.
    ///
    /// None where its kind is no meeting, or where it has no date.
    pub fn of(
        paper: &Paper,
        law: &Law,
        phrases: &IndexMap<String, String>,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let items = paper.kind.pack.as_ref()?;
        let jurisdiction = law::jurisdiction(paper, law, out);
        let reading = Reading {
            paper,
            jurisdiction,
        };
        let rows = paper.tables.get(items).map_or(&[][..], |table| &table.rows);
        let read: Vec<AgendaItem> = rows.iter().map(|row| reading.item(row, out)).collect();
        say_in_both(&read, out);
        Some(Self {
            file: paper.file.clone(),
            board: text(paper.fields.get(BOARD)).unwrap_or_default(),
            date: date(paper)?,
            facts: Facts::of(paper),
            items: read,
            settings: settings::of(paper, phrases, out),
        })
    }
}

/// Returns the day of a meeting.
pub fn date(paper: &Paper) -> Option<Date> {
    match paper.fields.get(DATE)?.value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

fn text(cell: Option<&Cell>) -> Option<String> {
    let plain = cell?.value.plain();
    let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What items are read by.
struct Reading<'a> {
    paper: &'a Paper,
    jurisdiction: Option<&'a Jurisdiction>,
}

impl Reading<'_> {
    fn item(&self, row: &Row, out: &mut Diagnostics) -> AgendaItem {
        let papers = papers(row);
        let state = state(row);
        self.say_state(row, state, &papers, out);
        say_urgent(row, state, &papers, out);
        AgendaItem {
            id: row.id.clone(),
            number: row.label.clone(),
            title: text(row.cells.get(TITLE)).unwrap_or_default(),
            state,
            access: self.access(row, state, out),
            papers,
            urgent: text(row.cells.get(URGENT)),
            origin: self.place(row),
        }
    }

    /// Returns where a row stands: its title's place.
    fn place(&self, row: &Row) -> Origin {
        let first = row.cells.get(TITLE).or_else(|| row.cells.values().next());
        let file = || Origin::file(self.paper.file.as_str());
        first.map_or_else(file, |cell| cell.origin.clone())
    }

    /// Reads who may see an item. An exemption that cannot be read never opens it.
    fn access(&self, row: &Row, state: Option<ItemState>, out: &mut Diagnostics) -> Access {
        let reason = text(row.cells.get(REASON));
        let Some(marks) = row.cells.get(EXEMPT) else {
            say_reason_alone(row, out);
            return Access::Open;
        };
        if reason.is_none() && state != Some(ItemState::Withdrawn) {
            say_no_reason(row, &marks.origin, out);
        }
        let Some(law) = self.jurisdiction else {
            self.say_no_law(row, &marks.origin, out);
            return Access::Exempt(Default::default());
        };
        let exempt = law::exempt(&row.label, marks, reason, law, out);
        Access::Exempt(exempt.unwrap_or_default())
    }

    fn say_no_law(&self, row: &Row, place: &Origin, out: &mut Diagnostics) {
        // One that is not known has been reported.
        if self.paper.fields.contains_key("jurisdiction") {
            return;
        }
        let message = format!(
            "item `{}` is exempt, but the meeting does not say by which law",
            row.label
        );
        out.add(Code::ExemptFaulty, place.clone(), message)
            .hint("add `jurisdiction = \"england\"`, or one of the other names in law.toml, to the meeting or to `[defaults.agenda]` in board.toml");
    }

    fn say_state(
        &self,
        row: &Row,
        state: Option<ItemState>,
        papers: &[ItemPaper],
        out: &mut Diagnostics,
    ) {
        let (Some(_), false) = (state, papers.is_empty()) else {
            return;
        };
        let Some(cell) = row.cells.get(STATE) else {
            return;
        };
        let message = format!(
            "item `{}` has a paper, and its state is `{}`",
            row.label,
            cell.value.plain()
        );
        out.add(Code::StateWithPaper, cell.origin.clone(), message)
            .hint("delete the state where the paper is there, or the paper where it is not to be in the pack");
    }
}

fn state(row: &Row) -> Option<ItemState> {
    match row.value(STATE)?.plain().as_str() {
        "to follow" => Some(ItemState::ToFollow),
        "verbal" => Some(ItemState::Verbal),
        "withdrawn" => Some(ItemState::Withdrawn),
        _ => None,
    }
}

/// Returns the paper, then the appendices.
fn papers(row: &Row) -> Vec<ItemPaper> {
    let named = |column: &'static str| {
        let files = row.value(column).map_or(&[][..], Value::files);
        files.iter().map(move |file| ItemPaper {
            file: file.file.clone(),
            title: file.title.clone(),
            appendix: column == APPENDICES,
            origin: file.origin.clone(),
        })
    };
    named(PAPER).chain(named(APPENDICES)).collect()
}

/// A reason for withholding without an exemption would let out what somebody meant to withhold.
fn say_reason_alone(row: &Row, out: &mut Diagnostics) {
    let Some(reason) = row.cells.get(REASON) else {
        return;
    };
    let message = format!(
        "item `{}` says why it is exempt, but names no paragraph of the law",
        row.label
    );
    out.add(Code::ExemptFaulty, reason.origin.clone(), message)
        .hint(
            "add the paragraph, as in `exempt = [3]`, or delete the reason where the item is open",
        );
}

fn say_no_reason(row: &Row, place: &Origin, out: &mut Diagnostics) {
    let message = format!(
        "item `{}` is exempt, but does not say why the public interest is against publishing it",
        row.label
    );
    out.add(Code::ExemptWithoutReason, place.clone(), message)
        .hint("add it, as in `reason = \"Publication would harm the council's position in negotiations\"`");
}

/// Reports files of exempt items that open items name too: what is withheld there would go out here.
fn say_in_both(items: &[AgendaItem], out: &mut Diagnostics) {
    let open = |item: &&AgendaItem| item.access == Access::Open;
    let exempt = || items.iter().filter(|item| !open(item));
    for item in items.iter().filter(open) {
        for paper in &item.papers {
            let file = tidy(&paper.file);
            let holds = |other: &&AgendaItem| other.papers.iter().any(|p| tidy(&p.file) == file);
            if let Some(other) = exempt().find(holds) {
                let message = format!(
                    "`{}` is a paper of item `{}`, which is open, and of item `{}`, which is exempt",
                    paper.file, item.number, other.number
                );
                out.add(Code::ExemptReferred, paper.origin.clone(), message)
                    .hint("make both items exempt, or name another file for the open one");
            }
        }
    }
}

/// Returns a path without detours, in small letters: some computers do not tell `A.pdf` from `a.pdf`.
fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        match parts.last() {
            Some(last) if part == ".." && *last != ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/").to_lowercase()
}

/// A late item without a paper or a state says nothing of what members will have before them.
fn say_urgent(row: &Row, state: Option<ItemState>, papers: &[ItemPaper], out: &mut Diagnostics) {
    let Some(urgent) = row.cells.get(URGENT) else {
        return;
    };
    let (wrong, hint) = match state {
        Some(ItemState::Withdrawn) => (
            "is urgent and withdrawn",
            "delete `urgent`, or the state `withdrawn`",
        ),
        None if papers.is_empty() => (
            "is urgent, but has no paper",
            "name its paper, or write `state = \"verbal\"` where there is none",
        ),
        _ => return,
    };
    let message = format!("item `{}` {wrong}", row.label);
    out.add(Code::SettingConflict, urgent.origin.clone(), message)
        .hint(hint);
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
