//! How high rows are: as high as their text at first, and then as high as what is typed into them.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Worksheet, XlsxError};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::{Fault, TrackerCell};

/// The height of a line, in points.
const LINE: f64 = 14.5;
/// No row is higher.
const MOST: f64 = 400.0;

/// Gives a row the height of its longest cell, where that has more than one line.
///
/// LibreOffice does not look for it by itself when it opens a workbook.
pub(super) fn set<'a>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'a TrackerCell, f64)>,
) -> Result<(), XlsxError> {
    let lines = cells
        .map(|(cell, width)| lines(cell, width))
        .max()
        .unwrap_or(1);
    if lines > 1 {
        sheet.set_row_height(row, (lines as f64 * LINE + 3.0).min(MOST))?;
    }
    Ok(())
}

/// Returns how many lines a cell has at a width in characters.
pub(super) fn lines(cell: &TrackerCell, width: f64) -> usize {
    let TrackerCell::Text(runs) = cell else {
        return 1;
    };
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    text.split('\n').map(|line| wrapped(line, width)).sum()
}

/// Counts the lines of a paragraph at a width in characters, broken between words.
///
/// A width is told in digits, and letters are narrower.
fn wrapped(paragraph: &str, width: f64) -> usize {
    let most = ((width.max(2.0) - 1.0) * 1.15) as usize;
    let (mut lines, mut used) = (1, 0);
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        let wanted = if used == 0 { length } else { used + 1 + length };
        if wanted <= most {
            used = wanted;
            continue;
        }
        lines += usize::from(used > 0) + length.saturating_sub(1) / most;
        used = length % most;
    }
    lines
}

/// Lets heights grow with what is typed: none is meant to stay as it was set.
pub(super) fn free(bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    rewritten(bytes).map_err(|error| Fault {
        place: None,
        why: error.to_string(),
    })
}

fn rewritten(bytes: Vec<u8>) -> ZipResult<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for index in 0..from.len() {
        let mut part = from.by_index(index)?;
        let name = part.name()?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            drop(part);
            to.raw_copy_file(from.by_index_raw(index)?)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        to.start_file(name, options)?;
        to.write_all(text.replace(" customHeight=\"1\"", "").as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_between_words() {
        assert_eq!(wrapped("", 10.0), 1);
        assert_eq!(wrapped("one two", 10.0), 1);
        assert_eq!(wrapped("one two three", 10.0), 2);
        assert_eq!(wrapped(&"x".repeat(25), 11.0), 3);
        assert_eq!(lines(&TrackerCell::plain("one\n\ntwo"), 10.0), 3);
    }
}
