//! A line of text as it is put together: in this format runs of spaces are only layout.

use super::super::flow::Flow;
use super::super::runs::{Look, push};
use super::super::sheet::Run;

/// A paragraph's text as it is being read.
#[derive(Debug)]
pub(super) struct Line {
    runs: Vec<Run>,
    flow: Flow,
}

impl Line {
    /// Starts without text.
    pub(super) fn new() -> Self {
        Self {
            runs: Vec::new(),
            flow: Flow::new(),
        }
    }

    /// Adds text whose spaces and line ends are only those of the file's layout.
    pub(super) fn flowing(&mut self, text: &str, look: &Look) {
        let flowing = self.flow.flowing(text);
        push(&mut self.runs, &flowing, look);
    }

    /// Adds text as it is.
    pub(super) fn exact(&mut self, text: &str, look: &Look) {
        push(&mut self.runs, self.flow.exact(text), look);
        push(&mut self.runs, text, look);
    }

    /// Returns its runs.
    pub(super) fn finish(self) -> Vec<Run> {
        self.runs
    }
}
