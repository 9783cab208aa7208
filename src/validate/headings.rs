//! Which row of a sheet holds the headings, and which column each stands over.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::Regex;

use crate::diagnostic::suggest;
use crate::load::{Cell, Sheet};
use crate::model::{
    Column, FinancialYear, Phrase, Quarter, TableKind, ValueType, column_name, folded,
};

use super::heading_texts::{has_groups, pair, single};
use super::next_table::next_tables;
use super::quarters::{named_quarter, quarter_of, slot, year_alone};
use super::side_by_side::side_by_side;

/// Headings further down than this many filled rows are not looked for.
const DEEPEST: usize = 40;

/// No heading is longer, in bytes: what is, is text.
const LONGEST: usize = 200;

/// A row of headings and what its columns mean.
#[derive(Clone, Debug)]
pub struct Headings {
    /// The row, from 0.
    pub row: u32,
    /// Column of the sheet and heading as typed, by the description's name; a column by quarter stands once for each.
    pub found: IndexMap<String, (u32, String)>,
    /// Headings that mean nothing here, with their columns.
    pub unused: Vec<(u32, String)>,
    /// Columns that two headings claim with the same right, with both headings.
    pub twice: Vec<(String, Vec<(u32, String)>)>,
    /// Headings of quarters without a year, where another has one: which year is meant, nobody knows.
    pub yearless: Vec<(u32, String)>,
    /// The column whose text stands in a row of its own below each row.
    pub below: Option<String>,
    /// Whether groups of headings stand in the row above.
    pub grouped: bool,
    /// The rows below that hold the headings of other tables.
    pub ends: Vec<u32>,
    /// Whether another table stands beside this one.
    pub is_beside: bool,
}

impl Headings {
    /// Returns whether all required columns were found or are claimed.
    pub fn complete(&self, table: &TableKind) -> bool {
        self.missing(table).next().is_none()
    }

    /// Returns the first row from a row on, itself left out, that begins another table.
    pub fn end_after(&self, row: u32) -> Option<u32> {
        self.ends.iter().copied().find(|end| *end > row)
    }

    /// Shows the rows of the table: those below the headings, up to another table.
    pub fn below<'s>(&self, sheet: &'s Sheet) -> btree_map::Range<'s, u32, BTreeMap<u32, Cell>> {
        let end = self.end_after(self.row).unwrap_or(u32::MAX);
        sheet.rows.range(self.row + 1..end)
    }

    /// Shows the columns of the sheet that have a heading.
    pub fn columns(&self) -> impl Iterator<Item = u32> {
        let claimed = self.twice.iter().flat_map(|(_, others)| others);
        self.found
            .values()
            .chain(&self.unused)
            .chain(claimed)
            .map(|(column, _)| *column)
    }

    /// Shows all headings of the row, from left to right.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.texts().map(|(_, text)| text)
    }

    /// Shows all headings of the row with their columns, from left to right.
    pub fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        let claimed = self.twice.iter().flat_map(|(_, others)| others);
        let mut all: Vec<&(u32, String)> = self
            .found
            .values()
            .chain(&self.unused)
            .chain(claimed)
            .collect();
        all.sort();
        all.into_iter()
            .map(|(column, text)| (*column, text.as_str()))
    }

    /// Returns whether a heading, or several, stand over a column of the description.
    pub fn has(&self, name: &str) -> bool {
        let is = |known: &str| known == name || quarter_of(known, name).is_some();
        self.found.keys().any(|found| is(found))
            || self.twice.iter().any(|(twice, _)| is(twice))
            || self.below.as_deref() == Some(name)
    }

    /// Returns the required columns that no heading stands over.
    pub fn missing<'a>(&'a self, table: &'a TableKind) -> impl Iterator<Item = &'a str> {
        let required = table.columns.iter().filter(|(_, column)| column.required);
        required
            .map(|(name, _)| name.as_str())
            .filter(move |name| !self.has(name))
    }
}

/// What helps to read headings: the office's own names, and the paper's quarter.
#[derive(Clone, Copy)]
pub struct Hints<'a> {
    /// Headings by column, as the paper names them.
    pub columns: &'a IndexMap<String, Phrase>,
    /// The paper's quarter: of "Q3 update" and "Q4 update" its own is meant.
    pub quarter: Option<Quarter>,
    /// The row with the headings, from 0, as the paper names it.
    pub row: Option<u32>,
}

/// What stands for a heading where a column's text has none: it stands in a row of its own below each row.
pub const ROW_BELOW: &str = "the row below";

/// Finds the row of headings: the one that names most columns, the first of several; with the row above it where groups of
/// headings stand there.
pub fn headings(sheet: &Sheet, table: &TableKind, hints: Hints<'_>) -> Option<Headings> {
    let own = own_headings(sheet, table, hints)?;
    Some(Headings {
        ends: next_tables(sheet, &own, table),
        ..own
    })
}

/// Finds the row of headings of a sheet that holds a single table, as those of documents do.
pub fn own_headings(sheet: &Sheet, table: &TableKind, hints: Hints<'_>) -> Option<Headings> {
    let known = Known::new(table);
    let rows = likely(sheet, hints.row);
    let mut above: Option<(u32, bool)> = None;
    let both = rows.into_iter().flat_map(|row| {
        let alone = one_of(sheet, (row, single(sheet, row)), (table, &known), hints);
        // A row with headings of its own, or with quarters, may stand above another.
        let over = above.filter(|(above, _)| above + 1 == row);
        above = Some((row, !alone.found.is_empty()));
        let may = over.is_some_and(|(above, headed)| headed || has_groups(sheet, above));
        [
            Some(alone),
            may.then(|| grouped(sheet, row, (table, &known), hints))
                .flatten(),
        ]
    });
    let read = both
        .flatten()
        .filter(|read| !read.found.is_empty() && hints.row.is_none_or(|row| row == read.row));
    let weight = |read: &Headings| read.found.len() + read.twice.len();
    read.reduce(|best, next| {
        if weight(&next) > weight(&best) {
            next
        } else {
            best
        }
    })
}

/// The headings that a description knows, folded once: by column, in its order.
struct Known(Vec<Vec<String>>);

impl Known {
    fn new(table: &TableKind) -> Self {
        let column = |column: &Column| column.headings.iter().map(|known| fold(known)).collect();
        Self(table.columns.values().map(column).collect())
    }

    /// Returns whether a heading is one of them.
    fn has(&self, text: &str) -> bool {
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

/// Returns whether a heading, which is folded, is one of those that a description knows, with or without a period beside it.
pub fn is_known(table: &TableKind, folded: &str) -> bool {
    let bare = without_period(folded);
    let quarters = || names_any_quarter(folded);
    let mut columns = table.columns.values();
    columns.any(|column| {
        let mut known = column.headings.iter().map(|known| fold(known));
        known.any(|known| known == folded || known == bare) || (column.by_quarter && quarters())
    })
}

/// Lists the rows that may hold the headings: the one that the paper names, with the one above it, or the first ones.
fn likely(sheet: &Sheet, named: Option<u32>) -> Vec<u32> {
    let rows = sheet.rows.keys().copied();
    match named {
        Some(named) => rows
            .filter(|row| *row == named || row + 1 == named)
            .collect(),
        None => rows.take(DEEPEST).collect(),
    }
}

/// Reads a row of headings: of tables beside one another the one that is complete and knows most, the left one of several, so that
/// none of its columns is taken from another; the headings of the others mean nothing then.
fn one_of(
    sheet: &Sheet,
    (row, texts): (u32, Vec<(u32, String)>),
    (table, known): (&TableKind, &Known),
    hints: Hints<'_>,
) -> Headings {
    let tables = side_by_side(sheet, row, &texts, table);
    let read_by_itself = |texts: &Vec<(u32, String)>| {
        let mut own = read(sheet, (row, texts.clone()), (table, known), hints);
        own.is_beside = true;
        own
    };
    let complete = tables.iter().map(read_by_itself);
    let complete = complete.filter(|own| own.complete(table) && own.twice.is_empty());
    let best = complete.reduce(|best, next| match next.found.len() > best.found.len() {
        true => next,
        false => best,
    });
    let Some(mut best) = best else {
        return read(sheet, (row, texts), (table, known), hints);
    };
    let own: BTreeSet<u32> = best.columns().collect();
    let others = texts
        .into_iter()
        .filter(|(column, _)| !own.contains(column));
    best.unused.extend(others);
    best.unused.sort();
    best
}

/// Reads a row with the one above it.
fn grouped(
    sheet: &Sheet,
    row: u32,
    (table, known): (&TableKind, &Known),
    hints: Hints<'_>,
) -> Option<Headings> {
    let texts = pair(sheet, row, &|text| known.has(text))?;
    Some(Headings {
        grouped: true,
        ..read(sheet, (row, texts), (table, known), hints)
    })
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

fn read(
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
        Some(super::clean::one_line(&cell.text()))
    };
    let over = |area: &&crate::load::Area, column: u32| {
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

/// Returns whether a heading is a slip of a known one, or a known one of another quarter.
pub fn means_nearly(text: &str, known: &[String]) -> bool {
    let bare = without_period(text);
    let is_slip = suggest(text, known.iter().map(String::as_str)).is_some();
    is_slip || known.iter().any(|heading| fold(heading) == bare)
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

/// Returns whether a heading stands over what was said in an earlier quarter, put beside this one's for people to see.
pub fn is_earlier(text: &str, table: &TableKind, own: Option<Quarter>) -> bool {
    let Some((heading, quarter)) = text.rsplit_once(" in ") else {
        return false;
    };
    let of = Quarter::parse(quarter).filter(|of| own.is_some_and(|own| of < &own));
    let known = |column: &Column| {
        column
            .headings
            .iter()
            .any(|known| fold(known) == fold(heading))
    };
    of.is_some() && table.columns.values().any(known)
}

/// Returns whether a heading names another quarter than the paper's.
pub fn names_other_quarter(text: &str, own: Option<Quarter>) -> bool {
    own.is_some_and(|own| quarter_number(text).is_some_and(|number| number != own.number))
}

/// Returns whether a text names a quarter, whichever it is.
pub fn names_any_quarter(text: &str) -> bool {
    quarter_number(text).is_some() || named_quarter(text, Some(FinancialYear(2000))).is_some()
}

/// Returns the number of the quarter that a text names, of several the first of the year.
pub fn quarter_number(text: &str) -> Option<u8> {
    let year = FinancialYear(2000);
    (1..=4).find(|number| {
        names_quarter(
            text,
            Quarter {
                year,
                number: *number,
            },
        )
    })
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

/// Folds case, punctuation and spaces away.
pub fn fold(text: &str) -> String {
    folded(text, "#")
}

/// Leaves out brackets, quarters, years and months: "Q4 update (to March 2019)" is "update".
fn without_period(text: &str) -> String {
    static BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[(\[][^)\]]*[)\]]").expect("a sound pattern"));
    // Word boundaries of ASCII: those of Unicode would take a slower engine, and months have none of its letters.
    static PERIODS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?-u:\b)(?:q(?:tr|rt|uarter)?\.?[ ]*[1-4]|(?:first|second|third|fourth)[ ]+quarter|quarter(?:ly)?",
            r"|(?:19|20)[0-9][0-9](?:[-/–][0-9]{2,4})?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?",
            r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?-u:\b)",
        ))
        .expect("a sound pattern")
    });
    let text = BRACKETS.replace_all(text, " ");
    fold(&PERIODS.replace_all(&text, " "))
}

/// Returns whether a text names a quarter, as "Q4 update" and "Qtr 4" do.
pub fn names_quarter(text: &str, quarter: Quarter) -> bool {
    let folded = fold(text)
        .replace("quarter", "q")
        .replace("qtr", "q")
        .replace("qrt", "q")
        .replace("q ", "q");
    folded
        .split(' ')
        .any(|word| word == format!("q{}", quarter.number))
}

#[cfg(test)]
#[path = "headings_tests.rs"]
pub(in crate::validate) mod tests;
