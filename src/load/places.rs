//! From a place in a text to its line and column.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Origin;

/// A text may be one line of many megabytes: it is known for each so many bytes how many letters stand before them.
const STEP: usize = 1024;

/// Turns byte offsets into lines and columns.
pub(super) struct Places<'a> {
    text: &'a str,
    file: Arc<str>,
    starts: Vec<usize>,
    /// How many letters stand before each step.
    letters: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Takes a text and its file's name in messages.
    pub(super) fn new(text: &'a str, file: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let steps = text.as_bytes().chunks(STEP);
        let letters = steps.scan(0, |before, step| {
            *before += letters(step);
            Some(*before)
        });
        Self {
            text,
            file: file.into(),
            starts: std::iter::once(0).chain(breaks).collect(),
            letters: std::iter::once(0).chain(letters).collect(),
        }
    }

    /// Returns the place of a range of bytes: its line, column and length on that line.
    pub(super) fn origin(&self, span: Range<usize>) -> Origin {
        let line = self.starts.partition_point(|start| *start <= span.start) - 1;
        let next = self.starts.get(line + 1);
        let line_end = next.map_or(self.text.len(), |next| next - 1);
        let words = self.text.get(span.start..span.end.min(line_end));
        let words = words.map_or(0, |words| words.trim_end().len());
        let length = self.count(span.start..span.start + words);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Origin::Text {
            file: self.file.clone(),
            line: number(line + 1),
            column: number(self.count(self.starts[line]..span.start) + 1),
            length: number(length.max(1)),
        }
    }

    /// Counts the letters in a range of bytes.
    fn count(&self, range: Range<usize>) -> usize {
        let bytes = self.text.as_bytes();
        if range.len() <= STEP {
            return bytes.get(range).map_or(0, letters);
        }
        let before = |at: usize| {
            let step = at / STEP;
            self.letters[step] + letters(&bytes[step * STEP..at])
        };
        before(range.end) - before(range.start)
    }
}

/// Counts the letters that begin in some bytes of UTF-8.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_far_out_on_a_long_line_are_counted_in_letters() {
        let text = format!("a\n{}é = 1 \nb", "é€😀x".repeat(2000));
        let places = Places::new(&text, "p.toml");
        let at = text.find("é = 1").expect("there");
        let place = |span| match places.origin(span) {
            Origin::Text {
                line,
                column,
                length,
                ..
            } => (line, column, length),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(at..text.len()), (2, 8001, 5));
        assert_eq!(place(2..text.len()), (2, 1, 8005));
        assert_eq!(place(text.len()..text.len()), (3, 2, 1));
    }
}
