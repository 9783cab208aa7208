//! Files that are written beside their places as they grow, and put there together.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;

use super::begun::Begun;
use super::told;

/// How much is kept before it goes to the disk.
const BUFFER: usize = 256 << 10;

/// A file under way: it takes its place when it is whole, and leaves nothing behind where it never is.
#[derive(Debug)]
pub struct Replacement {
    file: BufWriter<Begun>,
    path: PathBuf,
    shown: String,
}

impl Replacement {
    /// Starts a file beside its place; what fails is reported.
    pub fn start(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Self> {
        let file = told(Begun::beside(path), shown, out)?;
        Some(Self {
            file: BufWriter::with_capacity(BUFFER, file),
            path: path.to_owned(),
            shown: shown.to_owned(),
        })
    }

    /// Starts a file with all that it will hold.
    pub fn with(path: &Path, bytes: &[u8], shown: &str, out: &mut Diagnostics) -> Option<Self> {
        let mut file = Self::start(path, shown, out)?;
        told(file.write_all(bytes), shown, out)?;
        Some(file)
    }

    /// Returns the file's place.
    pub fn place(&self) -> &Path {
        &self.path
    }

    /// Returns the file's name as the user knows it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Reports why the file could not be written.
    pub fn failed(&self, error: io::Error, out: &mut Diagnostics) {
        told::<()>(Err(error), &self.shown, out);
    }

    /// Puts files in their places when all are whole; what fails is reported.
    ///
    /// The first takes its place first: where someone has it open and it cannot be replaced, the others stay as they were too.
    pub fn finish(files: Vec<Self>, out: &mut Diagnostics) -> bool {
        Self::finish_with(files, synced, Begun::moved_for_good, out)
    }

    /// Puts files in their places without waiting for the disk: what is lost with the machine can be made again.
    pub fn finish_unsynced(files: Vec<Self>, out: &mut Diagnostics) -> bool {
        Self::finish_with(files, flushed, Begun::moved, out)
    }

    fn finish_with(
        files: Vec<Self>,
        end: impl Fn(BufWriter<Begun>) -> io::Result<Begun>,
        put: impl Fn(Begun, &Path) -> io::Result<()>,
        out: &mut Diagnostics,
    ) -> bool {
        let mut ready = Vec::new();
        for Self { file, path, shown } in files {
            let Some(file) = told(end(file), &shown, out) else {
                return false;
            };
            ready.push((file, path, shown));
        }
        ready
            .into_iter()
            .all(|(file, path, shown)| told(put(file, &path), &shown, out).is_some())
    }
}

fn flushed(file: BufWriter<Begun>) -> io::Result<Begun> {
    file.into_inner().map_err(io::IntoInnerError::into_error)
}

fn synced(file: BufWriter<Begun>) -> io::Result<Begun> {
    let file = flushed(file)?;
    file.as_file().sync_all()?;
    Ok(file)
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_take_their_places_together() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let mut out = Diagnostics::default();
        let mut pack = Replacement::start(&path("new/a.pdf"), "a.pdf", &mut out).expect("started");
        pack.write_all(b"grows").expect("written");
        assert!(!path("new/a.pdf").exists());
        let beside = Replacement::with(&path("new/a.txt"), b"said", "a.txt", &mut out);
        assert!(Replacement::finish(
            vec![pack, beside.expect("started")],
            &mut out
        ));
        assert_eq!(
            std::fs::read(path("new/a.pdf")).expect("is there"),
            b"grows"
        );
        assert_eq!(std::fs::read(path("new/a.txt")).expect("is there"), b"said");
        assert_eq!(std::fs::read_dir(path("new")).expect("is there").count(), 2);
    }

    #[test]
    fn a_file_that_is_given_up_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut out = Diagnostics::default();
        let mut file = Replacement::start(&folder.path().join("a.pdf"), "a.pdf", &mut out);
        file.as_mut()
            .expect("started")
            .write_all(b"secret")
            .expect("written");
        drop(file);
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("is there").count(),
            0
        );
    }
}
