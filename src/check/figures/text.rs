//! A text as its figures are read: its sentences, and the words around a place.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::number::numbers;

/// What is no figure of the paper: computed words of a phrase, addresses.
static COMPUTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{[^}]*\}\}|\{%[^%]*%\}|https?://[^\s)]+|(?-u:\w)+@[^\s)]+").expect("a pattern")
});

/// Returns whether a text can have a figure at all: a digit, a number in words, a result without its numbers, a rating.
pub fn may_have_figures(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let is_apart = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'_';
    let mut words = text.as_bytes().split(is_apart);
    text.bytes().any(is_digit)
        || text.contains("/(")
        || text.contains("/ (")
        || words.any(is_figure)
}

/// Returns whether a text can have a percentage, in small letters or in capitals.
pub fn may_have_percent(text: &str) -> bool {
    let mut words = ["cent", "CENT", "Cent"].into_iter();
    text.contains('%') || words.any(|word| text.contains(word))
}

/// Returns whether a word is a number or speaks of a rating.
fn is_figure(word: &[u8]) -> bool {
    let is = |known: &str| word.eq_ignore_ascii_case(known.as_bytes());
    let may_be = (2..=9).contains(&word.len());
    may_be && (numbers().any(is) || ["all", "no", "none"].into_iter().any(is))
        || word
            .get(..6)
            .is_some_and(|start| start.eq_ignore_ascii_case(b"rating"))
}

/// Returns a text with blanks in place of what is no figure of the paper: every other word keeps its place.
pub fn said(text: &str) -> Cow<'_, str> {
    // Whatever is computed, and each address, has one of these signs.
    let has = |sign: u8| text.as_bytes().contains(&sign);
    if !(has(b'{') || has(b':') || has(b'@')) {
        return Cow::Borrowed(text);
    }
    COMPUTED.replace_all(text, |found: &regex::Captures<'_>| {
        " ".repeat(found[0].len())
    })
}

/// Lists the sentences of a text by their places.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, mark) in text.bytes().enumerate() {
        if ends_here(text, at, mark) {
            all.push(start..at);
            start = at + 1;
        }
    }
    all.push(start..text.len());
    all.retain(|range| !text[range.clone()].trim().is_empty());
    all
}

/// A full stop ends a sentence where a blank and no small letter or digit follows: "no. 3" and "2.5" go on.
fn ends_here(text: &str, at: usize, mark: u8) -> bool {
    match mark {
        b'\n' => true,
        b'.' | b'!' | b'?' => {
            let mut after = text[at + 1..].chars();
            let first = after.next();
            let next = after.find(|c| !c.is_whitespace());
            first.is_none_or(char::is_whitespace)
                && next.is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Returns the last words before a place, in small letters, so many at most.
pub fn before(text: &str, at: usize, words: usize) -> String {
    let mut last: Vec<&str> = text[..at].split_whitespace().rev().take(words).collect();
    last.reverse();
    last.join(" ").to_lowercase()
}

/// Returns whether a figure is only roughly meant, by the words before it.
pub fn is_rough(before: &str) -> bool {
    const ROUGH: [&str; 24] = [
        "about",
        "around",
        "approximately",
        "approx",
        "nearly",
        "almost",
        "over",
        "under",
        "roughly",
        "some",
        "circa",
        "than",
        "least",
        "most",
        "up",
        "estimated",
        "c.",
        "below",
        "above",
        "exceeding",
        "within",
        "~",
        "further",
        "another",
    ];
    before
        .split(|c: char| c.is_whitespace() || c == '(')
        .rev()
        .take(2)
        .any(|word| ROUGH.contains(&word.trim_end_matches([',', '.'])) || word == "to")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_new_one_begins() {
        let text = "See no. 3.10 below. It rose by 2.5% in St. Anne’s! Why?\nNext";
        let all: Vec<&str> = sentences(text)
            .into_iter()
            .map(|at| text[at].trim())
            .collect();
        assert_eq!(
            all,
            [
                "See no. 3.10 below",
                "It rose by 2.5% in St",
                "Anne’s",
                "Why",
                "Next"
            ]
        );
    }

    #[test]
    fn computed_words_and_addresses_are_no_figures() {
        let text = "Of {{ total.count }} lines, see https://a.example/2026/3 and 4";
        let read = said(text);
        assert_eq!(read.len(), text.len());
        assert_eq!(
            read.split_whitespace().collect::<Vec<_>>(),
            ["Of", "lines,", "see", "and", "4"]
        );
    }
}
