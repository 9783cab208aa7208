//! What the texts of a row claim to be headings of, and which column each is given.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::load::{Area, Sheet};
use crate::model::{Column, FinancialYear, Phrase, Quarter, TableKind, ValueType, column_name};

use super::clean::one_line;
use super::heading_words::{fold, names_other_quarter, quarter_number, without_period};
use super::headings::{Headings, Hints, ROW_BELOW};
use super::quarters::{named_quarter, quarter_of, slot, year_alone};

/// No heading is longer, in bytes: what is, is text.
const LONGEST: usize = 200;

/// The headings that a description knows, folded once: by column, in its order.
pub(super) struct Known(Vec<Vec<String>>);

impl Known {
    pub fn new(table: &TableKind) -> Self {
        let column = |column: &Column| column.headings.iter().map(|known| fold(known)).collect();
        Self(table.columns.values().map(column).collect())
    }

    /// Returns whether a heading is one of them.
    pub fn has(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.iter().flatten().any(|known| *known == folded)
    }
}

/// What a cell says, as headings are compared.
struct Words<'t> {
    text: &'t str,
    folded: String,
    /// Without a period; found out where it is asked for.
    bare: LazyCell<String, Box<dyn FnOnce() -> String + 't>>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            folded: fold(text),
            bare: LazyCell::new(Box::new(move || without_period(text))),
        }
    }
}

/// How surely a heading means a column; the smaller the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// The office says so.
    Named,
    /// The very words.
    Same,
    /// The very words, beside the paper's own quarter.
    ThisQuarter,
    /// The words, beside a period or something in brackets.
    Beside,
    /// The words at its start.
    Start,
}

/// A heading that may mean a column of the description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    sure: Sure,
    /// Where the heading stands among those the description knows.
    place: usize,
    /// The column's position in the description, and the quarter of one by quarter.
    meaning: (usize, Option<Quarter>),
    /// The column of the sheet.
    column: u32,
    text: String,
}

/// Reads a row of headings: which column of the description each of its texts stands over.
pub(super) fn read(
    sheet: &Sheet,
    (row, mut texts): (u32, Vec<(u32, String)>),
    (table, known): (&TableKind, &Known),
    hints: Hints<'_>,
) -> Headings {
    texts.extend(by_letter(sheet, row, &texts, hints));
    let (mut claims, mut unknown) = (Vec::new(), Vec::new());
    let (mut dated, mut yearless) = (false, Vec::new());
    for (column, text) in &texts {
        if text.len() > LONGEST {
            continue;
        }
        let (before, words) = (claims.len(), Words::new(text));
        for (meaning, (name, described)) in table.columns.iter().enumerate() {
            let claim = |sure, place, quarter| Claim {
                sure,
                place,
                meaning: (meaning, quarter),
                column: *column,
                text: text.clone(),
            };
            if described.by_quarter {
                let year = year_above(sheet, row, *column);
                let claimed = quarter_claim(text, *column, name, described, year, hints);
                if let Some((Sure::Same, _)) = claimed {
                    match named_quarter(text, year) {
                        Some(_) => dated = true,
                        None => yearless.push((*column, text.clone())),
                    }
                }
                claims.extend(claimed.map(|(sure, quarter)| claim(sure, 0, Some(quarter))));
                continue;
            }
            let named = hints.columns.get(name);
            let known = &known.0[meaning];
            let sure = sureness(&words, *column, named, known, hints.quarter);
            claims.extend(sure.map(|(sure, place)| claim(sure, place, None)));
        }
        if claims.len() == before {
            dated |= year_alone(text).is_some();
            unknown.push((*column, text.clone()));
        }
    }
    let mut headings = settle(row, table, claims, sheet);
    headings.unused.extend(unknown);
    headings.unused.sort();
    if dated {
        headings.yearless = yearless;
    }
    let is_below = |(_, phrase): &(&String, &Phrase)| fold(&phrase.text) == ROW_BELOW;
    let below = hints.columns.iter().find(is_below);
    headings.below = below.map(|(name, _)| name.clone());
    headings
}

/// Returns columns that the paper names by their letters and that have no heading: as if the letter were one.
fn by_letter(
    sheet: &Sheet,
    row: u32,
    texts: &[(u32, String)],
    hints: Hints<'_>,
) -> Vec<(u32, String)> {
    if hints.columns.is_empty() {
        return Vec::new();
    }
    let below = sheet.rows.range(row + 1..);
    let used: BTreeSet<u32> = below.flat_map(|(_, cells)| cells.keys().copied()).collect();
    let free = used
        .into_iter()
        .filter(|column| texts.iter().all(|(other, _)| other != column));
    let named = |column: &u32| {
        let letter = format!("column {}", column_name(*column).to_lowercase());
        hints
            .columns
            .values()
            .any(|phrase| fold(&phrase.text) == letter)
    };
    free.filter(named)
        .map(|column| (column, format!("Column {}", column_name(column))))
        .collect()
}

/// Gives each column of the description to its surest heading, and each heading to one column.
fn settle(row: u32, table: &TableKind, mut claims: Vec<Claim>, sheet: &Sheet) -> Headings {
    claims.sort();
    type Meaning = (usize, Option<Quarter>);
    let mut given: IndexMap<Meaning, Claim> = IndexMap::new();
    for claim in &claims {
        let heading_is_free = given.values().all(|other| other.column != claim.column);
        if heading_is_free && !given.contains_key(&claim.meaning) {
            given.insert(claim.meaning, claim.clone());
        }
    }
    let left_over = |claim: &&Claim| given.values().all(|other| other.column != claim.column);
    let (mut twice, mut unused): (IndexMap<Meaning, Vec<(u32, String)>>, _) =
        (IndexMap::new(), Vec::new());
    for claim in claims.iter().filter(left_over) {
        let equal = given
            .get(&claim.meaning)
            .is_some_and(|other| other.sure == claim.sure);
        if equal {
            twice
                .entry(claim.meaning)
                .or_default()
                .push((claim.column, claim.text.clone()));
        } else {
            unused.push((claim.column, claim.text.clone()));
        }
    }
    let name = |(meaning, quarter): Meaning| {
        let column = table.columns.get_index(meaning);
        let name = column.expect("claims name columns").0;
        quarter.map_or_else(|| name.clone(), |quarter| slot(name, quarter))
    };
    let twice = twice
        .into_iter()
        .map(|(meaning, mut others)| {
            others.extend(
                given
                    .shift_remove(&meaning)
                    .map(|claim| (claim.column, claim.text)),
            );
            others.sort();
            (name(meaning), others)
        })
        .collect();
    let mut found = given
        .into_values()
        .map(|claim| (name(claim.meaning), (claim.column, claim.text)))
        .collect();
    spread(row, table, &mut found, sheet);
    unused.sort();
    unused.dedup();
    Headings {
        row,
        found,
        unused,
        twice,
        yearless: Vec::new(),
        below: None,
        grouped: false,
        ends: Vec::new(),
        is_beside: false,
    }
}

/// A heading merged over two columns stands over the second where the first holds the refs.
fn spread(row: u32, table: &TableKind, found: &mut IndexMap<String, (u32, String)>, sheet: &Sheet) {
    let Some(number) = table
        .column_of(ValueType::Ref)
        .filter(|number| !found.contains_key(*number))
    else {
        return;
    };
    let wide = sheet.merged.iter().find(|area| {
        area.top == row
            && area.right == area.left + 1
            && found.values().any(|(column, _)| *column == area.left)
    });
    let Some(area) = wide else { return };
    if let Some((column, _)) = found.values_mut().find(|(column, _)| *column == area.left) {
        *column = area.right;
    }
    let heading = table.columns[number]
        .headings
        .first()
        .cloned()
        .unwrap_or_default();
    found.insert(number.to_owned(), (area.left, heading));
}

/// Returns how surely a heading means a column, and by which of its known headings, which are folded.
fn sureness(
    words: &Words<'_>,
    column: u32,
    named: Option<&Phrase>,
    known: &[String],
    quarter: Option<Quarter>,
) -> Option<(Sure, usize)> {
    if let Some(named) = named {
        let by_letter =
            fold(&named.text) == format!("column {}", column_name(column).to_lowercase());
        return (by_letter || fold(&named.text) == words.folded).then_some((Sure::Named, 0));
    }
    let position = |is: &dyn Fn(&str) -> bool| known.iter().position(|heading| is(heading));
    if let Some(place) = position(&|heading| heading == words.folded) {
        return Some((Sure::Same, place));
    }
    let bare = words.bare.as_str();
    if let Some(place) = position(&|heading| heading == bare).filter(|_| !bare.is_empty()) {
        return period_sureness(words.text, quarter).map(|sure| (sure, place));
    }
    let place = position(&|heading| starts_with(&words.folded, heading))?;
    // "Update in Q1" of last quarter is no update of this one, though no other column is.
    (!names_other_quarter(words.text, quarter)).then_some((Sure::Start, place))
}

/// Returns how surely a heading stands over a column by quarter, and for which quarter.
///
/// It names the quarter, alone or beside a known heading; a known heading alone is of the paper's own.
fn quarter_claim(
    text: &str,
    column: u32,
    name: &str,
    described: &Column,
    year: Option<FinancialYear>,
    hints: Hints<'_>,
) -> Option<(Sure, Quarter)> {
    let letter = format!("column {}", column_name(column).to_lowercase());
    let says = |phrase: &Phrase| [fold(text), letter.clone()].contains(&fold(&phrase.text));
    let mut by_hand = hints.columns.iter().filter(|(_, phrase)| says(phrase));
    if let Some(quarter) = by_hand.find_map(|(slot, _)| quarter_of(slot, name)) {
        return Some((Sure::Named, quarter));
    }
    let known = |words: &str| {
        described
            .headings
            .iter()
            .any(|heading| fold(heading) == words)
    };
    let own_year = hints.quarter.map(|quarter| quarter.year);
    match named_quarter(text, year.or(own_year)) {
        Some(named) if named.words.is_empty() || known(&named.words) => {
            Some((Sure::Same, named.quarter))
        }
        Some(_) => None,
        None if known(&fold(text)) => Some((Sure::Beside, hints.quarter?)),
        None => None,
    }
}

/// Returns the financial year in the row above a heading: merged over its four quarters, or typed over the first.
fn year_above(sheet: &Sheet, row: u32, column: u32) -> Option<FinancialYear> {
    let above = row.checked_sub(1)?;
    let said = |row, column| {
        let cell = sheet.cell(row, column).filter(|cell| !cell.is_blank())?;
        Some(one_line(&cell.text()))
    };
    let over = |area: &&Area, column: u32| {
        (area.top..=area.bottom).contains(&above) && (area.left..=area.right).contains(&column)
    };
    if let Some(area) = sheet.merged.iter().find(|area| over(area, column)) {
        let text = said(area.top, area.left)?;
        return text.split(' ').find_map(FinancialYear::parse);
    }
    if let Some(text) = said(above, column) {
        return text.split(' ').find_map(FinancialYear::parse);
    }
    // A year carries to the right until the next words; one that is merged ends with its area, and a title says no year.
    let left = (0..column)
        .rev()
        .find(|left| said(above, *left).is_some())?;
    let merged = sheet.merged.iter().any(|area| over(&area, left));
    said(above, left)
        .filter(|_| !merged)
        .and_then(|text| year_alone(&text))
}

/// A heading that names another quarter than the paper's means none of its columns.
fn period_sureness(text: &str, quarter: Option<Quarter>) -> Option<Sure> {
    let Some(own) = quarter else {
        return Some(Sure::Beside);
    };
    match quarter_number(text) {
        Some(number) if number == own.number => Some(Sure::ThisQuarter),
        Some(_) => None,
        None => Some(Sure::Beside),
    }
}

/// "Update as at 31 March" starts with "update"; "Action owner" does not with "action".
fn starts_with(text: &str, heading: &str) -> bool {
    const JOINTS: [&str; 10] = [
        "of", "for", "to", "as", "at", "by", "on", "in", "since", "from",
    ];
    let rest = text
        .strip_prefix(heading)
        .and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| JOINTS.contains(&rest.split(' ').next().unwrap_or_default()))
}
