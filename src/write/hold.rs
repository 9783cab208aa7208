//! The hold of a run on its output folder: one at a time writes there, or several that each write a part.

use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::interrupt::{Undoing, undoing};

use super::begun::clear;
use super::lock::{FILE, is_at, let_go, letting_go, open};
use super::made::{missing, remove_hollow};

/// How often it is tried again.
const AGAIN: Duration = Duration::from_millis(50);
/// Files of this age that nobody writes at are left behind, where other parts may just begin some.
const YOUNG: Duration = Duration::from_secs(5);
/// The most that is read of who holds a folder.
const WORDS: u64 = 200;

/// A hold that goes with the program that has it, however that ends.
#[derive(Debug)]
pub struct Hold {
    folder: PathBuf,
    locks: Vec<Locked>,
    /// The folders that were made for it, the innermost first.
    made: Vec<PathBuf>,
    /// Takes them away where the program is ended.
    _undoing: Option<Undoing>,
    /// The folder as it was then, by whatever name it goes now; where folders can be opened.
    then: Option<File>,
}

/// Who writes in a folder now, as far as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held(pub String);

/// A file that is locked.
#[derive(Debug)]
struct Locked {
    path: PathBuf,
    file: File,
    /// Takes the file away where the program is ended.
    _undoing: Undoing,
}

impl Hold {
    /// Takes hold of an output folder, which is made where it is not there; waits so long for whoever has it.
    ///
    /// `part` is the part of the run that this is, where several may write at once. Where there can be no locks, as on some
    /// shares of files, nobody is kept waiting. What runs have left behind that were ended too soon is cleared.
    ///
    /// # Errors
    ///
    /// Who has it still.
    pub fn take(
        folder: &Path,
        command: &str,
        part: Option<&str>,
        wait: Duration,
    ) -> Result<Self, Held> {
        let until = Instant::now() + wait;
        let mut hold = Self {
            folder: folder.to_owned(),
            locks: Vec::new(),
            made: missing(folder),
            _undoing: None,
            then: None,
        };
        if !hold.made.is_empty() {
            let made = hold.made.clone();
            let remove = |_: &()| move || remove_hollow(&made);
            match undoing(|| fs::create_dir_all(folder), remove) {
                Ok(((), undoing)) => hold._undoing = Some(undoing),
                Err(_) => return Ok(hold),
            }
        }
        hold.then = File::open(folder).ok();
        let words = format!("{command}, process {}", std::process::id());
        let whole = folder.join(FILE);
        hold.locks
            .extend(Locked::take(&whole, &words, part.is_some(), until)?);
        if let Some(part) = part {
            let own = folder.join(format!(".boardpaper-{part}.lock"));
            hold.locks.extend(Locked::take(&own, &words, false, until)?);
        }
        let old = part.map_or(Duration::ZERO, |_| YOUNG);
        clear(
            folder,
            if hold.locks.is_empty() {
                Duration::from_secs(60)
            } else {
                old
            },
        );
        Ok(hold)
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns whether the folder is still the one that was taken hold of, as far as can be told.
    pub fn stays(&self) -> bool {
        let same = |then: &File| is_at(then, &self.folder);
        self.folder.is_dir() && self.then.as_ref().is_none_or(same)
    }
}

impl Hold {
    /// Takes the lock out of a folder that goes by another name by now.
    #[cfg(unix)]
    fn leave(&self) {
        // Of several parts, others may still go by theirs.
        if let (Some(then), [_]) = (&self.then, &self.locks[..]) {
            let _ = rustix::fs::unlinkat(then, FILE, rustix::fs::AtFlags::empty());
        }
    }

    #[cfg(not(unix))]
    fn leave(&self) {}
}

impl Drop for Hold {
    fn drop(&mut self) {
        let stays = self.stays();
        if !stays {
            self.leave();
        }
        self.locks.clear();
        if stays {
            remove_hollow(&self.made);
        }
    }
}

impl Locked {
    /// Locks a file, for itself or with others; none where there can be no locks.
    fn take(path: &Path, words: &str, shared: bool, until: Instant) -> Result<Option<Self>, Held> {
        loop {
            let Ok((file, undoing)) = undoing(|| open(path), |file| letting_go(file, path)) else {
                return Ok(None);
            };
            let tried = match shared {
                true => file.try_lock_shared(),
                false => file.try_lock(),
            };
            match tried {
                // Whoever held it took its file away: others may hold a new one by now.
                Ok(()) if !is_at(&file, path) => {}
                Ok(()) => {
                    say(&file, words);
                    let path = path.to_owned();
                    return Ok(Some(Self {
                        path,
                        file,
                        _undoing: undoing,
                    }));
                }
                Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(AGAIN),
                Err(TryLockError::WouldBlock) => return Err(Held(said(&file))),
                Err(TryLockError::Error(_)) => return Ok(None),
            }
        }
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        let_go(&self.file, &self.path);
    }
}

/// Writes who has the lock; it is told to others, and of no other use.
fn say(mut file: &File, words: &str) {
    let _ = file.set_len(0);
    let _ = file.rewind();
    let _ = writeln!(file, "{words}");
}

fn said(file: &File) -> String {
    let mut bytes = Vec::new();
    let _ = file.take(WORDS).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().next().unwrap_or_default().trim();
    line.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(1);

    #[test]
    fn a_second_run_is_told_who_holds_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("output");
        let first = Hold::take(&output, "boardpaper build", None, SOON).expect("free");
        let said = format!("boardpaper build, process {}", std::process::id());
        for part in [None, Some("1-of-2")] {
            let held = Hold::take(&output, "boardpaper pack", part, SOON);
            assert_eq!(held.map(drop), Err(Held(said.clone())));
        }
        drop(first);
        assert!(!output.exists(), "nothing was written there");
        Hold::take(&output, "boardpaper pack", None, SOON).expect("free again");
    }

    #[test]
    fn parts_write_at_once_each_for_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let take = |part| Hold::take(folder.path(), "boardpaper build", part, SOON);
        let (one, two) = (take(Some("1-of-2")), take(Some("2-of-2")));
        assert!(one.is_ok() && two.is_ok());
        assert!(take(Some("1-of-2")).is_err() && take(None).is_err());
        drop(one);
        assert!(take(None).is_err());
        drop(two);
        assert!(take(None).is_ok());
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 0);
    }

    #[test]
    fn a_folder_that_is_moved_away_is_no_more_the_one_that_is_held() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("output");
        let hold = Hold::take(&output, "boardpaper build", None, SOON).expect("free");
        assert!(hold.stays());
        fs::rename(&output, folder.path().join("elsewhere")).expect("moved");
        assert!(!hold.stays());
        fs::create_dir(&output).expect("a folder");
        assert_eq!(hold.stays(), !cfg!(unix));
        drop(hold);
        let left = fs::read_dir(folder.path().join("elsewhere")).expect("there");
        assert_eq!(left.count(), usize::from(!cfg!(unix)));
    }

    #[test]
    fn what_a_killed_run_has_left_is_gone_after_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let below = folder.path().join("2026/q1");
        fs::create_dir_all(&below).expect("a folder");
        fs::write(below.join(".boardpaper-x1Y2z3"), "half").expect("written");
        fs::write(folder.path().join(FILE), "boardpaper build, process 1\n").expect("written");
        fs::write(below.join("a.pdf"), "whole").expect("written");
        drop(Hold::take(folder.path(), "boardpaper build", None, SOON).expect("free"));
        assert_eq!(fs::read_dir(&below).expect("there").count(), 1);
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 1);
    }
}
