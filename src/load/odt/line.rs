//! A line of text as it is put together: in this format runs of spaces are only layout.

use super::super::runs::{Look, push};
use super::super::sheet::Run;

/// A paragraph's text as it is being read.
#[derive(Debug)]
pub(super) struct Line {
    runs: Vec<Run>,
    // Spaces at the front of a line and after another space are not text.
    spaced: bool,
    // A line end in the file's layout is a space only where text follows.
    pending: bool,
}

impl Line {
    /// Starts without text.
    pub(super) fn new() -> Self {
        Self {
            runs: Vec::new(),
            spaced: true,
            pending: false,
        }
    }

    /// Adds text whose spaces and line ends are only those of the file's layout.
    pub(super) fn flowing(&mut self, text: &str, look: &Look) {
        let mut flowing = String::with_capacity(text.len());
        for character in text.chars() {
            let space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if space && !self.spaced && character != ' ' {
                self.pending = true;
            } else if !space || !self.spaced {
                flowing.extend(std::mem::take(&mut self.pending).then_some(' '));
                flowing.push(character);
            }
            self.spaced = space;
        }
        push(&mut self.runs, &flowing, look);
    }

    /// Adds text as it is.
    pub(super) fn exact(&mut self, text: &str, look: &Look) {
        if !text.is_empty() {
            self.spaced = false;
        }
        if std::mem::take(&mut self.pending) {
            push(&mut self.runs, " ", look);
        }
        push(&mut self.runs, text, look);
    }

    /// Returns its runs.
    pub(super) fn finish(self) -> Vec<Run> {
        self.runs
    }
}
