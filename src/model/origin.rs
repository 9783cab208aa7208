//! Where a value came from, in words its author knows.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The place a value or a problem belongs to.
///
/// Orders by file, then by place within the file, so that problems sort as a reader meets them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Origin {
    /// A whole file or folder.
    File {
        /// The file as the user knows it: relative to the office's folder where it lies inside.
        file: Arc<str>,
    },
    /// A place in a text file (TOML, template), counted from 1.
    Text {
        /// The file as the user knows it.
        file: Arc<str>,
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
        /// How many characters the place covers, at least 1.
        length: u32,
    },
    /// A line of a CSV file, from 1, and the column's position from 1.
    Line {
        /// The file as the user knows it.
        file: Arc<str>,
        /// Line of the file on which the record starts, from 1.
        line: u32,
        /// Field of the record, from 1.
        field: u32,
    },
    /// A sheet of a workbook.
    Sheet {
        /// The file as the user knows it.
        file: Arc<str>,
        /// The sheet's name.
        sheet: Arc<str>,
    },
    /// A cell of a workbook, counted from 0 as spreadsheet libraries do; shown as `D7`.
    Cell {
        /// The file as the user knows it.
        file: Arc<str>,
        /// The sheet's name.
        sheet: Arc<str>,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
    },
}

impl Origin {
    /// Returns the place that stands for a whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self::File { file: file.into() }
    }

    /// Returns the file the place lies in.
    pub fn path(&self) -> &str {
        match self {
            Self::File { file }
            | Self::Text { file, .. }
            | Self::Line { file, .. }
            | Self::Sheet { file, .. }
            | Self::Cell { file, .. } => file,
        }
    }
}

impl Origin {
    /// Returns what places are ordered by: file, sheet, line or row, column; a whole file or sheet comes before its parts.
    fn place(&self) -> (&str, &str, u64, u64, u32) {
        match self {
            Self::File { file } => (file, "", 0, 0, 0),
            Self::Text {
                file,
                line,
                column,
                length,
            } => (file, "", (*line).into(), (*column).into(), *length),
            Self::Line { file, line, field } => (file, "", (*line).into(), (*field).into(), 0),
            Self::Sheet { file, sheet } => (file, sheet, 0, 0, 0),
            Self::Cell {
                file,
                sheet,
                row,
                column,
            } => (file, sheet, u64::from(*row) + 1, u64::from(*column) + 1, 0),
        }
    }
}

impl Ord for Origin {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for Origin {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file } => write!(f, "{file}"),
            Self::Text {
                file, line, column, ..
            } => write!(f, "{file}:{line}:{column}"),
            Self::Line { file, line, field } => write!(f, "{file}, line {line}, field {field}"),
            Self::Sheet { file, sheet } => write!(f, "{file}, sheet `{sheet}`"),
            Self::Cell {
                file,
                sheet,
                row,
                column,
            } => {
                write!(
                    f,
                    "{file}, sheet `{sheet}`, cell {}",
                    cell_name(*row, *column)
                )
            }
        }
    }
}

/// Returns a cell's name as spreadsheets show it: row 6, column 3 is `D7`.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// Returns a column's letters: 0 is `A`, 26 is `AA`.
pub fn column_name(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).expect("below 26"),
        ));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_ordered_by_file_then_sheet_then_row() {
        let cell = |sheet: &str, row, column| Origin::Cell {
            file: "a.xlsx".into(),
            sheet: sheet.into(),
            row,
            column,
        };
        let text = Origin::Text {
            file: "b.toml".into(),
            line: 1,
            column: 1,
            length: 1,
        };
        let sorted = [
            Origin::file("a.xlsx"),
            cell("S", 1, 9),
            cell("S", 10, 0),
            cell("T", 0, 0),
            text,
        ];
        assert!(sorted.is_sorted());
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(cell_name(6, 3), "D7");
        assert_eq!(column_name(25), "Z");
        assert_eq!(column_name(26), "AA");
        assert_eq!(column_name(16383), "XFD");
    }
}
