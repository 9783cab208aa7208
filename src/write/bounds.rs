//! Where nothing may be written: over what the run has read, into the office's data, or through a link out of the output
//! folder.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::door::{lies_in, real};

/// What outputs must keep to, for the whole program: whoever writes, and whatever the name was made of.
#[derive(Debug)]
struct Bounds {
    folders: BTreeSet<Folder>,
    read: BTreeSet<PathBuf>,
}

/// An output folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Folder {
    path: PathBuf,
    data: PathBuf,
}

static BOUNDS: Mutex<Bounds> = Mutex::new(Bounds {
    folders: BTreeSet::new(),
    read: BTreeSet::new(),
});

/// Why a file is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Astray {
    /// The run has read it.
    Input,
    /// It lies in the office's data.
    Data,
    /// A link leads out of the output folder.
    Out,
    /// Something else than a file is there.
    Other,
}

/// Takes down an output folder and the office's data: what is written below the one stays in it, and out of the other.
pub fn bound(folder: &Path, data: &Path) {
    let (path, data) = (folder.to_owned(), data.to_owned());
    bounds().folders.insert(Folder { path, data });
}

/// Takes down a file that outputs are made from: none below an output folder may take its place.
pub fn is_input(path: &Path) {
    let real = real(path);
    bounds().read.insert(real);
}

/// Fails where a file may not be written.
pub(super) fn check(path: &Path) -> io::Result<()> {
    match astray(path) {
        Some(astray) => Err(io::Error::other(astray)),
        None => Ok(()),
    }
}

fn astray(path: &Path) -> Option<Astray> {
    let parent = path.parent().unwrap_or(Path::new("."));
    let place = real(parent).join(path.file_name().unwrap_or_default());
    let bounds = bounds();
    let mut folders = bounds.folders.iter();
    let own = folders.find(|folder| path.starts_with(&folder.path));
    // Elsewhere, as where trackers are patched, commands have rules of their own; packs keep their records in the data.
    let ours = |own: &&Folder| !place.starts_with(real(&own.data).join("history"));
    let Some(own) = own.filter(ours) else {
        return special(path).then_some(Astray::Other);
    };
    if !lies_in(parent, &own.path) {
        Some(Astray::Out)
    } else if lies_in(parent, &own.data) {
        Some(Astray::Data)
    } else if bounds.read.contains(&place) {
        Some(Astray::Input)
    } else {
        special(path).then_some(Astray::Other)
    }
}

/// Returns whether something is there that is neither a file, a link nor a folder: those have words of their own.
fn special(path: &Path) -> bool {
    let kind = path.symlink_metadata().map(|about| about.file_type());
    kind.is_ok_and(|kind| !kind.is_file() && !kind.is_symlink() && !kind.is_dir())
}

fn bounds() -> MutexGuard<'static, Bounds> {
    BOUNDS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Display for Astray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Input => "papers are made from that file",
            Self::Data => "it lies in the folder of the office's data",
            Self::Out => "a link there leads out of the output folder",
            Self::Other => "something is there that is no file",
        })
    }
}

impl std::error::Error for Astray {}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn outputs_stay_in_their_folder_and_leave_inputs_alone() {
        let office = tempfile::tempdir().expect("a folder");
        let at = |path: &str| office.path().join(path);
        fs::create_dir_all(at("data/history")).expect("a folder");
        fs::create_dir_all(at("output/2026")).expect("a folder");
        symlink("../..", at("output/2026/up")).expect("a link");
        symlink("2026", at("output/now")).expect("a link");
        fs::write(at("shared.pdf"), "an input").expect("written");
        bound(&at("output"), &at("data"));
        is_input(&at("data/../shared.pdf"));
        assert_eq!(astray(&at("output/2026/a.pdf")), None);
        assert_eq!(astray(&at("output/now/new/a.pdf")), None);
        assert_eq!(astray(&at("output/2026/up/a.pdf")), Some(Astray::Out));
        bound(office.path(), &at("data"));
        assert_eq!(astray(&at("shared.pdf")), Some(Astray::Input));
        assert_eq!(astray(&at("data/a.pdf")), Some(Astray::Data));
        assert_eq!(astray(&at("data/history/a.json")), None);
    }
}
