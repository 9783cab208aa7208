//! A part of a build: which papers are its own, and what it must know of the others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::check::TOGETHER;
use crate::diagnostic::{Code, Severity};
use crate::job::Office;
use crate::job::hash::Parts;
use crate::job::papers::tidy;
use crate::manifest::{Part, Share, share_of};

use super::weighed::{Hashes, Weighed, weigh};

/// Files and folders that no paper names, and papers are made from all the same: answers, and what was published.
const UNNAMED: [&str; 2] = ["data/returns", "data/history"];

/// Reading a paper takes about so much less than making it: the first shard of a whole build reads those of all others.
const READING: u64 = 12;

/// A part of a build.
#[derive(Clone, Debug)]
pub struct Shard {
    /// The papers of the other parts.
    pub others: Vec<PathBuf>,
    /// Which part it is, and of what.
    pub part: Part,
}

impl Shard {
    /// Splits papers; gives those of one share, and what it must know of the others.
    ///
    /// Every process that is given the same files finds the same parts, whatever order they run in.
    pub fn split(
        office: &Office,
        papers: Vec<PathBuf>,
        whole: bool,
        share: Share,
    ) -> (Vec<PathBuf>, Self) {
        let weighed: Vec<Weighed> = papers.iter().map(|path| weigh(office, path)).collect();
        let weights: Vec<(String, u64)> = papers
            .iter()
            .zip(&weighed)
            .map(|(path, weighed)| (office.shown(path), weighed.weight))
            .collect();
        let part = Part {
            share,
            whole,
            papers: papers.len(),
            inputs: inputs(office, &weights, &weighed),
            allowances: Vec::new(),
        };
        let all: u64 = weights.iter().map(|(_, weight)| weight).sum();
        let ahead = if whole { all / READING } else { 0 };
        let shares = share_of(&weights, share.of, ahead).into_iter();
        let (mine, others): (Vec<_>, Vec<_>) = papers
            .into_iter()
            .zip(shares)
            .partition(|(_, its)| *its == share.shard);
        let paths = |papers: Vec<(PathBuf, usize)>| papers.into_iter().map(|(path, _)| path);
        let others = paths(others).collect();
        (paths(mine).collect(), Self { others, part })
    }

    /// Returns whether it tells what is true of all papers: one must, and one is enough.
    pub fn tells(&self) -> bool {
        self.part.share.shard == 1
    }

    /// Returns whether it must know all papers: to tell what only all of them can, or because it may refuse for that.
    pub fn reads_all(&self, office: &Office, deny_warnings: bool) -> bool {
        let refuses = |code: &Code| match office.rules.severity(code.number()) {
            Some(Severity::Error) => true,
            Some(Severity::Warning) => deny_warnings,
            _ => false,
        };
        self.part.whole && (self.tells() || TOGETHER.iter().any(refuses))
    }
}

/// Returns a hash of all that the build is made from, as far as it can be told without reading papers to the end.
fn inputs(office: &Office, papers: &[(String, u64)], weighed: &[Weighed]) -> String {
    let mut parts = Parts::default();
    let mut hashes = Hashes::default();
    for ((paper, _), weighed) in papers.iter().zip(weighed) {
        parts.add(paper.as_bytes());
        for file in &weighed.files {
            parts
                .add(office.shown(file).as_bytes())
                .add(hashes.of(file).as_bytes());
        }
    }
    for file in UNNAMED
        .iter()
        .flat_map(|place| below(&office.root.join(place)))
    {
        parts
            .add(office.shown(&file).as_bytes())
            .add(hashes.of(&file).as_bytes());
    }
    parts.finish()
}

/// Lists the TOML files below a folder.
fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    let paths = files.map(|entry| tidy(entry.path()));
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect()
}
