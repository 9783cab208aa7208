//! Cross-references: "see no. 15" leads to the row.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Inline, Mark, Origin, Paper, Value, ValueType};

/// Words that lead to a ref, the noun before it, and the ref.
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:see(?:\s+also)?|refer(?:s|red)?\s+to|as\s+(?:in|under|at))\s+((?:(?P<noun>\pL+)\s+)??(?:(?P<no>nos?\.?|number|ref\.?)\s*)?(?P<ref>[0-9\pL]+(?:[./-][0-9\pL]+)*))")
        .expect("a sound pattern")
});
static WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9\pL]+(?:[./-][0-9\pL]+)*").expect("a sound pattern"));

/// The rows of a paper by table and folded ref.
struct Refs {
    rows: BTreeMap<String, BTreeMap<String, String>>,
}

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
    let Value::Rich(rich) = value else { return };
    rich.visit_mut(&mut |line| {
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
    let mut found: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for lead in LEADS.captures_iter(text) {
        let (whole, target) = (lead.get(1).expect("a group"), &lead["ref"]);
        let noun = lead.name("noun").map_or("", |noun| noun.as_str());
        let known_noun = noun.is_empty()
            || refs.table_called(noun).is_some()
            || noun.eq_ignore_ascii_case("item");
        let numbered = lead.name("no").is_some() || (!noun.is_empty() && known_noun);
        match refs.find(target, refs.table_called(noun).unwrap_or(table)) {
            Some(id) if known_noun => {
                found.insert(whole.start(), (whole.end(), id));
            }
            None if numbered && known_noun && target.contains(|c: char| c.is_ascii_digit()) => {
                out.add(
                    Code::SeeMissing,
                    origin.clone(),
                    format!("`{}` leads to no row of this paper", &lead[0]),
                )
                .hint(format!(
                    "check the ref `{target}`: rows may have been renumbered"
                ));
            }
            _ => {}
        }
    }
    for word in WORDS
        .find_iter(text)
        .filter(|word| is_telling(word.as_str()))
    {
        let inside = found
            .range(..=word.start())
            .next_back()
            .is_some_and(|(_, (end, _))| *end > word.start());
        if let (false, Some(id)) = (inside, refs.find(word.as_str(), table)) {
            found.insert(word.start(), (word.end(), id));
        }
    }
    found.retain(|_, (_, id)| Some(*id) != own);
    cut(text, &found)
}

/// A ref of letters and digits such as `5C01` needs no "see" before it.
fn is_telling(word: &str) -> bool {
    word.len() >= 3
        && word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| c.is_alphabetic())
}

fn cut(text: &str, found: &BTreeMap<usize, (usize, &str)>) -> Vec<Inline> {
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
                    .entry(value.plain().to_lowercase())
                    .or_insert_with(|| row.id.clone());
            }
        }
        Self { rows }
    }

    /// Returns the table that a noun such as "measure" names.
    fn table_called(&self, noun: &str) -> Option<&str> {
        let noun = noun.to_lowercase();
        self.rows
            .keys()
            .map(String::as_str)
            .find(|name| *name == noun || name.strip_suffix('s') == Some(&noun))
    }

    /// Finds a row by its ref: in a table first, then in the others.
    fn find(&self, target: &str, first: &str) -> Option<&str> {
        let target = target.to_lowercase();
        let here = self.rows.get(first).and_then(|rows| rows.get(&target));
        here.or_else(|| self.rows.values().find_map(|rows| rows.get(&target)))
            .map(String::as_str)
    }
}
