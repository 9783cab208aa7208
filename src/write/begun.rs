//! A file that is written beside its place, and what is left of such files by programs that could not clear up.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};
use walkdir::WalkDir;

use super::bounds;
use crate::interrupt::{Undoing, undoing};

/// How the names of files under way begin.
const NAME: &str = ".boardpaper-";
/// Younger ones are left alone: their program may just be about to lock them.
const OLD: Duration = Duration::from_secs(60);
/// So many files and folders are looked through for what was left behind: more than the papers of any office.
const ENTRIES: usize = 100_000;

/// A file under way; it goes away with the program that writes it.
#[derive(Debug)]
pub(super) struct Begun {
    file: NamedTempFile,
    undoing: Undoing,
}

impl Begun {
    /// Starts a file beside its place, where a file may go.
    pub fn beside(path: &Path) -> io::Result<Self> {
        if path.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "a folder has that name",
            ));
        }
        bounds::check(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        can_be_named(path)?;
        sweep_once(folder);
        let remove = |file: &NamedTempFile| {
            let path = file.path().to_owned();
            move || drop(fs::remove_file(path))
        };
        let (file, undoing) = undoing(|| builder().tempfile_in(folder), remove)?;
        // It tells others that it is not left behind; where there are no locks, nothing is swept either.
        let _ = file.as_file().try_lock();
        Ok(Self { file, undoing })
    }

    /// Returns it as a file.
    pub fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// Moves it to a place.
    pub fn moved(self, path: &Path) -> io::Result<()> {
        // A link may have been put there meanwhile.
        bounds::check(path)?;
        self.file.persist(path).map_err(|error| error.error)?;
        drop(self.undoing);
        Ok(())
    }

    /// Moves it to a place, and sees to it that it stands there even if the machine fails now.
    pub fn moved_for_good(self, path: &Path) -> io::Result<()> {
        self.moved(path)?;
        flush_folder(path.parent().unwrap_or(Path::new(".")));
        Ok(())
    }
}

impl Write for Begun {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Fails where the system takes no such name, as one that is too long: that would be seen only when others are in place.
fn can_be_named(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(NAME);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's own files get: the system takes away what its mask says.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Clears a folder the first time that something is written there.
fn sweep_once(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if swept.insert(folder.to_owned()) {
        sweep(folder, OLD);
    }
}

/// Flushes the names in a folder to the disk, where a folder can be opened: the files are whole in any case.
fn flush_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Takes away what was left behind in a folder and those in it, of at least some age.
pub(super) fn clear(folder: &Path, old: Duration) {
    // A home folder, or a whole disk, may be named for output: what is looked through has an end.
    let walk = WalkDir::new(folder).same_file_system(true).into_iter();
    let walk = walk.take(ENTRIES).filter_map(Result::ok);
    for folder in walk.filter(|entry| entry.file_type().is_dir()) {
        sweep(folder.path(), old);
    }
}

/// Takes away what programs have left behind that were ended too suddenly to do so.
fn sweep(folder: &Path, old: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(NAME);
        // Locks have their own way.
        let ours = ours && entry.path().extension().is_none();
        if ours && is_left(&entry.path(), old) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_left(path: &Path, old: Duration) -> bool {
    let about = path.symlink_metadata().ok().filter(fs::Metadata::is_file);
    let age = about.and_then(|about| about.modified().ok()?.elapsed().ok());
    let open = || File::options().read(true).write(true).open(path);
    age.is_some_and(|age| age >= old) && open().is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_writes_at_any_more_is_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let left = folder.path().join(".boardpaper-left");
        fs::write(&left, "half").expect("written");
        fs::write(folder.path().join("own.pdf"), "whole").expect("written");
        let begun = Begun::beside(&folder.path().join("a.pdf")).expect("begun");
        assert!(left.exists(), "it may be another program's");
        sweep(folder.path(), Duration::ZERO);
        assert!(!left.exists() && begun.file.path().exists());
        begun.moved(&folder.path().join("a.pdf")).expect("moved");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
