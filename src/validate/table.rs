//! Loose rows in, typed rows out.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    Cell, Column, Heading, Origin, Row, StatusKey, Table, TableKind, Value, ValueType,
};

use super::fill;
use super::loose::{LooseRow, LooseTable};
use super::raw::Raw;
use super::value::{Expected, value};

/// What a table's rows are read by.
pub struct Reading<'a> {
    /// The table's name.
    pub name: &'a str,
    /// The table's description.
    pub kind: &'a TableKind,
    /// The key of its statuses.
    pub key: Option<&'a StatusKey>,
    /// Headings that the paper gives, by column.
    pub headings: &'a IndexMap<String, String>,
}

impl Reading<'_> {
    /// Reads all rows; what is wrong with any of them is reported.
    pub fn table(&self, loose: &LooseTable, out: &mut Diagnostics) -> Table {
        let mut seen = Seen::default();
        let rows = loose
            .rows
            .iter()
            .enumerate()
            .map(|(i, row)| self.row(i, row, loose, &mut seen, out))
            .collect();
        fill::say(&seen.fills, out);
        let columns = self
            .kind
            .columns
            .iter()
            .filter(|(name, _)| loose.headings.contains_key(*name));
        Table {
            columns: columns
                .map(|(name, column)| self.heading(name, column, loose))
                .collect(),
            key: self.key.cloned(),
            rows,
        }
    }

    fn heading(&self, name: &str, column: &Column, loose: &LooseTable) -> Heading {
        let typed = self.headings.get(name).or_else(|| loose.headings.get(name));
        let heading = typed
            .cloned()
            .or_else(|| column.headings.first().cloned())
            .unwrap_or_else(|| name.to_owned());
        Heading {
            name: name.to_owned(),
            heading,
            of_type: column.of_type,
        }
    }

    fn row(
        &self,
        i: usize,
        loose: &LooseRow,
        table: &LooseTable,
        seen: &mut Seen,
        out: &mut Diagnostics,
    ) -> Row {
        let called = self.called(i, loose);
        let mut cells = IndexMap::new();
        for (name, column) in &self.kind.columns {
            if let Some(cell) = self.cell(name, column, loose, table, &called, seen, out) {
                cells.insert(name.clone(), cell);
            }
        }
        let label = self.label(loose).unwrap_or_else(|| (i + 1).to_string());
        Row {
            id: seen.id(self.name, &label),
            label,
            cells,
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one value needs its column, its row and what rows before it hold"
    )]
    fn cell(
        &self,
        name: &str,
        column: &Column,
        loose: &LooseRow,
        table: &LooseTable,
        called: &str,
        seen: &mut Seen,
        out: &mut Diagnostics,
    ) -> Option<Cell> {
        let said = format!("`{name}` of {called}");
        let expected = Expected {
            name: &said,
            of_type: column.of_type,
            choices: &column.choices,
            key: self.key,
        };
        let raw = loose.cells.get(name);
        let blank = raw.is_none_or(|raw| {
            raw.is_blank() && (raw.fill.is_none() || column.of_type != ValueType::Status)
        });
        if blank {
            if column.required && table.headings.contains_key(name) {
                self.missing(name, column, loose, called, out);
            }
            return None;
        }
        let cell = value(raw?, &expected, out)?;
        if let (true, Value::Status(code)) = (raw?.is_blank(), &cell.value) {
            seen.fills.push((cell.origin.clone(), code.clone()));
        }
        if column.unique {
            seen.once(name, &cell, called, out);
        }
        Some(cell)
    }

    fn missing(
        &self,
        name: &str,
        column: &Column,
        loose: &LooseRow,
        called: &str,
        out: &mut Diagnostics,
    ) {
        let origin = loose
            .cells
            .get(name)
            .map_or(&loose.origin, |raw: &Raw| &raw.origin)
            .clone();
        if column.of_type == ValueType::Status {
            out.add(
                Code::StatusMissing,
                origin,
                format!("{called} has no status"),
            )
            .hint("type its status, or fill its cell with the colour of its step");
        } else {
            out.add(
                Code::CellMissing,
                origin,
                format!("{called} has no `{name}`"),
            )
            .hint("fill it in");
        }
    }

    /// What messages call a row: deliverable `4`, or row 4 of `deliverables`.
    fn called(&self, i: usize, loose: &LooseRow) -> String {
        let one = self.name.strip_suffix('s').unwrap_or(self.name);
        match self.label(loose) {
            Some(label) => format!("{one} `{label}`"),
            None => format!("row {} of `{}`", i + 1, self.name),
        }
    }

    fn label(&self, loose: &LooseRow) -> Option<String> {
        let raw = loose.cells.get(self.kind.column_of(ValueType::Ref)?)?;
        let label = super::clean::one_line(&raw.plain());
        (!label.is_empty()).then_some(label)
    }
}

/// What rows before a row hold.
#[derive(Default)]
struct Seen {
    values: BTreeMap<(String, String), Origin>,
    ids: BTreeMap<String, usize>,
    /// Statuses that were read from fills.
    fills: Vec<(Origin, String)>,
}

impl Seen {
    /// Reports a value that another row has.
    fn once(&mut self, name: &str, cell: &Cell, called: &str, out: &mut Diagnostics) {
        let key = (name.to_owned(), cell.value.plain().to_lowercase());
        match self.values.get(&key) {
            Some(first) => {
                out.add(
                    Code::RefTwice,
                    cell.origin.clone(),
                    format!("{called} appears twice"),
                )
                .hint(format!(
                    "it stands already in {first}: give this row a new {name}, or delete it"
                ));
            }
            None => {
                self.values.insert(key, cell.origin.clone());
            }
        }
    }

    /// Returns an id that no other row has.
    fn id(&mut self, table: &str, label: &str) -> String {
        let plain: String = label
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let id = format!("{table}-{}", plain.to_lowercase());
        let times = self.ids.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 {
            id
        } else {
            format!("{id}-{times}")
        }
    }
}
