//! Values of a few cells of a workbook replaced, and all else in it left as it is.
//!
//! A spreadsheet library that reads and writes again loses what it does not know: charts, slicers, macros, looks. So only the text
//! of those cells is replaced in the sheet's own XML; every other part goes over byte for byte, still packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::TrackerCell;
use super::patched_parts::{Book, without_chain};
use super::patched_sheet::{Cells, patched};

/// A cell that gets another value.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// The tab's name.
    pub sheet: String,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// What it holds then; looks of the cell stay.
    pub cell: TrackerCell,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Replaces the values of cells of an `.xlsx` workbook.
///
/// # Errors
///
/// Says why, in words that follow a colon, where the file is no such workbook, has no such sheet, or two values are for one cell.
pub fn patch(bytes: &[u8], patches: &[Patch]) -> Result<Vec<u8>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let book = Book::read(&mut |name| part(&mut archive, name))?;
    let mut edited: BTreeMap<String, String> = BTreeMap::new();
    let mut lost_formula = false;
    for (sheet, cells) in by_sheet(patches)? {
        let name = book
            .sheet(&sheet)
            .ok_or_else(|| format!("it has no sheet `{sheet}`"))?;
        let text = part(&mut archive, name).ok_or("a sheet is missing in it")?;
        let (text, lost) = patched(&text, &cells, &book)?;
        lost_formula |= lost;
        edited.insert(name.to_owned(), text);
    }
    let mut left_out = None;
    if lost_formula {
        left_out = without_chain(&book, &mut |name| part(&mut archive, name), &mut edited);
    }
    packed(&mut archive, &edited, left_out.as_deref()).map_err(|error| error.to_string())
}

/// Gathers the cells by their sheets; the same cell twice is a fault where the values differ.
fn by_sheet(patches: &[Patch]) -> Result<BTreeMap<String, Cells<'_>>, String> {
    let mut sheets: BTreeMap<String, Cells<'_>> = BTreeMap::new();
    for patch in patches {
        let cells = sheets.entry(patch.sheet.clone()).or_default();
        let before = cells.insert((patch.row, patch.column), &patch.cell);
        if before.is_some_and(|before| *before != patch.cell) {
            let cell = crate::model::cell_name(patch.row, patch.column);
            return Err(format!(
                "two answers are for the cell {cell} of `{}`",
                patch.sheet
            ));
        }
    }
    Ok(sheets)
}

/// Reads a part as text; none where it is not there.
fn part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let names: Vec<String> = names.map(|name| name.into_owned()).collect();
    let exact = names
        .iter()
        .find(|known| known.trim_start_matches('/') == name);
    let known = exact.or_else(|| names.iter().find(|known| known.eq_ignore_ascii_case(name)))?;
    let mut text = String::new();
    archive
        .by_name(known)
        .ok()?
        .read_to_string(&mut text)
        .ok()?;
    Some(text)
}

/// Packs the workbook again: parts that did not change as they were.
fn packed(
    archive: &mut Archive<'_>,
    edited: &BTreeMap<String, String>,
    left_out: Option<&str>,
) -> zip::result::ZipResult<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at)?;
        let name = file.name()?.trim_start_matches('/').to_owned();
        let found = edited
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(&name));
        match found {
            _ if left_out.is_some_and(|part| part.eq_ignore_ascii_case(&name)) => {}
            None => out.raw_copy_file(file)?,
            Some((_, text)) => {
                let options = SimpleFileOptions::default()
                    .compression_method(file.compression())
                    .last_modified_time(file.last_modified().unwrap_or_default());
                out.start_file(name, options)?;
                out.write_all(text.as_bytes())?;
            }
        }
    }
    Ok(out.finish()?.into_inner())
}

#[cfg(test)]
#[path = "patch_tests.rs"]
mod tests;
