//! Phrases: whole words in any case, with room for a word where a phrase has `~`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::plain_signs;

use super::lists::Lists;
use super::words::{Words, bit};

/// Phrases that are looked for together.
#[derive(Default)]
pub struct Phrases {
    /// The phrases by their first word; none stands for a `~`.
    by_first: BTreeMap<String, Vec<Vec<Option<String>>>>,
    /// The bits of their first words: most words of a text are told apart by them.
    bits: u128,
    between: Arc<Between>,
}

/// What may stand in place of a `~`.
#[derive(Default)]
pub struct Between {
    words: Vec<String>,
    endings: Vec<String>,
}

impl Between {
    /// Takes the words of a language.
    pub fn of(lists: &Lists) -> Arc<Self> {
        Arc::new(Self {
            words: lists.between.clone(),
            endings: lists.adverbs.clone(),
        })
    }

    fn has(&self, word: &str) -> bool {
        let ends = |ending: &String| word.ends_with(ending.as_str());
        self.words.iter().any(|between| between == word) || self.endings.iter().any(ends)
    }
}

impl Phrases {
    /// Takes phrases; a `~` in one of them stands for a word between others, or for none.
    pub fn of(phrases: &[String], between: &Arc<Between>) -> Self {
        let mut by_first: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let mut bits = 0;
        for phrase in phrases {
            let mut words = Vec::new();
            for (at, part) in plain_signs(phrase).split('~').enumerate() {
                words.extend((at > 0).then_some(None));
                let said = Words::of_text(part);
                words.extend(
                    said.within(&(0..part.len()))
                        .map(|word| Some(word.to_owned())),
                );
            }
            if let Some(Some(first)) = words.first().cloned() {
                bits |= bit(&first);
                by_first.entry(first).or_default().push(words);
            }
        }
        Self {
            by_first,
            bits,
            between: Arc::clone(between),
        }
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Finds the phrases in a text, the longest where several begin with one word.
    pub fn find(&self, words: &Words<'_>) -> Vec<Range<usize>> {
        self.before(None, words)
    }

    /// Finds the phrases before any of others.
    pub fn before(&self, then: Option<&Self>, words: &Words<'_>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        for at in 0..words.len() {
            if at < from || !words.may_be(at, self.bits) {
                continue;
            }
            if let Some(end) = self.longest(then, words, at) {
                found.push(words.range(at..end));
                from = end;
            }
        }
        found
    }

    fn longest(&self, then: Option<&Self>, words: &Words<'_>, at: usize) -> Option<usize> {
        let ends = self.ends(words, at);
        match then {
            None => ends.into_iter().max(),
            Some(then) => {
                let joined = ends.into_iter().filter(|end| words.joins(*end));
                joined.flat_map(|end| then.ends(words, end)).max()
            }
        }
    }

    /// Returns whether a part of a text has any of the phrases.
    pub fn is_in(&self, words: &Words<'_>, part: &Range<usize>) -> bool {
        let mut all = words.of(part);
        all.any(|at| {
            self.ends(words, at)
                .iter()
                .any(|end| words.range(at..*end).end <= part.end)
        })
    }

    /// Returns whether a text has any of the phrases.
    pub fn is_match(&self, text: &str) -> bool {
        let words = Words::of_text(text);
        (0..words.len()).any(|at| !self.ends(&words, at).is_empty())
    }

    /// Returns whether one of the phrases ends before a word.
    pub fn ends_at(&self, words: &Words<'_>, end: usize) -> bool {
        (0..end).any(|at| self.ends(words, at).contains(&end))
    }

    /// Lists the words before which phrases end that begin with a word.
    fn ends(&self, words: &Words<'_>, at: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        if !words.may_be(at, self.bits) {
            return ends;
        }
        let phrases = words.get(at).and_then(|word| self.by_first.get(word));
        for phrase in phrases.into_iter().flatten() {
            self.follow(&phrase[1..], words, at + 1, &mut ends);
        }
        ends
    }

    fn follow(&self, rest: &[Option<String>], words: &Words<'_>, at: usize, ends: &mut Vec<usize>) {
        let Some((next, after)) = rest.split_first() else {
            ends.push(at);
            return;
        };
        let word = words.get(at).filter(|_| words.joins(at));
        match next {
            Some(next) if word == Some(next) => self.follow(after, words, at + 1, ends),
            Some(_) => {}
            None => {
                self.follow(after, words, at, ends);
                if word.is_some_and(|word| self.between.has(word)) {
                    self.follow(after, words, at + 1, ends);
                }
            }
        }
    }
}
