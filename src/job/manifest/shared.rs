//! What all papers of an office share, as a hash that is the same on every machine.

use std::path::{Path, PathBuf};

use crate::job::Office;
use crate::job::hash::{Parts, hash_of_file};

/// Returns the hash of the program, of what `board.toml` says, and of the templates and the office's own fonts.
pub fn shared(office: &Office) -> String {
    let mut parts = Parts::default();
    parts.add(env!("CARGO_PKG_VERSION").as_bytes());
    for (path, file) in office.library.iter() {
        parts.add(path.as_bytes()).add(file.text.as_bytes());
    }
    for path in fonts(&office.root.join("data/fonts")) {
        parts.add(hash_of_file(&path).unwrap_or_default().as_bytes());
    }
    parts.add(format!("{:?}", office.board).as_bytes()).finish()
}

fn fonts(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut fonts: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    fonts.sort();
    fonts
}
