//! What can be mended for certain in the files of papers: spaces, quotation marks, and refs out of order.
//!
//! Every change is an exact range of bytes in a TOML or Markdown file, and is made only where the file then says the same
//! but for the words that were mended. Workbooks and CSV files are never written.

mod changes;
mod hunks;
mod marks;
mod paper;
mod refs;
mod replaced;
mod rows;
mod shields;
mod spaces;

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::model::Origin;

use super::Office;

/// What can be mended in some papers, and what cannot.
#[derive(Debug, Default)]
pub struct Fixes {
    /// The files with what is mended in them.
    pub files: Vec<Mended>,
    /// What is left as it is, and why.
    pub left: Vec<Left>,
}

/// A file as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file as the user knows it.
    pub shown: String,
    path: PathBuf,
    old: String,
    new: String,
}

/// Something that could not be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it stands.
    pub place: Origin,
    /// Why it is left.
    pub why: String,
}

/// Finds what can be mended in papers; nothing is written.
pub fn fixes(office: &Office, papers: &[PathBuf]) -> Fixes {
    let mut fixes = Fixes::default();
    let all = super::papers(office, &[], &mut Diagnostics::default());
    for path in papers {
        paper::mend(office, path, &all, &mut fixes);
    }
    fixes
}

impl Mended {
    /// Returns the change as a unified diff.
    pub fn diff(&self) -> String {
        hunks::diff(&self.shown, &self.old, &self.new)
    }

    /// Counts the lines that change.
    pub fn lines(&self) -> usize {
        let lines = self.old.lines().zip(self.new.lines());
        lines.filter(|(old, new)| old != new).count()
    }

    /// Writes the file and keeps the old one beside it; gives that one's name, and reports what fails.
    pub fn write(&self, out: &mut Diagnostics) -> Option<String> {
        replaced::replace(self, out)
    }
}
