//! Tracker workbooks that are made: what stands in them, and the one writer.
//!
//! A made tracker reads back to what it was made from: its headings are those that the table's description knows, and what is
//! beside them for people (instructions, last quarter's words) is none of the table's columns.

mod built;
mod cell;
mod dropdown;
mod fault;
mod height;
mod instructions;
mod looks;
mod names;
mod patch;
mod patched_parts;
mod patched_sheet;
mod plain_sheet;
mod sheet;
#[cfg(test)]
mod tests;
mod typed;
mod widths;
mod write;

use crate::load::Run;
use crate::model::{Date, Quarter, StatusKey};

pub use built::{WIDEST, cell, cells, column, columns, sheet, takes};
pub use fault::Fault;
pub use names::tab;
pub use patch::{Patch, patch};
pub use typed::typed;
pub use write::workbook;

/// A workbook to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tracker {
    /// What it is, for its properties and the first sheet: `Theme 6: tracker for Q1 2026-27`.
    pub title: String,
    /// Who keeps it.
    pub organisation: String,
    /// How it is filled in, in plain words, a paragraph each; the sheet of instructions says these, `facts`, and what the
    /// statuses mean.
    pub instructions: Vec<String>,
    /// What the instructions say at a glance: name and value, such as `Deadline` and a date.
    pub facts: Vec<(String, String)>,
    /// The sheets of rows, in the order of their tabs.
    pub sheets: Vec<TrackerSheet>,
    /// Terms and their meanings, for a sheet `Glossary`; none makes no sheet.
    pub glossary: Option<Vec<(String, String)>>,
    /// Names and texts of footnotes, for a sheet `Footnotes`.
    pub footnotes: Option<Vec<(String, String)>>,
    /// Sheets that are carried over as they are.
    pub others: Vec<OtherSheet>,
}

/// A sheet of a table's rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrackerSheet {
    /// The tab's name.
    pub name: String,
    /// What stands above the headings: the sheet's title.
    pub title: String,
    /// The columns from left to right.
    pub columns: Vec<TrackerColumn>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<TrackerCell>>,
    /// Empty rows that stand ready below.
    pub room: usize,
    /// Whether cells of locked columns can be changed only after the sheet's protection (without a password) is taken off.
    pub protected: bool,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackerColumn {
    /// Its heading.
    pub heading: String,
    /// What its cells take.
    pub takes: Takes,
    /// Whether it is the office's alone to change: refs, titles, last quarter's words.
    pub locked: bool,
    /// Its width in characters; none takes one that fits what it holds.
    pub width: Option<f64>,
}

/// What the cells of a column take.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// A line of text or a ref; digits stay text where they were typed as text.
    Text,
    /// Text that wraps.
    LongText,
    /// A step of a key: a dropdown of codes, with a colour for each beside its letter.
    Status(StatusKey),
    /// One of these: a dropdown that lets others be typed after a question.
    OneOf(Vec<String>),
    /// A day.
    Date,
    /// A number.
    Number,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TrackerCell {
    /// Nothing.
    #[default]
    Empty,
    /// Text in runs of one look; line breaks are `\n`.
    Text(Vec<Run>),
    /// A number, and its format in spreadsheets' terms, such as `0%`.
    Number(f64, Option<String>),
    /// A day.
    Date(Date),
}

/// A sheet that is carried over as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OtherSheet {
    /// The tab's name.
    pub name: String,
    /// Its rows; gaps are empty cells.
    pub rows: Vec<Vec<TrackerCell>>,
}

impl TrackerCell {
    /// Makes a cell of plain text; blank text makes an empty one.
    pub fn plain(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::Empty;
        }
        Self::Text(vec![Run {
            text: text.to_owned(),
            ..Run::default()
        }])
    }
}

/// Returns the heading of a column that holds what was said in an earlier quarter, which no description knows as its own:
/// `Update in Q1 2026-27`.
pub fn earlier(heading: &str, quarter: Quarter) -> String {
    format!("{heading} in {quarter}")
}
