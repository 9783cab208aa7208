//! A text as words, and the sentences around them.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::pieces::pieces;

/// How many words before a phrase a "not" takes it back.
const NEAR: usize = 3;

/// A text and its words, folded.
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    words: Vec<(Range<usize>, Cow<'t, str>)>,
    /// The bits of the words.
    bits: Vec<u128>,
}

/// Returns the bit of a word, by its first letter and its length.
pub fn bit(word: &str) -> u128 {
    let first = word.bytes().next().map_or(0, usize::from);
    1 << ((first * 5 + word.len()) % 128)
}

/// Folds case and apostrophes.
pub fn fold(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.to_lowercase().replace('’', "'"),
    }
}

/// Lists where words stand in a piece between spaces: letters and figures, and what joins them.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[from..]
            .find(|c| !in_word(c))
            .unwrap_or(text.len() - from);
        let word = text[from..from + length].trim_end_matches(|c: char| !c.is_alphanumeric());
        at = from + word.len();
        Some(from..at)
    })
}

impl<'t> Words<'t> {
    /// Takes a text apart.
    pub fn of_text(text: &'t str) -> Self {
        let most = text.len() / 6;
        let mut words = Self {
            text,
            words: Vec::with_capacity(most),
            bits: Vec::with_capacity(most),
        };
        for piece in pieces(text) {
            match piece.word() {
                Some(at) if piece.is_small() => words.add(at.clone(), Cow::Borrowed(&text[at])),
                Some(at) => words.add_folded(at),
                None => split(piece.text)
                    .map(|at| piece.start + at.start..piece.start + at.end)
                    .for_each(|at| words.add_folded(at)),
            }
        }
        words
    }

    fn add_folded(&mut self, at: Range<usize>) {
        let folded = fold(&self.text[at.clone()]);
        self.add(at, Cow::Owned(folded));
    }

    fn add(&mut self, at: Range<usize>, folded: Cow<'t, str>) {
        self.bits.push(bit(&folded));
        self.words.push((at, folded));
    }

    /// Counts the words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns whether a word may be one of several, by their bits.
    pub fn may_be(&self, at: usize, bits: u128) -> bool {
        self.bits.get(at).is_some_and(|bit| bit & bits != 0)
    }

    /// Returns a word, folded.
    pub fn get(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|(_, word)| &**word)
    }

    /// Returns whether nothing but spaces stands between a word and the one before it.
    pub fn joins(&self, at: usize) -> bool {
        let inside = at > 0 && at < self.len();
        inside && self.gap(at).chars().all(|c| c.is_whitespace() && c != '\n')
    }

    /// Returns what stands between a word and the one before it.
    pub fn gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).and_then(|before| self.words.get(before));
        let to = self
            .words
            .get(at)
            .map_or(self.text.len(), |(word, _)| word.start);
        &self.text[from.map_or(0, |(word, _)| word.end)..to]
    }

    /// Returns where words stand in the text.
    pub fn range(&self, words: Range<usize>) -> Range<usize> {
        self.words[words.start].0.start..self.words[words.end - 1].0.end
    }

    /// Lists the words of a part of the text.
    pub fn of(&self, part: &Range<usize>) -> Range<usize> {
        let from = self
            .words
            .partition_point(|(word, _)| word.start < part.start);
        let to = self.words.partition_point(|(word, _)| word.end <= part.end);
        from..to.max(from)
    }

    /// Shows the words of a part of the text.
    pub fn within<'s>(
        &'s self,
        part: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &'s str> + use<'s, 't> {
        self.words[self.of(part)].iter().map(|(_, word)| &**word)
    }

    /// Returns the sentence that words stand in.
    pub fn sentence(&self, words: &Range<usize>) -> Range<usize> {
        let text = self.text;
        let start = text[..words.start]
            .char_indices()
            .rev()
            .find_map(|(at, c)| {
                let after = at + c.len_utf8();
                ends(c, &text[after..]).then_some(after)
            });
        let end = text[words.end..].char_indices().find_map(|(at, c)| {
            let at = words.end + at;
            ends(c, &text[at + c.len_utf8()..]).then_some(at)
        });
        start.unwrap_or(0)..end.unwrap_or(text.len())
    }

    /// Returns whether one of the last words before a place takes back what follows.
    pub fn negated(&self, before: &Range<usize>, not: &[String]) -> bool {
        let mut near = self.within(before).rev().take(NEAR);
        near.any(|word| not.iter().any(|not| not == word))
    }

    /// Returns whether words are a sentence of their own, but for marks and for what may go on.
    pub fn is_whole(&self, words: &Range<usize>, goes_on: &[String]) -> bool {
        let around = self.sentence(words);
        let before = &self.text[around.start..words.start];
        let after = &self.text[words.end..around.end];
        let is_label = after.trim_start().starts_with(':');
        !before.contains(char::is_alphanumeric) && !is_label && ends_clause(after, goes_on)
    }
}

fn ends(c: char, rest: &str) -> bool {
    let apart = rest.is_empty() || rest.starts_with(|next: char| !next.is_alphanumeric());
    c == '\n' || (".!?;".contains(c) && apart)
}

/// Returns whether a clause ends here, or goes on with one of the words given.
pub fn ends_clause(after: &str, goes_on: &[String]) -> bool {
    let after = after.trim_start();
    let marks = ['.', ',', ';', ':', '!', ')', '(', '\n', '–', '-'];
    let mut rests = goes_on
        .iter()
        .filter_map(|word| after.strip_prefix(word.as_str()));
    after.is_empty()
        || after.starts_with(marks)
        || rests.any(|rest| !rest.starts_with(char::is_alphanumeric))
}
