//! Dates and quarters in a text.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::{Captures, Regex};

use crate::model::{Date, FinancialYear, Quarter};

use super::lists;
use super::phrases::{Between, Phrases};
use super::words::{Words, fold};

/// `Q1 2026-27`, `quarter 1`: word, number, and the year where there is one.
static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
    let year = r"(?:19|20)[0-9]{2}(?: ?[-/–] ?[0-9]{2,4})?";
    pattern(&format!(
        r"([A-Za-z]+)[. ]?([1-4])(?-u:\b)(?:,? +(?:of +)?({year}))?"
    ))
});

/// `30 June 2026`, `June 2026`: day, month, year.
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:([0-3]?[0-9])(?:st|nd|rd|th)? +)?([A-Za-z]{3,12})\.? +((?:19|20)[0-9]{2})(?-u:\b)")
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// How dates and quarters are written in a language.
pub struct Dates {
    lists: lists::Dates,
    planned: Phrases,
    put_off: Phrases,
    due: Phrases,
}

/// A date or quarter that a text names.
pub struct Mention {
    /// Where it stands.
    pub words: Range<usize>,
    /// Its last day.
    pub last: Date,
    /// Whether work is planned for it.
    pub planned: bool,
}

impl Dates {
    /// Takes the words of a language.
    pub fn of(lists: lists::Dates, between: &Arc<Between>) -> Self {
        Self {
            planned: Phrases::of(&lists.planned, between),
            put_off: Phrases::of(&lists.put_off, between),
            due: Phrases::of(&lists.due, between),
            lists,
        }
    }

    /// Lists the dates and quarters that a text names; one without a year is in the year given.
    pub fn mentions(&self, text: &str, year: Option<FinancialYear>) -> Vec<Mention> {
        let quarters = QUARTER.captures_iter(text);
        let quarters =
            quarters.filter_map(|found| Some((whole(&found), self.quarter(&found, year)?)));
        let months = MONTH.captures_iter(text);
        let months = months.filter_map(|found| Some((whole(&found), self.day(&found)?)));
        let named: Vec<(Range<usize>, Date)> = quarters.chain(months).collect();
        let parts = Words::of_text(if named.is_empty() { "" } else { text });
        let mention = |(words, last): (Range<usize>, Date)| Mention {
            planned: self.is_planned(&parts, &words),
            words,
            last,
        };
        named.into_iter().map(mention).collect()
    }

    /// Returns whether the words before a date say that work is planned for it.
    fn is_planned(&self, words: &Words<'_>, date: &Range<usize>) -> bool {
        let mut end = words.of(&(0..date.start)).end;
        loop {
            if self.planned.ends_at(words, end) {
                return true;
            }
            let before = end.checked_sub(1).and_then(|at| words.get(at));
            if !before.is_some_and(|word| has(&self.lists.lead_in, word)) {
                return false;
            }
            end -= 1;
        }
    }

    /// Returns whether a text says that something was put off.
    pub fn puts_off(&self, text: &str) -> bool {
        self.put_off.is_match(text)
    }

    /// Returns whether a heading is of days on which work starts or ends.
    pub fn is_due(&self, heading: &str) -> bool {
        self.due.is_match(heading)
    }

    /// Returns the words of a text with the same mark in place of each date.
    pub fn without(&self, text: &str) -> String {
        let words = Words::of_text(text);
        let mut kept: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let days = self.days_before(&words, at);
            let length = self.date(&words, at);
            kept.truncate(kept.len().saturating_sub(days));
            if length == 0 {
                kept.push(word);
            } else if kept.last() != Some(&DATE) {
                kept.push(DATE);
            }
            at += length.max(1);
        }
        kept.join(" ")
    }

    /// Counts the words of a date that begins here with a month, a season, a quarter or a year.
    fn date(&self, words: &Words<'_>, at: usize) -> usize {
        let word = words.get(at).unwrap_or_default();
        let number = |text: &str| matches!(text, "1" | "2" | "3" | "4");
        let next = words.get(at + 1).unwrap_or_default();
        let spans = is_year(word) && words.gap(at + 1) == "/" && next.len() == 2 && is_number(next);
        if spans || (has(&self.lists.quarters, word) && number(next)) {
            return 2;
        }
        let name = word.strip_suffix(['1', '2', '3', '4']);
        let quarter = name.is_some_and(|name| has(&self.lists.quarters, name));
        usize::from(quarter || self.is_month(word) || is_year(word))
    }

    /// Counts the words before a month or a year that are its day, or day and month.
    fn days_before(&self, words: &Words<'_>, at: usize) -> usize {
        let word = words.get(at).unwrap_or_default();
        let numeric = |at: usize| ["/", "."].contains(&words.gap(at));
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        if self.is_month(word) {
            return usize::from(before.is_some_and(is_day));
        }
        let short = is_year(word) && at > 1 && numeric(at) && numeric(at - 1);
        if short { 2 } else { 0 }
    }

    fn is_month(&self, word: &str) -> bool {
        let lists = [
            &self.lists.months,
            &self.lists.short_months,
            &self.lists.seasons,
        ];
        lists.iter().any(|list| has(list, word))
    }

    /// Returns the day that is named, or the last of the month.
    fn day(&self, found: &Captures<'_>) -> Option<Date> {
        let name = fold(&found[2]);
        let known = has(&self.lists.months, &name) || has(&self.lists.short_months, &name);
        let mut months = self.lists.months.iter().filter(|_| known);
        let month = months.position(|month| fold(month).starts_with(&name))?;
        let month = u32::try_from(month + 1).ok()?;
        let year = found[3].parse().ok()?;
        match found.get(1) {
            Some(day) => Date::new(year, month, day.as_str().parse().ok()?),
            None => (28..=31).rev().find_map(|day| Date::new(year, month, day)),
        }
    }

    fn quarter(&self, found: &Captures<'_>, year: Option<FinancialYear>) -> Option<Date> {
        let is_quarter = has(&self.lists.quarters, &found[1]);
        let number = found[2].parse().ok().filter(|_| is_quarter)?;
        let year = match found.get(3) {
            Some(text) => {
                let text = text.as_str().replace(' ', "");
                FinancialYear::parse(&text).or_else(|| text.parse().ok().map(FinancialYear))?
            }
            None => year?,
        };
        Some(Quarter { year, number }.last_day())
    }
}

/// What stands in place of a date.
const DATE: &str = "0";

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a word is a year, or two that follow each other.
fn is_year(word: &str) -> bool {
    let first = word.split(['-', '–']).next().unwrap_or_default();
    let digits = word.split(['-', '–']).all(is_number);
    digits && first.len() == 4 && (first.starts_with("19") || first.starts_with("20"))
}

/// Returns whether a word is the number of a day, such as `3` or `3rd`.
fn is_day(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn whole(found: &Captures<'_>) -> Range<usize> {
    found.get(0).map(|all| all.range()).unwrap_or_default()
}
