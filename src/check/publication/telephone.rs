//! Telephone numbers of the United Kingdom, by Ofcom's numbering plan.
//!
//! Geographic (01, 02) and personal numbers (07) are told. Numbers that bodies have for everyone (03, 0800, 084, 09, 101, 111, 999)
//! are not. Those kept for films and examples are told like any: in a paper they are somebody's placeholder.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Digits;
use super::finding::{Finding, before};

/// Whatever begins as a number does; how its digits are grouped is looked at afterwards.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let gap = r"[ .()\-\u{a0}\u{2009}\u{202f}\u{2010}-\u{2013}]";
    Regex::new(&format!(
        r"(?P<prefix>\(?(?:\+|00)44\)?{gap}?(?:\(0\){gap}?|0)?|\(?0\)?)(?P<rest>\(?[127](?:{gap}{{0,2}}[0-9]){{8,12}})"
    ))
    .expect("a pattern")
});

/// So many digits a number has at least, and so many bytes the two signs at most that may stand between two of them.
const DIGITS: usize = 9;
const GAP: usize = 6;

/// Words before a run of digits that make it a reference.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u:\b(?:ref|reference|urn|uprn|invoice|account|order|crime|incident|case|charity|company|licence)\b[a-z .:#]*$)",
    )
    .expect("a pattern")
});

/// Returns the office's own numbers as digits without the first nought.
pub fn listed(numbers: &[String]) -> Vec<String> {
    numbers.iter().map(|number| national(number)).collect()
}

/// Finds numbers that the office does not list.
pub fn find(text: &str, digits: &Digits<'_>, listed: &[String], found: &mut Vec<Finding>) {
    if digits.together(GAP) < DIGITS {
        return;
    }
    for number in NUMBER.captures_iter(text) {
        let (prefix, rest) = (&number["prefix"], number.name("rest").expect("a part"));
        let start = number.get(0).expect("the whole").start();
        let Some(length) = length(rest.as_str(), prefix.contains("44")) else {
            continue;
        };
        let end = rest.start() + length;
        let digits = national(&text[rest.start()..end]);
        if !stands_alone(text, start, end) || listed.contains(&digits) {
            continue;
        }
        let head = match prefix.contains("44") {
            true => prefix.len(),
            false => head(&text[start..end]),
        };
        let hidden = Some(start + head..end);
        found.push(Finding::new(Code::PhoneNumber, text, start..end, hidden));
    }
}

/// Returns the digits of a number without what stands for the country and without the first nought.
fn national(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let rest = digits.strip_prefix("0044").unwrap_or(&digits);
    let abroad = number.trim_start_matches(['(', ' ']).starts_with('+');
    let rest = if abroad {
        rest.strip_prefix("44").unwrap_or(rest)
    } else {
        rest
    };
    rest.trim_start_matches('0').to_owned()
}

/// Returns how many bytes make a number, if its digits are as many and grouped as those of one.
fn length(rest: &str, abroad: bool) -> Option<usize> {
    let (mut groups, mut end, mut open) = (Vec::<usize>::new(), 0, false);
    for (at, c) in rest.char_indices() {
        if !c.is_ascii_digit() {
            open = false;
            continue;
        }
        if !open {
            if groups.iter().sum::<usize>() == 10 {
                break;
            }
            groups.push(0);
            open = true;
        }
        *groups.last_mut()? += 1;
        end = at + 1;
    }
    let (first, all) = (*groups.first()?, groups.iter().sum::<usize>());
    let geographic = rest.trim_start_matches('(').starts_with('1');
    // A few villages have numbers of one digit less.
    let short = all == 9 && geographic && groups == [4, 5];
    let mobile = rest.trim_start_matches('(').starts_with('7');
    let area = (if abroad || mobile { 1 } else { 2 }..=5).contains(&first) || first >= 9;
    let paired = groups.iter().skip(1).all(|group| *group >= 2);
    ((all == 10 || short) && area && paired && is_assigned(rest)).then_some(end)
}

/// Returns whether numbers begin so: 01, 020, 023, 024, 028, 029, 07.
fn is_assigned(rest: &str) -> bool {
    let mut digits = rest.chars().filter(char::is_ascii_digit);
    match (digits.next(), digits.next()) {
        (Some('1'), Some(second)) => second != '0',
        (Some('2'), Some(second)) => "03489".contains(second),
        (Some('7'), _) => true,
        _ => false,
    }
}

/// Returns whether a number is no part of a longer word, amount, address or reference.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let mut front = text[..start].chars().rev();
    let (last, second) = (front.next(), front.next());
    let joined = match last {
        None => false,
        Some(c) if c.is_alphanumeric() || "/_=#@£$+".contains(c) => true,
        Some('.' | ',' | '-' | '(') => second.is_some_and(|c| c.is_ascii_digit()),
        Some(_) => false,
    };
    let behind = text[end..].chars().next();
    let goes_on = behind.is_some_and(|c| c.is_alphanumeric() || "_@%".contains(c));
    let unbroken = text[start..end].bytes().all(|byte| byte.is_ascii_digit());
    let reference = unbroken && REFERENCE.is_match(before(text, start, 30));
    !joined && !goes_on && !reference
}

/// Returns how many bytes of a number may be told: its area, or five digits.
fn head(number: &str) -> usize {
    let gap = number.char_indices().skip(2);
    let mut gap = gap.skip_while(|(_, c)| c.is_ascii_digit() || *c == ')');
    let after = gap.next().map(|(at, c)| at + c.len_utf8());
    after.filter(|after| *after <= 9).unwrap_or(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::misses_nothing;

    #[test]
    fn every_number_has_enough_digits_together() {
        let parts = [
            "0",
            "7",
            "123",
            "45 ",
            "6-",
            "+44",
            "(0)",
            "\u{a0}",
            "\u{2010}\u{202f}",
            " a",
            "٣",
        ];
        let may_be = |text: &str| Digits::of(text).together(GAP) >= DIGITS;
        misses_nothing(&parts, may_be, |text| NUMBER.is_match(text));
    }
}
