//! Passages in capitals.

use std::ops::Range;

use crate::check::Passage;
use crate::check::pieces::pieces;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::ValueType;

/// Types whose values are names or signs rather than text.
const NAMES: [ValueType; 6] = [
    ValueType::Ref,
    ValueType::Status,
    ValueType::Person,
    ValueType::Organisation,
    ValueType::Choice,
    ValueType::Link,
];
/// Words that stand in a sentence, but not among abbreviations.
const OF_SENTENCES: [&str; 22] = [
    "ALL", "AN", "AND", "ARE", "BE", "BEEN", "BY", "FOR", "FROM", "HAS", "HAVE", "IN", "MUST",
    "NOT", "OF", "ON", "THAT", "THE", "THIS", "TO", "WILL", "WITH",
];

/// So many letters at least make a passage.
const LETTERS: usize = 20;

/// Words in capitals that follow one another.
#[derive(Default)]
struct Run {
    range: Range<usize>,
    words: usize,
    letters: usize,
    long: usize,
    of_sentences: usize,
}

/// Reports a passage in capitals, the first of a line.
pub fn check(passage: &Passage<'_>, out: &mut Diagnostics) {
    if NAMES.contains(&passage.of_type) {
        return;
    }
    let Some(run) = find(&passage.text) else {
        return;
    };
    let message = format!("{} words together are in capitals", run.words);
    passage.report(Code::Capitals, run.range, message, out).hint(
        "write them in small letters with a capital at the start: capitals are hard to read, and some screen readers spell them out",
    );
}

fn find(text: &str) -> Option<Run> {
    let may_be_capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    if text.bytes().filter(may_be_capital).count() < LETTERS {
        return None;
    }
    let mut run = Run::default();
    for piece in pieces(text) {
        if run.goes_on(piece.text, piece.start) {
            continue;
        }
        if run.is_passage() {
            return Some(run);
        }
        run = Run::default();
    }
    run.is_passage().then_some(run)
}

impl Run {
    /// Takes a word in; a figure or a sign alone neither counts nor ends the run.
    fn goes_on(&mut self, word: &str, start: usize) -> bool {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        if bare.chars().any(char::is_lowercase) || bare.contains("://") {
            return false;
        }
        let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 0 {
            return self.words > 0 || bare.is_empty();
        }
        if self.words == 0 {
            self.range.start = start;
        }
        self.range.end = start + word.len();
        self.words += 1;
        self.letters += letters;
        self.long += usize::from(letters >= 6);
        self.of_sentences += usize::from(OF_SENTENCES.contains(&bare));
        true
    }

    /// Abbreviations in a row are short, and no word of a sentence is among them.
    fn is_passage(&self) -> bool {
        let in_words = self.words >= 5 && self.letters >= LETTERS && self.of_sentences >= 1;
        let in_letters = self.words >= 4 && self.letters >= 30 && self.long >= 3;
        in_words || in_letters
    }
}
