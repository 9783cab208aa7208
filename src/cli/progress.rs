//! A bar for long runs, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::screen;

/// Runs of fewer papers are over before a bar could be read.
const LONG: usize = 4;
/// How often it is drawn in a second.
const REFRESHES: u8 = 20;

/// How far a run has come.
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts a bar; `silent` draws none, nor does a stream that is no terminal.
    pub fn new(papers: usize, silent: bool) -> Self {
        let target = match silent || papers < LONG {
            true => ProgressDrawTarget::hidden(),
            false => ProgressDrawTarget::term(screen::term(), REFRESHES),
        };
        let bar = ProgressBar::with_draw_target(Some(papers as u64), target);
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} papers")
            .expect("a sound template");
        bar.set_style(style);
        Self(bar)
    }

    /// Counts a paper.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
