//! BP1007: days that no calendar has, and days of the week that do not fit their dates.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostic::Code;
use crate::model::Date;

use super::Finding;
use super::text::before;

const MONTH: &str = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b";
const DAY: &str = r"\b(?:(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?)\.?,? (?:the )?)?(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?";

/// `Monday 3rd of March 2026`, with less of it or all.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u){DAY} (?:of )?{MONTH}\.?,?(?: (?P<year>(?:19|20)\d\d)\b)?"
    ))
    .expect("a pattern")
});

/// `June 31st`, `February 30, 2026`.
static TURNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u)\b{MONTH} (?P<day>\d{{1,2}})(?:(?P<th>st|nd|rd|th)\b,?(?: (?P<year>(?:19|20)\d\d)\b)?|, (?P<other>(?:19|20)\d\d)\b)"
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
pub fn find(text: &str) -> Vec<Finding> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    // Patterns are made ready where they may be of use only: most dates are sound at first sight.
    let may_be = |is: bool, pattern: &'static LazyLock<Regex>| {
        let found = is.then(|| pattern.captures_iter(text));
        found.into_iter().flatten()
    };
    let words = may_be(has_weekday(text) || months(text).any(follows_odd), &WORDS);
    let turned = may_be(months(text).any(leads_to_odd), &TURNED);
    let words = words
        .chain(turned)
        .filter_map(|found| in_words(text, &found));
    let figures = may_be(has_figures(text), &FIGURES);
    let figures = figures.filter_map(|found| in_figures(text, &found));
    words.chain(figures).collect()
}

/// Lists what stands before each name of a month, and from there on.
fn months(text: &str) -> impl Iterator<Item = (&[u8], &[u8])> {
    starts(text, &MONTHS).map(|at| text.as_bytes().split_at(at))
}

fn has_weekday(text: &str) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    starts(text, &DAYS).next().is_some()
}

/// Lists where words of three letters stand, or begin, that begin with a capital.
fn starts(text: &str, words: &'static [&'static str]) -> impl Iterator<Item = usize> {
    let threes = text.as_bytes().windows(3).enumerate();
    let threes = threes.filter(|(_, three)| three[0].is_ascii_uppercase());
    let is_one = |three: &[u8]| words.iter().any(|word| word.as_bytes() == three);
    threes
        .filter(move |(_, three)| is_one(three))
        .map(|(at, _)| at)
}

/// Returns whether the day before a month is one that not every month has.
fn follows_odd((before, _): (&[u8], &[u8])) -> bool {
    let before = before.strip_suffix(b"of ").unwrap_or(before);
    let before = before.strip_suffix(b" ").unwrap_or(before);
    let letters = [b"st", b"nd", b"rd", b"th"];
    let day = letters.iter().find_map(|th| before.strip_suffix(*th));
    let day = day.unwrap_or(before);
    let digits = day.iter().rev().take_while(|byte| byte.is_ascii_digit());
    is_odd(&day[day.len() - digits.count()..])
}

/// Returns whether the day behind a month is one that not every month has.
fn leads_to_odd((_, month): (&[u8], &[u8])) -> bool {
    let letters = month.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let rest = &month[letters.count()..];
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
    is_odd(&rest[..digits.count()])
}

fn is_odd(day: &[u8]) -> bool {
    (1..=2).contains(&day.len())
        && (day >= &b"29"[..] && day.len() == 2 || day.iter().all(|digit| *digit == b'0'))
}

/// Returns whether two marks stand between digits, as in `30/02/2026`.
fn has_figures(text: &str) -> bool {
    let is_mark = |byte: &u8| matches!(byte, b'/' | b'-');
    let is_number =
        |part: &[u8]| (1..=2).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    let mut parts = text.as_bytes().split(is_mark).skip(1).peekable();
    std::iter::from_fn(|| parts.next().filter(|_| parts.peek().is_some())).any(is_number)
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
    let ends = !next.starts_with(char::is_alphanumeric) || GOES_ON.contains(&next);
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
    let position = MONTHS.iter().position(|start| name.starts_with(start))?;
    u32::try_from(position + 1).ok()
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
