//! What a sentence claims of the rows of a table: "14 of the 16 deliverables are green".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::number::{NUMBER, Percent};
use super::reader::Reader;
use super::rows::Counted;

/// What is claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<'a> {
    /// The words, by their place in the text.
    pub words: Range<usize>,
    /// The codes of the steps it is about; none where all rows are counted.
    pub steps: Vec<&'a str>,
    /// How many rows are said to have them.
    pub count: Option<u64>,
    /// How many rows there are said to be.
    pub total: Option<u64>,
    /// The share that is said to have them.
    pub percent: Option<Percent>,
    /// Whether all rows are said to have them.
    pub all: bool,
    /// Whether the rows are called what the table is called.
    pub is_named: bool,
    /// Whether a number and a step are all there is: "two amber", which means rows only where the sentence counts rows.
    pub is_bare: bool,
    /// Whether the step is called by its label or code.
    pub is_plain: bool,
}

/// In small letters.
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u)\b(?:(?P<p>\d+(?:\.\d+)?) ?(?:%|per ?cent\b)|all(?: of)?(?: the| our)?(?: (?P<k>{NUMBER})\b)?|(?P<n>none|no|{NUMBER})\b(?: ?\((?P<p1>\d+(?:\.\d+)?) ?%\))?(?:(?: ?/ ?| (?:out )?of (?:the |all |all the |our |the theme(?:'s|(?u:’)s) |a total of )?)(?P<m>{NUMBER})\b)?)"
    ))
    .expect("a pattern")
});

/// Lists what a sentence, by its place in a text, claims of the rows of a table.
pub fn claims<'a>(text: &str, sentence: &Range<usize>, table: &Counted<'a>) -> Vec<Claim<'a>> {
    let mut all: Vec<Claim<'a>> = Vec::new();
    let said = &text[..sentence.end];
    for found in QUANTITY.captures_iter(&text[sentence.clone()].to_ascii_lowercase()) {
        let whole = found.get(0).expect("the match itself");
        let (start, end) = (sentence.start + whole.start(), sentence.start + whole.end());
        let read = all.last().map_or(0, |last: &Claim<'a>| last.words.end);
        if start < read || is_inside(said, start, end) {
            continue;
        }
        let claim = Reader::new(said, end, table).claim(&found, start);
        // What is only a number goes on counting what the sentence counts: "14 deliverables are green and two amber".
        let goes_on = |claim: &Claim<'a>| {
            all.last()
                .is_some_and(|last| follows(&said[last.words.end..claim.words.start]))
        };
        if let Some(mut claim) = claim {
            let awaited = goes_on(&claim);
            claim.is_named |= awaited && all.iter().any(|other| other.is_named);
            claim.is_plain |= awaited;
            if awaited || !claim.is_bare {
                all.push(claim);
            }
        }
    }
    all
}

/// Returns whether nothing but joining words stands between two claims.
fn follows(between: &str) -> bool {
    let words =
        between.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'));
    words.filter(|word| !word.is_empty()).all(|word| {
        [
            "and",
            "with",
            "while",
            "but",
            "a",
            "further",
            "the",
            "other",
            "remaining",
            "of",
            "which",
            "only",
            "just",
            "in",
            "this",
            "theme",
            "paper",
            "update",
            "report",
            "plan",
        ]
        .contains(&word)
    })
}

/// The number is a part of something else: a date, a ref, a sum, a unit.
pub fn is_inside(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let (first, second) = (after.next(), after.next());
    let runs_on = first.is_some_and(|c| matches!(c, '.' | ',' | '/' | '-' | '–' | ':'))
        && second.is_some_and(|c| c.is_ascii_digit());
    before.is_some_and(|c| {
        matches!(c, '.' | '/' | '-' | '–' | '£' | '$' | ',') || c.is_alphanumeric()
    }) || runs_on
}
