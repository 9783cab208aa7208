//! Lines that came or went since the earlier paper without a word.

use crate::check::{Subject, about, called};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Paper, Row, State, Table, TableComparison, TableKind, Value, ValueType};

use super::is_english;
use super::word::{CAME, GONE, Named, Words, says_come, says_ends};

/// More lines than this are told together.
const EACH: usize = 3;

/// A table of a paper beside what it was.
struct Beside<'a> {
    name: &'a str,
    kind: &'a TableKind,
    new: &'a Table,
    then: &'a Table,
    compared: &'a TableComparison,
    /// The earlier paper.
    old: &'a Paper,
    /// The field that names it.
    field: &'a Cell,
}

/// Reports the lines that the latest of the earlier papers has and this one has not, and those that only this one has.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let paper = subject.paper;
    let earlier = paper.past.iter().filter_map(|(field, comparison)| {
        let cell = paper.fields.get(field)?;
        let Value::Paper(old) = &cell.value else {
            return None;
        };
        (old.kind.name == paper.kind.name).then_some((cell, &**old, comparison))
    });
    let latest = earlier.max_by_key(|(_, old, _)| old.quarter());
    let Some((field, old, comparison)) = latest.filter(|(_, old, _)| one_plan(paper, old)) else {
        return;
    };
    for (name, compared) in &comparison.tables {
        let tables = (paper.tables.get(name), old.tables.get(name));
        let (Some(kind), (Some(new), Some(then))) = (paper.kind.tables.get(name), tables) else {
            continue;
        };
        let beside = Beside {
            name,
            kind,
            new,
            then,
            compared,
            old,
            field,
        };
        if beside.is_one_table() {
            beside.gone(subject, out);
            beside.come(subject, out);
        }
    }
}

/// Lines of a plan are set for a year: those of the next are others, and nobody says so of each.
fn one_plan(paper: &Paper, old: &Paper) -> bool {
    let year = |paper: &Paper| paper.quarter().map(|quarter| quarter.year);
    year(paper) == year(old) && paper.quarter() >= old.quarter()
}

impl Beside<'_> {
    /// Returns whether half of the lines are what they were: else it was made anew, and somebody knows.
    fn is_one_table(&self) -> bool {
        let kept = self
            .compared
            .rows
            .iter()
            .filter(|past| past.state != State::New);
        kept.count() * 2 >= self.then.rows.len() && !self.then.rows.is_empty()
    }

    /// Returns the ref of a row; lines without one are known by their titles alone, which anybody may rewrite.
    fn reference<'r>(&self, row: &'r Row) -> Option<&'r str> {
        match row.value(self.kind.column_of(ValueType::Ref)?)? {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    fn title(&self, row: &Row) -> String {
        let title = self.kind.title().and_then(|column| row.value(column));
        title.map(Value::plain).unwrap_or_default()
    }

    fn is_said(&self, subject: &Subject<'_>, row: &Row, words: &regex::Regex) -> bool {
        let named = Named {
            reference: self.reference(row).unwrap_or_default(),
            title: &self.title(row),
            table: self.name,
        };
        Words::of(subject).say(&named, words, Some(row.id.as_str()))
    }

    fn gone(&self, subject: &Subject<'_>, out: &mut Diagnostics) {
        let rows = self
            .compared
            .gone
            .iter()
            .filter_map(|at| self.then.rows.get(*at));
        let rows = rows.filter(|row| self.reference(row).is_some() && !self.was_ending(row));
        let rows: Vec<&Row> = rows
            .filter(|row| !self.is_said(subject, row, &GONE))
            .collect();
        let file = &self.old.file;
        let hint = "say in the paper what became of it (removed, completed, merged with another), or put its row back";
        if rows.len() > EACH {
            let message = format!(
                "{} lines of `{}` that `{file}` has are gone, and nothing says why: {}",
                rows.len(),
                self.name,
                refs(&rows)
            );
            out.add(Code::LineVanished, self.field.origin.clone(), message)
                .hint(
                    hint.replace("it ", "them ")
                        .replace("its row", "their rows"),
                );
            return;
        }
        for row in rows {
            let message = format!(
                "{} of `{file}` is gone, and nothing says why{}",
                called(self.name, row),
                quoted(&self.title(row))
            );
            out.add(Code::LineVanished, self.field.origin.clone(), message)
                .hint(hint)
                .about = Some(about(self.name, self.kind, row));
        }
    }

    /// Returns whether an earlier line was closed, or said that it ends.
    fn was_ending(&self, row: &Row) -> bool {
        let step = self.then.key.as_ref().zip(self.then.status(row));
        let step = step.and_then(|(key, code)| key.by_code(code));
        let texts = row.cells.values().map(|cell| &cell.value);
        let mut texts = texts.filter(|value| matches!(value, Value::Rich(_) | Value::Text(_)));
        step.is_some_and(|step| step.closed) || texts.any(|value| says_ends(&value.plain()))
    }

    fn come(&self, subject: &Subject<'_>, out: &mut Diagnostics) {
        let rows = self.new.rows.iter().zip(&self.compared.rows);
        let new =
            rows.filter(|(row, past)| past.state == State::New && self.reference(row).is_some());
        let rows = new
            .map(|(row, _)| row)
            .filter(|row| !self.says_come(subject, row));
        let rows: Vec<&Row> = rows
            .filter(|row| !self.is_said(subject, row, &CAME))
            .collect();
        let file = &self.old.file;
        let hint = "say in its update that it is new and why; if it is an old line, give it the ref that it had";
        if rows.len() > EACH {
            let message = format!(
                "{} lines of `{}` are not in `{file}`, and nothing says that they are new: {}",
                rows.len(),
                self.name,
                refs(&rows)
            );
            out.add(Code::LineAppeared, self.field.origin.clone(), message)
                .hint("say in their updates that they are new and why; if they are old lines, give them the refs that they had");
            return;
        }
        for row in rows {
            let message = format!(
                "{} is not in `{file}`, and nothing says that it is new",
                called(self.name, row)
            );
            let cell = self
                .kind
                .column_of(ValueType::Ref)
                .and_then(|column| row.cells.get(column));
            let place = cell.map_or(&self.field.origin, |cell| &cell.origin);
            out.add(Code::LineAppeared, place.clone(), message)
                .hint(hint)
                .about = Some(about(self.name, self.kind, row));
        }
    }

    fn says_come(&self, subject: &Subject<'_>, row: &Row) -> bool {
        let texts = row.cells.values().map(|cell| &cell.value);
        let mut texts = texts.filter(|value| matches!(value, Value::Rich(_) | Value::Text(_)));
        !is_english(subject.paper) || texts.any(|value| says_come(&value.plain(), self.name))
    }
}

fn refs(rows: &[&Row]) -> String {
    let refs: Vec<String> = rows.iter().map(|row| format!("`{}`", row.label)).collect();
    refs.join(", ")
}

/// Quotes the start of a title, by which people know a line better than by its ref.
fn quoted(title: &str) -> String {
    const LONGEST: usize = 60;
    let line = title.lines().next().unwrap_or_default().trim();
    let short: String = line.chars().take(LONGEST).collect();
    match (line.is_empty(), short.len() < line.len()) {
        (true, _) => String::new(),
        (_, true) => {
            let whole = short
                .rsplit_once(' ')
                .map_or(short.as_str(), |(words, _)| words);
            format!(": `{whole} …`")
        }
        _ => format!(": `{line}`"),
    }
}
