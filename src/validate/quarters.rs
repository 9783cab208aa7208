//! Headings that name a quarter: `Q1 2026-27`, `Actual Q1 26/27`, `Apr-Jun 2026`.

use regex::Regex;
use std::sync::LazyLock;

use crate::model::{FinancialYear, Quarter};

use super::heading_words::fold;

/// A quarter that a text names, and the words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The quarter.
    pub quarter: Quarter,
    /// The words beside it, folded; nothing where it stands alone.
    pub words: String,
}

/// The name under which the cell of a quarter goes, as messages show it: `actuals Q1 2026-27`.
pub fn slot(column: &str, quarter: Quarter) -> String {
    format!("{column} {quarter}")
}

/// Returns the quarter that a slot of a column is for.
pub fn quarter_of(slot: &str, column: &str) -> Option<Quarter> {
    Quarter::parse(slot.strip_prefix(column)?.strip_prefix(' ')?)
}

/// Reads the quarter that a text names; `year` is that of a quarter without one.
pub fn named_quarter(text: &str, year: Option<FinancialYear>) -> Option<Named> {
    let (rest, own) = take_year(text);
    if let Some((rest, number)) = take_number(&rest) {
        let year = own.or(year)?;
        return Some(named(year, number, &rest));
    }
    let (rest, number, calendar) = take_months(text)?;
    let year = match calendar {
        Some(calendar) => FinancialYear(if number == 4 { calendar - 1 } else { calendar }),
        None => own.or(year)?,
    };
    Some(named(year, number, &rest))
}

fn named(year: FinancialYear, number: u8, rest: &str) -> Named {
    static BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[(\[][^)\]]*[)\]]").expect("a sound pattern"));
    Named {
        quarter: Quarter { year, number },
        words: fold(&BRACKETS.replace_all(rest, " ")),
    }
}

/// Reads a financial year that stands alone, or beside a word for it: `2026-27`, `FY 26/27`.
pub fn year_alone(text: &str) -> Option<FinancialYear> {
    let (rest, year) = take_year(text);
    let alone = ["", "fy", "year", "financial year"].contains(&&*fold(&rest));
    year.filter(|_| alone)
}

/// Takes a financial year out of a text: `2026-27`, `2026/2027`, `26/27`.
fn take_year(text: &str) -> (String, Option<FinancialYear>) {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)((?:(?:19|20)[0-9][0-9])|[0-9][0-9])\s?[-/–]\s?((?:19|20)[0-9][0-9]|[0-9][0-9])(?-u:\b)")
            .expect("a sound pattern")
    });
    let is_digit = |c: char| c.is_ascii_digit();
    let may_be = text.contains(is_digit) && text.contains(['-', '/', '–']);
    let found = may_be.then(|| YEAR.captures_iter(text));
    for found in found.into_iter().flatten() {
        let century = if found[1].len() == 2 { "20" } else { "" };
        if let Some(year) = FinancialYear::parse(&format!("{century}{}-{}", &found[1], &found[2])) {
            let rest = text.replacen(&found[0], " ", 1);
            return (rest, Some(year));
        }
    }
    (text.to_owned(), None)
}

/// Takes a quarter's number out of a text: `Q1`, `Qtr 1`, `first quarter`, `1st quarter`.
fn take_number(text: &str) -> Option<(String, u8)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?-u:\b)(?:q(?:tr|rt|uarter)?\.?\s*([1-4])|([1-4])(?:st|nd|rd|th)\s+quarter",
            r"|(first|second|third|fourth)\s+quarter)(?-u:\b)",
        ))
        .expect("a sound pattern")
    });
    if !text.contains(['q', 'Q']) {
        return None;
    }
    let found = NUMBER.captures(text)?;
    let number = match (found.get(1).or(found.get(2)), found.get(3)) {
        (Some(digit), _) => digit.as_str().parse().ok()?,
        (None, word) => match word?.as_str().to_lowercase().as_str() {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            _ => 4,
        },
    };
    Some((text.replacen(&found[0], " ", 1), number))
}

/// Takes the months of a quarter out of a text, with the calendar year they end in: `Apr-Jun 2026`, `January to March 2027`.
fn take_months(text: &str) -> Option<(String, u8, Option<i32>)> {
    static MONTHS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?-u:\b)(apr|jul|oct|jan)[a-z]*\.?\s*(?:-|–|to)\s*(jun|sep|dec|mar)[a-z]*\.?",
            r"(?:\s+((?:19|20)[0-9][0-9])(?:$|[^-/–0-9]))?",
        ))
        .expect("a sound pattern")
    });
    let found = MONTHS.captures(text)?;
    let number = match (&*found[1].to_lowercase(), &*found[2].to_lowercase()) {
        ("apr", "jun") => 1,
        ("jul", "sep") => 2,
        ("oct", "dec") => 3,
        ("jan", "mar") => 4,
        _ => return None,
    };
    let year = found.get(3).and_then(|year| year.as_str().parse().ok());
    let rest = take_year(&text.replacen(&found[0], " ", 1)).0;
    Some((rest, number, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let named = named_quarter(text, Some(FinancialYear(2026)))?;
        Some((named.quarter.to_string(), named.words))
    }

    #[test]
    fn headings_name_quarters_in_many_forms() {
        for (text, quarter, words) in [
            ("Q1 2026-27", "Q1 2026-27", ""),
            ("2025/26 Q4", "Q4 2025-26", ""),
            ("Qtr 2 25/26", "Q2 2025-26", ""),
            ("Q3", "Q3 2026-27", ""),
            ("Actual Q1 2026/27", "Q1 2026-27", "actual"),
            ("Q2 2025-26 (provisional)", "Q2 2025-26", ""),
            ("First quarter 2026-2027", "Q1 2026-27", ""),
            ("1st quarter", "Q1 2026-27", ""),
            ("Apr-Jun 2026", "Q1 2026-27", ""),
            ("January to March 2026", "Q4 2025-26", ""),
            ("Jan–Mar 2026-27", "Q4 2026-27", ""),
            ("Oct - Dec", "Q3 2026-27", ""),
            ("Q2 target", "Q2 2026-27", "target"),
        ] {
            let read = read(text);
            assert_eq!(read, Some((quarter.into(), words.into())), "{text}");
        }
    }

    #[test]
    fn other_headings_name_none() {
        for text in [
            "Quarter",
            "2026-27",
            "Target 2026-27",
            "Apr-Sep 2026",
            "Q5 2026-27",
            "Quality",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(named_quarter("Q1", None), None);
    }

    #[test]
    fn a_slot_goes_by_its_column_and_quarter() {
        let quarter = Quarter::parse("2026-27 Q1").expect("a quarter");
        let name = slot("actuals", quarter);
        assert_eq!(name, "actuals Q1 2026-27");
        assert_eq!(quarter_of(&name, "actuals"), Some(quarter));
        assert_eq!(quarter_of(&name, "actual"), None);
    }
}
