//! Which abbreviations a paper explains, and in what words.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::model::{Inline, Mark, Note, plain_signs};

use super::super::Subject;
use super::super::passage::{Home, Passage};
use super::abbreviation::key;
use super::expansion::{after, before, fold, is_small, name_before};
use super::reading::Read;
use super::word::{Word, words};

/// What a paper explains.
#[derive(Default)]
pub struct Explained {
    /// The abbreviations that it explains anywhere, in whatever way.
    pub keys: HashSet<String>,
    /// The abbreviations that it explains in so many words, in the order of reading.
    pub said: Vec<Said>,
    /// The abbreviations that a note begins with the words of: a slip such as `EMASOU` may be among them.
    spelt: HashSet<String>,
    /// The first letters of names in the paper, such as `|SOC|NPT|`; small words are left out in one and kept in the other.
    initials: [String; 2],
}

/// An explanation in words.
pub struct Said {
    /// The abbreviation.
    pub key: String,
    /// The words.
    pub text: String,
    /// The words as they are compared.
    pub folded: String,
    /// The position of the line.
    pub line: usize,
    /// The place of the abbreviation in it, in bytes.
    pub place: std::ops::Range<usize>,
}

impl Explained {
    /// Gathers what the lines of a paper explain.
    pub fn by(lines: &[Read<'_, '_>], subject: &Subject<'_>) -> Self {
        let mut explained = Self::default();
        for (line, read) in lines.iter().enumerate() {
            explained.add_initials(&read.passage.text, &read.words);
            explained.add_cited(read);
            for (at, key) in &read.abbreviations {
                explained.add(line, read, *at, key);
            }
        }
        explained.add_spelt_in_notes(lines);
        let terms = subject.paper.notes.iter().filter(|note| note.is_term);
        let terms: Vec<Cow<'_, str>> = terms.map(|note| plain_signs(&note.mark)).collect();
        let terms: Vec<Vec<Word<'_>>> = terms.iter().map(|term| words(term)).collect();
        explained
            .keys
            .extend(terms.iter().flatten().filter_map(key));
        let office = &subject.paper.board.organisation;
        explained.add_initials(&office.name, &words(&office.name));
        explained
    }

    /// Returns whether the paper explains an abbreviation.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key) || self.spelt.contains(key) || self.names(key)
    }

    /// A name in the paper whose words have these first letters explains it well enough; of two letters it must be the whole.
    fn names(&self, key: &str) -> bool {
        let letters: String = key.chars().filter(char::is_ascii_alphabetic).collect();
        let whole = format!("|{letters}|");
        let sought = if letters.len() > 2 { &letters } else { &whole };
        self.initials
            .iter()
            .any(|all| all.contains(sought.as_str()))
    }

    fn add(&mut self, line: usize, read: &Read<'_, '_>, at: usize, key: &str) {
        let (ahead, behind) = (&read.words[..at], &read.words[at + 1..]);
        let text = &read.passage.text;
        let word = read.words[at];
        let lead = text[..word.start].trim_end();
        let opened = bracket_before(text, read, at);
        let found = opened.and_then(|opened| {
            let words = &read.words[..opened];
            before(words, key).or_else(|| name_before(words, key))
        });
        if let Some(run) = found.or_else(|| bracket_after(text, behind, &word, key)) {
            self.say(line, read, &word, key, run);
        } else if let Some(run) = heads_note(read, at).then(|| after(behind, key)).flatten() {
            self.say(line, read, &word, key, run);
        }
        let loosely = opened.is_some_and(|opened| begins_like(&read.words[..opened], key));
        let rest = text[word.end()..].trim_start();
        let signs = ["=", "means ", "stands for ", "is short for "];
        let equals = signs.iter().any(|sign| rest.starts_with(sign));
        let near = before(ahead, key).is_some() || after(behind, key).is_some();
        if loosely || equals || near || heads_note(read, at) || lead.ends_with('=') {
            self.keys.insert(key.to_owned());
        }
    }

    fn say(
        &mut self,
        line: usize,
        read: &Read<'_, '_>,
        word: &Word<'_>,
        key: &str,
        run: &[Word<'_>],
    ) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return;
        };
        self.keys.insert(key.to_owned());
        self.said.push(Said {
            key: key.to_owned(),
            text: read.passage.text[first.start..last.end()].to_owned(),
            folded: fold(run),
            line,
            place: word.range(),
        });
    }

    /// An abbreviation with a note is explained by it.
    fn add_cited(&mut self, read: &Read<'_, '_>) {
        for (_, place) in note_marks(read.passage) {
            let last = read.words.iter().rposition(|word| word.end() <= place);
            let cited = read.abbreviations.iter().find(|(at, _)| Some(*at) == last);
            self.keys.extend(cited.map(|(_, key)| key.clone()));
        }
    }

    /// A note that begins with what an abbreviation stands for explains it, wherever in the sentence its mark stands.
    fn add_spelt_in_notes(&mut self, lines: &[Read<'_, '_>]) {
        let is_note = |read: &&Read<'_, '_>| matches!(read.passage.home, Home::Note(_));
        let notes: Vec<&Read<'_, '_>> = lines.iter().filter(is_note).collect();
        let all = lines.iter().flat_map(|read| &read.abbreviations);
        let all: HashSet<&str> = all.map(|(_, key)| key.as_str()).collect();
        let spelt = all.into_iter().filter(|key| {
            let begins = |read: &&Read<'_, '_>| after(&read.words, key).is_some();
            notes.iter().any(begins)
        });
        self.spelt.extend(spelt.map(str::to_owned));
    }

    fn add_initials(&mut self, line: &str, words: &[Word<'_>]) {
        let mut end = 0;
        for word in words {
            let gap = &line[end..word.start];
            let named = word.text.starts_with(char::is_uppercase);
            let goes_on = [" ", "-", " & "].contains(&gap);
            end = word.end();
            let Some(first) = word
                .text
                .chars()
                .next()
                .filter(|_| named || (goes_on && is_small(word.base())))
            else {
                self.end_name();
                continue;
            };
            if !goes_on {
                self.end_name();
            }
            self.initials[1].extend(first.to_uppercase());
            if !is_small(word.base()) {
                self.initials[0].extend(first.to_uppercase());
            }
        }
        self.end_name();
    }

    /// Most words are in no name: there is no more than one mark between two.
    fn end_name(&mut self) {
        let begun = |all: &&mut String| !all.ends_with('|');
        self.initials
            .iter_mut()
            .filter(begun)
            .for_each(|all| all.push('|'));
    }
}

/// Lists the notes that a line cites: their numbers, and where in its words, in bytes.
pub fn note_marks(passage: &Passage<'_>) -> Vec<(u32, usize)> {
    let mut marks = Vec::new();
    add_marks(passage.inline, &mut 0, &mut marks);
    let read = marks.into_iter();
    read.map(|(number, place)| (number, passage.read_at(place)))
        .collect()
}

fn add_marks(line: &[Inline], from: &mut usize, found: &mut Vec<(u32, usize)>) {
    for piece in line {
        match piece {
            Inline::Text(text) => *from += text.len(),
            Inline::Mark(Mark::Break) => *from += 1,
            Inline::Mark(Mark::Note { number, .. }) => found.push((*number, *from)),
            Inline::Mark(mark) => add_marks(mark.of().unwrap_or_default(), from, found),
        }
    }
}

/// Returns whether a note begins with the abbreviation.
pub fn heads_note(read: &Read<'_, '_>, at: usize) -> bool {
    let in_note = matches!(read.passage.home, Home::Note(Note { .. }));
    in_note && read.words[..at].iter().all(|word| is_small(word.base()))
}

/// Finds the words before the bracket that an abbreviation stands in: how many there are.
fn bracket_before(text: &str, read: &Read<'_, '_>, at: usize) -> Option<usize> {
    let quotes = |c: char| c.is_whitespace() || "'\"‘’“”".contains(c);
    let most = at.min(3);
    (at - most..=at).rev().find(|first| {
        let lead = text[..read.words[*first].start].trim_end_matches(quotes);
        lead.ends_with(['(', '['])
    })
}

/// Finds the words in the bracket behind an abbreviation, or behind a noun that follows it: `CTLP document (Counter …)`.
fn bracket_after<'w, 't>(
    text: &str,
    behind: &'w [Word<'t>],
    word: &Word<'_>,
    key: &str,
) -> Option<&'w [Word<'t>]> {
    let opened = text[word.end()..].find(['(', '.', ';', ','])?;
    let place = word.end() + opened;
    let first = behind.iter().position(|next| next.start > place)?;
    (text[place..].starts_with('(') && first <= 2)
        .then(|| after(&behind[first..], key))
        .flatten()
}

/// Returns whether one of the words ahead begins as the abbreviation does.
fn begins_like(ahead: &[Word<'_>], key: &str) -> bool {
    let near = ahead.iter().rev().take(key.len() + 4);
    near.filter_map(|word| word.text.chars().next())
        .any(|first| key.starts_with(|letter| first.to_uppercase().eq([letter])))
}
