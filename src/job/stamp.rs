//! What the system says of a file: it changes with each change of the file, even one that is taken back.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

/// The state of a file within a run. It is never kept: clocks and folders differ from machine to machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when anything of it was last changed, which no program can set.
    system: [i128; 3],
}

impl Stamp {
    /// Takes the state of what is at a place; none where nothing is.
    pub fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().as_ref().map(Self::from)
    }
}

impl From<&Metadata> for Stamp {
    fn from(about: &Metadata) -> Self {
        Self {
            length: about.len(),
            modified: about.modified().ok(),
            system: system(about),
        }
    }
}

#[cfg(unix)]
fn system(about: &Metadata) -> [i128; 3] {
    use std::os::unix::fs::MetadataExt;
    [
        about.ino().into(),
        about.ctime().into(),
        about.ctime_nsec().into(),
    ]
}

#[cfg(not(unix))]
fn system(_: &Metadata) -> [i128; 3] {
    [0; 3]
}
