//! A manifest held against the files that it tells of, and against what they were made from.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::job::Office;
use crate::job::fingerprint::Fingerprint;
use crate::job::inputs::hash_at;
use crate::manifest::{Found, Manifest, WHOLE};
use crate::model::Origin;

use super::files::{hold, read};

/// What came of holding a manifest against its files.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many papers it has.
    pub papers: usize,
    /// How many of them were refused.
    pub refused: usize,
    /// How many files are as it says.
    pub files: usize,
    /// How many it tells of.
    pub told: usize,
}

/// Holds the manifest in a folder against the files there and, where the office is at hand, against what they were made from.
pub fn verified(office: Option<&Office>, folder: &Path, out: &mut Diagnostics) -> Option<Verified> {
    let path = folder.join(WHOLE);
    let shown = shown(office, &path);
    let manifest = read(&path, &shown, out)?;
    if let Some(office) = office {
        changed(office, &manifest, out);
    }
    let found = Found { shown, manifest };
    let papers = &found.manifest.papers;
    Some(Verified {
        papers: papers.len(),
        refused: papers
            .iter()
            .filter(|entry| entry.outputs.is_empty())
            .count(),
        told: papers.iter().map(|entry| entry.outputs.len()).sum(),
        files: hold(folder, &found, out),
    })
}

/// Reports files that papers were made from and that are something else by now.
pub fn changed(office: &Office, manifest: &Manifest, out: &mut Diagnostics) {
    if manifest.office != Fingerprint::new(office).office() {
        let message = "`board.toml`, the templates or the fonts have changed since the build, or the program has";
        out.add(Code::InputChanged, Origin::file("data/board.toml"), message)
            .hint("build again");
    }
    // Of a file that changed during the build, papers tell different things.
    let mut files: BTreeMap<(&str, Option<&str>), &str> = BTreeMap::new();
    for entry in &manifest.papers {
        for (file, hash) in &entry.inputs {
            let told = files.entry((file, hash.as_deref()));
            told.or_insert(&entry.paper);
        }
    }
    for ((file, was), paper) in files {
        let path = office.root.join(file);
        // Of a file elsewhere only the name is known.
        let is_elsewhere = !file.contains('/') && !path.exists();
        if !is_elsewhere && hash_at(&path).ok().as_deref() != was {
            let message = match file == paper {
                true => format!("`{file}` has changed since it was built"),
                false => format!("`{file}` has changed since `{paper}` was made from it"),
            };
            out.add(Code::InputChanged, Origin::file(file), message)
                .hint("build again");
        }
    }
}

/// Returns a path as the user knows it.
pub fn shown(office: Option<&Office>, path: &Path) -> String {
    let plain = || path.display().to_string().replace('\\', "/");
    office.map_or_else(plain, |office| office.shown(path))
}
