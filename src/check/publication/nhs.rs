//! NHS numbers: ten digits, the last of which checks the others.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Digits;
use super::finding::{Finding, before};

/// So many digits a number has.
const DIGITS: usize = 10;
/// A space that does not break has so many bytes.
const GAP: usize = 2;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b[0-9]{3})([ \u{a0}-]?)[0-9]{3}([ \u{a0}-]?)(?-u:[0-9]{4}\b)")
        .expect("a pattern")
});

/// Words that say what the number is; in Scotland and Northern Ireland it has other names.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b(?:NHS|CHI|H&C)\b|(?i-u:\bpatient\b))[^.;]*$").expect("a pattern")
});

/// Finds numbers that check: grouped as they are written, or beside a word that says what they are.
pub fn find(text: &str, digits: &Digits<'_>, found: &mut Vec<Finding>) {
    // Few texts have so many digits, and the pattern is slow to make ready.
    if digits.together(GAP) < DIGITS {
        return;
    }
    for number in NUMBER.captures_iter(text) {
        let whole = number.get(0).expect("the whole");
        let grouped = !number[1].is_empty() && number[1] == number[2];
        let digits: Vec<u32> = whole
            .as_str()
            .chars()
            .filter_map(|c| c.to_digit(10))
            .collect();
        // Those given out today begin with 3 to 9.
        let sure = grouped && digits[0] >= 3;
        if !checks(&digits)
            || !(sure || NAMED.is_match(before(text, whole.start(), 40)))
            || joined(text, whole.range())
        {
            continue;
        }
        let head = whole.start() + 3 + number[1].len();
        found.push(Finding::new(
            Code::NhsNumber,
            text,
            whole.range(),
            Some(head..whole.end()),
        ));
    }
}

/// Returns whether digits stand in a longer number or a sum of money.
fn joined(text: &str, words: std::ops::Range<usize>) -> bool {
    let mut front = text[..words.start].chars().rev();
    let (last, second) = (front.next(), front.next());
    let mut behind = text[words.end..].chars();
    let (next, after) = (behind.next(), behind.next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let gap = |c: Option<char>| c.is_some_and(|c| " ,.-/".contains(c));
    last.is_some_and(|c| "£$€+#/".contains(c))
        || gap(last) && digit(second)
        || gap(next) && digit(after)
}

/// Returns whether the last digit follows from the others: modulus 11.
fn checks(digits: &[u32]) -> bool {
    let Some((last, rest)) = digits.split_last() else {
        return false;
    };
    let sum: u32 = rest
        .iter()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let distinct = rest.iter().any(|digit| digit != last);
    distinct && (11 - sum % 11) % 11 == *last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::misses_nothing;

    #[test]
    fn every_number_has_enough_digits_together() {
        let parts = ["943", "476", "5919", " ", "-", "\u{a0}", "1", "a", "٣"];
        let may_be = |text: &str| Digits::of(text).together(GAP) >= DIGITS;
        misses_nothing(&parts, may_be, |text| NUMBER.is_match(text));
    }
}
