//! Which status key of the office the statuses of a tracker follow.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Origin, StatusKey, ValueType};
use crate::validate::{Found, Raw, Rows, nearest_to, one_line};

use super::answers::Answers;
use super::doubt::Doubts;
use super::search::Candidate;

/// A status as it stands in the tracker: a text, or a fill alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Typed.
    Text(String),
    /// Shown by the cell's fill.
    Fill([u8; 3]),
}

/// A status, how often it stands there, where first, and the fill that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many rows have it.
    pub count: usize,
    /// Where it stands first.
    pub origin: Origin,
    /// The fill behind it.
    pub fill: Option<[u8; 3]>,
}

/// What the statuses of a table follow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyFound {
    /// The name of the office's key that fits.
    pub name: Option<String>,
    /// How the statuses read: code and count, in the key's order.
    pub read: Vec<(String, usize)>,
    /// The statuses that were seen.
    pub seen: IndexMap<Status, Seen>,
    /// Whether statuses are shown by fills alone.
    pub by_fill: bool,
}

/// Finds the key of the office that the statuses of a table follow.
pub fn key(
    one: &Candidate<'_>,
    keys: &IndexMap<String, StatusKey>,
    doubts: &mut Doubts,
    answers: &mut dyn Answers,
) -> Option<KeyFound> {
    let table = one.table_kind();
    table.key.as_ref()?;
    let column = table.column_of(ValueType::Status)?;
    one.headings.found.get(column)?;
    let seen = seen(one, column);
    let mut found = KeyFound {
        by_fill: !seen.is_empty() && seen.keys().all(|status| matches!(status, Status::Fill(_))),
        seen,
        ..KeyFound::default()
    };
    found.name = choose(one, &found, keys, doubts, answers);
    if let Some(key) = found.name.as_ref().and_then(|name| keys.get(name)) {
        say_unread(key, &found.seen, doubts);
        found.read = read(key, &found.seen);
    }
    Some(found)
}

/// Lists the statuses of all rows.
fn seen(one: &Candidate<'_>, column: &str) -> IndexMap<Status, Seen> {
    let rows =
        Rows::new(one.sheet, &one.headings, one.table_kind()).read(&mut Diagnostics::default());
    let mut seen: IndexMap<Status, Seen> = IndexMap::new();
    let all = || rows.iter().filter_map(|row| row.cells.get(column));
    // Where one sign stands in several colours, it is they that say the status.
    let by_ink = |raw: &Raw| {
        let same = all().filter(|other| other.plain() == raw.plain());
        let others = same.filter(|other| other.ink.is_some() && other.ink != raw.ink);
        raw.ink.filter(|_| others.count() > 0)
    };
    for raw in all() {
        let status = match (&raw.found, by_ink(raw), raw.fill) {
            (Found::Error(_), ..) => continue,
            (_, Some(ink), _) => Status::Fill(ink),
            _ if !raw.is_blank() => Status::Text(one_line(&raw.plain())),
            (_, _, Some(fill)) => Status::Fill(fill),
            _ => continue,
        };
        let entry = seen.entry(status).or_insert_with(|| Seen {
            count: 0,
            origin: raw.origin.clone(),
            fill: raw.fill,
        });
        entry.count += 1;
        entry.fill = entry.fill.or(raw.fill);
    }
    seen
}

/// Returns the code of the step that a status means in a key.
pub fn code<'a>(key: &'a StatusKey, status: &Status) -> Option<&'a str> {
    let step = match status {
        Status::Text(text) => key.step(text),
        Status::Fill(fill) => nearest_to(key, *fill),
    };
    step.map(|step| step.code.as_str())
}

/// Chooses the key that reads most statuses, and of several the one with fewest steps to spare.
fn choose(
    one: &Candidate<'_>,
    found: &KeyFound,
    keys: &IndexMap<String, StatusKey>,
    doubts: &mut Doubts,
    answers: &mut dyn Answers,
) -> Option<String> {
    let all: usize = found.seen.values().map(|seen| seen.count).sum();
    let fits = |key: &StatusKey| -> usize {
        let read = found
            .seen
            .iter()
            .filter(|(status, _)| code(key, status).is_some());
        read.map(|(_, seen)| seen.count).sum()
    };
    let mut fitting: Vec<(usize, &StatusKey)> = keys.values().map(|key| (fits(key), key)).collect();
    fitting.sort_by_key(|(count, key)| (std::cmp::Reverse(*count), key.steps.len()));
    let (most, _) = *fitting.first()?;
    // A key that knows fewer than two statuses of three is another office's.
    if all == 0 || most * 3 < all * 2 {
        return None;
    }
    fitting.retain(|(count, _)| *count == most);
    let names: Vec<String> = fitting.iter().map(|(_, key)| key.name.clone()).collect();
    if names.len() == 1 {
        return names.into_iter().next();
    }
    let question = format!(
        "Which status key do the statuses of `{}` follow?",
        one.sheet.name
    );
    if let Some(chosen) = answers.choose(&question, &names, 0) {
        return names.into_iter().nth(chosen);
    }
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    doubts.add(
        format!(
            "the statuses fit the keys {}; {} was taken",
            list.join(" and "),
            list[0]
        ),
        one.sheet.whole(),
        "name the other key in the paper's file if it is meant",
    );
    names.into_iter().next()
}

fn say_unread(key: &StatusKey, seen: &IndexMap<Status, Seen>, doubts: &mut Doubts) {
    for (status, seen) in seen
        .iter()
        .filter(|(status, _)| code(key, status).is_none())
    {
        doubts.add(
            format!("{} is no step of the key `{}`", said(status), key.name),
            seen.origin.clone(),
            "add it to the `aliases` of the step that is meant in `board.toml`, or correct the cell",
        );
    }
    let fills: BTreeSet<String> = seen
        .keys()
        .filter(|status| matches!(status, Status::Fill(_)))
        .filter_map(|status| Some(format!("{} as `{}`", said(status), code(key, status)?)))
        .collect();
    let place = seen
        .iter()
        .find(|(status, _)| matches!(status, Status::Fill(_)));
    if let (false, Some((_, first))) = (fills.is_empty(), place) {
        let list: Vec<String> = fills.into_iter().collect();
        doubts.add(
            format!(
                "statuses are shown by fills alone, and are read by the nearest colour: {}",
                list.join(", ")
            ),
            first.origin.clone(),
            "type the codes into the cells, so that they can be read without colour",
        );
    }
}

/// Says a status as messages do.
pub fn said(status: &Status) -> String {
    match status {
        Status::Text(text) => format!("`{text}`"),
        Status::Fill(fill) => format!("`{}`", hex(*fill)),
    }
}

/// Returns a colour as files have it.
pub fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn read(key: &StatusKey, seen: &IndexMap<Status, Seen>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (status, seen) in seen {
        if let Some(code) = code(key, status) {
            *counts.entry(code).or_default() += seen.count;
        }
    }
    let steps = key.steps.iter();
    steps
        .filter_map(|step| Some((step.code.clone(), *counts.get(step.code.as_str())?)))
        .collect()
}

/// Finds the key of a further table, whose doubts matter less: what does not fit is left to be said by hand.
pub fn measured_by(one: &Candidate<'_>, keys: &IndexMap<String, StatusKey>) -> Option<KeyFound> {
    let mut nobody = super::answers::Nobody;
    key(one, keys, &mut Doubts::default(), &mut nobody)
}
