//! What only all papers of an office together can tell.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::job::hash::Parts;

/// What was said of all papers together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Together {
    /// The hash of all papers and of what all share.
    pub papers: String,
    /// What was said, before the office's rules.
    pub said: Diagnostics,
}

/// Returns the hash of an office and all its papers, each by the hash of what it is made from.
pub fn of_all(office: &str, contents: &[String]) -> String {
    let mut parts = Parts::default();
    parts.add(office.as_bytes());
    for content in contents {
        parts.add(content.as_bytes());
    }
    parts.finish()
}
