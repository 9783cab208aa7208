//! Footnotes: the document's own, and those that somebody typed by hand.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::load::{Run, Script, TextBlock, TextDocument, plain};

use super::OldPaper;

/// Digits as they are raised.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// A note typed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedNote {
    /// Its number.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Returns names and texts of the document's own footnotes.
pub fn texts(document: &TextDocument) -> Vec<(String, String)> {
    let note = |note: &crate::load::TextNote| {
        let text = plain(&note.blocks).trim().to_owned();
        (note.name.clone(), text)
    };
    document.notes.iter().map(note).collect()
}

/// Takes paragraphs that begin with a raised number out of what has no place: they are notes.
pub fn take_typed(paper: &mut OldPaper, document: &TextDocument) -> Vec<TypedNote> {
    let taken: Vec<&str> = document
        .notes
        .iter()
        .map(|note| note.name.as_str())
        .collect();
    let mut notes = Vec::new();
    for block in &document.blocks {
        let TextBlock::Paragraph(paragraph) = block else {
            continue;
        };
        let Some(note) = typed(&paragraph.runs) else {
            continue;
        };
        let words = paragraph.text().trim().to_owned();
        let listed = paper.unplaced.iter().position(|left| left.text == words);
        if let Some(at) = listed.filter(|_| !taken.contains(&note.name.as_str())) {
            paper.unplaced.remove(at);
            notes.push(note);
        }
    }
    notes
}

/// Returns the note that a paragraph is: a raised number at its front, and a text.
pub fn typed(runs: &[Run]) -> Option<TypedNote> {
    let (name, rest) = raised_start(runs)?;
    let text = rest.trim().to_owned();
    (!text.is_empty()).then_some(TypedNote { name, text })
}

fn raised_start(runs: &[Run]) -> Option<(String, String)> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let trimmed = text.trim_start();
    let sign: String = trimmed
        .chars()
        .take_while(|c| RAISED.contains(*c))
        .collect();
    if !sign.is_empty() {
        return Some((digits(&sign), trimmed[sign.len()..].to_owned()));
    }
    let first = runs.iter().find(|run| !run.text.trim().is_empty())?;
    let number = first.text.trim();
    let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    let raised = is_number && first.script == Some(Script::Super);
    raised.then(|| (number.to_owned(), trimmed[number.len()..].to_owned()))
}

fn digits(raised: &str) -> String {
    let digit = |c| RAISED.chars().position(|other| other == c);
    raised
        .chars()
        .filter_map(digit)
        .map(|digit| digit.to_string())
        .collect()
}

/// Makes raised numbers of the text the marks of notes that were typed by hand.
pub fn cite(paper: &mut OldPaper, notes: &[TypedNote]) {
    if notes.is_empty() {
        return;
    }
    let known = |name: &str| notes.iter().any(|note| note.name == name);
    for runs in paper
        .tables
        .values_mut()
        .flat_map(|table| &mut table.rows)
        .flat_map(|row| row.values_mut())
    {
        for run in runs {
            let number = run.text.trim().to_owned();
            if run.script == Some(Script::Super) && known(&number) {
                run.script = None;
                run.text = run.text.replace(&number, &format!("[^{number}]"));
            } else {
                run.text = marked(&run.text, &known);
            }
        }
    }
}

/// Makes raised digits behind a word marks of notes; behind a unit they are powers.
fn marked(text: &str, known: &dyn Fn(&str) -> bool) -> String {
    static RAISED_DIGITS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\b(?:m|km|cm|mm))?([⁰¹²³⁴⁵⁶⁷⁸⁹]+)").expect("a sound pattern")
    });
    let mark = |found: &Captures<'_>| {
        let name = digits(&found[2]);
        match found.get(1) {
            None if known(&name) => format!("[^{name}]"),
            _ => found[0].to_owned(),
        }
    };
    RAISED_DIGITS.replace_all(text, mark).into_owned()
}
