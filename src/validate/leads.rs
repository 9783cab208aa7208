//! Words that lead to a row: "see", "refer to", "no. 15", "deliverable 4"; and refs that need none before them.

use std::ops::Range;

/// Verbs that lead to a row by themselves.
const VERBS: [&str; 4] = ["see", "refer", "refers", "referred"];
/// What "as" leads with: "as in 15".
const BESIDE: [&str; 3] = ["in", "under", "at"];
/// Signs before a ref where a full stop follows them.
const SIGNS: [&str; 3] = ["no", "nos", "ref"];

/// Returns whether anything in a text may lead to a row; `is_table` tells the nouns that name tables. Most texts have no such word,
/// and the pattern of references is slow.
pub(super) fn may_lead(text: &str, is_table: impl Fn(&str) -> bool) -> bool {
    let mut before = "";
    let mut pieces = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    pieces.any(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if word.is_empty() {
            return false;
        }
        let is_one = |known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
        let sign = piece.ends_with('.') && is_one(&SIGNS);
        let beside = before.eq_ignore_ascii_case("as") && is_one(&BESIDE);
        before = word;
        sign || beside || is_one(&VERBS) || is_table(word)
    })
}

/// Lists where words of ASCII stand, with what joins their parts: `3.10`, `5C01`, `2026/27`.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let joins = |at: usize| matches!(bytes.get(at), Some(b'.' | b'/' | b'-'));
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = (from..bytes.len()).find(|at| is_letter(*at))?;
        from = start + 1;
        while is_letter(from) || joins(from) && is_letter(from + 1) {
            from += 1;
        }
        Some(start..from)
    })
}

/// A ref of letters and digits such as `5C01` needs no "see" before it.
pub(super) fn is_telling(word: &str) -> bool {
    word.len() >= 3
        && word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_lead_do() {
        let may = |text: &str| may_lead(text, |noun| noun.eq_ignore_ascii_case("Measure"));
        for text in [
            "See 15 below",
            "referred to 5C01",
            "as\nunder 3",
            "(No. 15)",
            "Nos.3 and 4",
            "measure 3",
        ] {
            assert!(may(text), "{text}");
        }
        for text in [
            "12 June",
            "no 15 were seen at 3 measures",
            "as 15 refereed in 3",
            "the number 1 priority. Now 4",
            "",
        ] {
            assert!(!may(text), "{text}");
        }
    }
}
