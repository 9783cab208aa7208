//! Small workbooks from readable text: a line a row, `|` between cells.
//!
//! In a cell, `\n` is a line break, `**…**` is bold, `{#00b050}` at its end is its fill. Numbers are stored as numbers unless an
//! apostrophe stands before them, and `#REF!` as an error value.

mod ods;
mod xlsx;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

pub use ods::ods;
pub use xlsx::xlsx;

/// A sheet: its name, and its rows as text.
pub type Sheet<'a> = (&'a str, &'a str);

/// A cell as it was written down.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cell {
    content: Content,
    /// Red, green and blue, such as `00b050`.
    fill: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Content {
    #[default]
    Nothing,
    Number(String),
    Error(String),
    /// Runs of text, bold or not.
    Text(Vec<(bool, String)>),
}

fn rows(text: &str) -> Vec<Vec<Cell>> {
    let lines = text.trim_matches('\n').lines();
    lines
        .map(|line| {
            line.trim()
                .trim_matches('|')
                .split('|')
                .map(|cell| read(cell.trim()))
                .collect()
        })
        .collect()
}

fn read(text: &str) -> Cell {
    let (text, fill) = match text.rsplit_once("{#") {
        Some((before, fill)) if fill.ends_with('}') => {
            (before.trim(), Some(fill.trim_end_matches('}').to_owned()))
        }
        _ => (text, None),
    };
    let content = match text {
        "" => Content::Nothing,
        "#REF!" => Content::Error(text.to_owned()),
        number if number.parse::<f64>().is_ok() => Content::Number(number.to_owned()),
        text => Content::Text(runs(text.strip_prefix('\'').unwrap_or(text))),
    };
    Cell { content, fill }
}

fn runs(text: &str) -> Vec<(bool, String)> {
    let parts = text
        .split("**")
        .enumerate()
        .map(|(i, part)| (i % 2 == 1, part.replace("\\n", "\n")));
    parts.filter(|(_, part)| !part.is_empty()).collect()
}

/// Lists the fills of all sheets once each, in order.
fn fills(sheets: &[Vec<Vec<Cell>>]) -> Vec<String> {
    let mut fills: Vec<String> = sheets
        .iter()
        .flatten()
        .flatten()
        .filter_map(|cell| cell.fill.clone())
        .collect();
    fills.sort();
    fills.dedup();
    fills
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn pack(files: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("in memory");
        archive.write_all(text.as_bytes()).expect("in memory");
    }
    archive.finish().expect("in memory").into_inner()
}
