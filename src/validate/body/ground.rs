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
        let text = real_letters(&real_bullets(&clean(&text)));
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
    let number = |found: &Captures<'_>| {
        let sign = found
            .get(2)
            .or(found.get(3))
            .map_or("", |sign| sign.as_str());
        let indent = &found[1];
        match place_of(sign, !indent.is_empty()) {
            Some(place) => format!("{indent}{place}) "),
            None => found[0].to_owned(),
        }
    };
    LETTER.replace_all(text, number).into_owned()
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
}
