//! What is an abbreviation, and which ones need no explanation.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::word::Word;

/// Longer words in capitals are shouted rather than shortened.
const LONGEST: usize = 8;

/// What everyone knows, and words that are no abbreviations though they stand in capitals.
static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("known.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Returns what an abbreviation is known by, `OCG` for `OCGs` and `OCG's`; none for other words.
///
/// What looks like a reference (`PL5`, `S106`) or a Roman number is none.
pub fn key(word: &Word<'_>) -> Option<String> {
    let capitals = |text: &str| text.bytes().filter(u8::is_ascii_uppercase).count();
    // Most words are none: this is asked of each.
    if capitals(word.text) < 2 || capitals(word.base()) < 2 {
        return None;
    }
    let base = word.base();
    let base = singular(base);
    let figures = base.trim_start_matches(|c: char| !c.is_ascii_digit());
    let letters = &base[..base.len() - figures.len()];
    let is_ascii = letters
        .bytes()
        .all(|b| b.is_ascii_alphabetic() || [b'&', b'-'].contains(&b));
    let capitals = capitals(letters);
    let small = letters.bytes().filter(u8::is_ascii_lowercase).count();
    let fits = is_ascii
        && letters.starts_with(|c: char| c.is_ascii_uppercase())
        && capitals >= 2
        && small < capitals
        && letters.len() <= LONGEST;
    let code = !figures.is_empty()
        && (capitals < 3 || figures.len() > 2 || !figures.bytes().all(|b| b.is_ascii_digit()));
    (fits && !code && !is_roman(letters)).then(|| base.to_ascii_uppercase())
}

/// Returns whether an abbreviation needs no explanation anywhere.
pub fn is_known(key: &str) -> bool {
    KNOWN.contains(key)
}

/// Returns whether a word is in capitals throughout.
pub fn is_capitals(word: &Word<'_>) -> bool {
    if !word.text.starts_with(char::is_uppercase) {
        return false;
    }
    let mut letters = word.base().chars();
    letters.next();
    let rest = letters.as_str();
    rest.contains(char::is_uppercase) && !rest.contains(char::is_lowercase)
}

/// Takes the `s` off `OCGs`.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) => one,
        _ => word,
    }
}

fn is_roman(letters: &str) -> bool {
    let rest = letters.trim_start_matches('X');
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    ones.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    fn keys(line: &str) -> Vec<String> {
        words(line).iter().filter_map(key).collect()
    }

    #[test]
    fn two_capitals_make_an_abbreviation_in_any_number() {
        assert_eq!(
            keys("OCG, KSIs, IDVA’s, DVIOM, LAAA2, MoU, PhD, CT&S"),
            ["OCG", "KSI", "IDVA", "DVIOM", "LAAA2", "MOU", "PHD", "CT&S"]
        );
    }

    #[test]
    fn names_references_and_roman_numbers_are_none() {
        let line =
            "A Police YouTube McDonald PL5 5C01 S106 4G W3C III XIV XX NG5 8PP INFORMATION ABC123";
        assert_eq!(keys(line), [""; 0]);
    }

    #[test]
    fn what_everyone_knows_is_listed_once_and_in_capitals() {
        let lines = include_str!("known.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        let all: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        assert_eq!(all.len(), KNOWN.len());
        assert!(all.iter().all(|word| *word == word.to_uppercase()));
        assert!(is_known("NHS") && !is_known("OCG"));
    }
}
