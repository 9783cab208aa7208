//! The words of a text: where each stands, and whether it is a word at all.

use std::ops::Range;

use crate::check::pieces::pieces;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Whether a sentence, or a line, begins with it.
    pub begins: bool,
    /// Whether it has a digit, or is a part of an address or a file's name: it is not spelt like a word.
    pub is_code: bool,
}

/// Lists the words of a text. What a hyphen or a slash joins are words of their own.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut begins = true;
    let mut end = 0;
    for piece in pieces(text) {
        let (chunk, start) = (piece.text, piece.start);
        begins |= text.as_bytes()[end..start].contains(&b'\n');
        end = start + chunk.len();
        let before = found.len();
        let is_address = piece.may_be_address() && is_address(chunk);
        match piece.word() {
            Some(at) => found.push(Word {
                is_code: piece.has_digit() || is_address,
                begins,
                at,
            }),
            None => add(chunk, start, (begins, is_address), &mut found),
        }
        // A dash or a bullet between spaces begins nothing, and ends nothing either.
        if found.len() > before {
            begins = false;
        }
        begins |= ends(chunk);
    }
    found
}

/// Returns whether a sentence ends with a piece between spaces.
fn ends(chunk: &str) -> bool {
    let is_letter = |last: &u8| last.is_ascii_alphanumeric();
    // Most pieces are words, or end with a comma.
    !chunk.as_bytes().last().is_some_and(is_letter)
        && chunk.trim_end_matches(CLOSING).ends_with(ENDING)
}

const CLOSING: [char; 6] = [')', ']', '"', '”', '’', '\''];
const ENDING: [char; 5] = ['.', '!', '?', ':', '…'];

/// Adds the words of a piece between spaces.
fn add(chunk: &str, start: usize, (mut begins, is_address): (bool, bool), found: &mut Vec<Word>) {
    let mut rest = 0;
    while let Some(from) = chunk[rest..]
        .find(char::is_alphanumeric)
        .map(|at| rest + at)
    {
        let to = from + length(&chunk[from..]);
        let word = &chunk[from..to];
        found.push(Word {
            at: start + from..start + to,
            begins,
            is_code: is_address || word.contains(char::is_numeric),
        });
        begins = false;
        rest = to;
    }
}

/// Returns how long the word is that a text begins with; apostrophes inside belong to it.
fn length(text: &str) -> usize {
    let inside = |at: usize, c: char| {
        let next = text[at + c.len_utf8()..].chars().next();
        matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic)
    };
    let mut chars = text.char_indices();
    let end = chars.find(|(at, c)| !c.is_alphanumeric() && !inside(*at, *c));
    end.map_or(text.len(), |(at, _)| at)
}

/// Returns whether a piece between spaces is an e-mail or web address, a path or a file's name.
pub fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let marked = chunk.contains(['@', '\\', '_']) || chunk.contains("://");
    marked || chunk.starts_with("www.") || is_dotted(chunk)
}

/// Returns whether a full stop stands between letters without a space, as in `northmarch.example`.
fn is_dotted(chunk: &str) -> bool {
    let letters = |part: &str, from_end: bool| {
        let mut letters: Box<dyn Iterator<Item = char>> = match from_end {
            true => Box::new(part.chars().rev()),
            false => Box::new(part.chars()),
        };
        letters.next().is_some_and(char::is_alphanumeric)
            && letters.next().is_some_and(char::is_alphanumeric)
    };
    let mut dots = chunk.match_indices('.');
    dots.any(|(at, _)| letters(&chunk[..at], true) && letters(&chunk[at + 1..], false))
}

/// Returns a word without the `'s` of what belongs to it.
pub fn base(word: &str) -> &str {
    let short = word.strip_suffix('s');
    let short = short.and_then(|word| word.strip_suffix(['\'', '’']));
    short.unwrap_or(word)
}

/// Returns a word with straight apostrophes.
pub fn straight(word: &str) -> String {
    word.replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        words(text)
            .iter()
            .map(|word| &text[word.at.clone()])
            .collect()
    }

    #[test]
    fn words_are_found_where_they_stand() {
        assert_eq!(
            said("The panel’s 'own' re-count, and/or: 5C01"),
            ["The", "panel’s", "own", "re", "count", "and", "or", "5C01"]
        );
        assert_eq!(said(" a  a\na "), ["a", "a", "a"]);
        assert_eq!(
            said("the officers’ the cafés"),
            ["the", "officers", "the", "cafés"]
        );
        assert!(words(" … – ").is_empty());
    }

    #[test]
    fn a_word_begins_a_sentence_or_a_line() {
        let begins =
            |text: &str| -> Vec<bool> { words(text).iter().map(|word| word.begins).collect() };
        assert_eq!(
            begins("One two. Three four\nFive"),
            [true, false, true, false, true]
        );
        assert_eq!(begins("– One two.” Three"), [true, false, true]);
    }

    #[test]
    fn addresses_and_codes_are_no_words() {
        for code in [
            "clerk@northmarch.example",
            "(https://northmarch.example/a-b)",
            "northmarch.example,",
            r"S:\Papers\theme",
            "theme_1",
            "5C01",
            "tracker.xlsx",
        ] {
            assert!(words(code).iter().all(|word| word.is_code), "{code}");
        }
        for word in ["end.", "e.g.", "A.S.B", "and/or", "wait...", "(sic)"] {
            assert!(words(word).iter().all(|word| !word.is_code), "{word}");
        }
    }
}
