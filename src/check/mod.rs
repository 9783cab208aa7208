//! What a careful colleague would find in a valid paper: one file a family of checks.
//!
//! Each check looks at a [`Subject`] and adds what it finds; how much a finding matters, and which of them the office lets
//! stand, is settled afterwards by [`Rules`].

mod access;
mod bounds;
#[cfg(test)]
mod chance;
mod characters;
mod compared;
mod digits;
mod figures;
mod language;
mod lines;
mod names;
mod notes;
mod passage;
mod pieces;
mod publication;
mod rules;
mod speech;
mod statuses;
mod told;
mod typed;
mod updates;
mod uses;

pub use access::{Colour, House, HouseValue, TEXT, ratio};
pub use passage::{Home, Line, Passage, Spot, about, called};
pub use rules::Rules;
pub use uses::Uses;

use std::cell::OnceCell;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Board, CheckSettings, Paper, StatusKey, Step};

use publication::Finding;

/// What the checks look at.
pub struct Subject<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// What the office asks.
    pub settings: &'a CheckSettings,
    /// Every line of text that somebody typed.
    pub passages: Vec<Passage<'a>>,
    private: OnceCell<Vec<Vec<Finding>>>,
}

impl<'a> Subject<'a> {
    /// Takes a paper apart.
    pub fn new(paper: &'a Paper) -> Self {
        Self {
            paper,
            settings: &paper.board.checks,
            passages: passage::passages(paper),
            private: OnceCell::new(),
        }
    }

    /// Returns what each passage gives away that should not be published.
    fn private(&self) -> &[Vec<Finding>] {
        self.private.get_or_init(|| publication::find(self))
    }
}

/// Returns the step that a line begins with, before anybody has said how it stands: that of work that has not started; else one
/// that is not counted, or needs attention, so that no paper is praised for lines that nobody has judged.
pub fn first_step<'k>(key: &'k StatusKey, language: &str) -> Option<&'k Step> {
    let speech = speech::Speech::of(language);
    let first = |is_fit: &dyn Fn(&Step) -> bool| key.steps.iter().find(|step| is_fit(step));
    first(&|step| speech.is_not_started(step))
        .or_else(|| first(&|step| !step.counted && !step.closed))
        .or_else(|| first(&|step| step.attention))
        .or(key.steps.first())
}

/// Checks what keeps a paper from being set, whoever refers to it; `covered` says whether any font has a character.
pub fn sound(paper: &Paper, covered: &dyn Fn(char) -> bool, out: &mut Diagnostics) {
    characters::check(paper, covered, out);
    compared::check(paper, out);
}

/// Checks what a paper says.
pub fn said(paper: &Paper, out: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    families(&Subject::new(paper), &mut found);
    bounds::keep(&mut found);
    out.append(found);
}

fn families(subject: &Subject<'_>, out: &mut Diagnostics) {
    figures::check(subject, out);
    statuses::check(subject, out);
    updates::check(subject, out);
    lines::check(subject, out);
    names::check(subject, out);
    notes::check(subject, out);
    language::check(subject, out);
    access::check(subject, out);
    // Last: it covers in what the others said what nobody should send on.
    publication::check(subject, out);
}

/// Checks what all papers of an office have from its design and its status keys.
pub fn office(board: &Board, house: &House, out: &mut Diagnostics) {
    access::office(board, house, out);
}

/// The codes of what only all papers of an office together can tell.
pub const TOGETHER: [Code; 2] = [Code::StepUnused, Code::TermUnused];

/// Checks what only all papers of an office together can tell, by what each of them uses.
pub fn together(board: &Board, papers: &[&Uses], out: &mut Diagnostics) {
    lines::together(board, papers, out);
    notes::together(papers, out);
}
