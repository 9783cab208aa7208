//! What a note explains.

use std::collections::BTreeSet;

use crate::model::{Note, plain, plain_signs};

use super::abbreviation::key;
use super::expansion::{before, is_small};
use super::word::{Word, words};

/// A word counts by so many letters: `crimes` and `criminal` are about one thing.
const STEM: usize = 5;
/// A leading term has no more words.
const LEADING: usize = 4;
/// Words that say nothing of what a note is about.
const COMMON: [&str; 24] = [
    "about", "also", "been", "being", "each", "have", "into", "more", "other", "over", "such",
    "than", "that", "their", "there", "these", "they", "this", "those", "under", "were", "which",
    "will", "with",
];
/// Notes that begin so tell where something comes from or how good it is: they belong to anything.
const ABOUT_ANYTHING: [&str; 16] = [
    "as",
    "based",
    "data",
    "estimate",
    "estimated",
    "excluding",
    "figure",
    "figures",
    "from",
    "including",
    "not",
    "note",
    "provisional",
    "see",
    "source",
    "subject",
];

/// A note, and the terms that it explains.
pub struct Terms<'n> {
    /// The note.
    pub note: &'n Note,
    /// The terms as they stand; none where it explains nothing by name.
    pub names: Vec<String>,
    /// The words of each term as they are compared.
    pub parts: Vec<Vec<String>>,
    /// All words that it has, as they are compared.
    pub stems: BTreeSet<String>,
    text: String,
}

impl<'n> Terms<'n> {
    /// Takes a note apart.
    pub fn of(note: &'n Note) -> Self {
        let text = plain_signs(&plain(&note.text)).into_owned();
        let all = words(&text);
        let mut names = Vec::new();
        let vague = all
            .first()
            .is_some_and(|word| ABOUT_ANYTHING.contains(&&*word.folded()));
        if note.is_term {
            names.push(plain_signs(&note.mark).into_owned());
        }
        if !vague {
            names.extend(leading(&text, &all));
        }
        names.extend(quoted(&text));
        names.extend(abbreviated(&all));
        names.extend(own_mark(note, &all).filter(|_| !vague));
        let mut stems: BTreeSet<String> = all
            .iter()
            .filter(|word| word.text.len() > 3 && !COMMON.contains(&&*word.folded()))
            .map(|word| stem(word.text))
            .collect();
        let parts: Vec<Vec<String>> = names
            .iter()
            .map(|name| words(name).iter().map(|word| stem(word.text)).collect())
            .collect();
        stems.extend(parts.iter().flatten().cloned());
        stems.extend(all.iter().filter_map(key));
        stems.insert(stem(&note.mark));
        stems.extend(initials(&all));
        Self {
            note,
            names,
            parts,
            stems,
            text,
        }
    }

    /// Returns the first words of the note.
    pub fn beginning(&self) -> &str {
        let all = words(&self.text);
        let end = all
            .iter()
            .take(LEADING + 1)
            .next_back()
            .map_or(0, Word::end);
        &self.text[..end]
    }
}

/// Returns a word as it is compared: its first letters, without what makes it several.
pub fn stem(word: &str) -> String {
    let base = word
        .split(['\'', '’'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let one = base
        .strip_suffix('s')
        .filter(|one| one.chars().count() > 1)
        .unwrap_or(&base);
    one.chars().take(STEM).collect()
}

/// Returns what a word is compared by: its first letters, and what it is known by where it is an abbreviation.
pub fn looks(word: &Word<'_>) -> impl Iterator<Item = String> {
    std::iter::once(stem(word.text)).chain(key(word))
}

/// Finds the term in `KINS – Key Individual Networks` and in `Pursue: to stop …`.
fn leading(text: &str, all: &[Word<'_>]) -> Option<String> {
    let ends = |pair: &[Word<'_>]| {
        let gap = &text[pair[0].end()..pair[1].start];
        gap.starts_with(':') || [" – ", " - ", " — ", " = "].contains(&gap)
    };
    let count = 1 + all.windows(2).take(LEADING).position(ends)?;
    Some(text[all[0].start..all[count - 1].end()].to_owned())
}

/// Finds the terms that the first words of a note have in quotation marks: `the term 'Channel' …`.
fn quoted(text: &str) -> Vec<String> {
    let opened = |c: char| ['\'', '"', '‘', '“'].contains(&c);
    let closed = |c: char| ['\'', '"', '’', '”'].contains(&c);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(opened) {
        let inside = &rest[at..].trim_start_matches(opened);
        let begins = rest[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let Some(end) = inside.find(closed).filter(|_| begins) else {
            rest = inside;
            continue;
        };
        let term = words(&inside[..end]);
        if (1..=LEADING).contains(&term.len()) && found.len() < 2 {
            found.push(inside[..end].to_owned());
        }
        rest = inside[end..].trim_start_matches(closed);
    }
    found
}

/// Finds the abbreviations that a note begins with or spells out, brackets in brackets and all.
fn abbreviated(all: &[Word<'_>]) -> Vec<String> {
    let said = |ahead: &[Word<'_>], key: &str| {
        let mut ends = (2..=ahead.len()).rev();
        ends.any(|end| before(&ahead[..end], key).is_some())
    };
    let explains = |(at, word): (usize, &Word<'_>)| {
        let key = key(word)?;
        let heads = all[..at].iter().all(|word| is_small(word.base()));
        (heads || said(&all[..at], &key)).then(|| word.base().to_owned())
    };
    all.iter().enumerate().filter_map(explains).collect()
}

/// A mark that is a word of its note says what the note is about.
fn own_mark(note: &Note, all: &[Word<'_>]) -> Option<String> {
    let mark = note.mark.to_lowercase();
    let is_word = mark.len() > 2 && mark.chars().all(char::is_alphabetic);
    (is_word && all.iter().any(|word| stem(word.text) == stem(&mark))).then(|| note.mark.clone())
}

/// Lists the abbreviations that the first words of a note could make: `SPOC` of "Single point of contact".
fn initials(all: &[Word<'_>]) -> BTreeSet<String> {
    let first = |word: &Word<'_>| word.text.to_uppercase().chars().next();
    let letters: Vec<char> = all.iter().take(12).filter_map(first).collect();
    let runs = |from: usize| (from + 2..=letters.len()).map(move |to| from..to);
    let runs = (0..letters.len()).flat_map(runs);
    runs.map(|run| stem(&letters[run].iter().collect::<String>()))
        .collect()
}
