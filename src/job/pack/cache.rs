//! What was made of papers in earlier runs, below `output/.cache`: never anything of an exempt item.
//!
//! Of each meeting there is what its last run used, and no more: a paper that has become exempt may have another name, or none
//! yet, and what was made of it while it was open would stay.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::door;
use crate::write::{Lock, Replacement};

use super::known::Known;
use super::unchanged::Unchanged;
use crate::job::cache_folder::{cache_folder, tag};
use crate::job::hash::hash;
use crate::job::receipts;

/// How many letters of the hashes of a meeting and of a source begin the names of entries.
const START: usize = 16;

/// What stands for the hash in the names of how papers were made: there is one of each paper.
const HOW: &str = "how";

/// What was made for a meeting.
pub struct Cache {
    folder: PathBuf,
    output: PathBuf,
    /// The start of the names of its entries.
    meeting: String,
    /// The names of entries that this run has used or made, without their endings.
    used: Mutex<BTreeSet<String>>,
}

/// Under which name something is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    name: String,
}

/// What is kept beside a PDF, or of one that is not ours.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// The hash of the PDF that was made; none where there is none.
    pdf: Option<String>,
    known: Known,
}

/// Returns what stands for a meeting or a source in the names of entries.
fn start(file: &str) -> String {
    hash(file.as_bytes())[..START].to_owned()
}

impl Key {
    /// Names what is made from a source; `content` is the hash of all that makes it what it is.
    pub fn new(source: &str, content: &str) -> Self {
        Self {
            name: format!("{}-{content}", start(source)),
        }
    }
}

impl Cache {
    /// Opens the cache of a meeting below an output folder, which need not be there yet.
    pub fn new(output: &Path, meeting: &str) -> Self {
        Self {
            folder: cache_folder(output),
            output: output.to_owned(),
            meeting: start(meeting),
            used: Mutex::default(),
        }
    }

    /// Returns what is known of a PDF that was read before.
    pub fn known(&self, key: &Key) -> Option<Known> {
        let entry = self.entry(key)?;
        self.use_up(key);
        Some(entry.known)
    }

    /// Returns a PDF that was made before, and what is known of it; a damaged one is as good as none.
    pub fn made(&self, key: &Key) -> Option<(PathBuf, String, Known)> {
        let entry = self.entry(key)?;
        let (path, whole) = (self.path(key, "pdf"), entry.pdf?);
        let sound = hash(&door::bytes(&path, door::LARGEST).ok()?) == whole;
        sound.then(|| self.use_up(key))?;
        Some((path, whole, entry.known))
    }

    /// Keeps what is known of a PDF.
    pub fn keep_known(&self, key: &Key, known: &Known) {
        self.keep(key, None, known);
    }

    /// Keeps a PDF that was made; gives its file and its hash, if it could be written.
    ///
    /// Where another run was faster, what that has made stays, and is given: it may be at work with it, and other programs
    /// than ours make other bytes each time.
    pub fn keep_made(&self, key: &Key, pdf: &[u8], known: &Known) -> Option<(PathBuf, String)> {
        let _lock = Lock::of(&self.folder);
        if let Some((path, hash, _)) = self.made(key) {
            return Some((path, hash));
        }
        self.keep(key, Some(pdf), known)
            .then(|| (self.path(key, "pdf"), hash(pdf)))
    }

    /// Takes away all that was made from a source, for whatever meeting: its item has become exempt.
    pub fn forget(&self, source: &str) {
        receipts::forget(&self.output, source);
        let source = start(source);
        self.remove(|name| name.split('-').nth(1) == Some(&source));
    }

    /// Takes away what the meeting's run has not used, and what an earlier version has left.
    pub fn sweep(&self) {
        let used = self.used.lock().expect("no thread panics with it").clone();
        self.remove(|name| {
            let stem = name.split('.').next().unwrap_or_default();
            match stem.split('-').collect::<Vec<_>>()[..] {
                [meeting, source, content] => {
                    meeting == self.meeting && !used.contains(&format!("{source}-{content}"))
                }
                [_, _] => true,
                _ => false,
            }
        });
    }

    /// Returns how a paper was made last.
    pub fn how(&self, source: &str) -> Option<Unchanged> {
        let key = Key::new(source, HOW);
        let text = door::bytes(self.path(&key, "json"), door::LARGEST).ok()?;
        let how = serde_json::from_slice(&text).ok()?;
        self.use_up(&key);
        Some(how)
    }

    /// Keeps how a paper was made.
    pub fn keep_how(&self, source: &str, how: &Unchanged) {
        let key = Key::new(source, HOW);
        if let Ok(text) = serde_json::to_vec(how) {
            self.put(&key, &[("json", &text)]);
        }
    }

    fn entry(&self, key: &Key) -> Option<Entry> {
        let text = door::bytes(self.path(key, "json"), door::LARGEST).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// What cannot be kept is made again: that is no problem of the user's.
    fn keep(&self, key: &Key, pdf: Option<&[u8]>, known: &Known) -> bool {
        let entry = Entry {
            pdf: pdf.map(hash),
            known: known.clone(),
        };
        let text = serde_json::to_vec(&entry).unwrap_or_default();
        let files = [pdf.map(|pdf| ("pdf", pdf)), Some(("json", text.as_slice()))];
        let files: Vec<(&str, &[u8])> = files.into_iter().flatten().collect();
        self.put(key, &files)
    }

    fn put(&self, key: &Key, files: &[(&str, &[u8])]) -> bool {
        let mut unsaid = Diagnostics::default();
        tag(&self.folder, &mut unsaid);
        let started = files.iter().map(|(ending, bytes)| {
            Replacement::with(&self.path(key, ending), bytes, ending, &mut unsaid)
        });
        let Some(started) = started.collect::<Option<Vec<_>>>() else {
            return false;
        };
        let kept = Replacement::finish_unsynced(started, &mut unsaid);
        if kept {
            self.use_up(key);
        }
        kept
    }

    fn remove(&self, is_old: impl Fn(&str) -> bool) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name.to_str().is_some_and(&is_old) {
                // Another run may have been faster.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn use_up(&self, key: &Key) {
        let mut used = self.used.lock().expect("no thread panics with it");
        used.insert(key.name.clone());
    }

    fn path(&self, key: &Key, ending: &str) -> PathBuf {
        self.folder
            .join(format!("{}-{}.{ending}", self.meeting, key.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path(), "data/m.toml");
        (folder, cache)
    }

    fn names(cache: &Cache) -> usize {
        fs::read_dir(&cache.folder).map_or(0, |entries| entries.count())
    }

    fn known(pages: usize) -> Known {
        Known {
            pages,
            ..Known::default()
        }
    }

    #[test]
    fn what_was_made_is_found_again() {
        let (_folder, cache) = cache();
        let key = Key::new("data/a.toml", "1");
        assert!(cache.made(&key).is_none());
        let (path, whole) = cache.keep_made(&key, b"%PDF", &known(3)).expect("kept");
        assert_eq!(cache.made(&key), Some((path, whole, known(3))));
        assert!(cache.made(&Key::new("data/a.toml", "2")).is_none());
        assert!(cache.made(&Key::new("data/b.toml", "1")).is_none());
    }

    #[test]
    fn what_another_run_has_made_meanwhile_stays() {
        let (_folder, cache) = cache();
        let other = Cache {
            folder: cache.folder.clone(),
            output: cache.output.clone(),
            meeting: cache.meeting.clone(),
            used: Mutex::default(),
        };
        let key = Key::new("data/a.docx", "1");
        let (path, first) = cache.keep_made(&key, b"%PDF 1", &known(3)).expect("kept");
        let (_, second) = other.keep_made(&key, b"%PDF 2", &known(3)).expect("kept");
        assert_eq!(first, second);
        assert_eq!(hash(&fs::read(path).expect("there")), first);
    }

    #[test]
    fn a_damaged_entry_is_as_good_as_none_and_is_replaced() {
        let (_folder, cache) = cache();
        let key = Key::new("data/a.toml", "1");
        let (path, _) = cache.keep_made(&key, b"%PDF", &known(3)).expect("kept");
        fs::write(&path, "%PD").expect("written");
        assert!(cache.made(&key).is_none());
        cache.keep_made(&key, b"%PDF", &known(3)).expect("kept");
        assert!(cache.made(&key).is_some());
        fs::write(cache.path(&key, "json"), "{").expect("written");
        assert!(cache.made(&key).is_none() && cache.known(&key).is_none());
    }

    #[test]
    fn what_became_exempt_is_forgotten_and_what_is_not_used_is_swept() {
        let (_folder, cache) = cache();
        let (a, b) = (Key::new("data/a.toml", "1"), Key::new("data/b.toml", "1"));
        cache.keep_made(&a, b"%PDF", &known(1));
        cache.keep_known(&b, &known(1));
        cache.forget("data/b.toml");
        assert!(cache.made(&a).is_some() && cache.known(&b).is_none());
        let other = Cache::new(cache.folder.parent().expect("a folder"), "data/n.toml");
        other.keep_known(&b, &known(1));
        fs::write(cache.folder.join("0123-4567.pdf"), "%PDF").expect("written");
        let later = Cache::new(cache.folder.parent().expect("a folder"), "data/m.toml");
        later.keep_made(&Key::new("data/c.toml", "2"), b"%PDF", &known(1));
        later.sweep();
        assert!(later.made(&a).is_none() && other.known(&b).is_some());
        assert_eq!(names(&later), 4);
        cache.forget("data/b.toml");
        assert!(other.known(&b).is_none());
    }
}
