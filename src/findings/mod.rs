//! What checks found, told in the ways that people and programs meet it: a screen, a page, JSON, SARIF.
//!
//! [`Findings`] is what there is to tell, the same for all forms; [`Page`] is what `docs/problems.md` says of a code.

mod counts;
mod human;
mod json;
mod page;
mod page_html;
mod page_text;
mod sarif;

pub mod html;

pub use human::more;
pub use page::{Group, Page, groups};

use crate::diagnostic::{Diagnostic, Diagnostics, Lines, Severity, Words, counted_as, words};

/// What a run of checks found.
#[derive(Debug, Default)]
pub struct Findings<'a> {
    /// The findings, in the order of their places.
    pub list: Vec<Finding<'a>>,
    /// What papers were checked.
    pub papers: Papers,
    /// The organisation whose papers they are, where there is an office.
    pub organisation: Option<&'a str>,
}

/// A problem as a run tells it.
#[derive(Debug)]
pub struct Finding<'a> {
    /// The problem.
    pub problem: &'a Diagnostic,
    /// How much it matters in this run.
    pub severity: Severity,
    /// The words it is about.
    pub words: Option<Words>,
}

/// How many papers were checked, and how many have something wrong with them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Papers {
    /// All that were checked.
    pub checked: usize,
    /// Those with errors, which cannot be made.
    pub with_errors: usize,
    /// Those with warnings.
    pub with_warnings: usize,
    /// Those with notes.
    pub with_notes: usize,
    /// Those with anything.
    pub with_any: usize,
}

impl<'a> Findings<'a> {
    /// Takes the problems of a run; `text_of` gives the text of a file.
    pub fn new(
        problems: &'a Diagnostics,
        deny_warnings: bool,
        quiet: bool,
        text_of: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let told = problems
            .iter()
            .filter(|problem| !(quiet && problem.severity == Severity::Note));
        let lines = Lines::new(text_of);
        let finding = |problem| Finding {
            problem,
            severity: counted_as(problem, deny_warnings),
            words: words(problem, &lines),
        };
        Self {
            list: told.map(finding).collect(),
            ..Self::default()
        }
    }

    /// Counts the findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |finding: &&Finding<'_>| finding.severity == severity;
        self.list.iter().filter(of).count()
    }
}

impl Papers {
    /// Returns how many papers have findings of one severity.
    pub fn with(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.with_errors,
            Severity::Warning => self.with_warnings,
            Severity::Note | Severity::Off => self.with_notes,
        }
    }
}
