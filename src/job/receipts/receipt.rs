//! What is kept of a paper that was made.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::job::hash::Parts;

use super::Record;

/// What is kept of a paper that was made: all that making it again would come to.
///
/// Files count by their bytes alone: no clock and no date of theirs is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Receipt {
    /// The fingerprint of all that is no file of the paper's own.
    pub office: String,
    /// The paper, what it was made from, and its files.
    pub record: Record,
    /// Files that are not read, and whether they are there; from the office's folder.
    pub present: BTreeMap<PathBuf, bool>,
    /// What was said when it was read, before the office's rules.
    pub read: Diagnostics,
    /// What was said when it was set, before the office's rules.
    pub set: Diagnostics,
}

impl Receipt {
    /// Returns the hash of all that the paper was made from.
    pub fn content(&self) -> String {
        content(&self.record, &self.present)
    }
}

/// Returns the hash of all that a paper is made from besides what all papers share.
pub fn content(record: &Record, present: &BTreeMap<PathBuf, bool>) -> String {
    let mut parts = Parts::default();
    parts.add(record.paper.as_bytes());
    for (file, hash) in &record.inputs {
        let hash = hash.as_deref().unwrap_or_default();
        parts.add(file.as_bytes()).add(hash.as_bytes());
    }
    for (file, is_there) in present {
        let file = file.to_string_lossy();
        parts.add(file.as_bytes()).add(&[u8::from(*is_there)]);
    }
    parts.finish()
}
