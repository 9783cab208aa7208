//! BP1005: results of which a part was never filled in, such as `0/ (0%)`.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Finding;

static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi-u)
        \d+ \s? / \s? \( \s? \d+ (?:\.\d+)? \s? % \s? \)          # 0/ (0%)
        | (?:^|[\s(]) / \s? \d+ \s? \( \s? \d+ (?:\.\d+)? \s? % \s? \)  # /16 (0%)
        | \d+ \s? / \s? \d+ \s? \( \s? (?:x+ \s?)? % \s? \)   # 16/16 (%)
        | \d+ \s? / \s? \d+ \s? \( \s? \)                        # 16/16 ()
        | \d+ \s (?:out\s)? of \s \( \s? \d+ (?:\.\d+)? \s? % \s? \)   # 16 of (100%)
        | \bx{1,2} \s? / \s? \d+ \s? \(                       # x/16 (
        ",
    )
    .expect("a pattern")
});

/// Finds results with a gap.
pub fn find(text: &str) -> Vec<Finding> {
    if !may_be_broken(text) {
        return Vec::new();
    }
    let found = BROKEN
        .find_iter(text)
        .filter(|found| !is_year(found.as_str()));
    found
        .map(|found| {
            let words = found.as_str().trim();
            let start = found.end() - found.as_str().trim_start().len();
            Finding {
                code: Code::ResultBroken,
                words: start..start + words.len(),
                message: format!("the result `{words}` is not written out"),
                hint: "write how many of how many, and the percentage, as in `3/16 (19%)`, or delete it".to_owned(),
            }
        })
        .collect()
}

/// Returns whether a bracket opens behind what a result has there: a slash, a figure, "of".
fn may_be_broken(text: &str) -> bool {
    let has_slash = text.contains('/');
    text.match_indices('(').any(|(at, _)| {
        let before = &text.as_bytes()[..at];
        let before = match before {
            [rest @ .., last] if last.is_ascii_whitespace() || *last == 0x0b => rest,
            _ => before,
        };
        let is_result = |last: &u8| last.is_ascii_digit() || *last == b'/';
        has_slash && before.last().is_some_and(is_result)
            || before.ends_with(b"of")
            || before.ends_with(b"OF")
    })
}

/// A heading such as `2025/26 (%)` says what is below it.
fn is_year(words: &str) -> bool {
    let digits = words
        .trim_start()
        .split(|c: char| !c.is_ascii_digit())
        .next();
    digits.is_some_and(|digits| digits.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_with_a_gap_is_found_where_it_stands() {
        for (text, words) in [
            ("0/ (0%)", "0/ (0%)"),
            ("Red: /16 (0%)", "/16 (0%)"),
            ("Green 16/16 (%).", "16/16 (%)"),
            ("Green 16/16 ( % )", "16/16 ( % )"),
            ("16 / 16 ()", "16 / 16 ()"),
            ("12 of (75%)", "12 of (75%)"),
            ("12 OUT OF (75%)", "12 OUT OF (75%)"),
            ("x/16 (x%)", "x/16 ("),
        ] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].words.clone()], words);
        }
    }

    #[test]
    fn whole_results_and_headings_are_left_alone() {
        for text in [
            "16/16 (100%)",
            "15/ 15(100%)",
            "0/0 (0%)",
            "2025/26 (%)",
            "Share (%)",
            "and/or (5%)",
            "24/7 (always)",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
