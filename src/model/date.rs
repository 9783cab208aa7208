//! A calendar date.

use std::fmt;

use serde::{Deserialize, Serialize};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Gregorian calendar, checked to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year, such as 2019.
    pub year: i32,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// Returns the date, unless there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        if !known || day < 1 || day > days_in(year, month) {
            return None;
        }
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        Some(Self { year, month, day })
    }

    /// Reads `2019-03-31`, `31/3/2019`, `31.03.2019` or `31 March 2019`; day before month, as the United Kingdom writes.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
            .filter(|part| !part.is_empty())
            .collect();
        let [first, middle, last] = parts[..] else {
            return None;
        };
        let month = middle.parse().ok().or_else(|| month_number(middle))?;
        if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
            return Self::new(first.parse().ok()?, month, last.parse().ok()?);
        }
        let day = first
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse()
            .ok()?;
        let year: i32 = last.parse().ok()?;
        Self::new(if last.len() == 2 { 2000 + year } else { year }, month, day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}",
            self.day,
            MONTHS[usize::from(self.month) - 1],
            self.year
        )
    }
}

fn days_in(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn month_number(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let position = MONTHS.iter().position(|month| {
        let month = month.to_lowercase();
        name.len() >= 3 && month.starts_with(&name)
    })?;
    u32::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_united_kingdom_writes_them() {
        let march = Date::new(2019, 3, 31);
        for text in [
            "2019-03-31",
            "31/3/2019",
            "31.03.19",
            "31 March 2019",
            "31st Mar 2019",
        ] {
            assert_eq!(Date::parse(text), march, "{text}");
        }
        assert_eq!(march.expect("exists").to_string(), "31 March 2019");
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(Date::parse("31 February 2020"), None);
        assert_eq!(Date::parse("29 February 2019"), None);
        assert!(Date::parse("29 February 2020").is_some());
    }
}
