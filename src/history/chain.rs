//! The hashes that hold the entries together.

use sha2::{Digest, Sha256};

use super::record::Kept;

/// How the line with an entry's own hash begins.
pub const SEAL: &str = "entry = ";

/// What is wrong with the chain, and at which entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// An entry says something else than when it was written.
    Changed(usize),
    /// An entry does not follow the one before it: entries were taken out or put in another order.
    Unfollowed(usize),
}

/// Returns the hash of an entry's text: of its lines, without that of the hash itself, blank lines and remarks.
pub fn hash_of(text: &str) -> String {
    let mut hash = Sha256::new();
    for line in text.lines().map(str::trim_end) {
        let said = line.trim_start();
        if !said.is_empty() && !said.starts_with('#') && !said.starts_with(SEAL) {
            hash.update(line);
            hash.update("\n");
        }
    }
    let digest = hash.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lists what is wrong with the chain of entries.
pub fn breaks(entries: &[Kept]) -> Vec<Break> {
    let mut found = Vec::new();
    let mut before = "";
    for (i, kept) in entries.iter().enumerate() {
        if kept.hash != kept.entry.entry {
            found.push(Break::Changed(i));
        }
        if kept.entry.before != before {
            found.push(Break::Unfollowed(i));
        }
        before = &kept.entry.entry;
    }
    found
}
