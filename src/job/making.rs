//! Files that a command makes for people to go on with: all of them or none, and none over what is there.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;
use crate::write;

/// Files to be made, below an office's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Making {
    files: Vec<Made>,
}

/// A file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its path from the office's folder, with `/` everywhere.
    pub shown: String,
    /// What it will hold.
    pub bytes: Vec<u8>,
}

impl Making {
    /// Adds a file; its path is told from the office's folder.
    pub fn add(&mut self, shown: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.push(Made {
            shown: shown.into(),
            bytes: bytes.into(),
        });
    }

    /// Shows the files in the order in which they were added.
    pub fn files(&self) -> &[Made] {
        &self.files
    }

    /// Lists the files that are there already as they would be written, as where a command was ended before its last file.
    pub fn begun(&self, root: &Path) -> Vec<String> {
        let same = |made: &&Made| {
            door::bytes(root.join(&made.shown), door::LARGEST)
                .is_ok_and(|there| there == made.bytes)
        };
        let there: Vec<String> = self
            .files
            .iter()
            .filter(same)
            .map(|made| made.shown.clone())
            .collect();
        // All of them: the command was run before, and has nothing to go on with.
        if there.len() == self.files.len() {
            return Vec::new();
        }
        there
    }

    /// Reports each file whose place is taken by something else; gives back whether all places are free.
    pub fn is_free(&self, root: &Path, out: &mut Diagnostics) -> bool {
        let begun = self.begun(root);
        let taken = |made: &&Made| {
            !begun.contains(&made.shown) && root.join(&made.shown).symlink_metadata().is_ok()
        };
        let mut free = true;
        for made in self.files.iter().filter(taken) {
            free = false;
            let message = format!("`{}` is there already", made.shown);
            out.add(Code::NotWritten, Origin::file(made.shown.as_str()), message)
                .hint("take another name, or move that file away first");
        }
        free
    }

    /// Writes all files where all places are free; what hinders it is reported, and nothing is written then.
    pub fn write(&self, root: &Path, out: &mut Diagnostics) -> bool {
        if !self.is_free(root, out) {
            return false;
        }
        let begun = self.begun(root);
        let placed: Vec<_> = self
            .files
            .iter()
            .filter(|made| !begun.contains(&made.shown))
            .map(|made| {
                (
                    root.join(&made.shown),
                    made.bytes.clone(),
                    made.shown.clone(),
                )
            })
            .collect();
        write::replace_all(&placed, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_taken_place_keeps_all_files_unwritten() {
        let office = tempfile::tempdir().expect("a folder");
        std::fs::write(office.path().join("b.toml"), "kept").expect("a file");
        let mut making = Making::default();
        making.add("a.toml", "new");
        making.add("b.toml", "new");
        let mut problems = Diagnostics::default();
        assert!(!making.write(office.path(), &mut problems));
        assert!(problems.has_errors());
        assert!(!office.path().join("a.toml").exists());
        let kept = std::fs::read_to_string(office.path().join("b.toml")).expect("a file");
        assert_eq!(kept, "kept");
    }

    #[test]
    fn what_was_begun_is_ended_and_what_is_whole_is_not_made_again() {
        let office = tempfile::tempdir().expect("a folder");
        std::fs::write(office.path().join("a.toml"), "new").expect("a file");
        let mut making = Making::default();
        making.add("a.toml", "new");
        making.add("b.toml", "new");
        let mut problems = Diagnostics::default();
        assert_eq!(making.begun(office.path()), ["a.toml"]);
        assert!(making.write(office.path(), &mut problems));
        assert!(office.path().join("b.toml").exists());
        assert!(!making.write(office.path(), &mut problems) && problems.has_errors());
    }
}
