//! Problems as values: gathered by every stage, printed once.
//!
//! A [`Diagnostic`] says what is wrong, where ([`Origin`]), and what to do about it, under a stable [`Code`].
//! Stages take `&mut Diagnostics`, add to it and go on, so that all problems of a run come at once.

mod code;
mod emit;
mod lines;
mod suggest;

pub use code::Code;
pub use emit::{Format, Printer, Words, as_json, as_line, as_text, counted_as, visible, words};
pub use lines::Lines;
pub use suggest::suggest;

pub use crate::model::Severity;

use serde::{Deserialize, Serialize};

use crate::model::Origin;

/// One problem as the user meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Diagnostic {
    /// The stable code, such as `BP0302`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, literals in backticks.
    pub message: String,
    /// Where, as the user knows the place.
    pub origin: Option<Origin>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// The words it is about, where its place has more than them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
    /// The line of the paper it is about, and who answers for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// Words as they stand, and which of them are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// A line of text.
    pub text: String,
    /// Where the words begin that are meant, in characters.
    pub start: usize,
    /// How many characters they have, at least 1.
    pub length: usize,
}

/// A line of a paper, and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What messages call the line, such as deliverable `5C01`.
    pub line: String,
    /// Who leads it, where the paper says.
    pub lead: Option<String>,
}

/// Of a longer line, so many characters are kept before and after the words that are meant.
const AROUND: usize = 200;

impl Excerpt {
    /// Takes words out of a text by their place in bytes: the line they begin in, or what is around them there.
    pub fn of(text: &str, words: std::ops::Range<usize>) -> Self {
        let from = text[..words.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[from..].split('\n').next().unwrap_or_default();
        let end = words.end.min(from + line.len()).max(words.start);
        let back = |(at, _): (usize, char)| at;
        let mut before = text[from..words.start].char_indices().rev();
        let cut = before.nth(AROUND).map_or(0, back);
        let mut after = text[end..from + line.len()].char_indices();
        let until = after
            .nth(AROUND)
            .map_or(line.len(), |(at, _)| end - from + at);
        let (lead, tail) = (mark(cut > 0), mark(until < line.len()));
        Self {
            text: format!("{lead}{}{tail}", &line[cut..until]),
            start: text[from + cut..words.start].chars().count() + lead.chars().count(),
            length: text[words.start..end].chars().count().clamp(1, 10 * AROUND),
        }
    }
}

/// Returns the mark of what is left out.
fn mark(left_out: bool) -> &'static str {
    if left_out { "…" } else { "" }
}

impl Diagnostic {
    /// Shows the words it is about.
    pub fn shows(&mut self, excerpt: Excerpt) -> &mut Self {
        self.excerpt = Some(excerpt);
        self
    }

    /// Adds what the user can do.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hints.push(hint.into());
        self
    }
}

/// The problems of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem whose severity is its code's; hints can be added to what is given back.
    pub fn add(
        &mut self,
        code: Code,
        origin: impl Into<Option<Origin>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.list.push(Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            origin: origin.into(),
            hints: Vec::new(),
            excerpt: None,
            about: None,
        });
        self.list.last_mut().expect("one was just added")
    }

    /// Takes over the problems of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Keeps the problems that a test holds for.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Returns the problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Returns the problems to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// Counts the problems of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Returns whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Returns the first code of those that matter most, unless there are only notes.
    pub fn worst(&self) -> Option<Code> {
        let serious = self.iter().filter(|d| d.severity < Severity::Note);
        serious.min_by_key(|d| d.severity).map(|d| d.code)
    }

    /// Sorts by place, then severity, then by where the words begin, and drops what was said twice.
    pub fn sort(&mut self) {
        let start = |d: &Diagnostic| d.excerpt.as_ref().map(|excerpt| excerpt.start);
        self.list.sort_by(|a, b| {
            (&a.origin, a.severity, a.code, start(a), &a.message).cmp(&(
                &b.origin,
                b.severity,
                b.code,
                start(b),
                &b.message,
            ))
        });
        self.list.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_what_is_around_the_words_is_kept() {
        let text = format!("first\n{}ähm{}", "é".repeat(300), "x ".repeat(300));
        let at = text.find("ähm").expect("there");
        let excerpt = Excerpt::of(&text, at..at + "ähm".len());
        let meant: String = excerpt.text.chars().skip(excerpt.start).take(3).collect();
        assert_eq!((meant.as_str(), excerpt.length), ("ähm", 3));
        assert!(excerpt.text.chars().count() < 2 * AROUND + 10);
        let short = Excerpt::of("one two", 4..7);
        assert_eq!(
            (short.text.as_str(), short.start, short.length),
            ("one two", 4, 3)
        );
    }
}
