//! Columns that no heading tells, told by what stands in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::{Cell, Sheet};
use crate::model::{StatusKey, TableKind, ValueType};
use crate::validate::{Headings, fold, nearest_to, one_line};

use super::optional::{kept_back, of_update};

/// No more different statuses than this stand in a column of them.
const STATUSES: usize = 9;

/// Words that statuses are made of where no key of the office has them.
const STATUS_WORDS: [&str; 26] = [
    "g",
    "a",
    "r",
    "b",
    "w",
    "y",
    "ns",
    "green",
    "amber",
    "red",
    "blue",
    "white",
    "yellow",
    "grey",
    "complete",
    "completed",
    "on track",
    "at risk",
    "off track",
    "not started",
    "delayed",
    "ongoing",
    "in progress",
    "closed",
    "suspended",
    "overdue",
];

/// What a column of a sheet holds below the headings.
#[derive(Debug, Default)]
struct Content<'a> {
    cells: Vec<&'a Cell>,
    texts: Vec<String>,
    fills: BTreeSet<[u8; 3]>,
}

/// Returns the columns of the sheet that required columns are likely to be, for those that no heading stands over.
///
/// Refs are short and each another; statuses are few and known, or fills; the longest text is the update.
pub fn by_content(
    sheet: &Sheet,
    headings: &Headings,
    table: &TableKind,
    keys: &[&StatusKey],
) -> Vec<(String, u32)> {
    let missing: Vec<&str> = headings.missing(table).collect();
    let taken: BTreeSet<u32> = headings.found.values().map(|(column, _)| *column).collect();
    let mut free = contents(sheet, headings);
    free.retain(|column, _| !taken.contains(column));
    let mut told = Vec::new();
    let order = [ValueType::Status, ValueType::Ref];
    for of_type in order {
        let names = missing
            .iter()
            .filter(|name| table.columns[**name].of_type == of_type);
        for name in names {
            let fits = |content: &Content<'_>| match of_type {
                ValueType::Status => content.are_statuses(keys),
                _ => content.are_refs(),
            };
            let found = free.iter().find(|(_, content)| fits(content));
            if let Some(column) = found.map(|(column, _)| *column) {
                free.remove(&column);
                told.push(((*name).to_owned(), column));
            }
        }
    }
    // What is kept for few eyes is no text of a paper; an update that the kind can do without is no title.
    let update = table.update();
    let lacks_update = update.is_some_and(|name| !headings.has(name) && !missing.contains(&name));
    for (column, text) in headings.texts() {
        if kept_back(text) || (lacks_update && of_update(text)) {
            free.remove(&column);
        }
    }
    told.extend(texts(&missing, table, &free));
    told
}

/// Gives texts their columns: the update, written anew each quarter, has the longest; the title stands left of it.
fn texts(
    missing: &[&str],
    table: &TableKind,
    free: &BTreeMap<u32, Content<'_>>,
) -> Vec<(String, u32)> {
    let wanted: Vec<&str> = missing
        .iter()
        .filter(|name| table.columns[**name].of_type == ValueType::RichText)
        .copied()
        .collect();
    let mut long: Vec<(usize, u32)> = free
        .iter()
        .map(|(column, content)| (content.length(), *column))
        .filter(|(length, _)| *length >= 12)
        .collect();
    long.sort_by_key(|(length, column)| (std::cmp::Reverse(*length), *column));
    long.truncate(wanted.len());
    if long.len() < wanted.len() {
        return Vec::new();
    }
    // The longest goes to what is written anew, the others from left to right.
    let mut told = Vec::new();
    let mut rest = wanted;
    if let Some(at) = rest.iter().position(|name| table.update() == Some(*name)) {
        told.push((rest.remove(at).to_owned(), long.remove(0).1));
    }
    long.sort_by_key(|(_, column)| *column);
    let others = rest.into_iter().zip(long);
    told.extend(others.map(|(name, (_, column))| (name.to_owned(), column)));
    told
}

/// Whether refs stand below a heading.
pub fn refs(sheet: &Sheet, headings: &Headings, column: u32) -> bool {
    let contents = contents(sheet, headings);
    contents.get(&column).is_some_and(Content::are_refs)
}

/// Returns how long the texts below a heading are on average, in characters.
pub fn average(sheet: &Sheet, headings: &Headings, column: u32) -> usize {
    contents(sheet, headings)
        .get(&column)
        .map_or(0, Content::length)
}

fn contents<'a>(sheet: &'a Sheet, headings: &Headings) -> BTreeMap<u32, Content<'a>> {
    let mut contents: BTreeMap<u32, Content<'_>> = BTreeMap::new();
    for (_, cells) in headings.below(sheet) {
        for (column, cell) in cells {
            let content = contents.entry(*column).or_default();
            content.cells.push(cell);
            content.fills.extend(cell.fill.filter(|_| cell.is_blank()));
            if !cell.is_blank() {
                content.texts.push(one_line(&cell.text()));
            }
        }
    }
    contents
}

impl Content<'_> {
    fn are_refs(&self) -> bool {
        let different: BTreeSet<&String> = self.texts.iter().collect();
        let short = |text: &&String| {
            text.len() <= 12 && text.chars().any(|c| c.is_ascii_digit()) && !text.contains(' ')
        };
        let refs = self.texts.iter().filter(short).count();
        !self.texts.is_empty()
            && different.len() == self.texts.len()
            && refs * 10 >= self.texts.len() * 8
    }

    fn are_statuses(&self, keys: &[&StatusKey]) -> bool {
        let different: BTreeSet<String> = self.texts.iter().map(|text| fold(text)).collect();
        let known = |text: &&String| {
            keys.iter().any(|key| key.step(text).is_some())
                || STATUS_WORDS.contains(&fold(text).as_str())
        };
        let count = self.texts.iter().filter(known).count();
        if different.len() <= STATUSES && count > 0 && count * 10 >= self.texts.len() * 6 {
            return true;
        }
        let shown = |fill: &&[u8; 3]| keys.iter().any(|key| nearest_to(key, **fill).is_some());
        self.texts.is_empty() && self.fills.iter().filter(shown).count() >= 2
    }

    /// Returns how long its texts are on average, in characters.
    fn length(&self) -> usize {
        let all: usize = self.texts.iter().map(|text| text.chars().count()).sum();
        all.checked_div(self.texts.len()).unwrap_or(0)
    }
}
