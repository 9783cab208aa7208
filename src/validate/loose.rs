//! Tables before anybody says what type their values are.

use indexmap::IndexMap;

use crate::model::{Origin, Phrase};

use super::raw::Raw;

/// A row before its values are read: what was found, by column of the description.
#[derive(Clone, Debug)]
pub struct LooseRow {
    /// The values by column.
    pub cells: IndexMap<String, Raw>,
    /// Where the row starts.
    pub origin: Origin,
}

/// A table before its values are read.
#[derive(Clone, Debug, Default)]
pub struct LooseTable {
    /// Headings as the office has them, by column.
    pub headings: IndexMap<String, String>,
    /// Where the headings of a tracker stand, by column.
    pub places: IndexMap<String, Origin>,
    /// What stands above them on the tracker's sheet.
    pub above: Vec<Phrase>,
    /// The rows.
    pub rows: Vec<LooseRow>,
    /// The row with the headings, where it stands on a sheet.
    pub begins: Option<Origin>,
    /// Where it ends on its sheet because another table begins.
    pub next: Option<NextTable>,
}

/// The row with the headings of another table below one.
#[derive(Clone, Debug)]
pub struct NextTable {
    /// The row, as the place of a table's headings is told.
    pub begins: Origin,
    /// The row, from 0.
    pub row: u32,
    /// What it reads.
    pub reads: Vec<String>,
}

impl LooseRow {
    /// Shows the cells that hold something to read.
    pub fn filled(&self) -> impl Iterator<Item = (&String, &Raw)> {
        self.cells.iter().filter(|(_, raw)| !raw.is_blank())
    }

    /// Adds text to a column, below what it holds.
    pub fn go_on(&mut self, name: &str, text: Raw) {
        match self.cells.get_mut(name) {
            Some(before) => before.join(&text),
            None => {
                self.cells.insert(name.to_owned(), text);
            }
        }
    }

    /// Adds the text of a row that goes on with this one; what is merged down is already there.
    pub fn extend(&mut self, more: Self) {
        for (name, raw) in more.cells {
            match self.cells.get_mut(&name) {
                Some(before) if before.plain() == raw.plain() || raw.is_blank() => {}
                Some(before) if !before.is_blank() => before.join(&raw),
                _ => {
                    self.cells.insert(name, raw);
                }
            }
        }
    }
}
