//! Papers of ours that need not even be read: none of the files that they were made from has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::job::inputs::{as_present, unchanged};
use crate::job::{Office, Prepared};

use super::source::Ours;

/// What is kept of how a paper was made: what reading it again would say.
///
/// Files count by their bytes alone: no clock and no date of theirs is asked. A file that was looked for and was not there counts
/// as well: that it is there now is a change. Templates, fonts and `board.toml` are in the fingerprint of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchanged {
    /// The fingerprint of all that is no file of the paper's own.
    office: String,
    /// The files that it was made from, from the office's folder, with their hashes.
    files: BTreeMap<PathBuf, String>,
    /// Files of which it only matters whether they are there.
    #[serde(default)]
    present: BTreeMap<PathBuf, bool>,
    /// Its fingerprint.
    pub content: String,
    output: String,
    trackers: BTreeSet<PathBuf>,
    /// What was said of it, which is said again.
    pub said: Diagnostics,
}

impl Unchanged {
    /// Takes down how a paper was made; nothing where it has faults, or is made from files outside the office.
    pub fn of(
        office: (&Office, &str),
        paper: &Prepared,
        content: String,
        said: &Diagnostics,
    ) -> Option<Self> {
        let files = paper.inputs.below(&office.0.root)?;
        (!said.has_errors()).then(|| Self {
            office: office.1.to_owned(),
            files,
            present: paper.inputs.present_below(&office.0.root),
            content,
            output: paper.sources.name.clone(),
            trackers: paper.inputs.own().map(PathBuf::from).collect(),
            said: said.clone(),
        })
    }

    /// Returns whether reading the paper again would come to the same.
    pub fn holds(&self, office: (&Office, &str)) -> bool {
        self.office == office.1
            && !self.files.is_empty()
            && unchanged(&self.files, &office.0.root)
            && as_present(&self.present, &office.0.root)
    }

    /// Shows the files that it was made from, from the office's folder, with their hashes.
    pub fn files(&self) -> impl Iterator<Item = (&Path, Option<&str>)> {
        let files = self.files.iter();
        files.map(|(path, hash)| (path.as_path(), Some(hash.as_str())))
    }

    /// Returns what only papers of ours have.
    pub fn ours(&self) -> Ours {
        Ours {
            output: self.output.clone(),
            trackers: self.trackers.clone(),
        }
    }
}
