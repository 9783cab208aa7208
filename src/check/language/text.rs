//! A passage as the checks of language read it.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::{Home, Passage};
use crate::model::{Inline, Mark, ValueType, plain};

use super::words::{Word, words};

/// A passage that somebody wrote in sentences or words, and its words.
pub struct Text<'s, 'a> {
    /// The passage.
    pub passage: &'s Passage<'a>,
    /// What is read: the passage's text, byte for byte, with noughts where computed words come in.
    pub read: Cow<'s, str>,
    /// Its words.
    pub words: Vec<Word>,
}

impl<'s, 'a> Text<'s, 'a> {
    /// Takes a passage, if readers see it and it is text: names, refs and choices are not.
    pub fn of(passage: &'s Passage<'a>) -> Option<Self> {
        let text = [ValueType::Text, ValueType::RichText, ValueType::Body];
        if !passage.is_printed() || !text.contains(&passage.of_type) {
            return None;
        }
        let read = without_places(&passage.text);
        let words = words(&read);
        Some(Self {
            passage,
            read,
            words,
        })
    }

    /// Returns the letters of a word.
    pub fn said(&self, word: &Word) -> &str {
        &self.read[word.at.clone()]
    }

    /// Returns whether all of a range are spaces or line breaks, with nothing printed among them.
    pub fn is_space(&self, range: Range<usize>) -> bool {
        let blank = self.read[range.clone()].chars().all(char::is_whitespace);
        blank && !range.is_empty() && !self.has_mark(range)
    }

    /// Returns whether a note mark, or a number that is computed, stands in a range.
    pub fn has_mark(&self, range: Range<usize>) -> bool {
        let mut marks = Vec::new();
        silent_marks(self.passage.inline, &mut 0, &mut marks);
        let mut marks = marks.into_iter().map(|at| self.passage.read_at(at));
        marks.any(|at| range.start <= at && at <= range.end)
    }

    /// Returns whether both stand in one cell, field or note.
    pub fn shares_home(&self, other: &Self) -> bool {
        match (&self.passage.home, &other.passage.home) {
            (Home::Field(one), Home::Field(two)) => one == two,
            (Home::Cell(one), Home::Cell(two)) => {
                std::ptr::eq(one.row, two.row) && one.column == two.column
            }
            _ => false,
        }
    }
}

/// Puts noughts where computed words come in, so that words on both sides of one are no neighbours.
fn without_places(text: &str) -> Cow<'_, str> {
    if !text.contains("{{") && !text.contains("{%") {
        return Cow::Borrowed(text);
    }
    let mut read = text.to_owned();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        let mut from = 0;
        while let Some(start) = read[from..].find(open).map(|at| from + at) {
            let Some(end) = read[start..].find(close).map(|at| start + at + 2) else {
                break;
            };
            read.replace_range(start..end, &"0".repeat(end - start));
            from = end;
        }
    }
    Cow::Owned(read)
}

/// Lists where marks stand that show something which the passage's text lacks.
fn silent_marks(line: &[Inline], at: &mut usize, marks: &mut Vec<usize>) {
    for inline in line {
        match inline {
            Inline::Text(text) => *at += text.len(),
            Inline::Mark(Mark::Break) => *at += 1,
            Inline::Mark(mark) => match mark.of().filter(|of| !plain(of).is_empty()) {
                Some(of) => silent_marks(of, at, marks),
                None => marks.push(*at),
            },
        }
    }
}

#[cfg(test)]
pub mod tests {
    use crate::check::Line;
    use crate::diagnostic::Diagnostics;
    use crate::model::Origin;

    use super::*;

    /// Returns the messages of a check that is shown passages of rich text, each the same field's.
    pub fn messages(
        texts: &[&str],
        check: impl Fn(&[Text<'_, '_>], &mut Diagnostics),
    ) -> Vec<String> {
        let origin = Origin::file("data/theme-1.toml");
        let passages: Vec<Passage<'_>> = texts
            .iter()
            .map(|text| Passage {
                text: (*text).to_owned(),
                typed: None,
                inline: &[],
                line: Line::Paragraph,
                of_type: ValueType::RichText,
                home: Home::Field("summary"),
                origin: &origin,
            })
            .map(|mut passage| {
                passage.read_plainly();
                passage
            })
            .collect();
        let texts: Vec<_> = passages.iter().filter_map(Text::of).collect();
        let mut out = Diagnostics::default();
        check(&texts, &mut out);
        out.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn computed_words_are_noughts() {
        assert_eq!(without_places("the {{ n }} the"), "the 0000000 the");
        assert_eq!(without_places("a {{ b"), "a {{ b");
        assert!(matches!(without_places("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn note_marks_are_found_where_they_stand() {
        let line = [
            Inline::Text("a ".into()),
            Inline::Mark(Mark::Strong {
                of: vec![
                    Inline::Text("b".into()),
                    Inline::Mark(Mark::Note {
                        number: 1,
                        of: None,
                    }),
                ],
            }),
            Inline::Mark(Mark::Break),
            Inline::Text("c".into()),
        ];
        let mut marks = Vec::new();
        silent_marks(&line, &mut 0, &mut marks);
        assert_eq!(marks, [3]);
    }
}
