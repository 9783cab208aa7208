//! Refs of rows out of order.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::NUMBER_WORDS;

/// A ref of a row that is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// They follow one another, or are no plain numbers.
    Sound,
    /// Each as it should be.
    Should(Vec<u64>),
    /// They cannot be put right for certain.
    Unclear(String),
}

/// Looks at the refs of the rows of a table, which stand in its order; none where a row has no ref.
///
/// A number that is left out may be that of a line which was withdrawn, and is not given to another.
pub fn order(refs: &[Option<&str>]) -> Order {
    let numbers: Option<Vec<u64>> = refs.iter().map(|text| number((*text)?)).collect();
    let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else {
        return Order::Sound;
    };
    let rises = numbers.is_sorted_by(|a, b| a < b);
    let first = numbers.iter().min().copied().unwrap_or_default();
    let should: Vec<u64> = (first..).take(numbers.len()).collect();
    match (numbers == should, rises) {
        (true, _) => Order::Sound,
        (false, true) => Order::Unclear(gap(&numbers)),
        (false, false) => Order::Should(should),
    }
}

fn gap(numbers: &[u64]) -> String {
    let pairs = numbers.windows(2).find(|pair| pair[1] != pair[0] + 1);
    let missing = pairs.map_or(0, |pair| pair[0] + 1);
    format!("no line has the ref `{missing}`: one that was withdrawn keeps its number")
}

/// Reads a plain number, as it is printed.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.trim().parse().ok()?;
    (number.to_string() == text.trim()).then_some(number)
}

/// Returns whether a text may speak of a line by its number, such as "see no. 4" or "deliverables 2 and 3".
pub fn may_cite(text: &str, table: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        let words = "see|nos?|numbers?|items?|lines?|rows?|refs?|references?|points?|actions?|deliverables?|measures?|objectives?|questions?";
        Regex::new(&format!(r"(?i)\b(?:{words})[.:]?\s*#?\(?\d")).expect("a sound pattern")
    });
    let one = table.strip_suffix('s').unwrap_or(table).to_lowercase();
    let lower = text.to_lowercase();
    let mut named = lower.match_indices(&one);
    let follows = |(at, word): (usize, &str)| {
        let rest = lower[at + word.len()..]
            .trim_start_matches('s')
            .trim_start();
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    WORDS.is_match(text) || named.any(follows)
}

/// Returns whether a text has one of some numbers in it, in figures or as a word: it may be a line's.
pub fn has_number(text: &str, numbers: &BTreeSet<String>) -> bool {
    let value = |word: &str| {
        let at = NUMBER_WORDS
            .iter()
            .position(|known| known.eq_ignore_ascii_case(word));
        at.map_or_else(|| word.to_owned(), |at| at.to_string())
    };
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| numbers.contains(&value(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_a_text_may_be_a_lines() {
        let moved = BTreeSet::from(["2".to_owned(), "3".to_owned()]);
        for text in [
            "[the mentors](#deliverables-3)",
            "deliverable three",
            "Under (3)",
            "#2",
        ] {
            assert!(has_number(text, &moved), "{text}");
        }
        assert!(!has_number("All 13 were met in 2026-27.", &moved));
    }

    fn told(refs: &[&str]) -> Order {
        let refs: Vec<Option<&str>> = refs.iter().copied().map(Some).collect();
        order(&refs)
    }

    #[test]
    fn refs_that_stand_twice_or_out_of_order_are_counted_anew() {
        assert_eq!(told(&["1", "2", "2", "3"]), Order::Should(vec![1, 2, 3, 4]));
        assert_eq!(told(&["5", "7", "6"]), Order::Should(vec![5, 6, 7]));
    }

    #[test]
    fn refs_in_order_of_other_forms_or_with_gaps_are_left() {
        for refs in [
            &["1", "2", "3"][..],
            &["4"],
            &[],
            &["1A", "1A"],
            &["2.1", "2.1"],
            &["01", "01"],
        ] {
            assert_eq!(told(refs), Order::Sound, "{refs:?}");
        }
        assert_eq!(order(&[Some("1"), None, Some("1")]), Order::Sound);
        assert!(matches!(told(&["1", "2", "4"]), Order::Unclear(why) if why.contains("`3`")));
    }

    #[test]
    fn what_may_speak_of_a_line_is_known() {
        for text in [
            "see no. 4",
            "See 4",
            "deliverables 2 and 3",
            "risk 7",
            "Risks 7 and 8",
            "item (3)",
            "No 4",
        ] {
            assert!(may_cite(text, "risks"), "{text}");
        }
        for text in ["in 2019", "12 cases", "an asterisk", "note that 4 of 5"] {
            assert!(!may_cite(text, "risks"), "{text}");
        }
    }
}
