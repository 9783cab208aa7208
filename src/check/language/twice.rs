//! Words that stand twice: "the the", "where a where a".

use crate::diagnostic::{Code, Diagnostics};

use super::text::Text;
use super::words::Word;

/// Words that may stand twice in good English: "had had", "that that", "gave her her", "far far away".
const MAY_REPEAT: [&str; 40] = [
    "again", "blah", "bye", "do", "eight", "far", "five", "four", "ha", "had", "hear", "her", "is",
    "knock", "long", "many", "more", "much", "never", "nine", "no", "now", "one", "quite",
    "really", "round", "seven", "six", "so", "ten", "that", "there", "three", "too", "two", "very",
    "well", "who", "yes", "zero",
];

/// Words that may stand twice where a clause with one of `ASKING` ends: "what they did did help".
const VERBS: [&str; 7] = ["are", "did", "does", "has", "have", "was", "were"];
const ASKING: [&str; 6] = ["how", "what", "whatever", "where", "who", "whoever"];

/// Words that join a pair to its like: "on and on and", "year by year by".
const JOINING: [&str; 10] = [
    "after", "and", "by", "but", "on", "or", "then", "to", "upon", "versus",
];

/// Reports words, and pairs of words, that stand twice in a row.
pub fn check(text: &Text<'_, '_>, out: &mut Diagnostics) {
    let mut said_to = 0;
    for at in 1..text.words.len() {
        let found = [1, 2]
            .into_iter()
            .find(|&length| begins_alike(text, at, length) && repeats(text, at, length));
        let Some(length) = found.filter(|_| at >= said_to) else {
            continue;
        };
        said_to = at + length;
        let (first, last) = (&text.words[at - length], &text.words[at + length - 1]);
        let words = text.words[at..at + length]
            .iter()
            .map(|word| text.said(word));
        let message = format!(
            "`{}` stands twice in a row",
            words.collect::<Vec<_>>().join(" ")
        );
        text.passage
            .report(Code::WordTwice, first.at.start..last.at.end, message, out)
            .hint("delete one of the two");
    }
}

/// Returns whether a word begins with the letter of the one so many before: nearly none does.
fn begins_alike(text: &Text<'_, '_>, at: usize, length: usize) -> bool {
    let first = |word: &Word| text.read.as_bytes()[word.at.start];
    at.checked_sub(length).is_some_and(|before| {
        let (one, two) = (first(&text.words[before]), first(&text.words[at]));
        // Another letter may become one of ASCII in small letters: the Kelvin sign does.
        !one.is_ascii() || !two.is_ascii() || one.eq_ignore_ascii_case(&two)
    })
}

/// Returns whether as many words as `length` before a position stand after it again.
fn repeats(text: &Text<'_, '_>, at: usize, length: usize) -> bool {
    let Some(first) = at.checked_sub(length) else {
        return false;
    };
    let Some(words) = text.words.get(first..at + length) else {
        return false;
    };
    let same = (0..length).all(|i| is_again(text, &words[i], &words[i + length]));
    same && words.windows(2).all(|pair| apart(text, pair)) && !is_meant(text, first, length)
}

/// Returns whether a word in small letters is the one before, which may begin a sentence.
fn is_again(text: &Text<'_, '_>, one: &Word, two: &Word) -> bool {
    let (one, again) = (text.said(one), text.said(two));
    // Two names, or two words in capitals, are a name: Wagga Wagga, the The Hague.
    let small = again
        .chars()
        .all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    small && !two.is_code && one.chars().flat_map(char::to_lowercase).eq(again.chars())
}

/// Returns whether nothing but space stands between two words, nor a hyphen around them: "one one-to-one".
fn apart(text: &Text<'_, '_>, pair: &[Word]) -> bool {
    let hyphen = ['-', '‑', '/'];
    let joined = text.read[..pair[0].at.start].ends_with(hyphen)
        || text.read[pair[1].at.end..].starts_with(hyphen);
    !joined && text.is_space(pair[0].at.end..pair[1].at.start)
}

/// Returns whether good English repeats these words.
fn is_meant(text: &Text<'_, '_>, first: usize, length: usize) -> bool {
    let word = |at: usize| {
        text.words
            .get(at)
            .map(|word| text.said(word).to_lowercase())
    };
    let is = |at: usize, list: &[&str]| word(at).is_some_and(|word| list.contains(&word.as_str()));
    if length == 1 {
        let letter = word(first).is_some_and(|word| word.chars().count() == 1 && word != "a");
        let thrice =
            word(first + 2) == word(first) || (first > 0 && word(first - 1) == word(first));
        let asked = (first.saturating_sub(4)..first).any(|at| is(at, &ASKING));
        return letter || thrice || is(first, &MAY_REPEAT) || (asked && is(first, &VERBS));
    }
    is(first, &JOINING) || is(first + 1, &JOINING) || is(first, &MAY_REPEAT)
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::messages;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        messages(&[text], |texts, out| {
            texts.iter().for_each(|text| check(text, out))
        })
    }

    #[test]
    fn words_that_stand_twice_are_found() {
        for (text, words) in [
            ("in the the plan", "the"),
            ("The the plan", "the"),
            ("in the\nthe plan", "the"),
            ("a a plan", "a"),
            ("place online or where a where a system is", "where a"),
            ("it is of the of the force", "of the"),
            ("which it relies on on Monday", "on"),
        ] {
            assert_eq!(
                found(text),
                [format!("`{words}` stands twice in a row")],
                "{text}"
            );
        }
    }

    #[test]
    fn a_verb_may_stand_twice_at_the_end_of_a_clause_alone() {
        assert_eq!(
            found("The gate was was mended."),
            ["`was` stands twice in a row"]
        );
    }

    #[test]
    fn words_that_are_meant_to_stand_twice_are_silent() {
        for text in [
            "they had had that that her her",
            "what they did did help, what he was was clear and what these are are rules",
            "Wagga Wagga and New York New York",
            "in the The Hague talks",
            "the, the plan. The plan",
            "held one one-to-one and face-to-face to discuss",
            "on and on and on and more and more and more",
            "year on year on average, day by day by day",
            "ha ha ha, no no no",
            "5 5 and 5C01 5C01",
            "a.b b.c the {{ n }} the",
            "NO NO and THE THE",
            "vitamin b b",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
