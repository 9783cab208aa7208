//! What a paper uses of what papers share.

use crate::model::Paper;

use super::lines::KeyUse;
use super::notes::TermUse;

/// What a paper uses of what papers share: all of it that must be known of each to tell what only all together can.
#[derive(Clone, Debug)]
pub struct Uses {
    /// What its tables use of the office's keys.
    pub(super) keys: Vec<KeyUse>,
    /// The terms of workbooks, and which of them it uses.
    pub(super) terms: Vec<TermUse>,
}

impl Uses {
    /// Takes down what a paper uses.
    pub fn of(paper: &Paper) -> Self {
        Self {
            keys: KeyUse::all(paper),
            terms: TermUse::all(paper),
        }
    }
}
