//! The quarter that a title line names.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{FinancialYear, Quarter};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Returns the quarter that a line names: by number and financial year, or by number and its last month.
pub fn named(line: &str, year: Option<FinancialYear>) -> Option<Quarter> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:q|qtr|qrt|quarter)\.?\s*([1-4])\b").expect("a sound pattern")
    });
    let number: u8 = NUMBER.captures(line)?.get(1)?.as_str().parse().ok()?;
    let told = last_month(line).filter(|quarter| quarter.number == number);
    let of_year = |year| Quarter { year, number };
    years(line).map(of_year).or(told).or(year.map(of_year))
}

/// Returns a line without the quarter at its front or its end, where signs part it from the other words.
///
/// A year with no sign before it, as in `Plan 2026-27 Q1`, is the other words' own.
pub fn without(line: &str) -> &str {
    static STRETCH: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"(?:q|qtr|qrt|quarter)\.?\s*[1-4]\b";
        let year = r"(?:19|20)[0-9]{2}\s*[-–/]\s*(?:20)?[0-9]{2}\b";
        let gap = r"[\s,;:·|(–—-]*";
        let quarter =
            format!(r"(?:{number}(?:\s+update)?(?:{gap}{year})?|{year}\s*,?\s*{number})\)?");
        let (front, parted) = (format!(r"^\(?{quarter}[\s,;:|)–—-]+"), r"[,;:|(–—-]\s*");
        let end = format!(r"\s*(?:{parted}{quarter}|\s{number}(?:{gap}{year})?\)?)\s*$");
        Regex::new(&format!("(?i)(?:{front})|(?:{end})")).expect("a sound pattern")
    });
    match STRETCH.find(line) {
        Some(found) if found.start() == 0 => &line[found.end()..],
        Some(found) => line[..found.start()].trim_end(),
        None => line,
    }
}

/// Returns where the words stand that name a quarter: its number, its year and its months.
pub fn words(line: &str) -> Vec<Range<usize>> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        let months = MONTHS.join("|");
        let year = r"(?:19|20)[0-9]{2}(?:\s*[-–/]\s*(?:20)?[0-9]{2})?";
        Regex::new(&format!(
            r"(?i)\b(?:(?:q|qtr|qrt|quarter)\.?\s*[1-4]|(?:{months})[a-z]*\s+{year}|{year})\b"
        ))
        .expect("a sound pattern")
    });
    WORDS.find_iter(line).map(|found| found.range()).collect()
}

/// Returns the financial year that a line names.
pub fn years(line: &str) -> Option<FinancialYear> {
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | '.'));
    words
        .filter(|word| !word.is_empty())
        .find_map(FinancialYear::parse)
}

/// Returns the quarter in which the last month of a line lies.
fn last_month(line: &str) -> Option<Quarter> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        let months = MONTHS.join("|");
        Regex::new(&format!(
            r"(?i)\b({months})[a-z]*\s+((?:19|20)[0-9]{{2}})\b"
        ))
        .expect("a sound pattern")
    });
    let found = MONTH.captures_iter(line).last()?;
    let name = found.get(1)?.as_str().to_lowercase();
    let year: i32 = found.get(2)?.as_str().parse().ok()?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let (start, number) = match month {
        0..=2 => (year - 1, 4),
        3..=5 => (year, 1),
        6..=8 => (year, 2),
        _ => (year, 3),
    };
    Some(Quarter {
        year: FinancialYear(start),
        number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_month_name_a_quarter() {
        let said = |line: &str| named(line, None).map(|quarter| quarter.to_string());
        let q4 = Some("Q4 2018-19".to_owned());
        assert_eq!(said("THEME 3 UPDATE - QRT 4 UPDATE (March 2019)"), q4);
        assert_eq!(said("QRT 4 UPDATE (April 2018 to March 2019)"), q4);
        assert_eq!(said("Quarter 4, 2018-19"), q4);
        assert_eq!(said("Quarter 4 (June 2019)"), None);
        assert_eq!(said("Update (March 2019)"), None);
    }

    #[test]
    fn a_quarter_at_an_end_of_a_line_is_no_part_of_the_other_words() {
        for (line, rest) in [
            (
                "Theme 2: Safer Roads – Quarter 1 2026/27",
                "Theme 2: Safer Roads",
            ),
            ("Theme 2: Safer Roads (Q1, 2026-27)", "Theme 2: Safer Roads"),
            ("Theme 2: Safer Roads Quarter 1", "Theme 2: Safer Roads"),
            ("Theme 2: Safer Roads, 2026-27 Q1", "Theme 2: Safer Roads"),
            ("Quarter 1 2026-27: Theme 2", "Theme 2"),
            ("2026-27 Q1 – Theme 2", "Theme 2"),
            (
                "Police and Crime Plan 2026-30 – Quarter 1",
                "Police and Crime Plan 2026-30",
            ),
            (
                "Police and Crime Plan 2026-30 Q1",
                "Police and Crime Plan 2026-30",
            ),
            ("Safer Roads", "Safer Roads"),
        ] {
            assert_eq!(without(line), rest, "{line}");
        }
    }
}
