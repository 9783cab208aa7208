//! Sentences around words, and words before them.

use std::ops::Range;

/// How many words before a phrase a "not" takes it back.
const NEAR: usize = 3;

/// Folds case and apostrophes.
pub fn fold(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// Returns the sentence that words stand in.
pub fn sentence(text: &str, words: &Range<usize>) -> Range<usize> {
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

fn ends(c: char, rest: &str) -> bool {
    let apart = rest.is_empty() || rest.starts_with(|next: char| !next.is_alphanumeric());
    c == '\n' || (".!?;".contains(c) && apart)
}

/// Returns whether words are a sentence of their own, but for marks and for what may go on.
pub fn is_whole(text: &str, words: Range<usize>, goes_on: &[String]) -> bool {
    let around = sentence(text, &words);
    let before = &text[around.start..words.start];
    let after = &text[words.end..around.end];
    let is_label = after.trim_start().starts_with(':');
    !before.contains(char::is_alphanumeric) && !is_label && ends_clause(after, goes_on)
}

/// Returns whether a clause ends here, or goes on with one of the words given.
pub fn ends_clause(after: &str, goes_on: &[String]) -> bool {
    let after = after.trim_start();
    let marks = ['.', ',', ';', ':', '!', ')', '(', '\n', '–', '-'];
    let mut words = goes_on
        .iter()
        .filter_map(|word| after.strip_prefix(word.as_str()));
    after.is_empty()
        || after.starts_with(marks)
        || words.any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Returns whether one of the last words takes back what follows.
pub fn negated(before: &str, not: &[String]) -> bool {
    let words = before.split_whitespace().rev().take(NEAR).map(fold);
    words.into_iter().any(|word| not.contains(&word))
}
