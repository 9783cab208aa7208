//! What offices say of their work: the word lists of each language, and those that an office adds.
//!
//! In a language without a list only the office's own words are known, and the checks of words are silent.

mod claim;
mod dates;
mod lists;
mod phrases;
mod words;

use std::sync::{Arc, LazyLock};

use crate::model::{Step, Table};

pub use claim::Claim;
pub use dates::Dates;
pub use lists::{Ends, Hollow};
pub use phrases::Phrases;
pub use words::{Words, fold};

use claim::Subjects;
use lists::Lists;
use phrases::Between;

static ENGLISH: LazyLock<Speech> = LazyLock::new(|| Speech::read(include_str!("en.toml")));
static WELSH: LazyLock<Speech> = LazyLock::new(|| Speech::read(include_str!("cy.toml")));
static UNKNOWN: LazyLock<Speech> = LazyLock::new(|| Speech::read(""));

/// What offices say of their work in one language.
pub struct Speech {
    /// That it is behind.
    pub behind: Claim,
    /// That it is done.
    pub done: Claim,
    /// That it has begun.
    pub begun: Claim,
    /// That it is still to come.
    pub to_come: Claim,
    /// How a line that needs attention comes right.
    pub path: Phrases,
    /// Dates and quarters.
    pub dates: Dates,
    /// Updates that say nothing.
    pub hollow: Hollow,
    /// Words that a sentence does not end on.
    pub ends: Ends,
    not_started: Phrases,
}

impl Speech {
    /// Returns what is known of a language such as `en-GB`.
    pub fn of(language: &str) -> &'static Self {
        match language.split(['-', '_']).next().unwrap_or_default() {
            "en" => &ENGLISH,
            "cy" => &WELSH,
            _ => &UNKNOWN,
        }
    }

    fn read(text: &str) -> Self {
        let lists: Lists = toml::from_str(text).expect("the lists are read by a test");
        let between = Between::of(&lists);
        let phrases = |list: &[String]| Phrases::of(list, &between);
        let claim = |claims, subjects| Claim::of(claims, subjects, &between);
        Self {
            behind: claim(&lists.behind, Subjects::only(&lists.work, &lists)),
            done: claim(&lists.done, Subjects::only(&lists.whole, &lists)),
            begun: claim(&lists.begun, Subjects::only(&lists.whole, &lists)),
            to_come: claim(&lists.to_come, Subjects::any(&lists)),
            path: phrases(&lists.path.phrases),
            dates: Dates::of(lists.dates, &between),
            not_started: phrases(&lists.not_started),
            hollow: lists.hollow,
            ends: lists.ends,
        }
    }

    /// Returns whether a step is for work that has not started, by its own words: colours mean nothing.
    pub fn is_not_started(&self, step: &Step) -> bool {
        let names = [&step.label, &step.code, &step.meaning];
        let mut names = names.into_iter().chain(&step.aliases);
        let says = |name: &String| self.not_started.is_match(name);
        !step.closed && !step.attention && names.any(says)
    }

    /// Returns whether a step is a good one: closed, or the best of those that are not.
    pub fn is_good(&self, step: &Step, table: &Table) -> bool {
        let steps = table.key.iter().flat_map(|key| &key.steps);
        let open = steps.filter(|other| !other.closed && !other.attention);
        let best = open.filter_map(|other| other.rank).min();
        let ranked = step.counted && !step.attention && step.rank.is_some();
        ranked && (step.closed || step.rank == best) && !self.is_not_started(step)
    }
}

/// Takes the phrases that an office adds.
pub fn own(words: &[String]) -> Phrases {
    Phrases::of(words, &Arc::default())
}

#[cfg(test)]
mod tests;
