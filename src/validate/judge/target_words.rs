//! Targets in words: whether they mean a figure, and what to write in its place.

use crate::validate::figure::figure;
use crate::validate::quarters::year_alone;

/// Returns whether words hold a figure that is no year.
pub(super) fn names_figure(words: &str) -> bool {
    let word_with_figure =
        |word: &str| word.contains(|c: char| c.is_ascii_digit()) && year_alone(word).is_none();
    let year = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    };
    words
        .split_whitespace()
        .any(|word| word_with_figure(word) && !year(word))
}

/// Says what to write in place of a target such as `at least 4` or `50% to 40%`.
pub(super) fn instead(shown: &str) -> String {
    const BOUNDS: [&str; 16] = [
        "≥",
        "≤",
        ">=",
        "<=",
        ">",
        "<",
        "=",
        "at least",
        "at most",
        "no more than",
        "no less than",
        "up to",
        "more than",
        "less than",
        "minimum",
        "maximum",
    ];
    let lower = shown.to_lowercase();
    let mut rests = BOUNDS.iter().filter_map(|bound| lower.strip_prefix(bound));
    let bare = rests.find(|rest| figure(rest, false).is_ok_and(|read| read.value.is_some()));
    if let Some(bare) = bare {
        let bare = bare.trim();
        return format!("write `{bare}`: the polarity says whether more or less of it is good");
    }
    let ends: Vec<&str> = lower.split(" to ").collect();
    if let [high, low] = ends[..]
        && figure(&format!("{low} to {high}"), true).is_ok()
    {
        return format!("write the lower end first: `{low} to {high}`");
    }
    "write a figure alone, as in `45%`, or a range, as in `40% to 50%`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_figure_are_told_from_words_with_a_year() {
        for words in ["≥ 4", "at least 4", "50% to 40%", "Top 10", ">90%"] {
            assert!(names_figure(words), "{words}");
        }
        for words in ["Monitor", "Baseline in 2026-27", "To be set by March 2027."] {
            assert!(!names_figure(words), "{words}");
        }
    }

    #[test]
    fn what_to_write_is_said_in_the_targets_own_figures() {
        assert!(instead("≥ 4").starts_with("write `4`:"));
        assert!(instead("At least 90%").starts_with("write `90%`:"));
        assert!(instead("50% to 40%").ends_with("`40% to 50%`"));
        assert!(instead("Top 10").starts_with("write a figure"));
    }
}
