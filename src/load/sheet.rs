//! What a spreadsheet holds, before anybody says what it means.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::Origin;

/// A workbook as it was read: its visible sheets, and what was left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The file as the user knows it.
    pub file: Arc<str>,
    /// The sheets in the order of their tabs, hidden ones among them (without cells).
    pub sheets: Vec<Sheet>,
    /// Whether the file keeps a record of what was changed in it.
    #[serde(default)]
    pub keeps_changes: bool,
}

/// One sheet; hidden rows and columns are already left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name; the file's stem for CSV.
    pub name: Arc<str>,
    /// The file as the user knows it.
    pub file: Arc<str>,
    /// Whether the sheet is hidden: then it has no cells here.
    pub hidden: bool,
    /// The cells that hold something (text, number, fill), by row and column from 0.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Merged areas.
    pub merged: Vec<Area>,
    /// Hidden rows that held something, from 0.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns that held something, from 0.
    pub hidden_columns: Vec<u32>,
    /// The cells that have comments, hidden ones among them, by row and column from 0.
    #[serde(default)]
    pub comments: BTreeSet<(u32, u32)>,
    /// For CSV: the line of the file on which each row starts.
    pub lines: Option<Vec<u32>>,
}

/// A rectangle of merged cells, corners included, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What the cell holds.
    pub content: Content,
    /// The solid fill behind it as red, green, blue, where the format tells; white and none are `None`.
    pub fill: Option<[u8; 3]>,
    /// The colour of a lone sign, such as a disc of a font of symbols, where the format tells; black and none are `None`.
    #[serde(default)]
    pub ink: Option<[u8; 3]>,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// Text in runs of one look; line breaks are `\n`.
    Text(Vec<Run>),
    /// A number, and how the sheet shows it (`42%`, `£1,200`, `1`).
    Number {
        /// The stored value.
        value: f64,
        /// The value as shown; `1`, never `1.0`.
        shown: String,
    },
    /// A date or a date with time, already turned from either date system.
    Date {
        /// Year.
        year: i32,
        /// Month, from 1.
        month: u32,
        /// Day, from 1.
        day: u32,
    },
    /// Yes or no.
    Boolean(bool),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula whose result the file does not carry.
    Uncalculated(String),
}

/// A run of text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Bold, where the run differs from its cell.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Raised or lowered.
    pub script: Option<Script>,
    /// The address the run links to.
    pub link: Option<String>,
}

/// Superscript or subscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Raised.
    Super,
    /// Lowered.
    Sub,
}

impl Sheet {
    /// Returns the cell at a place, if it holds something.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }

    /// Returns the place of the whole sheet: the file, for CSV.
    pub fn whole(&self) -> Origin {
        match &self.lines {
            Some(_) => Origin::file(self.file.clone()),
            None => Origin::Sheet {
                file: self.file.clone(),
                sheet: self.name.clone(),
            },
        }
    }

    /// Returns the place of a cell as its author knows it: sheet and cell, or the line of a CSV file.
    pub fn origin(&self, row: u32, column: u32) -> Origin {
        match &self.lines {
            Some(lines) => Origin::Line {
                file: self.file.clone(),
                line: lines.get(row as usize).copied().unwrap_or(row + 1),
                field: column + 1,
            },
            None => Origin::Cell {
                file: self.file.clone(),
                sheet: self.name.clone(),
                row,
                column,
            },
        }
    }
}

impl Cell {
    /// Returns the cell's text as a reader sees it, without its looks.
    pub fn text(&self) -> String {
        match &self.content {
            Content::Empty => String::new(),
            Content::Text(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
            Content::Number { shown, .. } => shown.clone(),
            Content::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            Content::Boolean(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
            Content::Error(error) => error.clone(),
            Content::Uncalculated(_) => String::new(),
        }
    }

    /// Returns whether there is nothing to read, though there may be a fill.
    pub fn is_blank(&self) -> bool {
        match &self.content {
            Content::Empty => true,
            Content::Text(runs) => runs.iter().all(|run| run.text.trim().is_empty()),
            _ => false,
        }
    }
}
