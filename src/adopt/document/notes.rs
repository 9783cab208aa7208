//! Footnotes: the document's own, and those that somebody typed by hand.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Left, OldPaper};
use crate::load::{Run, Script, TextBlock, TextDocument, plain};

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

/// Leaves out the notes that some blocks do not cite: they are of another paper in the document.
pub fn leave_others(paper: &mut OldPaper, blocks: &[TextBlock]) {
    let text = plain(blocks);
    let cited = |(name, _): &(String, String)| text.contains(&format!("[^{name}]"));
    let (own, others) = std::mem::take(&mut paper.footnotes)
        .into_iter()
        .partition(cited);
    paper.footnotes = own;
    let others: Vec<(String, String)> = others;
    let left = others.into_iter();
    paper
        .left_out
        .extend(left.map(|(_, text)| Left::new("a footnote of another paper", &text)));
}

/// Takes notes that were typed by hand out of the text, and makes raised numbers of the text marks of the notes they count.
pub fn prepared(document: &TextDocument) -> (Vec<TextBlock>, Vec<TypedNote>) {
    let own: Vec<String> = document
        .notes
        .iter()
        .map(|note| note.name.clone())
        .collect();
    let (mut blocks, mut notes) = (Vec::new(), Vec::<TypedNote>::new());
    for block in &document.blocks {
        let note = match block {
            TextBlock::Paragraph(paragraph) => typed(&paragraph.runs),
            TextBlock::Table(_) => None,
        };
        let is_known =
            |name: &String| own.contains(name) || notes.iter().any(|note| note.name == *name);
        match note.filter(|note| !is_known(&note.name)) {
            Some(note) => notes.push(note),
            None => blocks.push(block.clone()),
        }
    }
    let known = |name: &str| {
        own.iter().any(|own| own == name) || notes.iter().any(|note| note.name == name)
    };
    cite(&mut blocks, &known);
    (blocks, notes)
}

/// Returns the note that a paragraph is: a raised number at its front, and a text.
fn typed(runs: &[Run]) -> Option<TypedNote> {
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

fn cite(blocks: &mut [TextBlock], known: &dyn Fn(&str) -> bool) {
    for block in blocks {
        match block {
            TextBlock::Paragraph(paragraph) => paragraph
                .runs
                .iter_mut()
                .for_each(|run| cite_in(run, known)),
            TextBlock::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| cite(&mut cell.blocks, known));
            }
        }
    }
}

fn cite_in(run: &mut Run, known: &dyn Fn(&str) -> bool) {
    let number = run.text.trim().to_owned();
    if run.script == Some(Script::Super) && known(&number) {
        *run = Run {
            text: run.text.replace(&number, &format!("[^{number}]")),
            ..Run::default()
        };
    } else {
        run.text = marked(&run.text, known);
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
