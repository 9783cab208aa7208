//! The program's identity: the hash of all that it is made from, apart from the compiler.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What decides what papers come to.
const MADE_FROM: [&str; 6] = [
    "src",
    "templates",
    "fonts",
    "Cargo.lock",
    "Cargo.toml",
    "build",
];

/// Returns it, and rebuilds the program when any of it changes.
pub fn identity() -> String {
    let mut hash = Sha256::new();
    for place in MADE_FROM {
        println!("cargo::rerun-if-changed={place}");
        add(Path::new(place), &mut hash);
    }
    let digest = hash.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds a file, or all that is in a folder, by name and length, so that no two trees are the same. A library that is taken from a
/// registry has no lock of its own.
fn add(path: &Path, hash: &mut Sha256) {
    if path.is_dir() {
        for inner in listed(path) {
            add(&inner, hash);
        }
        return;
    }
    let bytes = fs::read(path).unwrap_or_default();
    let name = path.to_string_lossy().replace('\\', "/");
    hash.update(format!("{name}\n{}\n", bytes.len()));
    hash.update(&bytes);
}

/// Lists what is in a folder, in the same order on every machine.
pub fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
