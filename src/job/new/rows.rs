//! The sheet of a new tracker: a table's columns, and the rows that it begins with.

use indexmap::IndexMap;

use crate::model::{Column, StatusKey, TableKind, ValueType};
use crate::tracker::{self, Takes, TrackerCell, TrackerColumn, TrackerSheet};

/// Empty rows that stand ready below the first ones.
const ROOM: usize = 20;

/// A row as it begins: its words by column.
pub type NewRow = IndexMap<String, String>;

/// Who answers for lines: what the dropdowns of a tracker offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// People and posts.
    pub people: Vec<String>,
    /// Organisations.
    pub organisations: Vec<String>,
}

/// The rows of a table, to be put on a sheet.
pub struct NewRows<'a> {
    /// The table's description.
    pub table: &'a TableKind,
    /// Its key.
    pub key: Option<&'a StatusKey>,
    /// Its columns by name, each with its heading.
    pub columns: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<NewRow>,
}

impl NewRows<'_> {
    /// Returns the sheet.
    pub fn sheet(&self, name: &str, title: &str, names: &Names) -> TrackerSheet {
        let known = self.columns.iter().filter_map(|(name, heading)| {
            let column = self.table.columns.get(name)?;
            Some((name, heading, column))
        });
        let columns = known.clone().map(|(_, heading, column)| TrackerColumn {
            heading: heading.clone(),
            takes: self.takes(column, names),
            locked: column.of_type == ValueType::Ref,
            width: None,
        });
        let cells = |row: &NewRow| {
            let words = known.clone().map(|(name, ..)| row.get(name));
            words
                .map(|words| TrackerCell::plain(words.map_or("", String::as_str)))
                .collect()
        };
        TrackerSheet {
            name: name.to_owned(),
            title: title.to_owned(),
            columns: columns.collect(),
            rows: self.rows.iter().map(cells).collect(),
            room: ROOM,
            protected: true,
        }
    }

    fn takes(&self, column: &Column, names: &Names) -> Takes {
        let one_of = |names: &[String]| match names {
            [] => Takes::Text,
            names => Takes::OneOf(names.to_vec()),
        };
        match column.of_type {
            ValueType::Person => one_of(&names.people),
            ValueType::Organisation => one_of(&names.organisations),
            _ => tracker::takes(column, self.key),
        }
    }
}
