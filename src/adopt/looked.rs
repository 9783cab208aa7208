//! What the sheets of a workbook hold in which no table was recognised.

use std::collections::BTreeMap;

use crate::load::{Cell, Workbook};
use crate::validate::one_line;

/// What was found on a sheet that no table was recognised on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The sheet's name.
    pub sheet: String,
    /// How many rows hold something.
    pub rows: usize,
    /// What its likeliest row of headings reads.
    pub reads: String,
}

/// Says what every sheet holds, where no table was recognised.
pub fn looked_at(workbook: &Workbook) -> Vec<Looked> {
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible
        .map(|sheet| {
            let filled = |cells: &BTreeMap<u32, Cell>| {
                let texts = cells.values().filter(|cell| !cell.is_blank());
                texts.map(|cell| one_line(&cell.text())).collect::<Vec<_>>()
            };
            let rows: Vec<Vec<String>> = sheet.rows.values().map(filled).collect();
            let widest = rows.iter().take(40).rev().max_by_key(|row| row.len());
            let short = |text: &String| text.chars().take(40).collect::<String>();
            Looked {
                sheet: sheet.name.to_string(),
                rows: rows.iter().filter(|row| !row.is_empty()).count(),
                reads: widest
                    .map(|row| {
                        row.iter()
                            .take(8)
                            .map(short)
                            .collect::<Vec<_>>()
                            .join(" | ")
                    })
                    .unwrap_or_default(),
            }
        })
        .collect()
}
