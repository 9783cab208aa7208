//! Cross-references: "see no. 15" leads to the row.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Inline, Mark, Origin, Paper, Plain, Value, ValueType, plain_signs};

use super::leads::{is_telling, may_lead, words};

/// A ref with what leads to it: "see also no. 15", "deliverable 4", "refer to 5C01".
///
/// All of it is ASCII: word boundaries of Unicode would take a slower engine, and refs have none of its letters.
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?P<verb>(?:see(?:\s+also)?|refer(?:s|red)?\s+to|as\s+(?:in|under|at))\s+)?",
        r"(?P<whole>(?:(?P<noun>[a-z]+)\s+)??(?:(?P<no>nos?\.?|number|ref\.?)\s*)?(?P<ref>REF))",
    ))
});
/// A further ref after one: ", no. 16", "and 17".
static FURTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+)",
        r"(?P<whole>(?:(?P<no>nos?\.?|number|ref\.?)\s*)?(?P<ref>REF))",
    ))
});
/// Refs have a digit, and letters or parts around it: `15`, `5C01`, `3.10`.
const REF: &str = r"[a-z]{0,4}[0-9][0-9a-z]*(?:[./-][0-9a-z]+)*";

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i-u){}", text.replace("REF", REF))).expect("a sound pattern")
}

/// The rows of a paper by table and folded ref.
struct Refs {
    rows: BTreeMap<String, BTreeMap<String, String>>,
}

/// What was found in a text: where a reference starts and ends, and the row it leads to.
type Found<'r> = BTreeMap<usize, (usize, &'r str)>;

/// Turns cross-references in all rich text into links; one that leads nowhere is reported.
pub fn link(paper: &mut Paper, out: &mut Diagnostics) {
    let refs = Refs::of(paper);
    for (table, rows) in paper
        .tables
        .iter_mut()
        .map(|(name, table)| (name.as_str(), &mut table.rows))
    {
        for row in rows {
            for cell in row.cells.values_mut() {
                link_value(
                    &mut cell.value,
                    &cell.origin,
                    table,
                    Some(&row.id),
                    &refs,
                    out,
                );
            }
        }
    }
    for cell in paper.fields.values_mut() {
        link_value(&mut cell.value, &cell.origin, "", None, &refs, out);
    }
}

fn link_value(
    value: &mut Value,
    origin: &Origin,
    table: &str,
    own: Option<&str>,
    refs: &Refs,
    out: &mut Diagnostics,
) {
    value.visit_mut(origin, &mut |line, origin| {
        *line = std::mem::take(line)
            .into_iter()
            .flat_map(|piece| link_piece(piece, origin, table, own, refs, out))
            .collect();
    });
}

fn link_piece(
    piece: Inline,
    origin: &Origin,
    table: &str,
    own: Option<&str>,
    refs: &Refs,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    match piece {
        Inline::Text(text) => link_text(&text, origin, table, own, refs, out),
        Inline::Mark(mut mark) => {
            if let (false, Some(of)) = (matches!(mark, Mark::Link { .. }), mark.of_mut()) {
                *of = std::mem::take(of)
                    .into_iter()
                    .flat_map(|piece| link_piece(piece, origin, table, own, refs, out))
                    .collect();
            }
            vec![Inline::Mark(mark)]
        }
    }
}

fn link_text(
    text: &str,
    origin: &Origin,
    table: &str,
    own: Option<&str>,
    refs: &Refs,
    out: &mut Diagnostics,
) -> Vec<Inline> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return vec![Inline::Text(text.to_owned())];
    }
    let mut missing = Vec::new();
    let found = match Plain::of(text) {
        Some(plain) => {
            let place = |(start, (end, id)): (usize, (usize, _))| {
                let at = plain.places.of(&(start..end));
                (at.start, (at.end, id))
            };
            let found = find(&plain.text, table, own, refs, &mut missing);
            found.into_iter().map(place).collect()
        }
        None => find(text, table, own, refs, &mut missing),
    };
    for (lead, of) in missing {
        let message = format!("`{lead}` leads to no row of this paper");
        out.add(Code::SeeMissing, origin.clone(), message)
            .hint(format!(
                "check the ref `{of}`: rows may have been renumbered"
            ));
    }
    cut(text, &found)
}

/// Finds the references in a text with plain signs, and those that lead nowhere: their words, and the ref among them.
fn find<'r>(
    text: &str,
    table: &str,
    own: Option<&str>,
    refs: &'r Refs,
    missing: &mut Vec<(String, String)>,
) -> Found<'r> {
    let mut found: Found<'_> = BTreeMap::new();
    let may_lead = may_lead(text, |noun| refs.table_called(noun).is_some());
    let all = may_lead.then(|| LEADS.captures_iter(text));
    for lead in all.into_iter().flatten() {
        let noun = lead.name("noun").map_or("", |noun| noun.as_str());
        let named = refs.table_called(noun);
        let verb = lead.name("verb").is_some();
        // "no" and "number" are more often words than signs: "the number 1 priority".
        let sign = lead
            .name("no")
            .is_some_and(|no| verb || no.as_str().trim().ends_with('.'));
        let numbered = sign || named.is_some();
        let whole = lead.name("whole").expect("part of the pattern");
        let leads = numbered || (verb && noun.is_empty() && ends_there(&text[whole.end()..]));
        if !leads {
            continue;
        }
        // A noun that is no table's is a word of the sentence: only what follows it is the reference.
        let start = match (noun, named) {
            ("", _) | (_, Some(_)) => whole.start(),
            _ => lead.name("no").map_or(whole.start(), |no| no.start()),
        };
        match refs.find(&lead["ref"], named.unwrap_or(table)) {
            Some(id) => {
                found.insert(start, (whole.end(), id));
                further(text, whole.end(), named.unwrap_or(table), refs, &mut found);
            }
            None if numbered && verb => {
                missing.push((lead[0].to_owned(), lead["ref"].to_owned()));
            }
            None => {}
        }
    }
    for word in words(text).filter(|word| is_telling(&text[word.clone()])) {
        let inside = found
            .range(..=word.start)
            .next_back()
            .is_some_and(|(_, (end, _))| *end > word.start);
        if let (false, Some(id)) = (inside, refs.find(&text[word.clone()], table)) {
            found.insert(word.start, (word.end, id));
        }
    }
    found.retain(|_, (_, id)| Some(*id) != own);
    found
}

/// Whether a bare number is the end of its phrase: "see 15 below" is a reference, "see 15 schools" is not.
fn ends_there(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', ')'])
        || rest.starts_with("below")
        || rest.starts_with("above")
}

/// Finds the refs that follow one: "see nos. 3, 4 and 5".
fn further<'r>(text: &str, mut from: usize, table: &str, refs: &'r Refs, found: &mut Found<'r>) {
    while let Some(next) = FURTHER.captures(&text[from..]) {
        let whole = next.name("whole").expect("part of the pattern");
        let Some(id) = refs.find(&next["ref"], table) else {
            return;
        };
        found.insert(from + whole.start(), (from + whole.end(), id));
        from += whole.end();
    }
}

fn cut(text: &str, found: &Found<'_>) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut push = |piece: &str| {
        if !piece.is_empty() {
            pieces.push(Inline::Text(piece.to_owned()));
        }
        pieces.len()
    };
    let mut marks = Vec::new();
    for (start, (end, id)) in found {
        push(&text[from..*start]);
        let at = push(&text[*start..*end]);
        marks.push((at - 1, (*id).to_owned()));
        from = *end;
    }
    push(&text[from..]);
    for (at, to) in marks {
        let of = vec![std::mem::replace(
            &mut pieces[at],
            Inline::Text(String::new()),
        )];
        pieces[at] = Inline::Mark(Mark::See { to, of });
    }
    pieces
}

impl Refs {
    fn of(paper: &Paper) -> Self {
        let mut rows: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (name, table) in &paper.tables {
            let Some(column) = table
                .columns
                .iter()
                .find(|column| column.of_type == ValueType::Ref)
            else {
                continue;
            };
            for row in &table.rows {
                let Some(value) = row.value(&column.name) else {
                    continue;
                };
                rows.entry(name.clone())
                    .or_default()
                    .entry(plain_signs(&value.plain()).to_lowercase())
                    .or_insert_with(|| row.id.clone());
            }
        }
        Self { rows }
    }

    /// Returns the table that a noun such as "measure" names.
    fn table_called(&self, noun: &str) -> Option<&str> {
        let is = |name: &str| name.eq_ignore_ascii_case(noun);
        let mut tables = self.rows.keys().map(String::as_str);
        tables.find(|name| is(name) || name.strip_suffix('s').is_some_and(is))
    }

    /// Finds a row by its ref: in a table first, then in the others.
    fn find(&self, target: &str, first: &str) -> Option<&str> {
        let target = target.to_lowercase();
        let here = self.rows.get(first).and_then(|rows| rows.get(&target));
        here.or_else(|| self.rows.values().find_map(|rows| rows.get(&target)))
            .map(String::as_str)
    }
}

#[cfg(test)]
#[path = "see_tests.rs"]
mod tests;
