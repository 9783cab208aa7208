//! A calendar date.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The months, from January.
pub const MONTHS: [&str; 12] = [
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
    /// Returns the day as files have it: `2026-10-16`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

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
        let (year, month, day) = parts(text)?;
        Self::new(year, month, day)
    }

    /// Says why a text with the form of a date is none: there is no such day or month.
    pub fn why_impossible(text: &str) -> Option<String> {
        let (year, month, day) = parts(text)?;
        if !(1..=9999).contains(&year) || Self::new(year, month, day).is_some() {
            return None;
        }
        let named = month.checked_sub(1).and_then(|at| MONTHS.get(at as usize));
        Some(match (named, day) {
            (None, _) => format!("there is no month {month}"),
            (_, 0) => "there is no day 0".to_owned(),
            (Some(name), _) if month == 2 => {
                format!("{name} {year} has {} days", days_in(year, month))
            }
            (Some(name), _) => format!("{name} has {} days", days_in(year, month)),
        })
    }
}

/// Returns year, month and day of a text with the form of a date, whether or not there is such a day.
fn parts(text: &str) -> Option<(i32, u32, u32)> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, middle, last] = parts[..] else {
        return None;
    };
    let month = middle.parse().ok().or_else(|| month_number(middle))?;
    if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        return Some((first.parse().ok()?, month, last.parse().ok()?));
    }
    let day = first
        .trim_end_matches(|c: char| c.is_ascii_alphabetic())
        .parse()
        .ok()?;
    let year: i32 = last.parse().ok()?;
    let year = if last.len() == 2 { 2000 + year } else { year };
    Some((year, month, day))
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// All days, Monday first.
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Returns whether it is Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

impl Date {
    /// Returns the day of the week.
    pub fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        let position = (self.day_number() + 3).rem_euclid(7);
        Weekday::ALL[usize::try_from(position).expect("0 to 6")]
    }

    /// Returns the day so many days later, or earlier where the number is negative; none beyond the years that dates have.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        from_day_number(self.day_number().checked_add(days)?)
    }

    /// Returns the day so many months later: the same day of the month, or the last one where there is none or it was the last.
    pub fn plus_months(self, months: u8) -> Option<Self> {
        let ahead = u32::from(self.month) - 1 + u32::from(months);
        let year = self.year + i32::try_from(ahead / 12).ok()?;
        let month = ahead % 12 + 1;
        let is_last = u32::from(self.day) == days_in(self.year, u32::from(self.month));
        let last = days_in(year, month);
        let day = if is_last {
            last
        } else {
            last.min(self.day.into())
        };
        Self::new(year, month, day)
    }

    /// Returns how many days later another day is; negative where it is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.day_number() - self.day_number()
    }

    /// Returns Easter Day of a year, by the Gregorian rule.
    pub fn easter(year: i32) -> Option<Self> {
        let (century, of_nineteen) = (year / 100, year % 19);
        let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * of_nineteen + 15) % 30;
        let moon = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - of_nineteen) / 11));
        let sunday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
        let march = moon - sunday + 28;
        let (month, day) = if march > 31 {
            (4, march - 31)
        } else {
            (3, march)
        };
        Self::new(year, month, u32::try_from(day).ok()?)
    }

    /// Counts days from 1 January 1970.
    fn day_number(self) -> i64 {
        // Years start in March, so that the leap day is the last of its year.
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

fn from_day_number(number: i64) -> Option<Date> {
    let number = number.checked_add(719_468)?;
    let (era, day) = (number.div_euclid(146_097), number.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    Date::new(
        i32::try_from(year).ok()?,
        u32::try_from(month).ok()?,
        u32::try_from(day).ok()?,
    )
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
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
    fn months_on_the_last_day_stays_the_last_and_no_day_is_made_up() {
        for (day, later) in [
            ("2026-10-30", "2027-01-30"),
            ("2026-11-30", "2027-02-28"),
            ("2026-09-30", "2026-12-31"),
            ("2027-11-30", "2028-02-29"),
            ("2026-12-31", "2027-03-31"),
        ] {
            let moved = Date::parse(day).and_then(|day| day.plus_months(3));
            assert_eq!(moved, Date::parse(later), "{day}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_from_what_is_no_date() {
        for (text, why) in [
            ("31/09/2026", "September has 30 days"),
            ("31st Sept 26", "September has 30 days"),
            ("2026-13-01", "there is no month 13"),
            ("01/13/2026", "there is no month 13"),
            ("2026-00-01", "there is no month 0"),
            ("0/1/2026", "there is no day 0"),
            ("29 February 2026", "February 2026 has 28 days"),
            ("30.02.2028", "February 2028 has 29 days"),
        ] {
            assert_eq!(Date::why_impossible(text).as_deref(), Some(why), "{text}");
        }
        for text in ["30/09/2026", "soon", "Q2 2026", "12/2026", "1/1/0"] {
            assert_eq!(Date::why_impossible(text), None, "{text}");
        }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day("2026-11-22").weekday(), Weekday::Sunday);
        assert_eq!(day("2000-02-29").weekday(), Weekday::Tuesday);
        assert_eq!(day("2028-02-28").plus_days(2), Some(day("2028-03-01")));
        assert_eq!(day("2027-01-01").plus_days(-1), Some(day("2026-12-31")));
        assert_eq!(day("2025-03-01").days_until(day("2026-03-01")), 365);
        assert_eq!(day("9999-12-31").plus_days(1), None);
        let mut next = day("1899-12-31");
        for _ in 0..100_000 {
            let after = next.plus_days(1).expect("a day");
            assert!(after > next && next.days_until(after) == 1, "{next}");
            assert_ne!(after.weekday(), next.weekday());
            next = after;
        }
    }

    #[test]
    fn easter_is_where_the_calendars_have_it() {
        for easter in [
            "1961-04-02",
            "2000-04-23",
            "2008-03-23",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
        ] {
            assert_eq!(Date::easter(day(easter).year), Some(day(easter)));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(Date::parse("31 February 2020"), None);
        assert_eq!(Date::parse("29 February 2019"), None);
        assert!(Date::parse("29 February 2020").is_some());
    }
}
