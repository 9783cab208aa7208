//! What is taken down of each paper while it is made.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::diagnostic::Diagnostics;
use crate::job::hash::hash;
use crate::job::inputs::Inputs;
use crate::job::{Build, Office, Prepared};
use crate::manifest::{Entry, Manifest, Output, Part, refusing};
use crate::write;

use super::shared::shared;

/// The entries of a manifest, under way.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: BTreeMap<String, Entry>,
}

/// What a manifest wants of `model.json`.
#[derive(Deserialize)]
struct Model {
    document: Document,
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    title: Option<String>,
}

impl Ledger {
    /// Takes down a paper that was read, or could not be: its files, its title, and what it is refused for.
    pub fn read(
        &mut self,
        run: &Build<'_>,
        path: &Path,
        (paper, inputs): (Option<&Prepared>, &Inputs),
        problems: &Diagnostics,
    ) {
        let shown = run.office.shown(path);
        let mut entry = Entry::new(&shown);
        entry.title = paper.map(title).unwrap_or_default();
        entry.inputs = files(run.office, inputs);
        entry.refuse(problems, run.deny_warnings);
        self.put(entry);
    }

    /// Takes down for what a paper is refused.
    pub fn refuse(&mut self, paper: &str, problems: &Diagnostics, deny_warnings: bool) {
        self.of(paper).refuse(problems, deny_warnings);
    }

    /// Takes down the files that a paper was made as.
    pub fn made(&mut self, paper: &str, outputs: Vec<Output>) {
        self.of(paper).outputs = outputs;
    }

    /// Takes over all that is known of a paper, such as one that was made before and has not changed.
    pub fn put(&mut self, entry: Entry) {
        self.entries.insert(entry.paper.clone(), entry);
    }

    /// Returns what is known of a paper.
    pub fn entry(&self, paper: &str) -> Option<&Entry> {
        self.entries.get(paper)
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
        let mut manifest = Manifest::new(shared(run.office), run.formats, run.deny_warnings);
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

fn title(paper: &Prepared) -> String {
    let model: Option<Model> = serde_json::from_str(&paper.sources.model).ok();
    let title = model.and_then(|model| model.document.title);
    title.unwrap_or_default()
}

/// Lists a paper's files by their paths from the office's folder. Of one that lies elsewhere only the name is told: where
/// it stands is a matter of the machine.
fn files(office: &Office, inputs: &Inputs) -> BTreeMap<String, Option<String>> {
    let name = |path: &Path| match path.strip_prefix(&office.root) {
        Ok(_) => office.shown(path),
        Err(_) => path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    };
    let files = inputs.iter();
    files
        .map(|(path, hash)| (name(path), hash.map(str::to_owned)))
        .collect()
}
