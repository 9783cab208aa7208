//! A paper's rows as they stand before anybody says what type their values are, for what is answered to be held against them.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::load::{Library, Node, Sheet};
use crate::model::{Board, Column, Kind, Phrase, Quarter, StatusKey, TableKind, Value};

use super::fields::fields;
use super::headings::{Hints, headings};
use super::kind::kind;
use super::loose::LooseTable;
use super::paper::{Beside, document};
use super::raw::Raw;
use super::rows::Rows;
use super::section::Section;
use super::tables::{Tables, quarter};
use super::value::{Expected, value};

/// A paper before its values are read.
#[derive(Clone, Debug)]
pub struct StandingPaper {
    /// Its description.
    pub kind: Kind,
    /// The quarter it reports on.
    pub quarter: Option<Quarter>,
    /// Its tables by name.
    pub tables: IndexMap<String, StandingTable>,
}

/// A table before its values are read.
#[derive(Clone, Debug)]
pub struct StandingTable {
    /// The rows as the tracker or the paper's file has them.
    pub tracked: LooseTable,
    /// The rows with what was collected for them.
    pub now: LooseTable,
    /// The key of its statuses.
    pub key: Option<StatusKey>,
    /// The headings that papers and returns show, by column.
    pub shown: IndexMap<String, String>,
}

/// Reads a paper's rows; what is wrong with its values is not looked for.
pub fn standing(
    node: &Node,
    board: &Board,
    library: &Library,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Option<StandingPaper> {
    let mut file = Section::new(node, "the paper", out)?;
    let document = document(&mut file, out)?;
    let kind = kind(library, document.text.trim(), &document.origin, out)?;
    // What its fields lack is told where the paper is built.
    let mut untold = Diagnostics::default();
    let fields = fields(&mut file, &kind, board, beside, &mut untold);
    let mut reader = Tables::new(board, beside, &fields);
    let tables = reader.standing(&mut file, &kind, out);
    Some(StandingPaper {
        quarter: quarter(&fields),
        kind,
        tables,
    })
}

/// Reads the rows of a sheet that came back: however its columns stand, and whichever of them are left.
///
/// `names` are the headings that were sent, by column.
pub fn returned(
    sheet: &Sheet,
    table: &TableKind,
    names: &IndexMap<String, String>,
    quarter: Option<Quarter>,
) -> Option<LooseTable> {
    let named = named(sheet, table, names, quarter);
    let hints = Hints {
        columns: &named,
        quarter,
        row: None,
    };
    let found = headings(sheet, table, hints)?;
    let rows = Rows::new(sheet, &found, table).each();
    let place = |(name, (column, _)): (&String, &(u32, String))| {
        (name.clone(), sheet.origin(found.row, *column))
    };
    Some(LooseTable {
        places: found.found.iter().map(place).collect(),
        headings: found
            .found
            .iter()
            .map(|(name, (_, heading))| (name.clone(), heading.clone()))
            .collect(),
        rows,
        ..LooseTable::default()
    })
}

/// Returns the headings of the office that stand on the sheet; where one is gone, those that the description knows are looked for.
fn named(
    sheet: &Sheet,
    table: &TableKind,
    names: &IndexMap<String, String>,
    quarter: Option<Quarter>,
) -> IndexMap<String, Phrase> {
    let phrase = |(name, heading): (&String, &String)| {
        let origin = sheet.whole();
        let text = heading.clone();
        (name.clone(), Phrase { text, origin })
    };
    let all: IndexMap<String, Phrase> = names.iter().map(phrase).collect();
    let hints = Hints {
        columns: &all,
        quarter,
        row: None,
    };
    let found = headings(sheet, table, hints);
    let has = |name: &String| found.as_ref().is_some_and(|found| found.has(name));
    all.into_iter().filter(|(name, _)| has(name)).collect()
}

/// Reads a value of a column; blank gives nothing, and what does not fit is reported.
pub fn typed(
    raw: &Raw,
    (said, column): (&str, &Column),
    key: Option<&StatusKey>,
    out: &mut Diagnostics,
) -> Option<Value> {
    let texts = IndexMap::new();
    let expected = Expected {
        name: said,
        of_type: column.of_type,
        choices: &column.choices,
        key,
        texts: &texts,
        words: column.words,
    };
    value(raw, &expected, out).map(|cell| cell.value)
}
