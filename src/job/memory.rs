//! Papers as they were read, for the next run of the same process: while it watches, only one of many changes at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Prepared;

/// The papers of the run before.
#[derive(Default)]
pub struct Memory(Mutex<Kept>);

/// Papers by the hash of all that each is made from, besides what all share.
#[derive(Default)]
struct Kept {
    /// The fingerprint of what all share.
    office: String,
    papers: BTreeMap<String, Arc<Prepared>>,
}

impl Memory {
    /// Returns a paper that is made from the same.
    pub fn find(&self, office: &str, content: &str) -> Option<Arc<Prepared>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let paper = kept.papers.get(content).filter(|_| kept.office == office);
        paper.cloned()
    }

    /// Keeps all papers of a run, and forgets those of the run before.
    pub fn keep(&self, office: &str, papers: impl Iterator<Item = (String, Arc<Prepared>)>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Kept {
            office: office.to_owned(),
            papers: papers.collect(),
        };
    }
}
