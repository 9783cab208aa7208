//! National Insurance numbers, by the rules of HM Revenue and Customs.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Digits;
use super::finding::{Finding, before};

/// Two letters that begin a number, six digits in any grouping, and a letter at its end.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u:\b([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[ -]?([0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2})(?:[ -]?([A-D]))?\b)",
    )
    .expect("a pattern")
});

/// Words that say what the number is.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?i-u:national insurance|\bnino\b)|\bN\.?I\.?\b)[^;]{0,30}$")
        .expect("a pattern")
});

/// Words that make it a reference of another kind.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u:\b(?:ref|reference|urn|invoice|order|contract|serial|model|part)\b[a-z .:#]*$)",
    )
    .expect("a pattern")
});

/// Two letters that no number begins with.
const NEVER: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

/// So many digits a number has.
const DIGITS: usize = 6;

/// Finds numbers; one in small letters, or without its last letter, only where words say what it is.
pub fn find(text: &str, digits: &Digits<'_>, found: &mut Vec<Finding>) {
    if digits.together(1) < DIGITS || !has_letters(text) {
        return;
    }
    for number in NUMBER.captures_iter(text) {
        let (whole, letters) = (number.get(0).expect("the whole"), &number[1]);
        let written = letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let sure = written && number.get(3).is_some_and(|last| last.as_str() < "a");
        let front = before(text, whole.start(), 60);
        let named = NAMED.is_match(front);
        if NEVER.contains(&letters.to_ascii_uppercase().as_str())
            || !(named || sure && !REFERENCE.is_match(front))
        {
            continue;
        }
        let digits = number.get(2).expect("a part").start()..whole.end();
        let words = whole.range();
        found.push(Finding::new(
            Code::NationalInsurance,
            text,
            words,
            Some(digits),
        ));
    }
}

/// Returns whether two letters stand alone before digits.
fn has_letters(text: &str) -> bool {
    let words = text.as_bytes().split(|byte| matches!(byte, b' ' | b'-'));
    let mut words = words.peekable();
    let starts = |word: &[u8]| word.first().is_some_and(u8::is_ascii_digit);
    while let Some(word) = words.next() {
        let letters = word
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic());
        if letters.count() == 2 && words.peek().is_some_and(|next| starts(next)) || joined(word) {
            return true;
        }
    }
    false
}

/// Returns whether digits stand right behind two letters.
fn joined(word: &[u8]) -> bool {
    word.windows(3)
        .any(|three| three[..2].iter().all(u8::is_ascii_alphabetic) && three[2].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::misses_nothing;

    #[test]
    fn every_number_has_its_digits_and_letters() {
        let parts = ["AB", "ab", "Q", "12", "3456", " ", "-", "C", "é", "ſ", "\n"];
        let may_be = |text: &str| Digits::of(text).together(1) >= DIGITS && has_letters(text);
        misses_nothing(&parts, may_be, |text| NUMBER.is_match(text));
    }
}
