//! What is not prose in a text: code, addresses, attributes, computed words.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::validate::not_prose;

/// Lists the pieces of a text that are never changed, in no order.
pub fn shields(text: &str) -> Vec<Range<usize>> {
    static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
        // Code, tags and addresses in angles, attributes and computed words, addresses, where links lead by their names.
        let parts = [
            r"``+[^`]*``+",
            r"`[^`\n]*`",
            r"<[^>\n]*>",
            r"\{\{[^}]*\}\}",
            r"\{%[^}]*%\}",
            r"\{[^}\n]*\}",
            r"(?:https?://|mailto:|www\.)[^\s`]+",
            r"(?m:^[ \t]*\[[^\]^][^\]]*\]:.*$)",
        ];
        Regex::new(&parts.join("|")).expect("a sound pattern")
    });
    let mut found: Vec<Range<usize>> = SIGNS.find_iter(text).map(|piece| piece.range()).collect();
    found.extend(
        text.match_indices("](")
            .map(|(at, _)| at..destination(text, at + 2)),
    );
    found.extend(code_lines(text));
    found.extend(not_prose(text));
    found
}

/// Returns whether a piece touches one of some others.
pub fn is_in(piece: &Range<usize>, others: &[Range<usize>]) -> bool {
    let mut others = others.iter();
    others.any(|other| piece.start < other.end && other.start < piece.end)
}

/// Finds the end of where a link leads, title and all: its closing bracket, or else that of its line.
fn destination(text: &str, from: usize) -> usize {
    let mut depth = 1;
    for (at, letter) in text[from..].char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            '\n' => return from + at,
            _ => {}
        }
        if depth == 0 {
            return from + at + 1;
        }
    }
    text.len()
}

/// Lists fenced blocks, rows of tables, and lines that are set in as far as code is.
fn code_lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let sign = ["```", "~~~"]
            .into_iter()
            .find(|sign| words.starts_with(sign));
        let is_code = line.starts_with("    ") || line.starts_with('\t') || words.starts_with('|');
        if fence.is_some() || sign.is_some() || is_code {
            found.push(at..at + line.len());
        }
        fence = match (fence, sign) {
            (None, sign) => sign,
            (Some(open), Some(sign)) if open == sign => None,
            (open, _) => open,
        };
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_shielded() {
        let shielded = |text: &str, words: &str| {
            let at = text.find(words).expect("there");
            is_in(&(at..at + words.len()), &shields(text))
        };
        for (text, words) in [
            ("a `x  y` b", "  "),
            ("```chart\na  b\n```\n", "  "),
            ("![A](b.png \"Wards (2019) \")", "\""),
            ("see https://a.example/x'y for", "'"),
            ("{{ a  }}", "  "),
            ("# H {#a  .b}", "  "),
            ("[plan]: https://a.example \"Plan\"", "\"Plan"),
            ("| a  | b |", "  "),
            ("x\n    a = \"b\"", "\""),
            ("![A](b.png \"Wards", "\"Wards"),
        ] {
            assert!(shielded(text, words), "{text}");
        }
        for (text, words) in [
            ("[^a]: the \"plan\"", "\""),
            ("a (b) \"c\"", "\""),
            ("```\nx\n```\n\"c\"", "\"c"),
            ("[the  plan](https://a.example)", "  "),
        ] {
            assert!(!shielded(text, words), "{text}");
        }
    }
}
