//! A folder for another program to work in, that nobody else can look into and that goes away with all that is in it.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Once;

use tempfile::{Builder, TempDir};

use crate::interrupt::{Undoing, undoing};

/// How the names of such folders begin.
const NAME: &str = "boardpaper-";
/// The file in it that is locked as long as the folder is in use.
const LOCK: &str = "in-use";

/// A folder to work in.
#[derive(Debug)]
pub struct Workroom {
    folder: TempDir,
    _lock: File,
    _undoing: Undoing,
}

impl Workroom {
    /// Makes a folder where the system keeps what is temporary.
    ///
    /// # Errors
    ///
    /// Where none can be made.
    pub fn new() -> io::Result<Self> {
        let remove = |folder: &TempDir| {
            let path = folder.path().to_owned();
            move || remove(&path)
        };
        let (folder, undoing) = undoing(made, remove)?;
        // What nobody has locked is taken for left behind: it is locked before it has its name.
        let new = folder.path().join("new");
        let lock = File::create(&new)?;
        let _ = lock.try_lock();
        fs::rename(new, folder.path().join(LOCK))?;
        Ok(Self {
            folder,
            _lock: lock,
            _undoing: undoing,
        })
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

fn made() -> io::Result<TempDir> {
    let mut builder = Builder::new();
    builder.prefix(NAME);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir()
}

/// Removes a folder; a program that was just ended may still have put something there.
fn remove(folder: &Path) {
    for _ in 0..20 {
        if fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// Takes away, once a run, what programs have left behind that were ended too suddenly to do so.
pub fn sweep_once() {
    static SWEPT: Once = Once::new();
    SWEPT.call_once(|| sweep(&std::env::temp_dir()));
}

fn sweep(within: &Path) {
    for entry in fs::read_dir(within).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(NAME);
        // A link is none of ours: others may write there too.
        if ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_left(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_left(folder: &Path) -> bool {
    let lock = folder.join(LOCK);
    let is_file = lock.symlink_metadata().is_ok_and(|about| about.is_file());
    let open = || File::options().read(true).write(true).open(&lock);
    is_file && open().is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_in_use_stays_and_one_left_behind_goes() {
        let room = Workroom::new().expect("a room");
        let within = tempfile::tempdir().expect("a folder");
        let left = within.path().join("boardpaper-left");
        fs::create_dir_all(left.join("out")).expect("a folder");
        fs::write(left.join("out/paper.pdf"), "secret").expect("written");
        sweep(within.path());
        assert!(left.exists(), "nothing says that it is ours");
        fs::write(left.join(LOCK), "").expect("written");
        sweep(within.path());
        assert!(!left.exists());
        assert!(room.path().exists() && !is_left(room.path()));
        let path = room.path().to_owned();
        drop(room);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_look_into_it() {
        use std::os::unix::fs::PermissionsExt;
        let room = Workroom::new().expect("a room");
        let mode = fs::metadata(room.path()).expect("there").permissions();
        assert_eq!(mode.mode() & 0o777, 0o700);
    }
}
