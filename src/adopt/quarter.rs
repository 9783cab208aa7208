//! The quarter that a workbook is of, as its titles, headings, sheets and names say it.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{FinancialYear, Quarter};
use crate::validate::{named_quarter, quarter_number};

/// Reads the quarter that a line names with its year: `Q4 2018-19`, `QRT 4 UPDATE (March 2019)`, `Apr-Jun 2026`.
pub fn whole(text: &str) -> Option<Quarter> {
    if let Some(named) = named_quarter(text, None) {
        return Some(named.quarter);
    }
    let number = quarter_number(text)?;
    let by_month = month_and_year(text).filter(|quarter| quarter.number == number);
    by_month.or_else(|| {
        let year = year(text)?;
        Some(Quarter { year, number })
    })
}

/// Reads the number of a quarter alone.
pub fn number(text: &str) -> Option<u8> {
    quarter_number(text)
}

/// Reads a financial year anywhere in a line: `Delivery Plan (2018-19)`.
pub fn year(text: &str) -> Option<FinancialYear> {
    let words = text.split(|c: char| c.is_whitespace() || "(),;:".contains(c));
    words
        .filter(|word| !word.is_empty())
        .find_map(FinancialYear::parse)
}

/// Reads the quarter that a month with its year lies in: `as at 30 June 2026` is in Q1 2026-27.
pub fn month_and_year(text: &str) -> Option<Quarter> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?-u:\b)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+",
            r"((?:19|20)[0-9]{2})(?:$|[^-/–0-9])",
        ))
        .expect("a sound pattern")
    });
    let found = MONTH.captures(text)?;
    let months = [
        "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar",
    ];
    let month = found[1].to_lowercase();
    let place = months.iter().position(|known| *known == month)?;
    let year: i32 = found[2].parse().ok()?;
    Some(Quarter {
        year: FinancialYear(if place >= 9 { year - 1 } else { year }),
        number: u8::try_from(place / 3 + 1).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_quarters_with_a_year_a_plan_or_a_month() {
        for (text, quarter) in [
            ("Q4 2018-19", Some("Q4 2018-19")),
            (
                "STRATEGIC THEME 3 UPDATE - QRT 4 UPDATE (March 2019)",
                Some("Q4 2018-19"),
            ),
            ("Delivery Plan (2018-19), Qtr 2", Some("Q2 2018-19")),
            ("Apr-Jun 2026", Some("Q1 2026-27")),
            ("2026-27 q2", Some("Q2 2026-27")),
            ("Plan 2026-30", None),
            ("Q2 position", None),
        ] {
            assert_eq!(
                whole(text).map(|quarter| quarter.to_string()).as_deref(),
                quarter,
                "{text}"
            );
        }
    }

    #[test]
    fn a_month_lies_in_a_quarter_of_the_financial_year() {
        let read = |text| month_and_year(text).map(|quarter| quarter.to_string());
        assert_eq!(read("as at 30 June 2026").as_deref(), Some("Q1 2026-27"));
        assert_eq!(read("to January 2027").as_deref(), Some("Q4 2026-27"));
        assert_eq!(read("by October"), None);
    }
}
