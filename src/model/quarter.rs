//! Financial years and their quarters.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Date;

/// A financial year of the public sector: April to March, named by the year it starts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FinancialYear(pub i32);

/// A quarter of a financial year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quarter {
    /// The financial year.
    pub year: FinancialYear,
    /// 1 (April to June) to 4 (January to March).
    pub number: u8,
}

impl Quarter {
    /// Reads `2018-19 Q4`, `Q4 2018/19`, `Qtr 4 2018-2019`, `Quarter 4, 2018-19`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace(',', " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        let year = words.iter().find_map(|word| FinancialYear::parse(word))?;
        let rest: String = words
            .iter()
            .filter(|word| FinancialYear::parse(word).is_none())
            .copied()
            .collect();
        let number = ["quarter", "qtr", "qrt", "q"]
            .iter()
            .find_map(|name| rest.strip_prefix(name))?;
        let number = number
            .trim_start_matches('.')
            .parse()
            .ok()
            .filter(|n| (1..=4).contains(n))?;
        Some(Self { year, number })
    }

    /// Returns the quarter as files have it: `2026-27 Q2`.
    pub fn file_form(self) -> String {
        format!("{} Q{}", self.year, self.number)
    }

    /// Returns the quarter as names of folders and flags have it: `2026-27-q2`.
    pub fn slug(self) -> String {
        format!("{}-q{}", self.year, self.number)
    }

    /// Returns the folder of its papers where nothing says otherwise: `2026-27/q2`.
    pub fn folder(self) -> String {
        format!("{}/q{}", self.year, self.number)
    }

    /// Returns the quarter before.
    pub fn before(self) -> Self {
        match self.number {
            1 => Self {
                year: FinancialYear(self.year.0 - 1),
                number: 4,
            },
            number => Self {
                number: number - 1,
                ..self
            },
        }
    }

    /// Returns the quarter after.
    pub fn after(self) -> Self {
        match self.number {
            4 => Self {
                year: FinancialYear(self.year.0 + 1),
                number: 1,
            },
            number => Self {
                number: number + 1,
                ..self
            },
        }
    }

    /// Returns the same quarter of the year before.
    pub fn year_before(self) -> Self {
        Self {
            year: FinancialYear(self.year.0 - 1),
            ..self
        }
    }

    /// Returns the quarter that a day falls in: February 2019 is in Q4 of 2018-19.
    pub fn of(day: Date) -> Self {
        let (year, number) = match day.month {
            1..=3 => (day.year - 1, 4),
            4..=6 => (day.year, 1),
            7..=9 => (day.year, 2),
            _ => (day.year, 3),
        };
        Self {
            year: FinancialYear(year),
            number,
        }
    }

    /// Returns the last day of the quarter: 31 March 2019 for Q4 of 2018-19.
    pub fn last_day(self) -> Date {
        let start = self.year.0;
        let (year, month, day) = match self.number {
            1 => (start, 6, 30),
            2 => (start, 9, 30),
            3 => (start, 12, 31),
            _ => (start + 1, 3, 31),
        };
        Date { year, month, day }
    }
}

impl FinancialYear {
    /// Reads `2018-19`, `2018/19` or `2018-2019`.
    pub fn parse(text: &str) -> Option<Self> {
        let (start, end) = text.split_once(['-', '/', '–'])?;
        let year: i32 = start
            .parse()
            .ok()
            .filter(|year| (1900..=2200).contains(year))?;
        let next: i32 = end.parse().ok()?;
        let follows = match end.len() {
            2 => next == (year + 1) % 100,
            4 => next == year + 1,
            _ => false,
        };
        follows.then_some(Self(year))
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{} {}", self.number, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_in_the_forms_offices_use() {
        let q4 = Quarter {
            year: FinancialYear(2018),
            number: 4,
        };
        for text in [
            "2018-19 Q4",
            "Q4 2018/19",
            "Qtr 4 2018-2019",
            "Quarter 4, 2018-19",
            "q4 2018–19",
        ] {
            assert_eq!(Quarter::parse(text), Some(q4), "{text}");
        }
        assert_eq!(q4.to_string(), "Q4 2018-19");
        assert_eq!(q4.last_day().to_string(), "31 March 2019");
    }

    #[test]
    fn a_day_falls_in_the_quarter_that_its_last_day_ends() {
        for text in ["2018-19 Q1", "2018-19 Q2", "2018-19 Q3", "2018-19 Q4"] {
            let quarter = Quarter::parse(text).expect("a quarter");
            let next = quarter.last_day().plus_days(1).expect("a day");
            assert_eq!(Quarter::of(quarter.last_day()), quarter, "{text}");
            assert_eq!(Quarter::of(next).before(), quarter, "{text}");
        }
    }

    #[test]
    fn impossible_quarters_are_refused() {
        for text in ["2018-19 Q5", "2018-20 Q1", "Q4", "2018 Q4", ""] {
            assert_eq!(Quarter::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_turn_of_a_century_is_a_financial_year() {
        assert_eq!(FinancialYear::parse("2099-00"), Some(FinancialYear(2099)));
    }
}
