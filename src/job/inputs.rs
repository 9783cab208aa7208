//! The files that a paper is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::Office;
use super::hash::{Parts, hash_of_file};
use super::papers::tidy;
use super::stamp::Stamp;
use crate::door::Opened;
use crate::write;

/// What stands for the hash of what is not there.
const NOTHING: &str = "nothing";

/// The files that a paper is made from, each with its hash; none where it cannot be read.
///
/// The hash is taken before the file is read: of one that changes meanwhile, it is never the hash of what is there later. One that
/// was changed, and changed back, is known by its stamp, and one that another stood in for by what was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    files: BTreeMap<PathBuf, Noted>,
    /// The workbooks that the paper itself names, not one that it names.
    own: BTreeSet<PathBuf>,
    /// Files that are not read, and whether they are there.
    present: BTreeMap<PathBuf, bool>,
}

/// A file as it was before it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Noted {
    stamp: Option<Stamp>,
    hash: Option<String>,
    /// Whether something else was read.
    is_other: bool,
}

impl Noted {
    fn new(path: &Path, hash: impl FnOnce(&Path) -> io::Result<String>) -> Self {
        // The stamp first: a change after it is seen.
        let stamp = Stamp::of(path);
        let hash = hash(path).ok();
        Self {
            stamp,
            hash,
            is_other: false,
        }
    }

    /// Returns whether it is what was read.
    fn is_still(&self, path: &Path) -> bool {
        !self.is_other && self.stamp == Stamp::of(path)
    }

    /// Returns the hash of what was read; none where it could not be, or was changed since.
    fn hash_if_still(&self, path: &Path) -> Option<&String> {
        self.hash.as_ref().filter(|_| self.is_still(path))
    }
}

impl Inputs {
    /// Takes down a file that is about to be read; only the first time counts.
    pub fn note(&mut self, path: &Path) {
        let entry = self.files.entry(tidy(path));
        entry.or_insert_with_key(|path| {
            write::is_input(path);
            Noted::new(path, hash_of_file)
        });
    }

    /// Takes down a place whatever is there, if anything: a file, or a folder whose files are about to be read. One that is
    /// added there, or the first, is a change too.
    pub fn note_place(&mut self, path: &Path) {
        let entry = self.files.entry(tidy(path));
        entry.or_insert_with_key(|path| Noted::new(path, hash_at));
    }

    /// Takes down a file of which it only matters whether it is there.
    pub fn note_presence(&mut self, path: &Path) {
        self.present.insert(tidy(path), path.is_file());
    }

    /// Takes down what was opened when the files were read.
    pub fn opened(&mut self, opened: &[Opened]) {
        for (path, about) in opened {
            if let Some(noted) = self.files.get_mut(&tidy(path)) {
                noted.is_other |= noted.stamp != Some(Stamp::from(about));
            }
        }
    }

    /// Returns whether all files are what was read.
    pub fn are_still(&self) -> bool {
        let mut files = self.files.iter();
        files.all(|(path, noted)| noted.is_still(path))
    }

    /// Takes down a workbook that the paper itself names.
    pub fn note_own(&mut self, path: &Path) {
        self.note(path);
        self.own.insert(tidy(path));
    }

    /// Shows the files with their hashes.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, Option<&str>)> {
        let files = self.files.iter();
        files.map(|(path, noted)| (path.as_path(), noted.hash.as_deref()))
    }

    /// Lists the files as people know them, with the hashes of what was read; none of one that was changed since. Of one that
    /// lies outside the office only the name is told: where it stands is a matter of the machine.
    pub fn shown(&self, office: &Office) -> BTreeMap<String, Option<String>> {
        let name = |path: &Path| match path.strip_prefix(&office.root) {
            Ok(_) => office.shown(path),
            Err(_) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        };
        let files = self.files.iter();
        files
            .map(|(path, noted)| (name(path), noted.hash_if_still(path).cloned()))
            .collect()
    }

    /// Shows the workbooks that the paper itself names.
    pub fn own(&self) -> impl Iterator<Item = &Path> {
        self.own.iter().map(PathBuf::as_path)
    }

    /// Lists the files below a folder, by their paths from there; none where any lies elsewhere, could not be read, or was changed
    /// since it was taken down.
    pub fn below(&self, folder: &Path) -> Option<BTreeMap<PathBuf, String>> {
        let folder = tidy(folder);
        let below = self.files.iter().map(|(path, noted)| {
            let below = path.strip_prefix(&folder).ok()?;
            Some((below.to_owned(), noted.hash_if_still(path)?.clone()))
        });
        below.collect()
    }

    /// Lists the files below a folder of which it only matters whether they are there, and whether they are.
    pub fn present_below(&self, folder: &Path) -> BTreeMap<PathBuf, bool> {
        let folder = tidy(folder);
        let below = self.present.iter().filter_map(|(path, is_there)| {
            Some((path.strip_prefix(&folder).ok()?.to_owned(), *is_there))
        });
        below.collect()
    }
}

/// Returns whether files that are not read are there or not as they were.
pub fn as_present(files: &BTreeMap<PathBuf, bool>, folder: &Path) -> bool {
    let mut files = files.iter();
    files.all(|(path, was)| folder.join(path).is_file() == *was)
}

/// Returns whether files below a folder are what they were.
pub fn unchanged(files: &BTreeMap<PathBuf, String>, folder: &Path) -> bool {
    let folder = tidy(folder);
    let mut files = files.iter();
    files.all(|(path, was)| hash_at(&folder.join(path)).is_ok_and(|is| is == *was))
}

/// Returns the hash of a file's bytes, or of the names of a folder's files; what is not there has one too.
pub fn hash_at(path: &Path) -> io::Result<String> {
    if path.is_file() {
        return hash_of_file(path);
    }
    let entries = match path.read_dir() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(NOTHING.to_owned()),
        entries => entries?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: io::Result<BTreeSet<String>> = names.collect();
    let mut parts = Parts::default();
    for name in names? {
        parts.add(name.as_bytes());
    }
    Ok(parts.finish())
}

#[cfg(test)]
#[path = "inputs_tests.rs"]
mod tests;
