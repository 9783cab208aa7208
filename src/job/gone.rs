//! Files that somebody took away while the run that wrote them went on: what is told as made must be there.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Origin, counted};
use crate::write::Hold;

use super::receipts::Record;
use super::{Build, Office};

/// A file that a run has written, or that stood as it was made before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place.
    pub path: PathBuf,
    /// Its length, where it is known.
    pub bytes: Option<u64>,
}

impl Placed {
    fn stands(&self) -> bool {
        let about = self.path.symlink_metadata();
        let as_long = |length| self.bytes.is_none_or(|bytes| bytes == length);
        about.is_ok_and(|about| about.is_file() && as_long(about.len()))
    }
}

/// Lists the files of a paper with their places; none where papers are only checked.
pub fn placed(run: &Build<'_>, record: &Record) -> Vec<Placed> {
    let placed = |output: &Path| {
        let files = record.outputs.iter();
        let placed = files.map(|file| Placed {
            path: output.join(&file.file),
            bytes: Some(file.bytes),
        });
        placed.collect()
    };
    run.output.map(placed).unwrap_or_default()
}

/// Lists those of some files that are not there any more.
pub fn gone(files: Vec<Placed>) -> Vec<PathBuf> {
    let gone = files.into_iter().filter(|file| !file.stands());
    gone.map(|file| file.path).collect()
}

/// Tells of files that are not there any more: of the output folder, where that is why. So it may be why others could not be
/// written, of which `out` tells.
pub fn say_gone(office: &Office, hold: Option<&Hold>, gone: &[PathBuf], out: &mut Diagnostics) {
    let moved = hold.filter(|hold| !hold.stays());
    let (place, message) = match (moved, gone) {
        (Some(hold), gone) if !gone.is_empty() || hinders(out) => {
            let shown = office.shown(hold.folder());
            let lost = lost(office, gone);
            let message =
                format!("`{shown}` was moved, deleted or replaced while the run wrote there{lost}");
            (shown, message)
        }
        (_, []) => return,
        (_, [first, others @ ..]) => {
            let shown = office.shown(first);
            let verb = match others.len() {
                0 => " was".to_owned(),
                count => format!(" and {} more were", counted(count, "file")),
            };
            let message = format!("`{shown}`{verb} deleted, moved or changed before the run ended");
            (shown, message)
        }
    };
    out.add(Code::OutputGone, Origin::file(place), message)
        .hint("run the command again while nobody else works in the output folder");
}

/// Returns whether files could not be written.
fn hinders(out: &Diagnostics) -> bool {
    out.iter().any(|problem| problem.code == Code::NotWritten)
}

/// Says how many files are not in their folder any more.
fn lost(office: &Office, gone: &[PathBuf]) -> String {
    let Some(first) = gone.first() else {
        return String::new();
    };
    let (count, first) = (counted(gone.len(), "file"), office.shown(first));
    format!(": {count} of the run, `{first}` first, cannot be found in it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_gone_where_it_is_not_there_is_no_file_or_has_another_length() {
        let folder = tempfile::tempdir().expect("a folder");
        let placed = |name: &str, bytes| Placed {
            path: folder.path().join(name),
            bytes,
        };
        std::fs::write(folder.path().join("a.pdf"), "whole").expect("written");
        std::fs::create_dir(folder.path().join("b.pdf")).expect("a folder");
        assert!(gone(vec![placed("a.pdf", None), placed("a.pdf", Some(5))]).is_empty());
        for lost in [
            placed("a.pdf", Some(4)),
            placed("b.pdf", None),
            placed("c.pdf", None),
        ] {
            assert_eq!(gone(vec![lost.clone()]), [lost.path]);
        }
    }
}
