//! What the tests stand on: offices in temporary folders, goldens, and readers of what was built.

pub mod cases;
pub mod chance;
pub mod docx;
pub mod findings;
pub mod golden;
pub mod html;
pub mod made;
pub mod model;
pub mod old_paper;
pub mod papers;
pub mod pdf;
pub mod redact;
pub mod search;
pub mod seed;
pub mod shared;
pub mod words;
pub mod workbook;
pub mod workspace;

use std::path::{Path, PathBuf};

/// Returns a path of the repository.
pub fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns whether the tests run where nothing may be skipped or accepted.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|ci| ci == "true")
}
