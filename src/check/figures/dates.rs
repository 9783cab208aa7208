//! BP1007: days that no calendar has, and days of the week that do not fit their dates.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostic::Code;
use crate::model::Date;

use super::text::before;
use super::{Digits, Finding};

/// A name begins with a capital, whatever follows: `MARCH` is a month, and `may` is none.
const MONTH: &str = r"(?P<month>J(?i:anuary|une|uly|an|un|ul)|F(?i:ebruary|eb)|M(?i:arch|ay|ar)|A(?i:pril|ugust|pr|ug)|S(?i:eptember|ept|ep)|O(?i:ctober|ct)|N(?i:ovember|ov)|D(?i:ecember|ec))\b";
const DAY: &str = r"\b(?:(?P<weekday>(?:M(?i:on)|T(?i:ues?|hur?s?)|W(?i:ed(?:nes)?)|F(?i:ri)|S(?i:at(?:ur)?|un))(?i:day)?)\.?,? (?i:the )?)?(?P<day>\d{1,2})(?P<th>(?i:st|nd|rd|th))?";

/// `Monday 3rd of March 2026`, with less of it or all.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u){DAY} (?i:of )?{MONTH}\.?,?(?: (?P<year>(?:19|20)\d\d)\b)?"
    ))
    .expect("a pattern")
});

/// `June 31st`, `February 30, 2026`.
static TURNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u)\b{MONTH} (?P<day>\d{{1,2}})(?:(?P<th>(?i:st|nd|rd|th))\b,?(?: (?P<year>(?:19|20)\d\d)\b)?|, (?P<other>(?:19|20)\d\d)\b)"
    ))
    .expect("a pattern")
});

/// `30/02/2026`, `30/02/26`, `2026-02-30`.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u){DAY}(?P<mark>[/-])(?P<number>\d{{1,2}})[/-](?P<year>(?:19|20)\d\d|\d\d)\b|\b(?P<first>(?:19|20)\d\d)-(?P<middle>\d\d)-(?P<last>\d\d)\b"
    ))
    .expect("a pattern")
});

/// Finds dates that cannot be.
pub fn find(text: &str, digits: &Digits<'_>) -> Vec<Finding> {
    // Patterns are made ready where they may be of use only: most dates are sound at first sight.
    let may_be = |is: fn([&[u8]; 3]) -> bool, pattern: &'static LazyLock<Regex>| {
        let found = digits.runs().any(is).then(|| pattern.captures_iter(text));
        found.into_iter().flatten()
    };
    let words = may_be(is_day_of, &WORDS);
    let turned = may_be(is_day_behind, &TURNED);
    let words = words
        .chain(turned)
        .filter_map(|found| in_words(text, &found));
    let figures = may_be(is_between, &FIGURES);
    let figures = figures.filter_map(|found| in_figures(text, &found));
    words.chain(figures).collect()
}

/// Returns whether digits are a day before a month that not every month has, or one with the day of its week.
fn is_day_of([before, day, behind]: [&[u8]; 3]) -> bool {
    let behind = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|th| without(behind, th))
        .unwrap_or(behind);
    let behind = without(behind, " ").unwrap_or(behind);
    let behind = without(behind, "of ").unwrap_or(behind);
    behind.get(..3).is_some_and(is_month) && (is_odd(day) || follows_weekday(before))
}

/// Takes words off the front of a text, whatever their case.
fn without<'t>(text: &'t [u8], words: &str) -> Option<&'t [u8]> {
    let (front, behind) = text.split_at_checked(words.len())?;
    front
        .eq_ignore_ascii_case(words.as_bytes())
        .then_some(behind)
}

/// Returns whether digits are a day behind a month that not every month has.
fn is_day_behind([before, day, _]: [&[u8]; 3]) -> bool {
    let before = before.strip_suffix(b" ").unwrap_or(before);
    let letters = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic());
    let word = &before[before.len() - letters.count()..];
    is_odd(day) && word.windows(3).any(is_month)
}

fn is_month(three: &[u8]) -> bool {
    is_among(three, &MONTHS)
}

/// Returns whether letters are those that a name begins with: a capital, and others in any case.
fn is_among(three: &[u8], names: &[&str]) -> bool {
    let Some([first, second, third]) = three.first_chunk() else {
        return false;
    };
    let letters = [*first, second | 0x20, third | 0x20];
    let mut names = names.iter();
    first.is_ascii_uppercase() && names.any(|name| name.as_bytes().first_chunk() == Some(&letters))
}

/// Returns whether a day of the week stands in the few bytes before a day: `Wednesday., the ` at most.
fn follows_weekday(before: &[u8]) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const FAR: usize = 16;
    let near = &before[before.len().saturating_sub(FAR)..];
    near.windows(3).any(|three| is_among(three, &DAYS))
}

fn is_odd(day: &[u8]) -> bool {
    (1..=2).contains(&day.len())
        && (day >= &b"29"[..] && day.len() == 2 || day.iter().all(|digit| *digit == b'0'))
}

/// Returns whether digits stand between two marks, as in `30/02/2026`.
fn is_between([before, digits, behind]: [&[u8]; 3]) -> bool {
    let is_mark = |byte: Option<&u8>| matches!(byte, Some(b'/' | b'-'));
    digits.len() <= 2 && is_mark(before.last()) && is_mark(behind.first())
}

fn in_words(text: &str, found: &Captures<'_>) -> Option<Finding> {
    let day: u32 = found.name("day")?.as_str().parse().ok()?;
    let month = found.name("month")?;
    let number = month_number(month.as_str())?;
    let year = found.name("year").or_else(|| found.name("other"));
    let year = year.and_then(|year| year.as_str().parse().ok());
    let (start, end) = (found.get(0)?.start(), found.get(0)?.end());
    if part_of_more(text, start, end) {
        return None;
    }
    // Without a year it is a leap year's: then only what no year has is wrong.
    let date = Date::new(year.unwrap_or(2000), number, day);
    let named = found.name("th").is_some() || found.name("weekday").is_some() || year.is_some();
    match date {
        None if (29..=99).contains(&day) || year.is_some() => {
            let certain =
                named && (day < 32 || year.is_some()) || day < 32 && is_awaited(text, start, end);
            certain.then(|| impossible(found, &last_of(number, year)))
        }
        None => None,
        Some(date) => year.and_then(|_| other_weekday(found, date)),
    }
}

fn in_figures(text: &str, found: &Captures<'_>) -> Option<Finding> {
    let part = |name: &str| {
        found
            .name(name)
            .and_then(|part| part.as_str().parse::<u32>().ok())
    };
    let whole = found.get(0)?;
    if part_of_more(text, whole.start(), whole.end()) {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) = (part("first"), part("middle"), part("last")) {
        let exists = Date::new(i32::try_from(year).ok()?, month, day).is_some();
        let near = (1..=12).contains(&month) && (29..=31).contains(&day);
        return (!exists && near)
            .then(|| impossible(found, &last_of(month, i32::try_from(year).ok())));
    }
    let (day, month, year) = (part("day")?, part("number")?, part("year")?);
    let short = found.name("year")?.as_str().len() == 2;
    if short && (found.name("number")?.as_str().len() < 2 || &found["mark"] == "-") {
        return None;
    }
    let year = i32::try_from(if short { 2000 + year } else { year }).ok()?;
    match Date::new(year, month, day) {
        Some(date) => other_weekday(found, date),
        None if (1..=12).contains(&month) && (29..=31).contains(&day) => {
            Some(impossible(found, &last_of(month, Some(year))))
        }
        None if !short && (13..=31).contains(&month) && (1..=12).contains(&day) => {
            Some(impossible(
                found,
                &format!("there is no month {month}; the day stands first"),
            ))
        }
        None => None,
    }
}

/// Words after which a day is sure to come, and words after which it is where no noun follows: "and 31 June referrals".
fn is_awaited(text: &str, start: usize, end: usize) -> bool {
    const SURE: [&str; 12] = [
        "on", "by", "until", "till", "before", "after", "since", "dated", "ending", "between", "–",
        "-",
    ];
    const LIKELY: [&str; 4] = ["and", "of", "to", "from"];
    const GOES_ON: [&str; 16] = [
        "and", "or", "to", "at", "in", "when", "where", "the", "a", "was", "is", "for", "with",
        "as", "if", "but",
    ];
    let ahead = before(text, start, 1);
    let next = text[end..].split_whitespace().next().unwrap_or_default();
    let goes_on = GOES_ON.contains(&&*next.to_ascii_lowercase());
    let ends = !next.starts_with(char::is_alphanumeric) || goes_on;
    let alone = ahead.is_empty() && text.len() < 30;
    let joined = text[..start].ends_with(['–', '-', '(']);
    SURE.contains(&&*ahead) || (alone || joined || LIKELY.contains(&&*ahead)) && ends
}

/// A part of an address, a reference or a version is no date.
fn part_of_more(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| matches!(c, '/' | '-' | '_') || c.is_ascii_digit();
    let after = text[end..]
        .chars()
        .next()
        .is_some_and(|c| joins(c) || c == '_');
    let before = text[..start].chars().next_back();
    after || before.is_some_and(|c| matches!(c, '/' | '_' | '.' | ','))
}

fn impossible(found: &Captures<'_>, why: &str) -> Finding {
    let whole = found.get(0).expect("the match itself");
    let words = whole.as_str().trim_end_matches([',', '.', ' ']);
    Finding {
        code: Code::DateImpossible,
        words: whole.start()..whole.start() + words.len(),
        message: format!("the date `{words}` does not exist: {why}"),
        hint: "write the day that is meant".to_owned(),
    }
}

fn last_of(month: u32, year: Option<i32>) -> String {
    let last = (28..=31)
        .rev()
        .find(|day| Date::new(year.unwrap_or(2000), month, *day).is_some());
    let shown = Date::new(2000, month, 1).map_or_else(String::new, |date| date.to_string());
    let name = shown.split(' ').nth(1).unwrap_or_default().to_owned();
    let of = match year {
        Some(year) if month == 2 => format!("{name} {year}"),
        _ => name,
    };
    format!("{of} has {} days", last.unwrap_or(31))
}

fn other_weekday(found: &Captures<'_>, date: Date) -> Option<Finding> {
    let named = found.name("weekday")?;
    let is = date.weekday().to_string();
    if is.get(..3)?.eq_ignore_ascii_case(named.as_str().get(..3)?) {
        return None;
    }
    let whole = found.get(0)?;
    let words = whole.as_str().trim_end_matches([',', '.', ' ']);
    Some(Finding {
        code: Code::DateImpossible,
        words: whole.start()..whole.start() + words.len(),
        message: format!("there is no `{words}`: {date} is a {is}"),
        hint: "correct the day of the week or the date".to_owned(),
    })
}

/// How the names of months begin.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month_number(name: &str) -> Option<u32> {
    let three = name.as_bytes().get(..3)?;
    let position = MONTHS.iter().position(|start| is_among(three, &[start]))?;
    u32::try_from(position + 1).ok()
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
