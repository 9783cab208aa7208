//! Manifests as they stand in output folders, and the files that they tell of.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::hash::hash_of_file;
use crate::manifest::{Found, Manifest, Output, Share};
use crate::model::Origin;
use crate::write;

/// Reads a manifest; what is wrong with it is reported.
pub fn read(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Manifest> {
    let place = Origin::file(shown);
    let text = match door::text(path) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("cannot read the manifest `{shown}`: {error}");
            out.add(Code::ManifestFaulty, place, message)
                .hint("`boardpaper build` of all papers writes one into the output folder; name that folder");
            return None;
        }
    };
    let read = Manifest::read(&text).and_then(|manifest| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match manifest.file() == name {
            true => Ok(manifest),
            false => Err(format!("it is that of `{}`", manifest.file())),
        }
    });
    match read {
        Ok(manifest) => Some(manifest),
        Err(why) => {
            let message = format!("`{shown}` is no manifest that can be used: {why}");
            out.add(Code::ManifestFaulty, place, message)
                .hint("delete it, and build again");
            None
        }
    }
}

/// Finds the manifests of shards in a folder, of all papers or of some, in the order of their numbers.
pub fn shards(folder: &Path, of_all: bool) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let share = Share::of_file(&entry.file_name().to_string_lossy(), of_all)?;
        Some((share, entry.path()))
    });
    let mut named: Vec<(Share, PathBuf)> = named.collect();
    named.sort();
    named.into_iter().map(|(_, path)| path).collect()
}

/// Holds the files that a manifest tells of against those in a folder; returns how many are as it says.
pub fn hold(folder: &Path, found: &Found, out: &mut Diagnostics) -> usize {
    let outputs = found
        .manifest
        .papers
        .iter()
        .flat_map(|entry| &entry.outputs);
    outputs
        .filter(|output| holds(folder, output, found, out))
        .count()
}

fn holds(folder: &Path, output: &Output, found: &Found, out: &mut Diagnostics) -> bool {
    let file = &output.file;
    let (why, hint) = match fault(folder, output) {
        None => return true,
        Some(fault) => fault,
    };
    let message = format!("`{file}` {why}");
    out.add(
        Code::OutputChanged,
        Origin::file(found.shown.as_str()),
        message,
    )
    .hint(hint);
    false
}

fn fault(folder: &Path, output: &Output) -> Option<(String, &'static str)> {
    const AGAIN: &str = "build the paper again, or its shard; then check again";
    if let Some(fault) = write::fault_anywhere(&output.file) {
        return Some((fault.to_owned(), "the manifest was changed: build again"));
    }
    let path = folder.join(&output.file);
    let length = match path.symlink_metadata() {
        Ok(about) if about.is_file() => about.len(),
        Ok(_) => return Some(("is no file".to_owned(), AGAIN)),
        Err(_) => return Some(("is not there".to_owned(), AGAIN)),
    };
    if length != output.bytes {
        let why = format!("has {length} bytes, and the manifest says {}", output.bytes);
        return Some((why, AGAIN));
    }
    match hash_of_file(&path) {
        Ok(hash) if hash == output.sha256 => None,
        Ok(_) => Some((
            "has other bytes than when the manifest was written".to_owned(),
            AGAIN,
        )),
        Err(error) => Some((
            format!("cannot be read: {error}"),
            "check that you may read it",
        )),
    }
}
