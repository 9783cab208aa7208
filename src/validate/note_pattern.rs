//! How note marks and terms are found in text.

use std::sync::{Arc, LazyLock};

use regex::{Captures, Regex};

/// Typed marks.
const MARK: &str = r"\[\^([^\]\s]+)\]";
static ALONE: LazyLock<Regex> = LazyLock::new(|| Regex::new(MARK).expect("a sound pattern"));

/// Finds typed marks, and terms where there are any.
#[derive(Clone)]
pub struct NotePattern(Option<Arc<Regex>>);

impl NotePattern {
    /// Takes the terms: they are found as whole words, the longest first.
    pub fn new(terms: Vec<&str>) -> Self {
        Self((!terms.is_empty()).then(|| Arc::new(with_terms(terms))))
    }

    /// Lists what is found in a text; of a mark, what stands in it is the first group.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let alone = || text.contains("[^").then(|| &*ALONE);
        let pattern = self.0.as_deref().or_else(alone);
        let found = pattern.map(|pattern| pattern.captures_iter(text));
        found.into_iter().flatten()
    }
}

fn with_terms(mut terms: Vec<&str>) -> Regex {
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
    Regex::new(&format!("{MARK}|{words}")).expect("terms are escaped")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(terms: &[&str], text: &str) -> Vec<String> {
        NotePattern::new(terms.to_vec())
            .captures_iter(text)
            .map(|found| found[0].to_owned())
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
