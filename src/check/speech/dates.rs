//! Dates and quarters in a text.

use std::ops::Range;

use regex::{Captures, Regex};

use crate::model::{Date, FinancialYear, Quarter};

use super::lists;
use super::phrases::Phrases;

/// How dates and quarters are written in a language.
pub struct Dates {
    /// `Q1 2026-27`, `quarter 1`: number, and the year where there is one.
    quarter: Option<Regex>,
    /// `30 June 2026`, `June 2026`: day, month, year.
    month: Option<Regex>,
    /// Anything that is a date or a part of one.
    any: Option<Regex>,
    months: Vec<String>,
    planned: Option<Regex>,
    put_off: Option<Regex>,
    due: Option<Regex>,
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
    pub fn of(lists: &lists::Dates, phrases: &Phrases) -> Self {
        let pattern = |pattern: String| Regex::new(&pattern).ok();
        let months = [&lists.months[..], &lists.short_months].concat();
        let quarter = phrases.one_of(&lists.quarters);
        let month = phrases.one_of(&months);
        let year = r"(?:of +)?((?:19|20)[0-9]{2}(?: ?[-/–] ?[0-9]{2,4})?)";
        let all = [&months[..], &lists.seasons, &lists.quarters].concat();
        Self {
            quarter: quarter.and_then(|words| {
                pattern(format!(
                    r"(?i)(?-u:\b){words}[. ]?([1-4])(?-u:\b)(?:,? +{year})?"
                ))
            }),
            month: month.and_then(|words| {
                let day = "(?:([0-3]?[0-9])(?:st|nd|rd|th)? +)?";
                pattern(format!(
                    r"(?i)(?-u:\b){day}({words})\.? +((?:19|20)[0-9]{{2}})(?-u:\b)"
                ))
            }),
            any: phrases.one_of(&all).and_then(|words| {
                let spans =
                    r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}|(?:19|20)[0-9]{2}(?:[-/–][0-9]{2,4})?";
                let day = "(?:[0-3]?[0-9](?:st|nd|rd|th)? +)?";
                pattern(format!(
                    r"(?i)(?-u:\b)(?:{day}{words}[. ]?[1-4]?|{spans})(?-u:\b)"
                ))
            }),
            planned: phrases.one_of(&lists.planned).and_then(|words| {
                let between = r"(?: +(?:the +)?(?:start|beginning|end|middle) +of)?";
                pattern(format!(r"(?i)(?-u:\b){words}{between} *(?:the *)?$"))
            }),
            put_off: phrases.any(&lists.put_off),
            due: phrases.any(&lists.due),
            months: lists
                .months
                .iter()
                .map(|month| month.to_lowercase())
                .collect(),
        }
    }

    /// Lists the dates and quarters that a text names; one without a year is in the year given.
    pub fn mentions(&self, text: &str, year: Option<FinancialYear>) -> Vec<Mention> {
        let quarters = self
            .quarter
            .iter()
            .flat_map(|words| words.captures_iter(text));
        let quarters = quarters.filter_map(|found| Some((whole(&found), quarter(&found, year)?)));
        let months = self
            .month
            .iter()
            .flat_map(|words| words.captures_iter(text));
        let months = months.filter_map(|found| Some((whole(&found), self.day(&found)?)));
        let mention = |(words, last): (Range<usize>, Date)| Mention {
            planned: self
                .planned
                .iter()
                .any(|plan| plan.is_match(&text[..words.start])),
            words,
            last,
        };
        quarters.chain(months).map(mention).collect()
    }

    /// Returns whether a text says that something was put off.
    pub fn puts_off(&self, text: &str) -> bool {
        self.put_off.iter().any(|words| words.is_match(text))
    }

    /// Returns whether a heading is of days on which work starts or ends.
    pub fn is_due(&self, heading: &str) -> bool {
        self.due.iter().any(|words| words.is_match(heading))
    }

    /// Returns a text with the same mark in place of each date.
    pub fn without(&self, text: &str) -> String {
        match &self.any {
            Some(any) => any.replace_all(text, "0").into_owned(),
            None => text.to_owned(),
        }
    }

    /// Returns the day that is named, or the last of the month.
    fn day(&self, found: &Captures<'_>) -> Option<Date> {
        let name = found[2].to_lowercase();
        let month = self
            .months
            .iter()
            .position(|month| month.starts_with(&name))?;
        let month = u32::try_from(month + 1).ok()?;
        let year = found[3].parse().ok()?;
        match found.get(1) {
            Some(day) => Date::new(year, month, day.as_str().parse().ok()?),
            None => (28..=31).rev().find_map(|day| Date::new(year, month, day)),
        }
    }
}

fn whole(found: &Captures<'_>) -> Range<usize> {
    found.get(0).map(|all| all.range()).unwrap_or_default()
}

fn quarter(found: &Captures<'_>, year: Option<FinancialYear>) -> Option<Date> {
    let number = found[1].parse().ok()?;
    let year = match found.get(2) {
        Some(text) => {
            let text = text.as_str().replace(' ', "");
            FinancialYear::parse(&text).or_else(|| text.parse().ok().map(FinancialYear))?
        }
        None => year?,
    };
    Some(Quarter { year, number }.last_day())
}
