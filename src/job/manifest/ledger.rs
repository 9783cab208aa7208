//! What is taken down of each paper while it is made.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::job::Build;
use crate::job::fingerprint::Fingerprint;
use crate::job::hash::hash;
use crate::job::led::Led;
use crate::job::receipts::Record;
use crate::manifest::{Entry, Manifest, Output, Part, refusing};
use crate::write;

/// The entries of a manifest, under way.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: BTreeMap<String, Entry>,
}

impl Ledger {
    /// Takes down a paper that was read, or could not be: its files, what it is refused for and, where it is open to the
    /// public, its title.
    pub fn read(
        &mut self,
        run: &Build<'_>,
        (paper, is_open): (&Led<'_>, bool),
        problems: &Diagnostics,
    ) {
        let mut entry = Entry::new(&paper.shown);
        if is_open {
            entry.title = paper.title();
        }
        entry.inputs = paper.inputs.clone();
        entry.refuse(problems, run.deny_warnings);
        self.put(entry);
    }

    /// Takes down for what a paper is refused.
    pub fn refuse(&mut self, paper: &str, problems: &Diagnostics, deny_warnings: bool) {
        self.of(paper).refuse(problems, deny_warnings);
    }

    /// Takes down the files that a paper was made as.
    pub fn made(&mut self, record: &Record) {
        self.of(&record.paper).outputs = record.outputs.clone();
    }

    fn put(&mut self, entry: Entry) {
        self.entries.insert(entry.paper.clone(), entry);
    }

    fn of(&mut self, paper: &str) -> &mut Entry {
        let entry = self.entries.entry(paper.to_owned());
        entry.or_insert_with(|| Entry::new(paper))
    }

    /// Writes the manifest of a run, where it has one: of the whole office, or of a shard. `office` is what was found of what
    /// all papers share.
    pub fn write(self, run: &Build<'_>, office: &Diagnostics, out: &mut Diagnostics) -> bool {
        let has_one = run.shard.is_some() || (run.whole && !self.entries.is_empty());
        let Some(output) = run.output.filter(|_| has_one) else {
            return true;
        };
        let office_hash = Fingerprint::new(run.office).office().to_owned();
        let mut manifest = Manifest::new(office_hash, run.formats, run.deny_warnings);
        manifest.part = run.shard.map(|shard| Part {
            allowances: run.office.rules.used(),
            ..shard.part.clone()
        });
        manifest.refused = refusing(office, run.deny_warnings);
        manifest.papers = self.entries.into_values().collect();
        let path = output.join(manifest.file());
        let shown = run.office.shown(&path);
        write::replace(&path, manifest.text().as_bytes(), &shown, out)
    }
}

/// Tells of a file that was made what a manifest has of it.
pub fn output(file: String, bytes: &[u8], pages: Option<usize>) -> Output {
    Output {
        file,
        bytes: bytes.len() as u64,
        sha256: hash(bytes),
        pages,
    }
}
