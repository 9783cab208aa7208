//! From a place in a text to its line and column.

use std::sync::Arc;

use crate::model::Origin;

/// Turns byte offsets into lines and columns.
pub(super) struct Places<'a> {
    text: &'a str,
    file: Arc<str>,
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Takes a text and its file's name in messages.
    pub(super) fn new(text: &'a str, file: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            file: file.into(),
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// Returns the place of a range of bytes: its line, column and length on that line.
    pub(super) fn origin(&self, span: std::ops::Range<usize>) -> Origin {
        let line = self.starts.partition_point(|start| *start <= span.start) - 1;
        let start = self.starts[line];
        let line_end = self.text[span.start..]
            .find('\n')
            .map_or(self.text.len(), |at| span.start + at);
        let count = |range: std::ops::Range<usize>| {
            self.text
                .get(range)
                .map_or(0, |text| text.trim_end().chars().count())
        };
        let before = self
            .text
            .get(start..span.start)
            .map_or(0, |text| text.chars().count());
        let length = count(span.start..span.end.min(line_end));
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Origin::Text {
            file: self.file.clone(),
            line: number(line + 1),
            column: number(before + 1),
            length: number(length.max(1)),
        }
    }
}
