//! A paper: fields and tables of typed values, each with its origin.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{
    Board, Comparison, Judged, Kind, Note, Origin, PackSheet, Phrase, PublishedTable, Quarter,
    StatusKey, Tally, Travel, Value, ValueType,
};

/// A valid paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// The paper's file as the user knows it.
    pub file: String,
    /// The office.
    pub board: Board,
    /// The description it follows.
    pub kind: Kind,
    /// The fields that are given or have a default.
    pub fields: IndexMap<String, Cell>,
    /// The tables it has.
    pub tables: IndexMap<String, Table>,
    /// Its footnotes and the terms of its glossary, cited or not, in the order in which they stand.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The paper's own phrases.
    pub wording: IndexMap<String, Phrase>,
    /// The paper set beside earlier ones, by the fields that name them.
    pub past: IndexMap<String, Comparison>,
    /// What was published of its tables in earlier quarters, the oldest first, where it asks for that.
    #[serde(default)]
    pub published: IndexMap<String, Vec<PublishedTable>>,
    /// The pack whose sheet it is, where it is one.
    #[serde(default)]
    pub pack: Option<PackSheet>,
}

/// A table of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The columns it has, in the order in which they are shown.
    pub columns: Vec<Heading>,
    /// The key of its statuses.
    pub key: Option<StatusKey>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What stands above the headings on the tracker's sheet, and is not printed.
    #[serde(default)]
    pub above: Vec<Phrase>,
}

/// A column as the office heads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Heading {
    /// The column's name in the description.
    pub name: String,
    /// The heading in the office's words.
    pub heading: String,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub of_type: ValueType,
    /// The quarters it has figures of, oldest first; empty where it has none by quarter.
    pub quarters: Vec<Quarter>,
    /// Where the heading stands, on the tracker's sheet or in the paper; none where it is the description's.
    #[serde(skip)]
    pub origin: Option<Origin>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What links lead to: the table's name and the row's ref.
    pub id: String,
    /// The row's ref or position, as messages call it.
    pub label: String,
    /// The values by column; what is empty is absent.
    pub cells: IndexMap<String, Cell>,
    /// Whether its status was given or computed, where the table's description has a rule.
    pub judged: Option<Judged>,
    /// Which way its figures went since the quarter before.
    pub short_travel: Option<Travel>,
    /// Which way they went since the same quarter of the year before.
    pub long_travel: Option<Travel>,
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// Where it came from.
    pub origin: Origin,
}

impl Row {
    /// Returns the value of a column, if the row has one.
    pub fn value(&self, column: &str) -> Option<&Value> {
        self.cells.get(column).map(|cell| &cell.value)
    }
}

impl Table {
    /// Returns the code of a row's status.
    pub fn status<'a>(&self, row: &'a Row) -> Option<&'a str> {
        row.cells.values().find_map(|cell| match &cell.value {
            Value::Status(code) => Some(code.as_str()),
            _ => None,
        })
    }

    /// Counts the rows by status, where the table has a key.
    pub fn tally(&self) -> Option<Tally> {
        let key = self.key.as_ref()?;
        Some(key.tally(self.rows.iter().filter_map(|row| self.status(row))))
    }
}

impl Paper {
    /// Returns the paper's path below `data` without its ending; its file's name alone where it lies elsewhere.
    pub fn stem(&self) -> &str {
        let whole = match self.file.rsplit_once('.') {
            Some((whole, ending)) if ["toml", "md"].contains(&&*ending.to_lowercase()) => whole,
            _ => &self.file,
        };
        let name = || whole.rsplit('/').next().unwrap_or(whole);
        whole.strip_prefix("data/").unwrap_or_else(name)
    }

    /// Returns the name of the paper's file, by which one without a title is known.
    pub fn file_name(&self) -> &str {
        self.file.rsplit('/').next().unwrap_or(&self.file)
    }

    /// Returns the quarter that the paper is about.
    pub fn quarter(&self) -> Option<Quarter> {
        self.fields.values().find_map(|cell| match cell.value {
            Value::Quarter(quarter) => Some(quarter),
            _ => None,
        })
    }

    /// Shows every cell of the paper: fields first, then tables.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        let rows = self.tables.values().flat_map(|table| &table.rows);
        self.fields
            .values()
            .chain(rows.flat_map(|row| row.cells.values()))
    }
}
