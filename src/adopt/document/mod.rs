//! An old paper made with Word or Writer: what its lines and tables are in the terms of a kind of paper.
//!
//! Every word of the text ends up in a field, in a row, in a footnote, or among what is listed as left out or not placed.

mod between;
mod cell_text;
mod grid;
mod key;
mod kinds;
mod lines;
mod markdown;
mod marks;
mod notes;
mod parts;
mod quarter;
mod rows;
mod sections;
mod sorter;
mod statuses;
mod to_tracker;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::load::{Run, TextDocument};
use crate::model::{Board, Kind, Quarter};
use crate::paper_file::FileValue;
use crate::validate::fold;

use lines::Lines;

pub use kinds::likeliest;
pub use to_tracker::{Named, has_own_sheet, tracker};

/// What an old paper holds, in the terms of a kind of paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OldPaper {
    /// The fields that were found, by name.
    pub fields: IndexMap<String, OldField>,
    /// The quarter, where a line names it.
    pub quarter: Option<Quarter>,
    /// The tables that were found, by name.
    pub tables: IndexMap<String, OldTable>,
    /// Names and texts of footnotes.
    pub footnotes: Vec<(String, String)>,
    /// What was left out because the paper makes it by itself, or because it is no part of the text.
    pub left_out: Vec<Left>,
    /// What has no place in the paper, as far as can be told.
    pub unplaced: Vec<Left>,
    /// What was done with the text and somebody should look at.
    pub doubts: Vec<String>,
}

/// A field that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct OldField {
    /// What it holds.
    pub value: FileValue,
    /// The line it was known by.
    pub line: String,
}

/// A table that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OldTable {
    /// The columns' names in the description with their headings as typed; columns that mean nothing there have their heading
    /// for a name.
    pub columns: Vec<(String, String)>,
    /// What each row holds, by the column's name.
    pub rows: Vec<OldRow>,
    /// The status key that its statuses are of.
    pub key: Option<String>,
    /// The colours of empty cells of statuses, by the position of their row.
    pub fills: BTreeMap<usize, [u8; 3]>,
}

/// What a row holds, by the column's name.
pub type OldRow = IndexMap<String, Vec<Run>>;

/// Words that have no place in the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What they are.
    pub what: String,
    /// The words.
    pub text: String,
}

/// Reads an old paper as one of a kind; of several in the document, the one of a number, or the first.
///
/// Where none has that number, the titles of those that there are come back.
pub fn old_paper(
    document: &TextDocument,
    kind: &Kind,
    board: &Board,
    number: Option<&str>,
) -> Result<OldPaper, Vec<String>> {
    let (blocks, typed) = notes::prepared(document);
    let blocks = sorter::unwrapped(&blocks);
    let parts = parts::parts(&blocks, kind, &Lines::new(kind, &board.organisation));
    let is = |part: &parts::Part| number.is_none_or(|number| fold(number) == fold(&part.number));
    let chosen = parts.parts.iter().position(is);
    let blocks = match chosen {
        Some(at) => parts.blocks(at),
        None if number.is_some() && !parts.parts.is_empty() => {
            let titles = parts.parts.iter().map(|part| part.called().to_owned());
            return Err(titles.collect());
        }
        None => blocks,
    };
    let mut paper = sorter::sorted(&blocks, kind, board);
    let typed = typed.into_iter().map(|note| (note.name, note.text));
    paper.footnotes = notes::texts(document).into_iter().chain(typed).collect();
    if let Some(at) = chosen {
        parts.tell_others(at, &mut paper);
        notes::leave_others(&mut paper, &blocks);
    }
    marks::settle(&mut paper, kind);
    statuses::settle(&mut paper, kind, board);
    for aside in &document.asides {
        paper
            .left_out
            .push(Left::new(aside.kind.name(), &aside.text));
    }
    Ok(paper)
}

impl Left {
    /// Takes note of words.
    pub fn new(what: &str, text: &str) -> Self {
        Self {
            what: what.to_owned(),
            text: text.trim().to_owned(),
        }
    }
}
