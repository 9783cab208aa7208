//! Refs and updates that a description does not require: told by their headings and what stands below them.

use crate::load::{Content, Sheet};
use crate::model::{TableKind, ValueType, cell_name, column_name};
use crate::validate::{Headings, fold, quarter_number};

use super::by_content::{average, refs};
use super::doubt::Doubts;
use super::told::Told;

/// Words of headings that stand over refs.
const REF_WORDS: [&str; 7] = ["ref", "refs", "reference", "no", "number", "id", "item"];

/// Words of headings that stand over updates.
const UPDATE_WORDS: [&str; 11] = [
    "update",
    "updates",
    "where",
    "now",
    "progress",
    "position",
    "latest",
    "narrative",
    "comment",
    "comments",
    "commentary",
];

/// Words of headings that stand over what is no update of the quarter.
const OTHER_WORDS: [&str; 8] = [
    "previous", "last", "prior", "earlier", "next", "date", "when", "by",
];

/// Words of headings that stand over what is not for everybody.
const KEPT_BACK: [&str; 6] = [
    "private",
    "internal",
    "confidential",
    "restricted",
    "sensitive",
    "personal",
];

/// Texts that are shorter than this on average, in characters, are no updates.
const SHORTEST: usize = 8;

/// Tells the column of refs and that of updates, where the kind does without them and no heading is theirs.
pub fn optional(sheet: &Sheet, read: &Headings, table: &TableKind) -> Vec<Told> {
    let number = lacking(read, table, table.column_of(ValueType::Ref));
    let number = number.and_then(|name| {
        let mut free = free(read);
        let (column, text) =
            free.find(|(column, text)| worded(text, &REF_WORDS) && refs(sheet, read, *column))?;
        Some(told(name, *column, text))
    });
    let taken = number.as_ref().map(|one| one.column);
    let update = lacking(read, table, table.update()).and_then(|name| {
        let longest = longest(sheet, read, table);
        let (column, text) =
            longest.filter(|(column, text)| of_update(text) && Some(*column) != taken)?;
        Some(told(name, column, &text))
    });
    number.into_iter().chain(update).collect()
}

/// Doubts that a column is rightly left out which seems to be that of refs, or of updates.
pub fn say_left_out(sheet: &Sheet, read: &Headings, table: &TableKind, doubts: &mut Doubts) {
    let title = place_of(read, table.title()).unwrap_or(0);
    if let Some(name) = lacking(read, table, table.column_of(ValueType::Ref)) {
        let mut left = free(read).filter(|(column, _)| *column < title);
        if let Some((column, text)) = left.find(|(column, _)| refs(sheet, read, *column)) {
            let letters = column_name(*column);
            doubts.add(
                format!("lines are numbered from 1, though column {letters} (`{text}`) looks like refs"),
                sheet.origin(read.row, *column),
                format!("say `columns = {{ {name} = \"{text}\" }}` in the paper's file if it is their refs"),
            );
        }
    }
    if let Some(name) = lacking(read, table, table.update())
        && let Some((column, text)) = longest(sheet, read, table)
    {
        doubts.add(
            format!(
                "no heading tells `{name}`; the longest texts stand below `{text}` ({})",
                cell_name(read.row, column)
            ),
            sheet.origin(read.row, column),
            format!(
                "say `columns = {{ {name} = \"{text}\" }}` in the paper's file if they are meant"
            ),
        );
    }
}

/// Returns a column that the table may have, is not required, and was not found.
fn lacking<'a>(read: &Headings, table: &TableKind, name: Option<&'a str>) -> Option<&'a str> {
    name.filter(|name| !read.has(name) && !table.columns[*name].required)
}

fn free(read: &Headings) -> impl Iterator<Item = &(u32, String)> {
    read.unused.iter().filter(|(column, _)| {
        let others = read.found.values();
        others
            .map(|(column, _)| column)
            .all(|other| other != column)
    })
}

/// Finds the column of the longest texts to the right of the title, of this quarter and for everybody.
fn longest(sheet: &Sheet, read: &Headings, table: &TableKind) -> Option<(u32, String)> {
    let title = place_of(read, table.title())?;
    let of_now = |text: &str| {
        quarter_number(text).is_none() && !worded(text, &OTHER_WORDS) && !kept_back(text)
    };
    let right = free(read).filter(|(column, text)| *column > title && of_now(text));
    let texts = right.filter(|(column, _)| {
        let below = read.below(sheet);
        let mut cells = below.filter_map(|(_, cells)| cells.get(column));
        cells.any(|cell| matches!(cell.content, Content::Text(_)))
    });
    let long = texts.map(|(column, text)| (average(sheet, read, *column), *column, text));
    let best = long
        .filter(|(length, ..)| *length >= SHORTEST)
        .max_by_key(|(length, column, _)| (*length, std::cmp::Reverse(*column)));
    best.map(|(_, column, text)| (column, text.clone()))
}

fn place_of(read: &Headings, name: Option<&str>) -> Option<u32> {
    Some(read.found.get(name?)?.0)
}

/// Whether a heading says that what stands below it is not for everybody.
pub fn kept_back(text: &str) -> bool {
    worded(text, &KEPT_BACK)
}

/// Whether a heading says that updates stand below it.
pub fn of_update(text: &str) -> bool {
    worded(text, &UPDATE_WORDS)
}

fn worded(text: &str, words: &[&str]) -> bool {
    fold(text).split(' ').any(|word| words.contains(&word))
}

fn told(name: &str, column: u32, text: &str) -> Told {
    let letters = column_name(column);
    Told {
        name: name.to_owned(),
        column,
        doubt: format!(
            "column {letters} (`{text}`) was taken for `{name}`, from its heading and what stands in it"
        ),
    }
}
