//! Changes of a text, by ranges of bytes.

use std::ops::Range;

use crate::load::{Letters, Quoting};

/// A piece of a text and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The piece.
    pub at: Range<usize>,
    /// What stands there then.
    pub with: String,
}

impl Change {
    /// Makes a change.
    pub fn new(at: Range<usize>, with: &str) -> Self {
        Self {
            at,
            with: with.to_owned(),
        }
    }

    /// Returns the change as it is made in the file; none where the way the text is written has no room for it.
    pub fn in_file(&self, letters: &Letters) -> Option<Self> {
        let with = match letters.quoting {
            Quoting::Basic => self.with.replace('"', "\\\""),
            Quoting::Literal if self.with.contains('\'') => return None,
            _ => self.with.clone(),
        };
        let at = letters.in_file(&self.at)?;
        Some(Self { at, with })
    }
}

/// Returns a text with changes made, which do not overlap.
pub fn made(text: &str, changes: &[Change]) -> String {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| change.at.start);
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for change in sorted {
        new.push_str(&text[from..change.at.start]);
        new.push_str(&change.with);
        from = change.at.end;
    }
    new.push_str(&text[from..]);
    new
}
