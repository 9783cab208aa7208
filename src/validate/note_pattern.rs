//! How note marks and terms are found in text.

use std::sync::{Arc, LazyLock};

use regex::Regex;

/// Typed marks.
const MARK: &str = r"\[\^([^\]\s]+)\]";

/// Returns what matches typed marks (with the mark as first group), and terms as whole words, longest first.
pub fn note_pattern(mut terms: Vec<&str>) -> Arc<Regex> {
    static ALONE: LazyLock<Arc<Regex>> =
        LazyLock::new(|| Arc::new(Regex::new(MARK).expect("a sound pattern")));
    if terms.is_empty() {
        return Arc::clone(&ALONE);
    }
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    // The boundary of ASCII words is the faster one; only other letters need that of Unicode.
    let edge = |c: Option<char>| match c {
        Some(c) if c.is_ascii_alphanumeric() || c == '_' => r"(?-u:\b)",
        Some(c) if c.is_alphanumeric() => r"\b",
        _ => "",
    };
    let word = |term: &str| {
        let (first, last) = (edge(term.chars().next()), edge(term.chars().last()));
        let plural = if last.is_empty() {
            ""
        } else {
            "(?:s|'s|’s)?"
        };
        format!("{first}{}{plural}{last}", regex::escape(term))
    };
    let words: Vec<String> = terms.into_iter().map(word).collect();
    let words = words.join("|");
    Arc::new(Regex::new(&format!("{MARK}|{words}")).expect("terms are escaped"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(terms: &[&str], text: &str) -> Vec<String> {
        note_pattern(terms.to_vec())
            .find_iter(text)
            .map(|found| found.as_str().to_owned())
            .collect()
    }

    #[test]
    fn terms_are_whole_words_in_their_own_case() {
        let terms = ["EMSOU", "EMSOU SB", "ASB"];
        assert_eq!(
            found(&terms, "EMSOU SB, EMSOU's and EMASOU; asb"),
            ["EMSOU SB", "EMSOU's"]
        );
        assert_eq!(found(&["IDVA"], "all IDVAs"), ["IDVAs"]);
        assert_eq!(found(&["A.S.B."], "the A.S.B. team"), ["A.S.B."]);
        assert_eq!(found(&["Tŷ"], "Tŷ Bach, Tŷs a Tŷn"), ["Tŷ", "Tŷs"]);
    }

    #[test]
    fn marks_are_found_without_any_terms() {
        assert_eq!(found(&[], "Channel[^1] and [^ not this]"), ["[^1]"]);
    }
}
