//! The material beside the repository that some tests read: real trackers, and files that nobody here wrote.

use std::path::PathBuf;

use super::{in_ci, repo};

/// Returns a path of that material; where it is absent the test is skipped aloud, but fails in CI.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = repo("..").join("shared").join(path);
    if found.exists() {
        return Some(found);
    }
    assert!(
        !in_ci(),
        "../shared/{path} is not there, and CI may not skip what reads it"
    );
    eprintln!("SKIPPED: ../shared/{path} is not there");
    None
}
