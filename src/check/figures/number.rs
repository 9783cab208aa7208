//! Numbers as people type them, in digits or in words.

use crate::model::NUMBER_WORDS;

/// Whole numbers: `1,284`, `16`, `forty-three`.
pub const NUMBER: &str = r"(?:\d{1,3}(?:,\d{3})+|\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|zero|one|two|three|four|five|six|seven|eight|nine)";

/// What joins a part to its whole: `14/16`, `14 of the 16`, `14 out of 16`.
pub const OF: &str =
    r"(?: ?/ ?| (?:out )?of (?:the |all |all the |our |these |those |a total of )?)";

/// Returns whether a part of a whole stands in a text, which is in small letters: most texts need not be read closely for want of
/// one.
pub fn has_part(lower: &str) -> bool {
    parts(lower).next().is_some()
}

/// Lists the parts of a whole in a text, which is in small letters: what ends with the part, and what begins with the whole.
pub fn parts(lower: &str) -> impl Iterator<Item = (&str, &str)> {
    const OF_WORD: &str = " of ";
    const WHICH: [&str; 8] = [
        "",
        "the ",
        "all ",
        "all the ",
        "our ",
        "these ",
        "those ",
        "a total of ",
    ];
    let around = move |at: usize, sign: &str| (&lower[..at], &lower[at + sign.len()..]);
    // A search for words is slower than a look at each place for so short a one.
    let places = lower.as_bytes().windows(OF_WORD.len()).enumerate();
    let places = places.filter(|(_, word)| *word == OF_WORD.as_bytes());
    let said = places.filter_map(move |(at, _)| {
        let (before, after) = around(at, OF_WORD);
        let part = before.strip_suffix(" out").unwrap_or(before);
        // What stands before "of" is hardly ever a number.
        if !ends_with_number(part) {
            return None;
        }
        let mut all = WHICH.iter().filter_map(|which| after.strip_prefix(which));
        Some((part, all.find(|whole| begins_with_number(whole))?))
    });
    let typed = lower.match_indices('/').filter_map(move |(at, sign)| {
        let (before, after) = around(at, sign);
        let whole = after.strip_prefix(' ').unwrap_or(after);
        let part = before.strip_suffix(' ').unwrap_or(before);
        (ends_with_number(part) && begins_with_number(whole)).then_some((part, whole))
    });
    said.chain(typed)
}

fn ends_with_number(lower: &str) -> bool {
    lower.ends_with(|c: char| c.is_ascii_digit()) || numbers().any(|number| lower.ends_with(number))
}

fn begins_with_number(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit())
        || numbers().any(|number| lower.starts_with(number))
}

/// Lists the numbers in words that a longer one is made of: from zero to twenty, and the tens.
pub fn numbers() -> impl Iterator<Item = &'static str> {
    NUMBER_WORDS.iter().chain(&TENS).copied()
}

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Reads a whole number; "no" and "none" are nought.
pub fn number(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_lowercase();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.replace(',', "").parse().ok();
    }
    if ["no", "none"].contains(&&*text) {
        return Some(0);
    }
    let (tens, ones) = text.split_once('-').unwrap_or((&text, ""));
    if let Some(ten) = TENS.iter().position(|word| *word == tens) {
        let one = NUMBER_WORDS
            .iter()
            .position(|word| *word == ones)
            .unwrap_or(0);
        return u64::try_from((ten + 2) * 10 + one).ok();
    }
    let small = NUMBER_WORDS.iter().position(|word| *word == text)?;
    u64::try_from(small).ok()
}

/// A percentage as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent {
    /// The value: 55.5.
    pub value: f64,
    /// What the last figure shown stands for: 0.1.
    pub step: f64,
}

impl Percent {
    /// Reads `55` or `55.5`.
    pub fn new(text: &str) -> Option<Self> {
        let decimals = text.split_once('.').map_or(0, |(_, rest)| rest.len());
        let step = 10f64.powi(-i32::try_from(decimals).ok()?);
        Some(Self {
            value: text.parse().ok()?,
            step,
        })
    }

    /// Returns whether it is a part of a whole, rounded up, down or to the nearest.
    pub fn is_of(self, part: u64, whole: u64) -> bool {
        (100.0 * part as f64 / whole as f64 - self.value).abs() < self.step - 1e-9
    }
}

/// Returns a part of a whole as a percentage with as many decimals as it needs to be told from a wrong one.
pub fn share(part: u64, whole: u64) -> String {
    let tenths = (1000.0 * part as f64 / whole as f64).round();
    let shown = format!("{:.1}", tenths / 10.0);
    format!("{}%", shown.strip_suffix(".0").unwrap_or(&shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        for (text, value) in [
            ("16", 16),
            ("1,284", 1284),
            ("Four", 4),
            ("forty-three", 43),
            ("Twenty", 20),
            ("nineteen", 19),
            ("none", 0),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(number("several"), None);
    }

    #[test]
    fn a_part_of_a_whole_is_found_as_its_pattern_has_it() {
        let pattern = format!("(?-u){NUMBER}{OF}{NUMBER}");
        let pattern = regex::Regex::new(&pattern).expect("a pattern");
        let numbers = [
            "16",
            "1,284",
            "forty-three",
            "someone",
            "seventh",
            "is",
            "x2",
        ];
        let joins = [
            "/",
            " /",
            " / ",
            "  /",
            " of ",
            "of ",
            " out of ",
            " out  of ",
            " of the ",
            " of all the ",
            " of a total of ",
            " out of those ",
            " of their ",
            " of the all ",
        ];
        for (one, join) in numbers.iter().flat_map(|one| joins.map(|join| (one, join))) {
            for other in numbers {
                let text = format!("é {one}{join}{other}");
                assert_eq!(has_part(&text), pattern.is_match(&text), "{text}");
            }
        }
    }

    #[test]
    fn a_percentage_may_be_rounded_as_its_author_likes() {
        let is = |shown: &str, part, whole| {
            Percent::new(shown)
                .expect("a percentage")
                .is_of(part, whole)
        };
        assert!(
            is("84", 22, 26)
                && is("85", 22, 26)
                && is("84.6", 22, 26)
                && is("100", 16, 16)
                && is("0", 0, 16)
        );
        assert!(
            !is("55", 64, 114) && !is("56.0", 64, 114) && !is("99", 16, 16) && !is("83", 22, 26)
        );
        assert_eq!(
            (share(64, 114), share(1, 2)),
            ("56.1%".to_owned(), "50%".to_owned())
        );
    }
}
