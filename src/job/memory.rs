//! What papers use of what they share, for the next run of the same process: while it watches, only one of many changes at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::Uses;

/// What the papers of the run before use.
#[derive(Default)]
pub struct Memory(Mutex<Kept>);

/// Uses by the hash of all that the paper is made from, besides what all share.
#[derive(Default)]
struct Kept {
    /// The fingerprint of what all share.
    office: String,
    uses: BTreeMap<String, Arc<Uses>>,
}

impl Memory {
    /// Returns what a paper uses that is made from the same.
    pub fn find(&self, office: &str, content: &str) -> Option<Arc<Uses>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let uses = kept.uses.get(content).filter(|_| kept.office == office);
        uses.cloned()
    }

    /// Keeps what all papers of a run use, and forgets those of the run before.
    pub fn keep(&self, office: &str, uses: impl Iterator<Item = (String, Arc<Uses>)>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Kept {
            office: office.to_owned(),
            uses: uses.collect(),
        };
    }
}
