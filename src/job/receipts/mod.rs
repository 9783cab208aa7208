//! What is kept of papers that `build` has made, so that unchanged ones are not made again.
//!
//! ```text
//! output/.cache/papers/<paper>-pdf.json    a receipt: hashes of what it was made from and of its files, and what was said of it
//! output/.cache/papers/together.json       what only all papers together can tell
//! ```
//!
//! A receipt has no page of a paper: the paper stands in the output folder, and counts while its bytes are those of the receipt.
//! Nothing is kept of exempt papers, of meetings that have any, nor of what is made from either.

mod exempt;
mod receipt;
mod record;
mod together;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::Diagnostics;
use crate::door;
use crate::journal;
use crate::model::PaperFormat;
use crate::write::Replacement;

use super::cache_folder::{cache_folder, tag};
use super::fingerprint::Fingerprint;
use super::hash::{hash, hash_of_file};
use super::inputs::{as_present, hash_at};
use super::{Build, Office, Prepared, papers};

pub use record::Record;

pub use receipt::Receipt;

use exempt::Exempt;
use receipt::content;
use together::{Together, of_all};

/// The folder of receipts below that of all that is kept.
const FOLDER: &str = "papers";
/// The file of what only all papers can tell.
const TOGETHER: &str = "together.json";
/// How many letters of the hash of a paper's name begin the names of its receipts.
const START: usize = 16;

/// The receipts of an output folder.
pub struct Receipts<'a> {
    office: &'a Office,
    output: &'a Path,
    formats: &'a [PaperFormat],
    folder: PathBuf,
    fingerprint: String,
    exempt: Exempt,
    /// Whether what was made before counts.
    reads: bool,
    /// The names of receipts that this run has used or made.
    used: Mutex<BTreeSet<String>>,
    /// The hashes of files that several papers may be made from.
    hashes: Mutex<BTreeMap<PathBuf, Option<String>>>,
}

/// Returns the start of the names of a paper's receipts.
fn start(paper: &str) -> String {
    hash(paper.as_bytes())[..START].to_owned()
}

/// Takes away what is kept of a paper: its item has become exempt.
pub fn forget(output: &Path, paper: &str) {
    let start = start(paper);
    remove(&folder(output), |name, _| name.starts_with(&start));
}

fn folder(output: &Path) -> PathBuf {
    cache_folder(output).join(FOLDER)
}

impl<'a> Receipts<'a> {
    /// Opens the receipts of an output folder, which need not be there yet; without `reads`, nothing that was made before counts.
    pub fn open(run: &Build<'a>, output: &'a Path, reads: bool) -> Self {
        let (office, formats) = (run.office, run.formats);
        let mut receipts = Self {
            office,
            output,
            formats,
            folder: folder(output),
            fingerprint: Fingerprint::new(office).office().to_owned(),
            exempt: Exempt::default(),
            reads,
            used: Mutex::default(),
            hashes: Mutex::default(),
        };
        let all = match run.whole && run.shard.is_none() {
            true => Cow::Borrowed(run.papers),
            false => Cow::Owned(papers(office, &[], &mut Diagnostics::default())),
        };
        receipts.exempt = Exempt::of(office, &all, |paper| {
            reads && receipts.holding(paper).is_some()
        });
        receipts.forget_exempt();
        receipts.reads &= !receipts.exempt.unknown;
        receipts
    }

    /// Returns the receipt of a paper that need not be made again.
    pub fn find(&self, paper: &Path) -> Option<Receipt> {
        let kept = self.reads.then(|| self.holding(paper))??;
        let root = &self.office.root;
        let mut inputs = kept.record.inputs.iter();
        let secret = inputs.any(|(file, hash)| self.exempt.has(&root.join(file), hash.as_deref()));
        if secret || !self.stands(&kept.record) {
            return None;
        }
        self.use_up(self.name(&kept.record.paper));
        Some(kept)
    }

    /// Returns whether a paper was made in this run: by an earlier process, which has ended before its time.
    pub fn is_of_this_run(&self, record: &Record) -> bool {
        let made = || {
            let about = self.folder.join(self.name(&record.paper)).metadata();
            about.ok()?.modified().ok()
        };
        journal::since().is_some_and(|since| made().is_some_and(|made| made >= since))
    }

    /// Returns the receipt of a paper whose inputs are what they were.
    fn holding(&self, paper: &Path) -> Option<Receipt> {
        let shown = self.office.shown(paper);
        let kept: Receipt = self.read(&self.name(&shown))?;
        let same = kept.office == self.fingerprint && kept.record.paper == shown;
        (same && self.holds(&kept)).then_some(kept)
    }

    fn holds(&self, kept: &Receipt) -> bool {
        let root = &self.office.root;
        let mut inputs = kept.record.inputs.iter();
        let alike = |(file, was): (&String, &Option<String>)| {
            was.is_some() && self.hash_of(&root.join(file)) == *was
        };
        !kept.record.inputs.is_empty() && inputs.all(alike) && as_present(&kept.present, root)
    }

    /// Returns whether all files of a paper stand in the output folder as they were written.
    fn stands(&self, record: &Record) -> bool {
        let mut outputs = record.outputs.iter();
        !record.outputs.is_empty()
            && outputs.all(|output| {
                let path = self.output.join(&output.file);
                let about = path.symlink_metadata();
                about.is_ok_and(|about| about.is_file() && about.len() == output.bytes)
                    && hash_of_file(&path).is_ok_and(|hash| hash == output.sha256)
            })
    }

    /// Returns the hash of a file that a paper is made from: it is read once in a run, however many papers are made from it.
    fn hash_of(&self, path: &Path) -> Option<String> {
        let known = |hashes: &BTreeMap<_, Option<String>>| hashes.get(path).cloned();
        if let Some(hash) = known(&self.hashes.lock().expect("no thread panics with it")) {
            return hash;
        }
        let hash = hash_at(path).ok();
        let mut hashes = self.hashes.lock().expect("no thread panics with it");
        hashes.insert(path.to_owned(), hash.clone());
        hash
    }

    /// Keeps how a paper was made, unless it is exempt or draws on what is, lies outside the office, or one of its files was
    /// changed while it was made.
    pub fn keep(&self, paper: &Prepared, record: &Record, read: &Diagnostics, set: &Diagnostics) {
        let kept = Receipt {
            office: self.fingerprint.clone(),
            record: record.clone(),
            present: paper.inputs.present_below(&self.office.root),
            read: read.clone(),
            set: set.clone(),
        };
        let may = self.may_be_kept(paper);
        if may && self.is_as_read(paper) {
            let name = self.name(&record.paper);
            self.put(&name, &kept);
            self.use_up(name);
        }
    }

    fn may_be_kept(&self, paper: &Prepared) -> bool {
        let secret = self.exempt.unknown || self.is_exempt(paper);
        !secret && paper.inputs.below(&self.office.root).is_some()
    }

    fn is_as_read(&self, paper: &Prepared) -> bool {
        let mut files = paper.inputs.iter();
        files.all(|(file, was)| hash_at(file).ok().as_deref() == was)
    }

    /// Returns the fingerprint of what all papers share.
    pub fn office(&self) -> &str {
        &self.fingerprint
    }

    /// Returns the hash of all that a paper is made from: of one that was made before, or that was read; none where that has
    /// changed since.
    pub fn content(&self, kept: Option<&Receipt>, read: Option<&Prepared>) -> Option<String> {
        let read = || {
            let read = read.filter(|read| read.inputs.are_still())?;
            let present = read.inputs.present_below(&self.office.root);
            Some(content(&Record::of(self.office, read), &present))
        };
        kept.map(Receipt::content).or_else(read)
    }

    /// Returns the hash of all papers, each by the hash of what it is made from.
    pub fn of_all(&self, contents: &[String]) -> String {
        of_all(&self.fingerprint, contents)
    }

    /// Returns what was said of all papers together.
    pub fn together(&self, papers: &str) -> Option<Diagnostics> {
        let kept: Together = self.reads.then(|| self.read(TOGETHER))??;
        (kept.papers == papers).then_some(kept.said)
    }

    /// Keeps what was said of all papers together; `open` is what is said of those that are not exempt, which must be the same.
    pub fn keep_together(&self, papers: String, said: &Diagnostics, open: &Diagnostics) {
        if said != open || self.exempt.unknown {
            let _ = fs::remove_file(self.folder.join(TOGETHER));
            return;
        }
        let said = said.clone();
        self.put(TOGETHER, &Together { papers, said });
    }

    /// Returns whether a paper is exempt, or draws on what is.
    pub fn is_exempt(&self, paper: &Prepared) -> bool {
        let mut files = paper.inputs.iter();
        files.any(|(file, hash)| self.exempt.has(file, hash))
    }

    /// Takes away the receipts that a run of all papers has had no use for, and of other formats those of papers that are gone.
    pub fn sweep(&self) {
        let used = self.used.lock().expect("no thread panics with it");
        let ending = self.name("")[START..].to_owned();
        remove(&self.folder, |name, path| {
            if name == TOGETHER || used.contains(name) {
                return false;
            }
            let kept: Option<Receipt> = read(path);
            let gone = |kept: Receipt| !self.office.root.join(kept.record.paper).is_file();
            name.ends_with(&ending) || kept.is_none_or(gone)
        });
    }

    /// Where a meeting cannot be read, any paper may be exempt.
    fn forget_exempt(&self) {
        if self.exempt.unknown {
            remove(&self.folder, |_, _| true);
        }
        for file in self.exempt.files() {
            forget(self.output, &self.office.shown(file));
        }
    }

    fn use_up(&self, name: String) {
        let mut used = self.used.lock().expect("no thread panics with it");
        used.insert(name);
    }

    fn name(&self, paper: &str) -> String {
        let all = PaperFormat::ALL.iter();
        let asked = all.filter(|format| self.formats.contains(format));
        let names: Vec<&str> = asked.map(|format| format.name()).collect();
        format!("{}-{}.json", start(paper), names.join("-"))
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        read(&self.folder.join(name))
    }

    /// What cannot be kept is made again: that is no problem of the user's.
    fn put(&self, name: &str, kept: &impl Serialize) {
        let Ok(text) = serde_json::to_vec(kept) else {
            return;
        };
        let mut unsaid = Diagnostics::default();
        tag(&cache_folder(self.output), &mut unsaid);
        let path = self.folder.join(name);
        let begun = Replacement::with(&path, &text, name, &mut unsaid);
        Replacement::finish_unsynced(begun.into_iter().collect(), &mut unsaid);
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&door::bytes(path, door::LARGEST).ok()?).ok()
}

/// Takes away files of a folder by their names and paths.
fn remove(folder: &Path, is_old: impl Fn(&str, &Path) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        if name
            .to_str()
            .is_some_and(|name| !name.starts_with('.') && is_old(name, &path))
        {
            // Another run may have been faster.
            let _ = fs::remove_file(path);
        }
    }
}
