//! The text that a body is read from, and where its pieces stand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::Origin;

use crate::validate::clean::clean;
use crate::validate::commonmark::real_bullets;

/// A text, cleaned, with the places of its lines.
pub struct Ground {
    /// The text.
    pub text: String,
    origin: Origin,
    /// Where its lines start.
    starts: Vec<usize>,
    /// Whether its lines are those of the file.
    own_lines: bool,
}

impl Ground {
    /// Takes a text; `origin` is where it starts, `own_lines` says that its lines are those of its file.
    pub fn new(text: &str, origin: &Origin, own_lines: bool) -> Self {
        // Only what ends a line in the file may end one here.
        let text = text.replace("\r\n", "\n");
        let text = text.replace(
            ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
            " ",
        );
        let text = real_headings(&without_remarks(&clean(&text)));
        let text = real_letters(&real_bullets(&text));
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(breaks).collect(),
            text,
            origin: origin.clone(),
            own_lines,
        }
    }

    /// Returns the place of a range of the text.
    pub fn origin(&self, range: Range<usize>) -> Origin {
        if !self.own_lines {
            return self.origin.clone();
        }
        let line = self.starts.partition_point(|start| *start <= range.start) - 1;
        let end = self
            .starts
            .get(line + 1)
            .map_or(self.text.len(), |next| next - 1);
        let count = |range: Range<usize>| {
            self.text
                .get(range)
                .map_or(0, |text| text.trim_end().chars().count())
        };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Origin::Text {
            file: self.origin.path().into(),
            line: number(line + 1),
            column: number(self.text[self.starts[line]..range.start].chars().count() + 1),
            length: number(count(range.start..range.end.min(end)).max(1)),
        }
    }

    /// Returns where each note is cited first, by its folded mark; none where the text's lines are not known.
    pub fn marks(&self) -> BTreeMap<String, Origin> {
        static MARK: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\[\^([^\]\s]+)\](?:[^:]|$)").expect("a sound pattern"));
        let mut marks = BTreeMap::new();
        let found = MARK
            .captures_iter(&self.text)
            .filter_map(|found| found.get(1));
        for mark in found.filter(|_| self.own_lines) {
            let place = || self.origin(mark.start() - 2..mark.end() + 1);
            marks
                .entry(mark.as_str().to_lowercase())
                .or_insert_with(place);
        }
        marks
    }

    /// Returns the text of a block that starts at `start` in a file of its own, with as many lines above it.
    pub fn below(&self, start: usize, text: &str) -> String {
        let lines = match (&self.origin, self.own_lines) {
            (_, true) => self.starts.partition_point(|line| *line <= start),
            (Origin::Text { line, .. }, false) => *line as usize,
            _ => 0,
        };
        format!("{}{text}", "\n".repeat(lines))
    }
}

/// Turns `a)` and `(a)` at the start of a line into the numbers of CommonMark, and small Roman numbers set in below them.
fn real_letters(text: &str) -> String {
    static LETTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^( *)(?:\(([a-z]|[ivx]{1,5})\)|([a-z]|[ivx]{1,5})\))(?:[ \t]+)")
            .expect("a sound pattern")
    });
    // What the list before counts with, by how far it is set in: Roman from an (i) that follows no (h).
    let mut before: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
    let number = |found: &Captures<'_>| {
        let sign = found
            .get(2)
            .or(found.get(3))
            .map_or("", |sign| sign.as_str());
        let indent = &found[1];
        let (was_roman, last) = before.get(&indent.len()).copied().unwrap_or_default();
        let follows = place_of(sign, false) == Some(last + 1) && !was_roman;
        let roman = !indent.is_empty()
            || (sign == "i" && !follows)
            || (was_roman && place_of(sign, true) == Some(last + 1));
        match place_of(sign, roman) {
            Some(place) => {
                before.insert(indent.len(), (roman, place));
                format!("{indent}{place}) ")
            }
            None => found[0].to_owned(),
        }
    };
    LETTER.replace_all(text, number).into_owned()
}

/// Turns the space that cannot break after the signs of a heading, as Word leaves it, into a plain one.
fn real_headings(text: &str) -> String {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^( {0,3}#{1,6})[\u{a0}\u{202f}\u{2007}]+").expect("a sound pattern")
    });
    HEADING.replace_all(text, "$1 ").into_owned()
}

/// Takes remarks to other authors out, wherever they begin and end; lines stay lines.
fn without_remarks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut fence: Option<&str> = None;
    while !rest.is_empty() {
        let begins = out.is_empty() || out.ends_with('\n');
        let strokes = ["```", "~~~"]
            .into_iter()
            .find(|strokes| begins && rest.trim_start_matches(' ').starts_with(strokes));
        if strokes.is_some() && (fence.is_none() || fence == strokes) {
            fence = match fence {
                None => strokes,
                Some(_) => None,
            };
        }
        let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
        match remark(&rest[..line]).filter(|_| fence.is_none() && strokes.is_none()) {
            Some(at) => match rest[at..].find("-->") {
                Some(end) => {
                    out.push_str(&rest[..at]);
                    out.extend(rest[at..at + end].chars().filter(|c| *c == '\n'));
                    rest = &rest[at + end + 3..];
                    if out.is_empty() || out.ends_with(char::is_whitespace) {
                        rest = rest.trim_start_matches([' ', '\t']);
                    }
                }
                None => {
                    out.push_str(rest);
                    rest = "";
                }
            },
            None => {
                out.push_str(&rest[..line]);
                rest = &rest[line..];
            }
        }
    }
    out
}

/// Finds where a remark begins in a line: not in code, and not after a stroke that makes it plain words.
fn remark(line: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = line[at..].find(['`', '<']) {
        let here = at + found;
        let escaped = line[..here].ends_with('\\');
        if line[here..].starts_with('`') && !escaped {
            let strokes = line[here..].len() - line[here..].trim_start_matches('`').len();
            let after = here + strokes;
            at = line[after..]
                .find(&line[here..after])
                .map_or(after, |end| after + end + strokes);
        } else if line[here..].starts_with("<!--") && !escaped {
            return Some(here);
        } else {
            at = here + 1;
        }
    }
    None
}

fn place_of(sign: &str, roman: bool) -> Option<usize> {
    const ROMAN: [&str; 15] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv",
    ];
    let letter = || match sign.as_bytes() {
        [letter] => Some(usize::from(letter - b'a') + 1),
        _ => None,
    };
    let figure = ROMAN
        .iter()
        .position(|roman| *roman == sign)
        .map(|at| at + 1);
    if roman {
        figure.or_else(letter)
    } else {
        letter().or(figure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_letters_become_numbers() {
        assert_eq!(
            real_letters("a) The Board notes\n(b) The Board agrees\n   (i) one\n   (ii) two\n"),
            "1) The Board notes\n2) The Board agrees\n   1) one\n   2) two\n"
        );
        assert_eq!(
            real_letters("plan (a) and b) here\n"),
            "plan (a) and b) here\n"
        );
    }

    #[test]
    fn a_typed_roman_list_counts_from_one() {
        assert_eq!(
            real_letters("(i) first\n(ii) second\n(iii) third\n(iv) x\n(v) y\n"),
            "1) first\n2) second\n3) third\n4) x\n5) y\n"
        );
        assert_eq!(real_letters("(h) h\n(i) i\n(j) j\n"), "8) h\n9) i\n10) j\n");
    }

    #[test]
    fn remarks_go_wherever_they_stand() {
        assert_eq!(without_remarks("<!-- a --> The cost.\n"), "The cost.\n");
        assert_eq!(without_remarks("More <!-- b --> text.\n"), "More text.\n");
        assert_eq!(
            without_remarks("- item <!-- x\n  y --> end\n"),
            "- item \nend\n"
        );
        let code = "`<!-- a -->` \\<!-- b -->\n```\n<!-- c -->\n```\nopen <!-- d\n";
        assert_eq!(without_remarks(code), code);
    }

    #[test]
    fn a_heading_pasted_from_word_is_a_heading() {
        assert_eq!(real_headings("#\u{a0}Background\n"), "# Background\n");
    }
}
