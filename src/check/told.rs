//! Rows of a paper with what they say of how they go.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Origin, Row, Step, Table, TableKind, Value, with_plain_signs};

use super::{Passage, Subject, about, called};

/// A row, its step, and its passages.
pub struct Told<'a, 's> {
    /// The table's name.
    pub table: &'a str,
    /// The table's description.
    pub kind: &'a TableKind,
    /// The table.
    pub rows: &'a Table,
    /// The row.
    pub row: &'a Row,
    /// The row's position, from 0.
    pub position: usize,
    /// Its step, where it has a status.
    pub step: Option<&'a Step>,
    /// Every line of its text.
    pub passages: &'s [Passage<'a>],
}

/// Lists the rows of the tables that say how something goes: those with a status, or with a column written anew each time.
pub fn told<'a, 's>(subject: &'s Subject<'a>) -> Vec<Told<'a, 's>> {
    let mut all = Vec::new();
    // Passages come in the order of tables and rows.
    let mut rest = &subject.passages[..];
    for (name, table) in &subject.paper.tables {
        let kind = subject.paper.kind.tables.get(name);
        let Some(kind) = kind.filter(|kind| kind.update().is_some()) else {
            continue;
        };
        for (position, row) in table.rows.iter().enumerate() {
            let told = Told {
                table: name,
                kind,
                rows: table,
                row,
                position,
                step: table
                    .status(row)
                    .and_then(|code| table.key.as_ref()?.by_code(code)),
                passages: take(&mut rest, row),
            };
            all.extend(Some(told).filter(Told::goes));
        }
    }
    all
}

/// Takes the passages of a row off the front.
fn take<'a, 's>(rest: &mut &'s [Passage<'a>], row: &Row) -> &'s [Passage<'a>] {
    let of_row = |passage: &Passage| {
        passage
            .spot()
            .is_some_and(|spot| std::ptr::eq(spot.row, row))
    };
    let Some(start) = rest.iter().position(of_row) else {
        return &[];
    };
    let length = rest[start..]
        .iter()
        .take_while(|passage| of_row(passage))
        .count();
    let (taken, after) = rest[start..].split_at(length);
    *rest = after;
    taken
}

impl<'a, 's> Told<'a, 's> {
    fn goes(&self) -> bool {
        let anew = self.column().is_some_and(|column| !column.compare);
        self.step.is_some() || anew
    }

    fn column(&self) -> Option<&'a crate::model::Column> {
        self.kind.columns.get(self.kind.update()?)
    }

    /// Returns the lines of its update.
    pub fn update(&self) -> impl Iterator<Item = &'s Passage<'a>> + use<'a, 's> {
        self.passages.iter().filter(|passage| passage.is_update())
    }

    /// Returns its update in one text with plain spaces and hyphens, a line a block; none where it has none.
    pub fn words(&self) -> Option<String> {
        let words = words(self.kind, self.row)?;
        match self.passages.iter().any(|line| line.typed.is_some()) {
            true => Some(with_plain_signs(words)),
            false => Some(words),
        }
    }

    /// Returns whether its table has a column for updates that are written anew each time, and may be left empty.
    pub fn may_lack_update(&self) -> bool {
        let column = self.column();
        let optional = column.is_some_and(|column| !column.required && !column.compare);
        let update = self.kind.update();
        optional
            && self
                .rows
                .columns
                .iter()
                .any(|column| Some(column.name.as_str()) == update)
    }

    /// Returns what messages call it.
    pub fn called(&self) -> String {
        called(self.table, self.row)
    }

    /// Returns where its update stands, or should.
    pub fn place(&self) -> Option<Origin> {
        let update = self.kind.update()?;
        let given = self.row.cells.get(update).map(|cell| cell.origin.clone());
        given.or_else(|| {
            let any = &self.row.cells.values().next_back()?.origin;
            let heading = self
                .rows
                .columns
                .iter()
                .find(|column| column.name == update);
            Some(beside(
                any,
                heading.and_then(|column| column.origin.as_ref()),
            ))
        })
    }

    /// Reports a problem with the whole update.
    pub fn report<'d>(
        &self,
        code: Code,
        message: String,
        out: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        let problem = out.add(code, self.place(), message);
        problem.about = Some(about(self.table, self.kind, self.row));
        problem
    }
}

/// Returns the update of a row in one text; none where there is nothing to read.
pub fn words(kind: &TableKind, row: &Row) -> Option<String> {
    match row.value(kind.update()?)? {
        Value::Rich(rich) => Some(rich.plain()).filter(|text| !text.trim().is_empty()),
        _ => None,
    }
}

/// Returns the cell of a row that stands below a heading.
fn beside(row: &Origin, heading: Option<&Origin>) -> Origin {
    let mut place = row.clone();
    match (&mut place, heading) {
        (Origin::Cell { column, .. }, Some(Origin::Cell { column: to, .. })) => *column = *to,
        (Origin::Line { field, .. }, Some(Origin::Line { field: to, .. })) => *field = *to,
        _ => {}
    }
    place
}
