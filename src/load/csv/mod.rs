//! CSV as spreadsheet programs write it: several encodings, several separators, lines within quotes.

mod lines;
mod quotes;

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use self::lines::Lines;
use super::budget::Budget;
use super::encoding::decoded;
use super::fault::Fault;
use super::grid::hidden_sheet;
use super::runs::{plain, plain_lines};
use super::sheet::{Cell, Sheet, Workbook};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

/// How many records tell the separator.
const HEAD: usize = 50;

/// Reads a CSV file's bytes as a workbook of one sheet that is named after the file.
pub(super) fn read(
    bytes: &[u8],
    name: &str,
    shown: &Arc<str>,
    budget: &mut Budget,
    out: &mut Diagnostics,
) -> Result<Workbook, Fault> {
    let (text, encoding, guessed) = decoded(bytes);
    if text.contains('\0') {
        return Err(Fault::Unknown(
            "it holds bytes that are not text".to_owned(),
        ));
    }
    if guessed {
        let message = format!(
            "`{shown}` does not say its encoding and was read as {}",
            encoding.name()
        );
        let note = out.add(Code::EncodingGuessed, Origin::file(shown.clone()), message);
        note.hint("look at its pound signs, quotes and dashes, or save it as \"CSV UTF-8\"");
    }
    // A file whose lines end in a lone carriage return would be one long line to everything below.
    let text = if text.contains('\n') {
        text
    } else {
        text.replace('\r', "\n")
    };
    let sheet = sheet(&text, name, shown, budget)?;
    Ok(Workbook {
        file: shown.clone(),
        sheets: vec![sheet],
        keeps_changes: false,
    })
}

fn sheet(text: &str, name: &str, shown: &Arc<str>, budget: &mut Budget) -> Result<Sheet, Fault> {
    let (body, said) = said_separator(text);
    let separator = said.unwrap_or_else(|| separator(body));
    let from = text.len() - body.len();
    said_strays(text, from, separator, shown)?;
    let mut line = Lines::new(text, from);
    let (mut rows, mut lines) = (BTreeMap::new(), Vec::new());
    let mut records = reader(body, separator);
    let mut record = StringRecord::new();
    while records.read_record(&mut record).map_err(Fault::broken)? {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        lines.push(line.of(from + start));
        let row = u32::try_from(lines.len() - 1).unwrap_or(u32::MAX);
        let cells = cells(&record, row, budget)?;
        if !cells.is_empty() {
            rows.insert(row, cells);
        }
    }
    let sheet = hidden_sheet(name.into(), shown.clone());
    Ok(Sheet {
        hidden: false,
        rows,
        lines: Some(lines),
        ..sheet
    })
}

fn cells(
    record: &StringRecord,
    row: u32,
    budget: &mut Budget,
) -> Result<BTreeMap<u32, Cell>, Fault> {
    let mut cells = BTreeMap::new();
    for (column, field) in (0_u32..).zip(record.iter()) {
        if !field.trim().is_empty() {
            let content = plain(&plain_lines(field));
            let cell = Cell {
                content,
                ..Cell::default()
            };
            budget.admit(row, column, &cell)?;
            cells.insert(column, cell);
        }
    }
    Ok(cells)
}

/// Refuses a text with quotes that would swallow or tear rows.
fn said_strays(text: &str, from: usize, separator: u8, shown: &Arc<str>) -> Result<(), Fault> {
    let body = &text[from..];
    let strays = quotes::strays(body, separator, width(body, separator));
    if strays.is_empty() {
        return Ok(());
    }
    let mut lines = Lines::new(text, from);
    let told = strays.into_iter().map(|stray| {
        let line = lines.of(from + stray.open);
        let origin = Origin::Line {
            file: shown.clone(),
            line,
            field: stray.field,
        };
        (
            origin,
            format!("the quote that opens in line {line} {}", stray.what),
        )
    });
    Err(Fault::Quotes(told.collect()))
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// Returns the text after a first line such as `sep=;`, and the separator that line names.
fn said_separator(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_end_matches('\r').trim_matches('"');
    match said
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .map(|_| &said.as_bytes()[4..])
    {
        Some([separator]) => (rest, Some(*separator)),
        _ => (text, None),
    }
}

/// Returns how many records of the file's head have the same number of fields at most, and that number.
fn alike(text: &str, separator: u8) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in reader(text, separator).records().take(HEAD).flatten() {
        *counts.entry(record.len()).or_default() += 1;
    }
    let several = counts.into_iter().filter(|(fields, _)| *fields > 1);
    several
        .map(|(fields, records)| (records, fields))
        .max()
        .unwrap_or_default()
}

/// Returns how many fields the rows of a file have.
fn width(text: &str, separator: u8) -> usize {
    alike(text, separator).1
}

/// Returns the separator that cuts the most records of the file's head into the same number of fields.
fn separator(text: &str) -> u8 {
    // Of equals the last one wins, so the usual one comes last.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| alike(text, *separator))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::limits::Limits;

    fn opened(bytes: &[u8]) -> (Sheet, Diagnostics) {
        let mut out = Diagnostics::default();
        let mut budget = Budget::new(&Limits::default());
        let read = read(
            bytes,
            "tracker",
            &"tracker.csv".into(),
            &mut budget,
            &mut out,
        );
        (read.expect("it opens").sheets.remove(0), out)
    }

    fn text(sheet: &Sheet, row: u32, column: u32) -> String {
        sheet.cell(row, column).map(Cell::text).unwrap_or_default()
    }

    #[test]
    fn quoted_lines_keep_the_line_numbers_right() {
        let (sheet, out) = opened(b"No,Update\r\n\r\n1,\"first\r\nsecond\"\r\n2,\"third\"\r\n");
        assert_eq!(sheet.lines, Some(vec![1, 3, 5]));
        assert_eq!(text(&sheet, 1, 1), "first\nsecond");
        assert_eq!(
            sheet.origin(2, 0).to_string(),
            "tracker.csv, line 5, field 1"
        );
        assert!(out.iter().next().is_none());
    }

    #[test]
    fn separators_are_found_among_commas_in_text() {
        let (sheet, _) =
            opened(b"Title, of the tracker\nNo;Update;Cost\n1;so, it goes;1,5\n2;well, well;2,5\n");
        assert_eq!(text(&sheet, 2, 1), "so, it goes");
        let (sheet, _) = opened(b"No\tUpdate\n1\tdone, nearly\n");
        assert_eq!(text(&sheet, 1, 1), "done, nearly");
        let (sheet, _) = opened(b"sep=;\r\nNo;Update\r\n1;a,b\r\n");
        assert_eq!(
            (text(&sheet, 1, 1), sheet.lines),
            ("a,b".to_owned(), Some(vec![2, 3]))
        );
    }

    #[test]
    fn encodings_are_told_or_guessed_aloud() {
        let (sheet, out) = opened("\u{feff}Cost\n£5\n".as_bytes());
        assert_eq!(
            (text(&sheet, 1, 0), out.iter().count()),
            ("£5".to_owned(), 0)
        );
        let (sheet, out) = opened(b"Cost,Note\n\xa35,\x93so\x94\n");
        assert_eq!(
            (text(&sheet, 1, 0), text(&sheet, 1, 1)),
            ("£5".to_owned(), "“so”".to_owned())
        );
        assert_eq!(
            out.iter().map(|d| d.code).collect::<Vec<_>>(),
            [Code::EncodingGuessed]
        );
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("a;£\nb;c".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let (sheet, out) = opened(&wide);
        assert_eq!(
            (text(&sheet, 0, 1), out.iter().count()),
            ("£".to_owned(), 0)
        );
        let (sheet, _) = opened(&wide[2..]);
        assert_eq!(text(&sheet, 0, 1), "£");
    }
}
