//! Spaces in a row, and blanks around a value.

use std::sync::LazyLock;

use regex::Regex;

use super::changes::Change;
use super::shields::{is_in, shields};

/// Makes one space of several between words. What sets a line in, ends it or follows a bullet has a meaning and stays.
pub fn single(text: &str) -> Vec<Change> {
    static DOUBLE: LazyLock<Regex> = LazyLock::new(|| Regex::new("  +").expect("a sound pattern"));
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        let signs =
            r"^\s*(?:[-*+•‣▪◦●–>#|]+\s*)*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)])?\s*$";
        Regex::new(signs).expect("a sound pattern")
    });
    let shields = shields(text);
    let found = DOUBLE.find_iter(text).map(|found| found.range());
    let between = found.filter(|at| {
        let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let after = &text[at.end..];
        let ends = after.is_empty() || after.starts_with(['\n', '\r']);
        !ends && !MARKER.is_match(&text[line..at.start]) && !is_in(at, &shields)
    });
    between.map(|at| Change::new(at, " ")).collect()
}

/// Takes the blanks around a value away.
pub fn trimmed(text: &str) -> Vec<Change> {
    let bare = text.trim();
    if bare.is_empty() {
        return Vec::new();
    }
    let start = text.len() - text.trim_start().len();
    let around = [0..start, start + bare.len()..text.len()];
    let blank = around.into_iter().filter(|at| !at.is_empty());
    blank.map(|at| Change::new(at, "")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::changes::made;
    use super::*;

    #[test]
    fn spaces_between_words_are_made_one() {
        let after = |text: &str| made(text, &single(text));
        assert_eq!(after("One.  Two   three."), "One. Two three.");
        assert_eq!(after("- a  b\n- c"), "- a b\n- c");
        for text in [
            "  set in",
            "ends  \nhere",
            "ends  \r\nhere",
            "ends  ",
            "-   a bullet",
            "  1.  an item",
            "(a)  an item",
            "##  a heading",
            ">  a quotation",
            "a `x  y` b",
            "| a  | b  |",
            "    a  b",
            "a\u{a0} b",
        ] {
            assert_eq!(after(text), text);
        }
    }

    #[test]
    fn blanks_around_a_value_go() {
        let after = |text: &str| made(text, &trimmed(text));
        assert_eq!(
            (after("G "), after(" G\u{a0}"), after("G")),
            ("G".into(), "G".into(), "G".into())
        );
        assert_eq!(after("  "), "  ");
    }
}
