//! What was found, counted.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Finding, What};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<What, (BTreeSet<usize>, usize)>);

impl Tally {
    /// Counts one more, on a page counted from 1 if it belongs to one.
    pub(super) fn add(&mut self, what: What, page: Option<usize>) {
        let (pages, count) = self.0.entry(what).or_default();
        pages.extend(page);
        *count += 1;
    }

    /// Names a page without counting anything.
    pub(super) fn also_on(&mut self, what: What, page: usize) {
        self.0.entry(what).or_default().0.insert(page);
    }

    /// Gives the findings, in the order of their kinds.
    pub(super) fn findings(self) -> Vec<Finding> {
        let found = self.0.into_iter();
        found
            .map(|(what, (pages, count))| Finding {
                what,
                pages: pages.into_iter().collect(),
                count,
            })
            .collect()
    }
}
