//! BP1001 above the headings of a tracker: results that were typed beside the steps of the key.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostic::{Code, Diagnostics, Excerpt};
use crate::model::{Origin, Phrase, Places, Plain};

use super::against::disagreement;
use super::claims::Claim;
use super::counts::HINT;
use super::number::{Percent, number};
use super::rows::{Counted, Rows};

static RESULT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)(?:^|(?u:[^0-9/.,-]))(?P<words>(?P<n>\d+) ?/ ?(?P<m>\d+)(?: ?\((?P<p>\d+(?:\.\d+)?) ?%\))?|(?P<n1>\d+) ?\((?P<p1>\d+(?:\.\d+)?) ?%\))(?:$|(?u:[^0-9/]))")
        .expect("a pattern")
});

/// Finds a result: its numbers stand around a slash, or before a percentage.
fn result(text: &str) -> Option<Captures<'_>> {
    let may_be = text.contains(['/', '%']);
    may_be.then(|| RESULT.captures(text)).flatten()
}

/// A cell above the headings, by its row and column, and what is read in it.
struct Above<'a> {
    row: u32,
    column: u32,
    phrase: &'a Phrase,
    text: String,
    places: Places,
}

/// Reports results above the headings that disagree with the rows below.
pub fn check(rows: &Rows<'_>, out: &mut Diagnostics) {
    for table in &rows.tables {
        let cells: Vec<Above<'_>> = table.above.iter().filter_map(cell).collect();
        let results = results(&cells, table);
        let results = if results.is_empty() {
            plain_results(&cells, table)
        } else {
            results
        };
        for (cell, claim) in results {
            if let Some(message) = disagreement(&claim, table) {
                let place = cell.phrase.origin.clone();
                let problem = out.add(Code::TypedCountWrong, place, message);
                let words = cell.places.of(&claim.words);
                problem
                    .shows(Excerpt::of(&cell.phrase.text, words))
                    .hint(HINT);
            }
        }
    }
}

fn cell(phrase: &Phrase) -> Option<Above<'_>> {
    let (row, column) = match phrase.origin {
        Origin::Cell { row, column, .. } => (row, column),
        Origin::Line { line, field, .. } => (line, field),
        _ => return None,
    };
    let (text, places) = match Plain::of(&phrase.text) {
        Some(plain) => (plain.text, plain.places),
        None => (phrase.text.clone(), Places::default()),
    };
    Some(Above {
        row,
        column,
        phrase,
        text,
        places,
    })
}

/// Lists results such as `16/16 (100%)`, each with the step that it stands beside or below.
fn results<'c, 'a>(cells: &'c [Above<'c>], table: &Counted<'a>) -> Vec<(&'c Above<'c>, Claim<'a>)> {
    let is_result = |cell: &Above<'_>| result(&cell.text).is_some();
    let found = cells.iter().filter_map(|cell| {
        let found = result(&cell.text)?;
        let step = step_of(cell, cells, table, &is_result)?;
        let read = |names: [&str; 2]| {
            names
                .iter()
                .find_map(|name| found.name(name))
                .map(|part| part.as_str())
        };
        let whole = found.name("words")?;
        let n = read(["n", "n1"]).and_then(number);
        // `2018/19` is a year.
        let claim = Claim {
            total: found.name("m").and_then(|part| number(part.as_str())),
            percent: read(["p", "p1"]).and_then(Percent::new),
            ..claim(whole.range(), step, n)
        };
        n.is_some_and(|n| n < 1900).then_some((cell, claim))
    });
    found.collect()
}

/// Lists bare numbers beside steps, where they are clearly counts of the rows: several, and together all rows or in part right.
fn plain_results<'c, 'a>(
    cells: &'c [Above<'c>],
    table: &Counted<'a>,
) -> Vec<(&'c Above<'c>, Claim<'a>)> {
    let bare = |cell: &Above<'_>| {
        let text = cell.text.trim();
        !text.is_empty() && text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let found = cells.iter().filter(|cell| bare(cell)).filter_map(|cell| {
        let step = step_of(cell, cells, table, &bare)?;
        let text = &cell.text;
        Some((cell, claim(0..text.len(), step, number(text))))
    });
    let found: Vec<_> = found.collect();
    let sum: u64 = found.iter().filter_map(|(_, claim)| claim.count).sum();
    let right = found.iter().filter(|(_, claim)| {
        claim.count.is_some_and(|n| n > 0) && disagreement(claim, table).is_none()
    });
    let twice = found.iter().any(|(_, one)| {
        found
            .iter()
            .filter(|(_, other)| one.steps == other.steps)
            .count()
            > 1
    });
    let certain = found.len() > 1 && !twice && (table.is_whole(sum) || right.count() > 0);
    if certain { found } else { Vec::new() }
}

fn claim<'a>(words: std::ops::Range<usize>, step: &'a str, count: Option<u64>) -> Claim<'a> {
    Claim {
        words,
        steps: vec![step],
        count,
        total: None,
        percent: None,
        all: false,
        is_named: true,
        is_bare: false,
        is_plain: true,
    }
}

/// Returns the step that a result belongs to: the next to its left, or else above it, without another result between.
fn step_of<'a>(
    of: &Above<'_>,
    cells: &[Above<'_>],
    table: &Counted<'a>,
    is_result: &dyn Fn(&Above<'_>) -> bool,
) -> Option<&'a str> {
    let step = |cell: &Above<'_>| {
        table
            .step_at(cell.text.trim())
            .filter(|name| is_label(&cell.text, &name.text))
    };
    if step(of).is_some() {
        // `Green 16/16` is a sentence by itself.
        return step(of).map(|name| name.code);
    }
    let between = |from: u32| {
        cells.iter().any(|cell| {
            cell.row == of.row && (from..of.column).contains(&cell.column) && is_result(cell)
        })
    };
    let left = |row: u32| {
        let row = cells
            .iter()
            .filter(move |cell| cell.row == row && cell.column <= of.column);
        row.filter_map(|cell| step(cell).map(|name| (cell.column, name.code)))
            .max_by_key(|(column, _)| *column)
    };
    let rows = (of.row.saturating_sub(2)..=of.row).rev();
    let (column, code) = rows.filter_map(left).next()?;
    (!between(column)).then_some(code)
}

/// A cell that begins with a step is its label where nothing follows, or a mark: `Green`, `Green: achieved`.
fn is_label(text: &str, name: &str) -> bool {
    let rest = text.trim()[name.len()..].trim_start();
    rest.is_empty()
        || rest.starts_with([':', '-', '–', '(', '='])
        || rest.starts_with(|c: char| c.is_ascii_digit())
}
