//! Doing something again whenever a file changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, SystemTime};

use notify::{RecursiveMode, Watcher};
use walkdir::{DirEntry, WalkDir};

use crate::door::lies_in;

use crate::journal;

/// Shares of an office often tell nothing of changes: the files are looked at this often all the same.
const LOOK: Duration = Duration::from_secs(2);
/// A program that saves writes several times: what has not changed for so long is saved.
const SETTLED: Duration = Duration::from_millis(100);

/// What is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Folders, with all that is below them.
    pub folders: Vec<PathBuf>,
    /// Folders below them that are not looked at.
    pub except: Vec<PathBuf>,
    /// Files elsewhere.
    pub files: BTreeSet<PathBuf>,
}

impl Watched {
    /// Watches the data of the office at a folder.
    pub fn data(root: Option<&Path>) -> Self {
        Self {
            folders: root.map(|root| root.join("data")).into_iter().collect(),
            ..Self::default()
        }
    }
}

/// A file as it was seen: when it was changed, and its length.
type Seen = (Option<SystemTime>, u64);

/// Does something, and again whenever a file changes; it gives what is to be watched, of which `start` is known before. Ends with
/// the program.
///
/// Where the output folder was deleted meanwhile, another process goes on: this one may write to that folder only, by what it was
/// and not by its name.
pub fn watch(start: &Watched, output: &Path, mut again: impl FnMut() -> Watched) -> ! {
    let (mut before, mut known) = (seen(start), start.clone());
    let stood = which(output);
    loop {
        if stood.is_some() && which(output) != stood {
            journal::anew();
        }
        let watched = again();
        before = meant(before, &known, seen(&watched));
        before = changed(&watched, before);
        known = watched;
        journal::forgive();
    }
}

/// Returns which folder has a name, whatever other had it before.
#[cfg(unix)]
fn which(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let about = folder.metadata().ok()?;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn which(_folder: &Path) -> Option<()> {
    None
}

/// Returns what there was before something was done, as it is to be held against what is there later: what changes meanwhile, or
/// comes to where was watched, is a change; what is only watched from now on is none.
fn meant(
    mut before: BTreeMap<PathBuf, Seen>,
    known: &Watched,
    now: BTreeMap<PathBuf, Seen>,
) -> BTreeMap<PathBuf, Seen> {
    let was_watched = |path: &Path| {
        let mut folders = known.folders.iter();
        folders.any(|folder| path.starts_with(folder))
    };
    for (path, seen) in now.into_iter().filter(|(path, _)| !was_watched(path)) {
        before.entry(path).or_insert(seen);
    }
    before
}

/// Waits for a change, and until all is saved; gives what is there then.
fn changed(watched: &Watched, before: BTreeMap<PathBuf, Seen>) -> BTreeMap<PathBuf, Seen> {
    let teller = teller(watched);
    let mut now = seen(watched);
    while now == before {
        let _ = teller.told.recv_timeout(LOOK);
        now = seen(watched);
    }
    loop {
        std::thread::sleep(SETTLED);
        let later = seen(watched);
        if later == now {
            return now;
        }
        now = later;
    }
}

/// What tells of changes, where the system does.
struct Teller {
    told: Receiver<()>,
    // Without a sender, waiting would end at once, and looking would never stop.
    _sender: Sender<()>,
    _watcher: Option<notify::RecommendedWatcher>,
}

fn teller(watched: &Watched) -> Teller {
    let (sender, told) = channel();
    let own = sender.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // To look at the files is no change: it would be told of without end.
        if !event.is_ok_and(|event| event.kind.is_access()) {
            let _ = own.send(());
        }
    });
    let mut watcher = watcher.ok();
    if let Some(watcher) = &mut watcher {
        for folder in &watched.folders {
            let _ = watcher.watch(folder, RecursiveMode::Recursive);
        }
        for file in &watched.files {
            let _ = watcher.watch(file, RecursiveMode::NonRecursive);
        }
    }
    Teller {
        told,
        _sender: sender,
        _watcher: watcher,
    }
}

fn seen(watched: &Watched) -> BTreeMap<PathBuf, Seen> {
    let below = watched.folders.iter().flat_map(|folder| {
        let entries = WalkDir::new(folder).follow_links(true).into_iter();
        let kept = entries
            .filter_entry(|entry| is_ours(folder, entry) && !is_left_out(watched, entry.path()));
        kept.filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.into_path())
    });
    let all = below.chain(watched.files.iter().cloned());
    all.map(|path| {
        let seen = seen_at(&path);
        (path, seen)
    })
    .collect()
}

/// Returns whether something is there itself, or by a link that stays in the office.
fn is_ours(folder: &Path, entry: &DirEntry) -> bool {
    !entry.path_is_symlink() || lies_in(entry.path(), folder.parent().unwrap_or(folder))
}

fn is_left_out(watched: &Watched, path: &Path) -> bool {
    // Editors put files of their own beside the one that is written at.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let own = name.starts_with(".~lock")
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".swp");
    own || watched.except.iter().any(|folder| folder == path)
}

fn seen_at(path: &Path) -> Seen {
    match path.metadata() {
        Ok(about) => (about.modified().ok(), about.len()),
        Err(_) => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_while_something_is_done_is_a_change_and_what_is_new_to_be_watched_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("data")).expect("a folder");
        std::fs::write(path("b.pdf"), "elsewhere").expect("written");
        let known = Watched::data(Some(folder.path()));
        let mut watched = known.clone();
        watched.files.insert(path("b.pdf"));
        let before = seen(&known);
        let as_meant = meant(before.clone(), &known, seen(&watched));
        assert_eq!(as_meant, seen(&watched));
        std::fs::write(path("data/new.toml"), "came").expect("written");
        assert_ne!(meant(before, &known, seen(&watched)), seen(&watched));
    }

    #[test]
    fn a_change_is_seen_and_what_editors_leave_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("history")).expect("a folder");
        std::fs::write(path("a.toml"), "one").expect("written");
        let watched = Watched {
            folders: vec![folder.path().to_owned()],
            except: vec![path("history")],
            files: BTreeSet::from([path("b.pdf")]),
        };
        let before = seen(&watched);
        std::fs::write(path("history/x.json"), "kept").expect("written");
        std::fs::write(path("~$a.docx"), "lock").expect("written");
        assert_eq!(seen(&watched), before);
        std::fs::write(path("a.toml"), "other").expect("written");
        let changed = seen(&watched);
        assert_ne!(changed, before);
        std::fs::write(path("b.pdf"), "new").expect("written");
        assert_ne!(seen(&watched), changed);
    }
}
