//! A finding, and how it is told without spreading it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics, Excerpt};
use crate::model::Places;

use super::Passage;

/// Words that should not be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// Where it stands in its line, in bytes.
    pub words: Range<usize>,
    /// The parts of the line that nobody needs to see in a message.
    pub hidden: Vec<Range<usize>>,
    /// The words with `…` for what is hidden.
    pub shown: String,
}

impl Finding {
    /// Takes words of a text, of which parts are hidden.
    pub fn new(
        code: Code,
        text: &str,
        words: Range<usize>,
        hidden: impl IntoIterator<Item = Range<usize>>,
    ) -> Self {
        let hidden: Vec<Range<usize>> = hidden.into_iter().collect();
        let (mut shown, mut at) = (String::new(), words.start);
        for part in &hidden {
            shown.push_str(&text[at..part.start]);
            shown.push('…');
            at = part.end;
        }
        shown.push_str(&text[at..words.end]);
        Self {
            code,
            words,
            hidden,
            shown: shown.replace('\n', " "),
        }
    }

    /// Returns whether words of its line hold, or are a part of, what is hidden.
    pub fn covers(&self, words: &Range<usize>) -> bool {
        let over = |part: &Range<usize>| words.start < part.end && part.start < words.end;
        self.hidden.iter().any(over)
    }

    /// Returns it at its places in the text that the one it was found in was made of.
    pub fn placed(self, places: &Places) -> Self {
        Self {
            words: places.of(&self.words),
            hidden: self.hidden.iter().map(|part| places.of(part)).collect(),
            ..self
        }
    }

    fn message(&self) -> String {
        let what = match self.code {
            Code::PhoneNumber => "a telephone number",
            Code::EmailAddress => "an e-mail address",
            Code::NationalInsurance => "a National Insurance number",
            Code::NhsNumber => "an NHS number",
            Code::HomeAddress => "an address",
            Code::BirthDate => "a date of birth",
            Code::VehicleMark => "a vehicle's mark",
            _ => {
                return format!(
                    "the marking `{}` stands in a paper that would be published",
                    self.shown
                );
            }
        };
        format!("{what} would be published: `{}`", self.shown)
    }

    fn hint(&self) -> &'static str {
        match self.code {
            Code::PhoneNumber => {
                "delete it, or list it under `telephones` in `[check]` of board.toml where it is meant for the public"
            }
            Code::EmailAddress => {
                "delete it, or list its domain under `email-domains` in `[check]` of board.toml where it is meant for the public"
            }
            Code::HomeAddress => {
                "delete it, or say no more than the street or the area; allow it where it is meant for the public"
            }
            Code::ProtectiveMarking => {
                "ask whoever marked it whether it may be published, then delete the marking"
            }
            _ => "delete it: readers of a published paper do not need it",
        }
    }
}

/// Adds what is found, but for what was found already.
pub fn take(more: impl Iterator<Item = Finding>, found: &mut Vec<Finding>) {
    for finding in more {
        let words = &finding.words;
        let meets = |one: &Finding| one.words.start < words.end && words.start < one.words.end;
        if !found
            .iter()
            .any(|one| one.code == finding.code && meets(one))
        {
            found.push(finding);
        }
    }
}

/// Reports what was found in a line, each with everything covered that was found beside it.
pub fn report(passage: &Passage<'_>, mut found: Vec<Finding>, out: &mut Diagnostics) {
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|finding| (finding.words.start, finding.code));
    let hidden = found.iter().flat_map(|one| &one.hidden);
    let hidden: Vec<Range<usize>> = hidden.map(|part| passage.typed_at(part)).collect();
    let covered = covered(passage.as_typed(), hidden.iter());
    for finding in found {
        let words = finding.words.clone();
        let shown = Excerpt::of(&covered, passage.typed_at(&words));
        let problem = passage.report(finding.code, words, finding.message(), out);
        problem.shows(shown).hint(finding.hint());
    }
}

/// Returns a text of the same length in bytes with stars for the letters and digits of its hidden parts.
pub fn covered<'f>(text: &str, hidden: impl Iterator<Item = &'f Range<usize>>) -> String {
    let mut covered = text.to_owned();
    for part in hidden {
        let stars = text[part.clone()].chars().map(|c| match c {
            c if c.is_alphanumeric() => "*".repeat(c.len_utf8()),
            c => c.to_string(),
        });
        let stars: String = stars.collect();
        covered.replace_range(part.clone(), &stars);
    }
    covered
}

/// Returns up to so many bytes of a text before a place, on the same line.
pub fn before(text: &str, at: usize, length: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut from = at.saturating_sub(length).max(line);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

/// Returns up to so many bytes of a text after a place, on the same line.
pub fn after(text: &str, at: usize, length: usize) -> &str {
    let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut to = (at + length).min(line);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[at..to]
}
