//! Covers what was found in what other checks say of the same texts.

use std::ops::Range;

use regex::{Captures, Regex};

use crate::diagnostic::{Diagnostic, Diagnostics, Excerpt};
use crate::model::Origin;

use super::finding::{Finding, covered};
use super::{Passage, Subject};

/// Secrets of fewer letters and digits are only covered where they stand.
const SHORTEST: usize = 3;

/// Covers in all problems what was found at their places.
pub fn cover(subject: &Subject<'_>, out: &mut Diagnostics) {
    let lines = subject.passages.iter().zip(subject.private());
    let lines: Vec<Private<'_>> = lines
        .filter_map(|(passage, found)| Private::of(passage, found))
        .collect();
    if lines.is_empty() {
        return;
    }
    for problem in out.iter_mut() {
        for line in &lines {
            if line.is_place_of(problem) {
                line.cover(problem);
            }
        }
    }
}

/// A line of text with parts that nobody needs to see.
struct Private<'a> {
    /// As it was typed, and, where that is another, as checks read it: messages may quote either.
    lines: Vec<Hidden<'a>>,
    origin: &'a Origin,
    /// The parts, however they are spaced.
    secrets: Vec<Regex>,
}

/// A text, and its parts that nobody needs to see.
struct Hidden<'a> {
    text: &'a str,
    parts: Vec<Range<usize>>,
}

impl<'a> Private<'a> {
    fn of(passage: &'a Passage<'_>, found: &[Finding]) -> Option<Self> {
        let hidden = || found.iter().flat_map(|one| &one.hidden);
        hidden().next()?;
        let mut lines = vec![Hidden {
            text: passage.as_typed(),
            parts: hidden().map(|part| passage.typed_at(part)).collect(),
        }];
        lines.extend(passage.typed.as_ref().map(|_| Hidden {
            text: &passage.text,
            parts: hidden().cloned().collect(),
        }));
        Some(Self {
            secrets: lines.iter().flat_map(Hidden::secrets).collect(),
            lines,
            origin: passage.origin,
        })
    }

    /// Returns whether a problem is told at its place, or shown with its line of a file.
    fn is_place_of(&self, problem: &Diagnostic) -> bool {
        let line = |origin: &Origin| match origin {
            Origin::Text { file, line, .. } => Some((file.clone(), *line)),
            _ => None,
        };
        problem.origin.as_ref().is_some_and(|origin| {
            origin == self.origin || line(origin).is_some_and(|at| line(self.origin) == Some(at))
        })
    }

    fn cover(&self, problem: &mut Diagnostic) {
        problem.message = self.quoted(&problem.message);
        for hint in &mut problem.hints {
            *hint = self.quoted(hint);
        }
        match &mut problem.excerpt {
            Some(excerpt) => excerpt.text = self.said(&excerpt.text),
            // The line of the file would be shown as it stands.
            None if matches!(problem.origin, Some(Origin::Text { .. })) => {
                let typed = &self.lines[0];
                let text = covered(typed.text, typed.parts.iter());
                let words = 0..text.len();
                problem.excerpt = Some(Excerpt::of(&text, words));
            }
            None => {}
        }
    }

    /// Covers what a message quotes.
    fn quoted(&self, message: &str) -> String {
        let parts = message.split('`').enumerate();
        let parts = parts.map(|(at, part)| match at % 2 {
            1 => self.said(part),
            _ => self.without(part),
        });
        parts.collect::<Vec<_>>().join("`")
    }

    /// Covers words, which may be cut with `…`: by where they stand in the line, or else by what they are.
    fn said(&self, words: &str) -> String {
        let mut said = self.lines.iter().filter_map(|line| line.said(words));
        said.next().unwrap_or_else(|| self.without(words))
    }

    /// Covers the whole of each secret wherever it stands.
    fn without(&self, words: &str) -> String {
        let stars = |found: &Captures<'_>| found[0].chars().map(star).collect::<String>();
        self.secrets.iter().fold(words.to_owned(), |words, secret| {
            secret.replace_all(&words, stars).into_owned()
        })
    }
}

impl Hidden<'_> {
    fn secrets(&self) -> impl Iterator<Item = Regex> {
        let parts = self.parts.iter();
        parts.filter_map(|part| secret(self.text, part))
    }

    /// Covers words by where they stand in the line, where they stand in it.
    fn said(&self, words: &str) -> Option<String> {
        let cut = |c: char| c == '…';
        let part = words.trim_matches(cut);
        let ends = (words.starts_with(cut), words.ends_with(cut));
        let mut places = self.places(part, ends);
        let first = places.next()?;
        // Words that also stand in the clear give nothing away. One such place is enough: a text may have very many.
        let is_hidden = |at: usize| {
            let over = |hidden: &Range<usize>| at < hidden.end && hidden.start < at + part.len();
            self.parts.iter().any(over)
        };
        if !is_hidden(first) || !places.all(is_hidden) {
            return Some(words.to_owned());
        }
        let letters = part.char_indices().map(|(at, letter)| {
            let hides = |hidden: &Range<usize>| hidden.contains(&(first + at));
            match self.parts.iter().any(hides) {
                true => star(letter),
                false => letter,
            }
        });
        Some(words.replacen(part, &letters.collect::<String>(), 1))
    }

    /// Lists where whole words stand in the line; `cut` says at which ends they may be parts of words.
    fn places(&self, words: &str, cut: (bool, bool)) -> impl Iterator<Item = usize> {
        let found = (!words.trim().is_empty()).then(|| self.text.match_indices(words));
        found.into_iter().flatten().filter_map(move |(at, _)| {
            let apart = |place: usize| !is_within(self.text, place);
            ((cut.0 || apart(at)) && (cut.1 || apart(at + words.len()))).then_some(at)
        })
    }
}

fn star(letter: char) -> char {
    match letter.is_alphanumeric() {
        true => '*',
        false => letter,
    }
}

/// Returns whether a place in a text is in the midst of a word.
fn is_within(text: &str, at: usize) -> bool {
    let (front, behind) = text.split_at(at);
    front.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric)
}

/// Makes a pattern for a part of a text, in any case and spacing.
fn secret(text: &str, part: &Range<usize>) -> Option<Regex> {
    let words = text[part.clone()].split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.concat().chars().count() < SHORTEST {
        return None;
    }
    let edge = |at: usize| if is_within(text, at) { "" } else { r"\b" };
    let (front, behind) = (edge(part.start), edge(part.end));
    let words = words.join(r"[^\p{L}\p{N}]+");
    Regex::new(&format!("(?i){front}{words}{behind}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Home, Line};
    use crate::diagnostic::Code;
    use crate::model::ValueType;

    const TEXT: &str = "Zoë, of 14 Harbour Street, NM4 2QT, and her car, AB12 CDE, of 14 May";

    fn private(parts: &[&str]) -> Private<'static> {
        let part = |part: &&str| {
            let at = TEXT.find(*part).expect("a part");
            at..at + part.len()
        };
        let line = Hidden {
            text: TEXT,
            parts: parts.iter().map(part).collect(),
        };
        static PLACE: std::sync::LazyLock<Origin> =
            std::sync::LazyLock::new(|| Origin::file("data/paper.toml"));
        Private {
            secrets: line.secrets().collect(),
            lines: vec![line],
            origin: &PLACE,
        }
    }

    #[test]
    fn what_is_quoted_of_a_secret_is_covered() {
        let line = private(&["Harbour Street,", "2QT", "CDE"]);
        for (message, expected) in [
            ("`CDE` is used", "`***` is used"),
            ("`her car, AB12 CDE` ends", "`her car, AB12 ***` ends"),
            ("after `…our Street, NM4 2…`", "after `…*** ******, NM4 *…`"),
            ("of “harbour  street” twice", "of “*******  ******” twice"),
            (
                "`14` and `of` and `Harbours`",
                "`14` and `of` and `Harbours`",
            ),
        ] {
            assert_eq!(line.quoted(message), expected);
        }
    }

    #[test]
    fn what_is_quoted_as_it_was_typed_or_as_it_is_read_is_covered() {
        let origin = Origin::file("data/paper.toml");
        let mut passage = Passage {
            text: "of AB\u{a0}12\u{a0}34\u{ad}56\u{a0}C, paid".to_owned(),
            typed: None,
            inline: &[],
            line: Line::Paragraph,
            of_type: ValueType::Text,
            home: Home::Field("text"),
            origin: &origin,
        };
        passage.read_plainly();
        let (words, hidden) = (3..15, 6..15);
        let found = Finding::new(Code::NationalInsurance, &passage.text, words, Some(hidden));
        let line = Private::of(&passage, &[found]).expect("hidden parts");
        for (message, expected) in [
            ("`12 3456` is", "`** ****` is"),
            ("`12\u{a0}34\u{ad}56` is", "`**\u{a0}**\u{ad}**` is"),
            ("`…B 12 34…` is", "`…B ** **…` is"),
            ("12 34-56 c is", "** **-** * is"),
        ] {
            assert_eq!(line.quoted(message), expected);
        }
    }

    #[test]
    fn an_excerpt_keeps_its_number_of_characters() {
        let line = private(&["Zoë", "Harbour Street,", "2QT", "CDE"]);
        let said = line.said(TEXT);
        assert_eq!(said.chars().count(), TEXT.chars().count());
        assert_eq!(
            said,
            "***, of 14 ******* ******, NM4 ***, and her car, AB12 ***, of 14 May"
        );
    }

    #[test]
    fn words_that_also_stand_in_the_clear_stay() {
        assert_eq!(
            private(&["14 Harbour"]).quoted("`14` is told"),
            "`14` is told"
        );
    }
}
