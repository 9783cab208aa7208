//! Days counted by spreadsheets, and dates written as text in their files.

use chrono::{Datelike, Days, NaiveDate};

use super::sheet::Content;

/// The first day of a workbook's count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Day 1 is 1 January 1900, and 1900 is wrongly taken for a leap year.
    #[default]
    Of1900,
    /// Day 0 is 1 January 1904.
    Of1904,
}

impl Epoch {
    /// Returns the date of a day's number; none outside the years 1900 to 9999.
    pub(super) fn date(self, serial: f64) -> Option<Content> {
        if !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        // Below a fifty-thousandth of a second short of midnight is rounding, not the day before.
        let day = (serial + 1e-9).floor() as u64;
        let (first, day) = match self {
            // Day 60 would be 29 February 1900, which never was.
            Self::Of1900 if day >= 60 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, day),
            // Day 0 is what a reference to an empty cell gives.
            Self::Of1900 if day == 0 => return None,
            Self::Of1900 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, day),
            Self::Of1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, day),
        };
        first.checked_add_days(Days::new(day)).map(content)
    }
}

/// Returns the date that begins a text such as `2019-03-31T00:00:00`.
pub(super) fn written(text: &str) -> Option<Content> {
    let date = text.trim().split('T').next()?;
    NaiveDate::parse_from_str(date, "%Y-%m-%d")
        .ok()
        .map(content)
}

/// Returns the share of a day that a duration such as `PT12H30M00S` is.
pub(super) fn duration(text: &str) -> Option<f64> {
    let (negative, rest) = match text.trim().strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim()),
    };
    let (mut seconds, mut digits) = (0.0, String::new());
    for character in rest.strip_prefix('P')?.chars() {
        let factor = match character {
            'T' => continue,
            'D' => 86_400.0,
            'H' => 3_600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => {
                digits.push(character);
                continue;
            }
        };
        seconds += std::mem::take(&mut digits).parse::<f64>().ok()? * factor;
    }
    Some(if negative { -seconds } else { seconds } / 86_400.0)
}

fn content(date: NaiveDate) -> Content {
    Content::Date {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> Option<Content> {
        Some(Content::Date { year, month, day })
    }

    #[test]
    fn days_are_counted_in_both_systems() {
        assert_eq!(Epoch::Of1900.date(1.0), date(1900, 1, 1));
        assert_eq!(Epoch::Of1900.date(59.0), date(1900, 2, 28));
        assert_eq!(Epoch::Of1900.date(61.0), date(1900, 3, 1));
        assert_eq!(Epoch::Of1900.date(43555.75), date(2019, 3, 31));
        assert_eq!(Epoch::Of1904.date(42093.0), date(2019, 3, 31));
        assert_eq!(Epoch::Of1900.date(-1.0), None);
        assert_eq!(Epoch::Of1900.date(f64::NAN), None);
    }

    #[test]
    fn written_dates_and_durations_are_understood() {
        assert_eq!(written("2019-03-31T23:59:59"), date(2019, 3, 31));
        assert_eq!(written("31/03/2019"), None);
        assert_eq!(duration("PT12H00M00S"), Some(0.5));
        assert_eq!(duration("12 hours"), None);
    }
}
