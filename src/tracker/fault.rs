//! What a workbook cannot hold.

use std::fmt;

/// Why a workbook was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The sheet and the cell, where one is at fault: `Deliverables!C4`.
    pub place: Option<String>,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(to, "{place}: {}", self.why),
            None => to.write_str(&self.why),
        }
    }
}

impl Fault {
    /// Says what is wrong with a cell, from 0.
    pub(super) fn at(
        sheet: &str,
        row: u32,
        column: u16,
        error: &rust_xlsxwriter::XlsxError,
    ) -> Self {
        let cell = crate::model::cell_name(row, u32::from(column));
        Self {
            place: Some(format!("{sheet}!{cell}")),
            why: why(error),
        }
    }
}

impl From<rust_xlsxwriter::XlsxError> for Fault {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self {
            place: None,
            why: why(&error),
        }
    }
}

fn why(error: &rust_xlsxwriter::XlsxError) -> String {
    use rust_xlsxwriter::XlsxError::{MaxStringLengthExceeded, RowColumnLimitError};
    match error {
        MaxStringLengthExceeded => "a cell holds no more than 32,767 characters".to_owned(),
        RowColumnLimitError => {
            "a sheet holds no more than 1,048,576 rows and 16,384 columns".to_owned()
        }
        other => other.to_string(),
    }
}
