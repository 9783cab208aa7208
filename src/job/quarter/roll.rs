//! From one quarter to another, in words: headings, file names, titles.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::{Date, FinancialYear, MONTHS, Quarter};

const COUNTED: [(&str, &str); 4] = [
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
];

/// The step from one quarter to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The quarter that is over.
    pub from: Quarter,
    /// The one that begins.
    pub to: Quarter,
}

impl Roll {
    /// Returns a path with the old quarter's spelling replaced by the new one's; none where nothing of it is in the path.
    pub fn path(&self, path: &str) -> Option<String> {
        let rolled = self.numbers(path);
        (rolled != path).then_some(rolled)
    }

    /// Returns words with quarter, year and months of the old quarter replaced by the new one's.
    pub fn text(&self, text: &str) -> String {
        self.months(&self.counted(&self.numbers(text)))
    }

    /// Returns whether words speak of the old quarter.
    pub fn names(&self, text: &str) -> bool {
        self.text(text) != text
    }

    /// Returns how many months lie between the quarters.
    pub fn months_on(&self) -> u8 {
        let count = |quarter: Quarter| quarter.year.0 * 12 + i32::from(quarter.number) * 3;
        u8::try_from(count(self.to) - count(self.from)).unwrap_or_default()
    }

    /// Replaces `Q4` and `2026-27`, however they are spelled.
    fn numbers(&self, text: &str) -> String {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)(q(?:tr|rt|uarter)?[-_. ]*)([1-4])").expect("a sound pattern")
        });
        static YEAR: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"((?:19|20)?[0-9][0-9])(\s?[-/–_]\s?)((?:19|20)?[0-9][0-9])")
                .expect("a sound pattern")
        });
        let text = replaced(&NUMBER, text, |found| {
            let own = found[2] == *self.from.number.to_string();
            own.then(|| format!("{}{}", &found[1], self.to.number))
        });
        replaced(&YEAR, &text, |found| {
            let whole = format!("{}-{}", century(&found[1]), &found[3]);
            let own = FinancialYear::parse(&whole) == Some(self.from.year);
            let year = |year: i32, width: usize| year.to_string()[4 - width..].to_owned();
            let start = self.to.year.0;
            own.then(|| {
                format!(
                    "{}{}{}",
                    year(start, found[1].len()),
                    &found[2],
                    year(start + 1, found[3].len())
                )
            })
        })
    }

    /// Replaces `second quarter` and `2nd quarter`.
    fn counted(&self, text: &str) -> String {
        static WORDS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)(first|second|third|fourth|1st|2nd|3rd|4th)(\s+quarter)")
                .expect("a sound pattern")
        });
        let (from, to) = (self.from.number - 1, self.to.number - 1);
        let (from, to) = (COUNTED[usize::from(from)], COUNTED[usize::from(to)]);
        replaced(&WORDS, text, |found| {
            let said = found[1].to_lowercase();
            let new = if said == from.0 {
                to.0
            } else if said == from.1 {
                to.1
            } else {
                return None;
            };
            Some(format!("{}{}", like(&found[1], new), &found[2]))
        })
    }

    /// Replaces the months of the quarter, with the day where it is a month's last, and the year behind them.
    fn months(&self, text: &str) -> String {
        static MONTH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                r"(?:([0-9]{1,2})((?:st|nd|rd|th)?\s+))?",
                r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?",
                r"|Nov(?:ember)?|Dec(?:ember)?)(?:(\s+)((?:19|20)[0-9][0-9]))?",
            ))
            .expect("a sound pattern")
        });
        replaced(&MONTH, text, |found| self.month(found))
    }

    fn month(&self, found: &Captures<'_>) -> Option<String> {
        let start: String = found[3].chars().take(3).collect();
        let month = MONTHS.iter().position(|name| name.starts_with(&start))?;
        let number = u32::try_from(month).ok()? + 1;
        let last = self.from.last_day();
        let own = (number + 8) % 12 / 3 + 1 == u32::from(self.from.number);
        let said = found.get(5).and_then(|year| year.as_str().parse().ok());
        if !own || said.is_some_and(|year: i32| year != last.year) {
            return None;
        }
        let first = Date::new(last.year, number, 1)?.plus_months(self.months_on())?;
        let name = MONTHS[usize::from(first.month) - 1];
        let long = MONTHS.contains(&&found[3]);
        let name = if long { name } else { &name[..3] };
        let day = found.get(1).map(|day| {
            let number: u32 = day.as_str().parse().unwrap_or_default();
            let whole = Date::new(last.year, u32::from(number_of(month)), number);
            let moved = whole.and_then(|day| day.plus_months(self.months_on()));
            moved.map_or_else(|| day.as_str().to_owned(), |day| day.day.to_string())
        });
        let between = found.get(2).map_or("", |between| between.as_str());
        let year = found
            .get(4)
            .map(|space| format!("{}{}", space.as_str(), first.year));
        Some(format!(
            "{}{between}{name}{}",
            day.unwrap_or_default(),
            year.unwrap_or_default()
        ))
    }
}

fn number_of(month: usize) -> u8 {
    u8::try_from(month + 1).unwrap_or(1)
}

/// Returns a year of two digits as one of four.
fn century(year: &str) -> String {
    match year.len() {
        2 => format!("20{year}"),
        _ => year.to_owned(),
    }
}

/// Writes a word with a capital where another has one.
fn like(model: &str, word: &str) -> String {
    let capital = model.starts_with(|c: char| c.is_ascii_uppercase());
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// Replaces what a pattern finds where it stands alone, and not within a word or a number.
fn replaced(pattern: &Regex, text: &str, new: impl Fn(&Captures<'_>) -> Option<String>) -> String {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (mut out, mut done) = (String::new(), 0);
    for found in pattern.captures_iter(text) {
        let whole = found.get(0).expect("the whole is found");
        let within = word(text[..whole.start()].chars().next_back())
            || word(text[whole.end()..].chars().next());
        let Some(new) = new(&found).filter(|_| !within) else {
            continue;
        };
        out.push_str(&text[done..whole.start()]);
        out.push_str(&new);
        done = whole.end();
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll(from: &str, to: &str) -> Roll {
        let quarter = |text| Quarter::parse(text).expect("a quarter");
        Roll {
            from: quarter(from),
            to: quarter(to),
        }
    }

    #[test]
    fn paths_name_the_new_quarter_as_they_named_the_old() {
        let roll = roll("2026-27 Q4", "2027-28 Q1");
        for (old, new) in [
            (
                "data/2026-27/q4/theme-1.toml",
                "data/2027-28/q1/theme-1.toml",
            ),
            (
                "data/q4-2026-27/theme-4.toml",
                "data/q1-2027-28/theme-4.toml",
            ),
            (
                "data/2026_2027/Qtr4/a_q4_b.toml",
                "data/2027_2028/Qtr1/a_q1_b.toml",
            ),
            ("data/26-27 Quarter 4/x.toml", "data/27-28 Quarter 1/x.toml"),
            (
                "data/2025-26/q4/theme-1.toml",
                "data/2025-26/q1/theme-1.toml",
            ),
        ] {
            assert_eq!(roll.path(old).as_deref(), Some(new));
        }
        assert_eq!(roll.path("data/papers/theme-4.toml"), None);
        assert_eq!(roll.path("data/q42/a.toml"), None);
    }

    #[test]
    fn headings_name_the_new_quarter_and_its_months() {
        let roll = roll("2026-27 Q2", "2026-27 Q3");
        for (old, new) in [
            ("Q2 update", "Q3 update"),
            (
                "Q2 update (to September 2026)",
                "Q3 update (to December 2026)",
            ),
            (
                "Position at 30 September 2026",
                "Position at 31 December 2026",
            ),
            ("Quarter 2 2026/27", "Quarter 3 2026/27"),
            ("Second quarter", "Third quarter"),
            ("Jul-Sep 2026", "Oct-Dec 2026"),
            ("Q1 update", "Q1 update"),
            ("Theme 2", "Theme 2"),
            ("To March 2027", "To March 2027"),
        ] {
            assert_eq!(roll.text(old), new);
        }
        let roll = super::tests::roll("2026-27 Q3", "2026-27 Q4");
        assert_eq!(roll.text("Q3 (to 31st Dec 2026)"), "Q4 (to 31st Mar 2027)");
    }
}
