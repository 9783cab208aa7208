//! The folder that what is kept of earlier runs lies in: `.cache` in the output folder.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::write;

/// Marks the folder for programs that make backups (bford.info/cachedir), and says to people what it is.
const TAG: &str = "Signature: 8a477f597d28d172789f06e8fe5c0b2d
# Boardpaper keeps here what it knows of papers that it has made, so that unchanged ones need not be made again.
# Nothing of exempt items is kept. The folder can be deleted at any time.
";

/// Returns the folder, which need not be there yet.
pub fn cache_folder(output: &Path) -> PathBuf {
    output.join(".cache")
}

/// Says in the folder what it is.
pub fn tag(folder: &Path, unsaid: &mut Diagnostics) {
    let path = folder.join("CACHEDIR.TAG");
    if !path.exists() {
        write::replace(&path, TAG.as_bytes(), "CACHEDIR.TAG", unsaid);
    }
}
