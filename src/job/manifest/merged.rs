//! The manifests of all shards made into that of the whole build.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::job::Office;
use crate::job::hold::hold_only;
use crate::manifest::{Found, Manifest, Part, merge};
use crate::model::Origin;
use crate::write;

use super::files::{hold, read, shards};
use super::verified::{changed, shown};

/// What came of putting shards together.
#[derive(Debug, Default)]
pub struct Merged {
    /// How many shards there are.
    pub shards: usize,
    /// How many shards of some papers were left aside, where there are shards of all.
    pub aside: usize,
    /// How many papers they have.
    pub papers: usize,
    /// How many papers were refused.
    pub refused: usize,
    /// How many files are as the manifests say.
    pub files: usize,
    /// The manifest that was written, as the user knows it; none where something is wrong, or for shards of some papers only.
    pub written: Option<String>,
}

/// Reads the manifests of shards in folders, checks that they are all of one build and the files as they say, and writes the
/// manifest of the whole into the first folder.
pub fn merged(office: Option<&Office>, folders: &[PathBuf], out: &mut Diagnostics) -> Merged {
    // Where there is no such folder, there are no manifests either.
    let folder = folders.first().filter(|folder| folder.is_dir());
    let held = folder.map(|folder| {
        let shown = shown(office, folder);
        hold_only(folder, &shown, "boardpaper manifest merge", None, out)
    });
    if held.as_ref().is_some_and(Option::is_none) {
        return Merged::default();
    }
    let mut problems = Diagnostics::default();
    let (of_all, of_some) = (places(folders, true), places(folders, false));
    // A paper or a quarter that was built by itself is no reason not to put together what was built of all.
    let (those, aside) = match of_all.is_empty() {
        true => (of_some, 0),
        false => (of_all, of_some.len()),
    };
    let found = gather(office, folders, &those, &mut problems);
    let mut merged = Merged {
        shards: found.len(),
        aside,
        ..Merged::default()
    };
    for (folder, found) in &found {
        merged.files += hold(folder, found, &mut problems);
    }
    let manifests: Vec<Found> = found.into_iter().map(|(_, found)| found).collect();
    let whole = merge(&manifests, &mut problems);
    if let (Some(office), Some(whole)) = (office, &whole) {
        changed(office, whole, &mut problems);
        if !problems.has_errors() {
            unused(office, whole, &manifests, &mut problems);
        }
    }
    if let Some(whole) = whole.filter(|_| !problems.has_errors()) {
        merged.papers = whole.papers.len();
        merged.refused = whole
            .papers
            .iter()
            .filter(|entry| entry.outputs.is_empty())
            .count();
        let all = manifests
            .iter()
            .all(|found| found.manifest.part.as_ref().is_some_and(|part| part.whole));
        if let Some(folder) = folders.first().filter(|_| all) {
            let path = folder.join(whole.file());
            let shown = shown(office, &path);
            let written = write::replace(&path, whole.text().as_bytes(), &shown, &mut problems);
            merged.written = written.then_some(shown);
        }
    }
    out.append(problems);
    merged
}

/// Reports allowances that were of use in no shard.
fn unused(office: &Office, whole: &Manifest, shards: &[Found], out: &mut Diagnostics) {
    let parts = shards
        .iter()
        .filter_map(|found| found.manifest.part.as_ref());
    let parts: Vec<&Part> = parts.filter(|part| part.whole).collect();
    if parts.is_empty() || whole.formats != office.board.formats {
        return;
    }
    let used = parts.iter().flat_map(|part| &part.allowances);
    office.rules.were_used(used.copied());
    let made = whole
        .papers
        .iter()
        .filter(|entry| !entry.outputs.is_empty());
    let made: BTreeSet<String> = made.map(|entry| entry.paper.clone()).collect();
    let all = made.len() == whole.papers.len();
    office.rules.unused((!all).then_some(&made), out);
    office.rules.apply(out);
}

/// Lists the manifests of shards in folders, of all papers or of some, each with its folder.
fn places(folders: &[PathBuf], of_all: bool) -> Vec<(&Path, PathBuf)> {
    let mut all = Vec::new();
    for folder in folders {
        let shards = shards(folder, of_all).into_iter();
        all.extend(shards.map(|path| (folder.as_path(), path)));
    }
    all
}

fn gather<'a>(
    office: Option<&Office>,
    folders: &[PathBuf],
    places: &[(&'a Path, PathBuf)],
    out: &mut Diagnostics,
) -> Vec<(&'a Path, Found)> {
    let mut found = Vec::new();
    for (folder, path) in places {
        let shown = shown(office, path);
        let manifest = read(path, &shown, out);
        found.extend(manifest.map(|manifest| (*folder, Found { shown, manifest })));
    }
    if places.is_empty() {
        let names: Vec<String> = folders
            .iter()
            .map(|folder| format!("`{}`", shown(office, folder)))
            .collect();
        let message = format!(
            "no shard has written its manifest into {}",
            names.join(", ")
        );
        out.add(Code::ManifestFaulty, Origin::file(shown(office, &folders[0])), message)
            .hint("run `boardpaper build --shard 1/3` and so on for each shard; where they wrote elsewhere, name that folder");
    }
    found
}
