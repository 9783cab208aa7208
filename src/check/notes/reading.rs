//! A paper's lines in the order in which they are read, and the abbreviations in them.

use std::collections::HashSet;
use std::ops::Range;

use indexmap::IndexMap;

use crate::model::ValueType;

use super::super::Subject;
use super::super::passage::{Home, Passage};
use super::super::publication::Finding;
use super::abbreviation::{is_capitals, key};
use super::word::{Word, words};

/// So many words in capitals, one after the other, are shouted: none of them is an abbreviation.
const SHOUTED: usize = 4;

/// A line and its words.
pub struct Read<'p, 'a> {
    /// The line.
    pub passage: &'p Passage<'a>,
    /// Its words.
    pub words: Vec<Word<'p>>,
    /// The abbreviations among them: the word's position, and what it is known by.
    pub abbreviations: Vec<(usize, String)>,
}

/// Where an abbreviation is used first, and how often it is used.
pub struct Use<'r> {
    /// The position of the line.
    pub line: usize,
    /// The word.
    pub word: Word<'r>,
    /// How often it is used in the paper.
    pub count: usize,
}

/// Lists the lines of a paper that readers see, in their order: the heads, what the description orders, the notes.
pub fn read<'p, 'a>(subject: &'p Subject<'a>) -> Vec<Read<'p, 'a>> {
    let order = &subject.paper.kind.order;
    let place = |passage: &Passage<'_>| match passage.home {
        Home::Field(name) => order
            .iter()
            .position(|part| part == name)
            .map_or(0, |at| at + 1),
        Home::Cell(spot) => order
            .iter()
            .position(|part| part == spot.table)
            .map_or(0, |at| at + 1),
        _ => order.len() + 1,
    };
    let all = subject.passages.iter().zip(subject.private());
    let mut lines: Vec<_> = all.filter(|(passage, _)| passage.is_printed()).collect();
    lines.sort_by_key(|(passage, _)| place(passage));
    let lines = lines.into_iter();
    lines
        .map(|(passage, found)| Read::new(passage, found))
        .collect()
}

impl<'p, 'a> Read<'p, 'a> {
    fn new(passage: &'p Passage<'a>, found: &[Finding]) -> Self {
        let words = words(&passage.text);
        let shouted = shouted(&passage.text, &words);
        let is_private = |at: usize| found.iter().any(|one| one.covers(&words[at].range()));
        let all = words.iter().enumerate();
        let abbreviations = all.filter_map(|(at, word)| Some((at, key(word)?)));
        let kept = abbreviations.filter(|(at, _)| {
            !shouted.contains(at) && !is_of_code(&passage.text, &words, *at) && !is_private(*at)
        });
        let abbreviations = kept
            .filter(|(at, _)| !is_cited(&passage.text, &words[*at]))
            .collect();
        Self {
            passage,
            words,
            abbreviations,
        }
    }

    /// Returns the text between two of the words.
    pub fn between(&self, one: usize, next: usize) -> &'p str {
        &self.passage.text[self.words[one].end()..self.words[next].start]
    }

    /// Returns whether the abbreviations in it are uses that somebody can explain: not names, choices and the office's texts.
    pub fn has_uses(&self) -> bool {
        let types = [ValueType::Text, ValueType::RichText, ValueType::Body];
        types.contains(&self.passage.of_type) && !matches!(self.passage.home, Home::Phrase(_))
    }

    /// Returns whether it holds the names of those who lead, or what rows are called by.
    pub fn has_names(&self) -> bool {
        let types = [ValueType::Person, ValueType::Organisation, ValueType::Ref];
        types.contains(&self.passage.of_type)
    }
}

/// Lists the abbreviations of a paper by their first uses.
pub fn uses<'r>(lines: &'r [Read<'_, '_>]) -> IndexMap<&'r str, Use<'r>> {
    let mut found: IndexMap<&str, Use<'_>> = IndexMap::new();
    for (line, read) in lines.iter().enumerate().filter(|(_, read)| read.has_uses()) {
        for (at, key) in &read.abbreviations {
            let first = found.entry(key.as_str()).or_insert(Use {
                line,
                word: read.words[*at],
                count: 0,
            });
            first.count += 1;
        }
    }
    found
}

/// Lists the words of a paper that stand in small letters somewhere, of those that are asked for in capitals.
pub fn in_small_letters(lines: &[Read<'_, '_>], asked: &HashSet<&str>) -> HashSet<String> {
    // A bit for each length and first letter.
    let look = |word: &str| {
        let first = word.as_bytes()[0].to_ascii_uppercase();
        1_u128 << ((usize::from(first) * 5 + word.len()) % 128)
    };
    let words = asked.iter().filter(|word| !word.is_empty());
    let looks = words.fold(0, |bits, word| bits | look(word));
    let mut found = HashSet::new();
    for word in lines.iter().flat_map(|read| &read.words) {
        let base = word.base();
        let may_be = base.len() > 2 && looks & look(base) != 0;
        if may_be && base.chars().skip(1).all(char::is_lowercase) {
            found.insert(base.to_uppercase());
        }
    }
    found.retain(|word| asked.contains(word.as_str()));
    found
}

/// Returns whether a word is a part of how a judgment or law is cited, or of a statistic: `R (JK) v Eastgate`,
/// `[2026] EWCA Crim 214`, `SI 2025/1042`, `95% CI`.
fn is_cited(line: &str, word: &Word<'_>) -> bool {
    let (before, after) = (&line[..word.start], &line[word.end()..]);
    let in_bracket = before.rsplit_once('(').zip(after.split_once(')'));
    let party = in_bracket.is_some_and(|((before, one), (other, after))| {
        let regina = before.trim_end().strip_suffix('R');
        let crown = regina.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let versus = after.starts_with(" v ") || after.starts_with(" v. ");
        crown && versus && !one.contains(')') && !other.contains('(')
    });
    let court = before.strip_suffix("] ").is_some_and(|rest| {
        let year = rest.rsplit('[').next().unwrap_or_default();
        year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())
    });
    let number = after.trim_start();
    let year = number.bytes().take_while(u8::is_ascii_digit).count();
    let law = word.text == "SI" && year == 4 && number[year..].starts_with('/');
    let interval = word.text == "CI" && before.trim_end().ends_with('%');
    party || court || law || interval
}

/// Returns whether a word is a part of a code, such as `AB 12 34 56 C` or `AB12 CDE`.
fn is_of_code(line: &str, words: &[Word<'_>], at: usize) -> bool {
    let letters = words[at].text.len();
    let apart = |one: &Word<'_>, next: &Word<'_>| line[one.end()..next.start] == *" ";
    let figures =
        |word: &Word<'_>| word.text.len() == 2 && word.text.bytes().all(|b| b.is_ascii_digit());
    let plate = |word: &Word<'_>| {
        let has = |is: fn(&u8) -> bool| word.text.bytes().any(|b| is(&b));
        has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
    };
    let next = words.get(at + 1).filter(|next| apart(&words[at], next));
    let before = words[..at]
        .last()
        .filter(|before| apart(before, &words[at]));
    (letters == 2 && next.is_some_and(figures)) || (letters == 3 && before.is_some_and(plate))
}

/// Lists the positions of words that stand in a run of capitals, or in a line of nothing else.
fn shouted(line: &str, words: &[Word<'_>]) -> HashSet<usize> {
    let mut all = HashSet::new();
    let lone = words.len() > 1 && !line.contains(char::is_lowercase);
    if lone {
        return (0..words.len()).collect();
    }
    for run in runs(line, words) {
        if run.len() >= SHOUTED {
            all.extend(run);
        }
    }
    all
}

/// Lists the runs of words in capitals with nothing but a space between them.
fn runs(line: &str, words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, word) in words
        .iter()
        .enumerate()
        .filter(|(_, word)| is_capitals(word))
    {
        match runs.last_mut() {
            Some(run) if run.end == at && line[words[at - 1].end()..word.start] == *" " => {
                run.end = at + 1;
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
