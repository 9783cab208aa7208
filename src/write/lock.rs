//! A lock between programs that would write the same files.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::interrupt::{Undoing, undoing};

/// The name of a lock's file.
pub(super) const FILE: &str = ".boardpaper.lock";

/// A lock that is held; it goes with the program that holds it, however that ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
    _undoing: Undoing,
}

impl Lock {
    /// Waits for the lock of a folder, which is made where it is not there. None where there can be no locks: some shares
    /// of files have none, and there is no harm in going on without where only one program is at work.
    pub fn of(folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let path = folder.join(FILE);
        loop {
            let (file, undoing) = undoing(|| open(&path), |file| letting_go(file, &path)).ok()?;
            file.lock().ok()?;
            // Whoever held it took its file away: others may hold a new one by now.
            if is_at(&file, &path) {
                return Some(Self {
                    path,
                    file,
                    _undoing: undoing,
                });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let_go(&self.file, &self.path);
    }
}

/// Lets go of a lock; the last of those that share it takes its file away.
pub(super) fn let_go(file: &File, path: &Path) {
    // Where it cannot be told whose the file is, it stays: an empty one does no harm.
    if cfg!(unix) && file.try_lock().is_ok() && is_at(file, path) {
        let _ = fs::remove_file(path);
    }
    let _ = file.unlock();
}

/// Returns what lets go of a lock when the program is ended from outside.
pub(super) fn letting_go(file: &File, path: &Path) -> impl FnOnce() + Send + use<> {
    let (file, path) = (file.try_clone(), path.to_owned());
    move || {
        if let Ok(file) = file {
            let_go(&file, &path);
        }
    }
}

/// Opens the file of a lock; what stands there and is no file, such as a link to one, is left alone.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let there = path.symlink_metadata();
    if there.is_ok_and(|about| !about.is_file()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

/// Returns whether a file is still the one of its name.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let which = |about: fs::Metadata| (about.dev(), about.ino());
    let (held, named) = (file.metadata().map(which), path.metadata().map(which));
    held.is_ok_and(|held| named.is_ok_and(|named| held == named))
}

#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_at_a_time_holds_it_and_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let lock = Lock::of(folder.path()).expect("a lock");
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        let left = fs::read_dir(folder.path()).expect("there").count();
        assert_eq!(left, usize::from(!cfg!(unix)));
    }
}
