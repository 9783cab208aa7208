//! The lines that a new theme begins with, after those of another.

use crate::check;
use crate::job::quarter::Roll;
use crate::model::{Board, Column, Heading, Kind, Origin, StatusKey, Table, TableKind, ValueType};
use crate::validate::fold;

use super::refs::refs;
use super::rows::{Names, NewRow, NewRows};

/// What the lines of a new theme are made from.
pub struct Lines<'a> {
    /// The table's name.
    pub name: &'a str,
    /// Its description.
    pub kind: &'a TableKind,
    /// The same table of the paper that is followed.
    pub table: &'a Table,
    /// The key of the new lines.
    pub key: Option<&'a StatusKey>,
    /// Whether it is another than that of the paper that is followed, whose heading may name its steps: `RAGB`.
    pub is_other_key: bool,
    /// The office.
    pub board: &'a Board,
    /// The numbers of the theme that is followed, and of the new one.
    pub numbers: (&'a str, &'a str),
    /// The quarters of the paper that is followed and of the new one.
    pub roll: Roll,
    /// How many lines there are to be.
    pub count: usize,
}

impl<'a> Lines<'a> {
    /// Returns the rows, with the columns of the paper that is followed, in the order and under the headings of its tracker.
    pub fn rows(&self, names: &Names) -> NewRows<'a> {
        NewRows {
            table: self.kind,
            key: self.key,
            columns: self.columns(),
            rows: self
                .refs()
                .iter()
                .map(|text| self.row(text, names))
                .collect(),
        }
    }

    fn columns(&self) -> Vec<(String, String)> {
        let mut columns: Vec<&Heading> = self.table.columns.iter().collect();
        columns.sort_by_key(|column| match &column.origin {
            Some(Origin::Cell { column, .. }) => Some(*column),
            Some(Origin::Line { field, .. }) => Some(*field),
            _ => None,
        });
        let known = columns.into_iter().filter_map(|column| {
            let own = self.kind.columns.get(&column.name)?;
            let is_of_key = own.of_type == ValueType::Status && self.is_other_key;
            let typed = column.origin.is_some() && !is_of_key;
            Some((column.name.clone(), heading(column, own, typed, self.roll)))
        });
        known.collect()
    }

    fn refs(&self) -> Vec<String> {
        let pattern: Vec<String> = match self.kind.column_of(ValueType::Ref) {
            Some(column) => {
                let rows = self.table.rows.iter();
                rows.filter_map(|row| Some(row.value(column)?.plain()))
                    .collect()
            }
            None => Vec::new(),
        };
        refs(&pattern, self.numbers.0, self.numbers.1, self.count)
    }

    fn row(&self, text: &str, names: &Names) -> NewRow {
        let columns = self.kind.columns.iter();
        let cell = |(name, column): (&String, &Column)| {
            Some((name.clone(), self.cell(name, column, text, names)?))
        };
        columns.filter_map(cell).collect()
    }

    /// Returns what a cell begins with: what a paper cannot be made without stands there, in words that ask to be replaced.
    fn cell(&self, name: &str, column: &Column, text: &str, names: &Names) -> Option<String> {
        let one = self.name.strip_suffix('s').unwrap_or(self.name);
        let first = |names: &[String]| names.first().cloned().unwrap_or("To be named".to_owned());
        match column.of_type {
            ValueType::Ref => Some(text.to_owned()),
            ValueType::Status => {
                let step = check::first_step(self.key?, &self.board.organisation.language)?;
                Some(step.code.clone())
            }
            _ if !column.required => None,
            _ if self.kind.title() == Some(name) => Some(format!("To be worded: {one} {text}")),
            ValueType::RichText => Some(format!("[{name} to be written for {text}]")),
            ValueType::Person => Some(first(&names.people)),
            ValueType::Organisation => Some(first(&names.organisations)),
            ValueType::Choice => column.choices.first().cloned(),
            ValueType::Text => Some("To be worded".to_owned()),
            _ => None,
        }
    }
}

/// Returns the heading of a column as the office last typed it, with the new paper's quarter in the place of the other's.
fn heading(column: &Heading, own: &Column, typed: bool, roll: Roll) -> String {
    if own.by_quarter || !column.quarters.is_empty() {
        return roll.to.to_string();
    }
    match typed {
        true => roll.text(&column.heading),
        false => own.headings.first().unwrap_or(&column.name).clone(),
    }
}

/// Returns whether a column is known by a heading without being told.
pub fn is_known(kind: &TableKind, name: &str, heading: &str) -> bool {
    let column = kind.columns.get(name);
    column.is_some_and(|column| {
        let mut known = column.headings.iter();
        column.by_quarter || known.any(|known| fold(known) == fold(heading))
    })
}

/// Returns the tables of a kind whose lines a new theme begins with: those that a paper cannot be without.
pub fn begins_with(kind: &Kind, name: &str) -> bool {
    kind.tables.get(name).is_some_and(|table| table.required)
}
