//! Taking over what an office already keeps: a tracker, or an old paper made with Word or Writer.

mod document;
mod kinds;
mod place;
mod tried;
mod workbook;

use std::path::PathBuf;

pub use document::document;
pub use workbook::workbook;

use super::Making;

/// What is to be taken over, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// The tracker or the old paper.
    pub file: PathBuf,
    /// The kind of paper to be made of it.
    pub document: Option<String>,
    /// The only sheet to be looked at.
    pub sheet: Option<String>,
    /// The row with the headings, from 1.
    pub heading_row: Option<u32>,
    /// The number of the theme to be taken, of several in an old paper.
    pub theme: Option<String>,
    /// Where the paper goes.
    pub output: Option<PathBuf>,
}

/// What was recognised, and the files to be made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// What was recognised, doubted and left out, a line each.
    pub report: Vec<String>,
    /// The files to be made.
    pub making: Making,
    /// What to do next, a line each.
    pub next: Vec<String>,
}
