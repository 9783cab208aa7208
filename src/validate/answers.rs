//! Answers that were collected for a paper: they stand over what its rows say.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::Node;
use crate::model::{Origin, Phrase, Quarter, TableKind, ValueType};

use super::clean::one_line;
use super::heading_words::fold;
use super::loose::{LooseRow, LooseTable};
use super::quarters::slot;
use super::raw::Raw;
use super::section::Section;

/// What was answered for a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The paper's file as the user knows it.
    pub paper: Phrase,
    /// The table's name.
    pub table: Phrase,
    /// What the row is called.
    pub row: Phrase,
    /// The values by column, each with the place of its name.
    pub cells: Vec<(Phrase, Raw)>,
    /// What stood there before.
    pub before: Vec<(Phrase, Raw)>,
    /// What others answered and the office declined, by column.
    pub declined: Vec<(String, Vec<String>)>,
    /// The file it came in, where that was kept.
    pub from: Option<String>,
    /// Who answered, where that was kept.
    pub officer: Option<String>,
}

/// Reads a file of answers; what is faulty in it is reported and left out.
pub fn answers(node: &Node, out: &mut Diagnostics) -> Vec<Answer> {
    let Some(mut file) = Section::new(node, "the answers", out) else {
        return Vec::new();
    };
    let given = file.list("answer", out).iter();
    let read = given.filter_map(|node| answer(node, out)).collect();
    // What else a file of answers keeps is for taking them back.
    file.get("tracker");
    file.finish(out);
    read
}

fn answer(node: &Node, out: &mut Diagnostics) -> Option<Answer> {
    let mut section = Section::new(node, "an answer", out)?;
    for name in ["paper", "table", "ref"] {
        section.required(name, out)?;
    }
    let mut given = |name| section.phrase(name, out);
    let (paper, table, row) = (given("paper")?, given("table")?, given("ref")?);
    let from = section.text("from", out);
    let officer = section.text("officer", out);
    let said = section.section("cells", out).map(cells);
    let before = section.section("before", out).map(cells);
    let declined = section.section("declined", out);
    let declined = declined.map(|section| declined_words(section, out));
    section.finish(out);
    Some(Answer {
        paper,
        table,
        row,
        cells: said.unwrap_or_default(),
        before: before.unwrap_or_default(),
        declined: declined.unwrap_or_default(),
        from,
        officer,
    })
}

fn declined_words(mut section: Section<'_>, out: &mut Diagnostics) -> Vec<(String, Vec<String>)> {
    let columns = section.all().iter().map(|entry| entry.key.clone());
    let columns: Vec<String> = columns.collect();
    let words = |column: String| {
        let words = section.texts(&column, out);
        (column, words)
    };
    columns.into_iter().map(words).collect()
}

fn cells(mut section: Section<'_>) -> Vec<(Phrase, Raw)> {
    let entries = section.all().iter();
    let cell = |entry: &crate::load::Entry| {
        let name = Phrase {
            text: entry.key.clone(),
            origin: entry.origin.clone(),
        };
        (name, Raw::from_node(&entry.node))
    };
    entries.map(cell).collect()
}

/// Puts the answers of a table over what its rows say, later ones over earlier ones.
pub fn apply(
    (name, kind): (&str, &TableKind),
    quarter: Option<Quarter>,
    loose: &mut LooseTable,
    answers: &[Answer],
    out: &mut Diagnostics,
) {
    for answer in answers.iter().filter(|answer| answer.table.text == name) {
        let wanted = one_line(&answer.row.text);
        let position = |row: &(usize, &LooseRow)| label(kind, row.0, row.1) == wanted;
        match loose.rows.iter().enumerate().find(position) {
            Some((at, _)) => put((name, kind), quarter, loose, at, answer, out),
            None => no_row(name, kind, loose, answer, out),
        }
    }
}

/// Returns what a row is called: its ref, or else its place.
pub fn label(kind: &TableKind, at: usize, row: &LooseRow) -> String {
    let column = kind.column_of(ValueType::Ref);
    let given = column.and_then(|column| row.cells.get(column));
    let given = given.map(|raw| one_line(&raw.plain()));
    given
        .filter(|label| !label.is_empty())
        .unwrap_or_else(|| (at + 1).to_string())
}

fn put(
    (name, kind): (&str, &TableKind),
    quarter: Option<Quarter>,
    loose: &mut LooseTable,
    at: usize,
    answer: &Answer,
    out: &mut Diagnostics,
) {
    for (column, raw) in &answer.cells {
        let Some((_, described)) = kind.answers().find(|(known, _)| *known == column.text) else {
            no_column(name, kind, column, out);
            continue;
        };
        let heading = described.headings.first().unwrap_or(&column.text);
        let place = match quarter.filter(|_| described.by_quarter) {
            Some(quarter) => slot(&column.text, quarter),
            None => column.text.clone(),
        };
        let headings = &mut loose.headings;
        headings.entry(place.clone()).or_insert(heading.clone());
        loose.rows[at].cells.insert(place, raw.clone());
    }
}

/// Reports answers for tables that the paper does not have.
pub fn say_astray<'a>(
    answers: &[Answer],
    tables: impl Iterator<Item = &'a String> + Clone,
    out: &mut Diagnostics,
) {
    for answer in answers {
        let wanted = &answer.table;
        if tables.clone().any(|name| *name == wanted.text) {
            continue;
        }
        let message = format!("the paper has no table `{}` to answer in", wanted.text);
        let known: Vec<&str> = tables.clone().map(String::as_str).collect();
        astray(&wanted.origin, message, suggest(&wanted.text, known), out);
    }
}

fn no_row(
    name: &str,
    kind: &TableKind,
    loose: &LooseTable,
    answer: &Answer,
    out: &mut Diagnostics,
) {
    let labels = loose.rows.iter().enumerate();
    let labels: Vec<String> = labels.map(|(at, row)| label(kind, at, row)).collect();
    let wanted = &answer.row.text;
    let message = format!("`{name}` has no line `{wanted}` that this could be the answer of");
    let same = labels.iter().find(|label| fold(label) == fold(wanted));
    let near = same.map(String::as_str);
    let near = near.or_else(|| suggest(wanted, labels.iter().map(String::as_str)));
    astray(&answer.row.origin, message, near, out);
}

fn no_column(name: &str, kind: &TableKind, column: &Phrase, out: &mut Diagnostics) {
    let wanted = &column.text;
    let message = match kind.columns.contains_key(wanted) {
        true => format!("`{wanted}` of `{name}` is not answered: the tracker says it"),
        false => format!("`{name}` has no column `{wanted}` to answer"),
    };
    let known = kind.answers().map(|(name, _)| name);
    astray(&column.origin, message, suggest(wanted, known), out);
}

fn astray(place: &Origin, message: String, near: Option<&str>, out: &mut Diagnostics) {
    let problem = out.add(Code::AnswerAstray, place.clone(), message);
    match near {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(
            "give the answer the name that is meant now, or delete it if it is answered elsewhere",
        ),
    };
}
