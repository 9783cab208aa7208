//! The XML of a sheet with the values of some of its cells replaced.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::load::{Run, Script};
use crate::model::{Date, cell_name};

use super::TrackerCell;
use super::patched_parts::{Book, Tag};

/// Cells by row and column, from 0.
pub type Cells<'a> = BTreeMap<(u32, u32), &'a TrackerCell>;

/// Replaces cells; gives back the text, and whether a formula was lost.
pub fn patched(text: &str, cells: &Cells<'_>, book: &Book) -> Result<(String, bool), String> {
    let mut walk = Walk {
        cells: cells.clone(),
        book,
        edits: Vec::new(),
        lost_formula: false,
        columns: Vec::new(),
    };
    walk.sheet(text)?;
    if let Some(((row, column), _)) = walk.cells.first_key_value() {
        return Err(format!("it has no cell {}", cell_name(*row, *column)));
    }
    let mut out = String::with_capacity(text.len() + 1000);
    let mut done = 0;
    for (range, new) in &walk.edits {
        out.push_str(&text[done..range.start]);
        out.push_str(new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    Ok((out, walk.lost_formula))
}

struct Walk<'a> {
    /// The cells that are not placed yet.
    cells: Cells<'a>,
    book: &'a Book,
    /// What is replaced, in the order of the text.
    edits: Vec<(Range<usize>, String)>,
    lost_formula: bool,
    /// The looks of columns: first, last, and the look.
    columns: Vec<(u32, u32, String)>,
}

/// A row that is being read.
#[derive(Default)]
struct Row {
    at: u32,
    next: u32,
    prefix: String,
}

impl Walk<'_> {
    fn sheet(&mut self, text: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(text);
        let (mut row, mut next_row) = (Row::default(), 0);
        loop {
            let before = position(&reader);
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let after = position(&reader);
            match event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "row" => row = begun(&start, &mut next_row),
                    "c" => self.cell(&start, (before, None), &mut reader, &mut row)?,
                    _ => {}
                },
                Event::Empty(start) => match start.local_name().as_ref() {
                    "col" => self.column(&Tag::of(&start)),
                    "row" => {
                        row = begun(&start, &mut next_row);
                        self.empty_row(text, before..after, &row);
                    }
                    "c" => self.cell(&start, (before, Some(after)), &mut reader, &mut row)?,
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "row" => {
                    let new = self.up_to(row.at, u32::MAX, &row.prefix);
                    self.insert(before, new);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn column(&mut self, tag: &Tag) {
        let number = |name| tag.get(name).and_then(|text| text.parse::<u32>().ok());
        if let (Some(first), Some(last), Some(look)) =
            (number("min"), number("max"), tag.get("style"))
        {
            self.columns.push((first - 1, last - 1, look.to_owned()));
        }
    }

    /// Gives a row without cells those that it gets.
    fn empty_row(&mut self, text: &str, range: Range<usize>, row: &Row) {
        let new = self.up_to(row.at, u32::MAX, &row.prefix);
        if !new.is_empty() {
            let start = text[range.clone()].trim_end_matches("/>").trim_end();
            let whole = format!("{start}>{new}</{}row>", row.prefix);
            self.edits.push((range, whole));
        }
    }

    fn cell(
        &mut self,
        start: &BytesStart<'_>,
        (before, end): (usize, Option<usize>),
        reader: &mut Reader<&[u8]>,
        row: &mut Row,
    ) -> Result<(), String> {
        let tag = Tag::of(start);
        let column = tag.get("r").and_then(column_of).unwrap_or(row.next);
        row.next = column + 1;
        let new = self.up_to(row.at, column, &row.prefix);
        self.insert(before, new);
        let Some(cell) = self.cells.remove(&(row.at, column)) else {
            return Ok(());
        };
        let end = match end {
            Some(end) => end,
            None => {
                let (end, has_formula) = end_of(reader)?;
                self.lost_formula |= has_formula;
                end
            }
        };
        let look = tag.get("s").map(str::to_owned);
        let new = written(
            (row.at, column),
            look.as_deref(),
            cell,
            (&row.prefix, self.book),
        );
        self.edits.push((before..end, new));
        Ok(())
    }

    /// Writes the cells of a row that stand before a column and are not there yet.
    fn up_to(&mut self, row: u32, column: u32, prefix: &str) -> String {
        let mut new = String::new();
        while let Some((&at, _)) = self.cells.range((row, 0)..(row, column)).next() {
            let look = self
                .columns
                .iter()
                .find(|(first, last, _)| (*first..=*last).contains(&at.1));
            let look = look.map(|(_, _, look)| look.clone());
            if let Some(cell) = self.cells.remove(&at) {
                new.push_str(&written(at, look.as_deref(), cell, (prefix, self.book)));
            }
        }
        new
    }

    fn insert(&mut self, at: usize, new: String) {
        if !new.is_empty() {
            self.edits.push((at..at, new));
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn begun(start: &BytesStart<'_>, next: &mut u32) -> Row {
    let tag = Tag::of(start);
    let number = tag.get("r").and_then(|text| text.parse::<u32>().ok());
    let at = number
        .and_then(|number| number.checked_sub(1))
        .unwrap_or(*next);
    *next = at + 1;
    let name = start.name().as_ref().to_owned();
    Row {
        at,
        next: 0,
        prefix: name.trim_end_matches("row").to_owned(),
    }
}

/// Finds the end of a cell; tells whether it holds a formula.
fn end_of(reader: &mut Reader<&[u8]>) -> Result<(usize, bool), String> {
    let mut has_formula = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "f" => {
                has_formula = true;
            }
            Event::End(end) if end.local_name().as_ref() == "c" => {
                return Ok((position(reader), has_formula));
            }
            Event::Eof => return Err("a sheet of it breaks off".to_owned()),
            _ => {}
        }
    }
}

/// Returns the column of `D7`, from 0.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let number = letters.fold(0_u32, |number, letter| {
        number * 26 + (letter.to_ascii_uppercase() as u32 - 'A' as u32 + 1)
    });
    number.checked_sub(1)
}

fn written(
    (row, column): (u32, u32),
    look: Option<&str>,
    cell: &TrackerCell,
    (prefix, book): (&str, &Book),
) -> String {
    let look_at = look.and_then(|look| look.parse::<usize>().ok());
    let shows_day = look_at.is_some_and(|at| book.date_looks.get(at) == Some(&true));
    let mut open = format!("<{prefix}c r=\"{}\"", cell_name(row, column));
    if let Some(look) = look {
        let _ = write!(open, " s=\"{look}\"");
    }
    match cell {
        TrackerCell::Empty => format!("{open}/>"),
        TrackerCell::Number(number, _) => {
            format!("{open}><{prefix}v>{number}</{prefix}v></{prefix}c>")
        }
        TrackerCell::Date(date) if shows_day => {
            format!(
                "{open}><{prefix}v>{}</{prefix}v></{prefix}c>",
                serial(*date, book.from_1904)
            )
        }
        TrackerCell::Date(date) => {
            let run = Run {
                text: date.to_string(),
                ..Run::default()
            };
            text(&open, prefix, &[run])
        }
        TrackerCell::Text(runs) => text(&open, prefix, runs),
    }
}

fn text(open: &str, p: &str, runs: &[Run]) -> String {
    let plain = |run: &Run| {
        Run {
            text: run.text.clone(),
            ..Run::default()
        } == *run
    };
    let mut inner = String::new();
    if runs.len() <= 1 && runs.iter().all(plain) {
        let text = runs
            .first()
            .map(|run| escaped(&run.text))
            .unwrap_or_default();
        let _ = write!(inner, "<{p}t xml:space=\"preserve\">{text}</{p}t>");
    } else {
        for run in runs {
            let text = escaped(&run.text);
            let _ = write!(
                inner,
                "<{p}r>{}<{p}t xml:space=\"preserve\">{text}</{p}t></{p}r>",
                looks(run, p)
            );
        }
    }
    format!("{open} t=\"inlineStr\"><{p}is>{inner}</{p}is></{p}c>")
}

fn looks(run: &Run, p: &str) -> String {
    let mut looks = String::new();
    let mut add = |is: bool, name: &str| {
        if is {
            let _ = write!(looks, "<{p}{name}/>");
        }
    };
    add(run.bold, "b");
    add(run.italic, "i");
    add(run.strike, "strike");
    add(run.underline, "u");
    add(
        run.script == Some(Script::Super),
        "vertAlign val=\"superscript\"",
    );
    add(
        run.script == Some(Script::Sub),
        "vertAlign val=\"subscript\"",
    );
    match looks.is_empty() {
        true => looks,
        false => format!("<{p}rPr>{looks}</{p}rPr>"),
    }
}

/// Returns the number that spreadsheets keep for a day.
fn serial(date: Date, from_1904: bool) -> i64 {
    let (year, month, day) = if from_1904 {
        (1904, 1, 1)
    } else {
        (1899, 12, 30)
    };
    Date { year, month, day }.days_until(date)
}

/// Escapes text for XML; what looks like an escape of spreadsheets' own is kept from being read as one.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_escape(&text[at..]) => out.push_str("_x005F_"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes[1] == b'x'
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}
