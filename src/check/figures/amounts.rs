//! BP1008: numbers with their commas in the wrong places, such as `£1,5000`.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Finding;
use super::text::before;

static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<sign>[£$]) ?(?P<sum>\d[\d.,]*)|(?P<plain>\d[\d.,]*,[\d.,]*)")
        .expect("a pattern")
});

/// Finds numbers whose groups are not of three digits.
pub fn find(text: &str) -> Vec<Finding> {
    let mut commas = text.match_indices(',').map(|(at, _)| at);
    match commas.any(|at| may_be_wrong(&text[..at], &text[at + 1..])) {
        true => wrong(text),
        false => Vec::new(),
    }
}

fn wrong(text: &str) -> Vec<Finding> {
    let found = NUMBERS.captures_iter(text).filter_map(|found| {
        let number = found.name("sum").or_else(|| found.name("plain"))?;
        let digits = number.as_str().trim_end_matches([',', '.']);
        let is_money = found.name("sign").is_some();
        let start = found.get(0)?.start();
        let end = number.start() + digits.len();
        let wrong = digits.contains(',') && !is_sound(digits) && !is_joined(text, start, end)
            && if is_money { is_wrong_sum(digits) } else { is_wrong_number(digits) && !is_list(text, start) };
        wrong.then(|| Finding {
            code: Code::AmountBroken,
            words: start..end,
            message: format!("the number `{}` has its commas in the wrong places", &text[start..end]),
            hint: "put a comma before each three digits from the right, as in `1,234,567`; pence and decimals come after a point"
                .to_owned(),
        })
    });
    found.collect()
}

/// Returns whether a comma may be in a wrong place, by what is before it and behind: it stands in a number, whose digits may be any
/// of Unicode, and that is no plain one such as `38,566`.
fn may_be_wrong(before: &str, behind: &str) -> bool {
    let is_in = |c: char| c.is_numeric() || matches!(c, '.' | ',');
    before.ends_with(is_in) && behind.starts_with(is_in) && !is_plain(before, behind, is_in)
}

/// Returns whether a comma stands between one to three digits and three, and these are all of their number.
fn is_plain(before: &str, behind: &str, is_in: impl Fn(char) -> bool) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let ahead = before.trim_end_matches(is_digit);
    let rest = behind.trim_start_matches(is_digit);
    let (first, second) = (before.len() - ahead.len(), behind.len() - rest.len());
    // Marks behind the last digit are those of the sentence.
    let ends = !rest
        .trim_start_matches(['.', ','])
        .starts_with(char::is_numeric);
    (1..=3).contains(&first) && second == 3 && !ahead.ends_with(is_in) && ends
}

/// Returns whether all groups but the first have three digits; what follows a point is no group.
fn is_sound(digits: &str) -> bool {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()));
    first && groups.all(|group| group.len() == 3) && !rest.contains([',', '.'])
}

/// Sums are no lists: whatever is not sound is wrong, but where two sums stand without a blank between them.
fn is_wrong_sum(digits: &str) -> bool {
    let groups: Vec<&str> = digits.split([',', '.']).collect();
    groups
        .iter()
        .all(|group| !group.is_empty() && group.len() <= 6)
        && digits.len() <= 20
}

/// Without a sign, only what can hardly be a list: `1,22,397`, `1,5000`, `1.234,5`.
fn is_wrong_number(digits: &str) -> bool {
    let groups: Vec<&str> = digits.split(',').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let year =
        |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    match lengths[..] {
        _ if digits.contains('.') => is_turned(digits),
        [1..=3, last] => (4..=5).contains(&last) && !year(groups[1]),
        [1 | 2, ref middle @ .., 3] => middle.iter().all(|length| *length == 2),
        _ => false,
    }
}

/// `1.234,5`: points and commas as they stand in other countries.
fn is_turned(digits: &str) -> bool {
    let Some((whole, rest)) = digits.rsplit_once(',') else {
        return false;
    };
    let mut groups = whole.split('.');
    let first = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()));
    let decimals = (1..=2).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit());
    first
        && whole.contains('.')
        && groups.all(|group| group.len() == 3 && !group.contains(','))
        && decimals
}

/// Numbers of lines, pages or wards are often listed without blanks.
fn is_list(text: &str, start: usize) -> bool {
    const LISTED: [&str; 9] = [
        "no",
        "item",
        "page",
        "paragraph",
        "section",
        "ref",
        "line",
        "see",
        "and",
    ];
    if text[..start].ends_with('(') {
        return true;
    }
    let ahead = before(text, start, 1);
    let word = ahead.trim_matches(|c: char| !c.is_ascii_alphabetic());
    let one = word.strip_suffix('s').unwrap_or(word);
    LISTED.contains(&one)
        || [
            "deliverable",
            "measure",
            "action",
            "question",
            "ward",
            "table",
            "figure",
            "number",
            "row",
        ]
        .contains(&one)
}

fn is_joined(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_');
    let after = text[end..].chars().next();
    let unit = text[end..].starts_with(['m', 'k', 'b', 'M', 'K']);
    text[..start].chars().next_back().is_some_and(joins)
        || after.is_some_and(joins) && !unit && !text[end..].starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::texts;

    #[test]
    fn no_number_is_missed_for_its_commas() {
        let parts = [
            "1", "22", "397", "5000", ",", ".", "£", "$ ", " ", "m", "-", "٣", "½", "\u{a0}", "é",
        ];
        let mut count = 0;
        for text in texts(&parts) {
            let found = wrong(&text);
            count += found.len();
            assert_eq!(find(&text), found, "{text:?}");
        }
        assert!(count > 50, "only {count} to be found");
    }

    #[test]
    fn commas_in_the_wrong_places_are_found() {
        for (text, words) in [
            ("a further £1,22,397 was set aside", "£1,22,397"),
            ("1,22,397 people", "1,22,397"),
            ("It cost £1,5000.", "£1,5000"),
            ("1,5000 people", "1,5000"),
            ("£12,50 each", "£12,50"),
            ("£3,1m", "£3,1"),
            ("£12,3456, and", "£12,3456"),
            ("about 1.234,5 km", "1.234,5"),
            ("£1234,567", "£1234,567"),
        ] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].words.clone()], words);
        }
    }

    #[test]
    fn sound_numbers_and_lists_are_left_alone() {
        for text in [
            "£122,397",
            "£1,196,000, up by 35%",
            "1,284",
            "£1,284.50",
            "3,5",
            "1,2,3",
            "wards 1,22,397",
            "12,13,14",
            "see 4,15,230",
            "December 12,2019",
            "£5, £10 and £20",
            "£50,000,",
            "in 2018,2019 and 2020",
            "AB1,2345",
            "2.5,3.5",
            "£20,000-30,000",
            "£2.5m,£3m",
            "pages (1,22,397)",
            "at (2,5171)",
            "1,2345678",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
