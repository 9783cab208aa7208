//! What the program has in hand, told to the process that watches over it, and what that process has refused.
//!
//! Most of what goes wrong in readers of foreign files and in the typesetter is no panic that could be caught: the process is gone.
//! So it says before each file and paper what it is about to do, and the process that started it knows what was in hand.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Origin, amount};

/// What begins a line of the journal: whatever else is written to it, such as a library's last words, has none.
pub const MARK: u8 = 0x1e;

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// It is read.
    Read,
    /// A paper or pack is made of it.
    Make,
}

/// Why a process ended, or was ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It asked for more memory than the limit; in bytes.
    Memory(u64),
    /// It asked for more memory than the system lets it have, which is less than the limit; in bytes.
    Granted(u64),
    /// One file or paper took longer than the limit; in seconds.
    Time(u64),
    /// Calls within calls took up all there is for them.
    Depth,
    /// The system ended it, as it does where memory runs out.
    Killed,
    /// It may not have as many files open at once as it needs.
    Handles {
        /// How many it may have.
        there: u64,
        /// How many it needs.
        needed: u64,
    },
    /// It may not have as much memory as it needs; in bytes.
    Addresses {
        /// How much it may have.
        there: u64,
        /// How much it needs.
        needed: u64,
    },
    /// It may not start as many threads as it needs.
    Threads,
    /// It failed, with these words.
    Failed(String),
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// Something is begun.
    Begin {
        /// Its number.
        id: u64,
        /// The thread's number.
        thread: u64,
        /// What is done.
        work: Work,
        /// The file.
        path: String,
        /// Of what kind it is, where a paper is set: all of a kind have their template in common.
        kind: Option<String>,
    },
    /// What had this number is done.
    End(u64),
    /// What was left alone is tried again.
    Forgive,
    /// This process ends, and another is to go on in its place.
    Anew,
    /// An output folder is written to, for which folders may have to be made.
    Holds(Held),
    /// The office has limits of its own.
    Limits {
        /// Bytes of memory.
        memory: u64,
        /// Seconds for a file or paper.
        seconds: u64,
    },
}

/// An output folder that is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The folder.
    pub folder: PathBuf,
    /// Those that are made for it, the innermost first.
    pub made: Vec<PathBuf>,
}

/// A file that is left alone, since it ended the process before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// What was done with it.
    pub work: Work,
    /// The file.
    pub path: String,
    /// Of what kind it is, where it is a paper that was set.
    pub kind: Option<String>,
    /// How that ended.
    pub reason: Reason,
}

/// What a process that is watched over knows.
#[derive(Debug, Default)]
pub struct Journal {
    /// Where lines go.
    pub lines: Option<File>,
    /// What is left alone.
    pub refused: RwLock<Vec<Refused>>,
    /// The kinds of papers of which any came to an end when it was set.
    pub came: RwLock<BTreeSet<String>>,
    /// When the command was begun, where an earlier process has done some of it.
    pub since: RwLock<Option<SystemTime>>,
    /// How many things are done at once, at most: of one at a time it is known which ends the process.
    pub threads: AtomicUsize,
}

/// After so many papers of one kind that came to no end, and none that did, no more are tried: each may take all the time there is.
const IN_VAIN: usize = 3;

static JOURNAL: OnceLock<Journal> = OnceLock::new();

/// Something that is in hand until this goes away.
#[derive(Debug)]
#[must_use]
pub struct Doing(Option<u64>);

impl Drop for Doing {
    fn drop(&mut self) {
        if let Some(id) = self.0 {
            write(&Line::End(id));
        }
    }
}

/// Begins the journal; only the first counts.
pub fn keep(journal: Journal) {
    let _ = JOURNAL.set(journal);
}

/// Returns how many things are to be done at once, at most.
pub fn threads() -> usize {
    let told = JOURNAL
        .get()
        .map(|journal| journal.threads.load(Ordering::Relaxed));
    told.unwrap_or_else(cores)
}

/// Lets no more things be done at once from here on.
pub fn at_most(threads: usize) {
    if let Some(journal) = JOURNAL.get() {
        journal.threads.fetch_min(threads, Ordering::Relaxed);
    }
}

/// Returns how many cores the machine has, as far as this process may use them.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Returns how something ended the process before, if it did.
pub fn refused(work: Work, path: &Path) -> Option<Reason> {
    let refused = JOURNAL.get()?.refused.read();
    let refused = refused.unwrap_or_else(PoisonError::into_inner);
    let path = path.to_string_lossy();
    let mut refused = refused.iter();
    let same = refused.find(|one| one.work == work && one.path == path)?;
    Some(same.reason.clone())
}

/// Returns when this command was begun, where an earlier process has done some of it: what it has made belongs to this run.
pub fn since() -> Option<SystemTime> {
    let since = JOURNAL.get()?.since.read();
    *since.unwrap_or_else(PoisonError::into_inner)
}

/// Tries again what ended the process before, since files have changed.
pub fn forgive() {
    if let Some(journal) = JOURNAL.get() {
        let (refused, since) = (journal.refused.write(), journal.since.write());
        refused.unwrap_or_else(PoisonError::into_inner).clear();
        let came = journal.came.write();
        came.unwrap_or_else(PoisonError::into_inner).clear();
        *since.unwrap_or_else(PoisonError::into_inner) = None;
        write(&Line::Forgive);
    }
}

/// Ends this process, so that another goes on in its place with what is there now; does nothing where none would be started.
pub fn anew() {
    if JOURNAL.get().is_some_and(|journal| journal.lines.is_some()) {
        write(&Line::Anew);
        std::process::exit(0);
    }
}

/// Takes something in hand.
pub fn begin(work: Work, path: &Path) -> Doing {
    let path = || path.to_string_lossy().into_owned();
    Doing(JOURNAL.get().map(|_| taken(work, path(), None)))
}

/// Takes the setting of a paper in hand; one that ended the process before is reported, and so is one of a kind of which several
/// did and none came to its end.
pub fn setting(path: &Path, shown: &str, kind: &str, out: &mut Diagnostics) -> Option<Doing> {
    if !may_begin(Work::Make, path, shown, out) {
        return None;
    }
    if in_vain(kind) {
        let message = format!(
            "`{shown}` was not tried: making {IN_VAIN} papers of its kind was given up, and none was made"
        );
        out.add(Code::EndedProgram, Origin::file(shown), message)
            .hint("look at what they share: the template of their kind, fonts and logos in `data`; to try this paper all the same, name it by itself");
        return None;
    }
    let (path, kind) = (path.to_string_lossy().into_owned(), kind.to_owned());
    let taken = JOURNAL.get().map(|_| taken(Work::Make, path, Some(kind)));
    Some(Doing(taken))
}

/// Takes down that a paper of a kind stands: what all of the kind share is sound.
pub fn stands(kind: &str) {
    if let Some(journal) = JOURNAL.get() {
        let came = journal.came.write();
        came.unwrap_or_else(PoisonError::into_inner)
            .insert(kind.to_owned());
    }
}

/// Returns whether papers of a kind are no longer tried.
fn in_vain(kind: &str) -> bool {
    JOURNAL.get().is_some_and(|journal| {
        let refused = journal.refused.read();
        let refused = refused.unwrap_or_else(PoisonError::into_inner);
        let came = journal.came.read();
        let came = came.unwrap_or_else(PoisonError::into_inner);
        let of_kind = refused
            .iter()
            .filter(|one| one.kind.as_deref() == Some(kind));
        of_kind.count() >= IN_VAIN && !came.contains(kind)
    })
}

/// Takes something in hand; what ended the process before is reported, and not done again.
pub fn begun(work: Work, path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Doing> {
    may_begin(work, path, shown, out).then(|| begin(work, path))
}

/// Reports what ended the process before; gives whether there is nothing to report.
fn may_begin(work: Work, path: &Path, shown: &str, out: &mut Diagnostics) -> bool {
    let reason = refused(work, path);
    if let Some(reason) = &reason {
        let message = reason.message(work, shown);
        out.add(Code::EndedProgram, Origin::file(shown), message)
            .hint(reason.hint());
    }
    reason.is_none()
}

/// Tells which output folder is written to, and which folders are not there before: where this process ends before its time,
/// another clears up.
pub fn holds(folder: &Path, made: &[PathBuf]) {
    let (folder, made) = (folder.to_owned(), made.to_owned());
    write(&Line::Holds(Held { folder, made }));
}

/// Tells which limits the office wants.
pub fn tell_limits(memory: u64, seconds: u64) {
    write(&Line::Limits { memory, seconds });
}

impl Reason {
    /// Tells what a file or paper did.
    pub fn message(&self, work: Work, shown: &str) -> String {
        let doing = match work {
            Work::Read => "reading",
            Work::Make => "making",
        };
        format!("{doing} `{shown}` was given up: {}", self.what())
    }

    /// Tells what happened, after a colon.
    pub fn what(&self) -> String {
        match self {
            Self::Memory(bytes) => format!(
                "it asks for more memory than the limit of {}",
                amount(*bytes)
            ),
            Self::Granted(bytes) => format!(
                "it asks for more memory than the {} that the system lets it have",
                amount(*bytes)
            ),
            Self::Time(seconds) => format!("it takes longer than the limit of {seconds} seconds"),
            Self::Depth => "what is in it is nested too deeply".to_owned(),
            Self::Killed => {
                "the system ended the program, as it does when memory runs out".to_owned()
            }
            Self::Handles { there, needed } => {
                format!("the system lets it have {there} files open at once, and it needs {needed}")
            }
            Self::Addresses { there, needed } => format!(
                "the system lets it have {} of memory, and it needs {}",
                amount(*there),
                amount(*needed)
            ),
            Self::Threads => "the system lets it start no more threads".to_owned(),
            Self::Failed(words) => format!("it ends the program (`{words}`)"),
        }
    }

    /// Tells what can be done.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Memory(_) => {
                "a file that small programs open is damaged, or made to do harm: save it anew or ask for another; if it is only very large, raise the limit: `--limit-memory 8GB`, or `memory` under `[limits]` in `board.toml`"
            }
            Self::Granted(_) | Self::Addresses { .. } => {
                "let the program have more memory: `ulimit -v unlimited` in the shell that starts it, `LimitAS=infinity` where a service does; a file that small programs open is damaged, or made to do harm"
            }
            Self::Time(_) => {
                "a file that opens at once elsewhere is damaged, or made to do harm: save it anew or ask for another; if it is only very large, raise the limit: `--limit-seconds 600`, or `seconds` under `[limits]` in `board.toml`"
            }
            Self::Depth | Self::Failed(_) => {
                "it is damaged, or made to do harm: open it in the program that made it, save it anew, and report the file if that does not help"
            }
            Self::Handles { .. } => {
                "let the program have more files open at once: `ulimit -n 1024`"
            }
            Self::Threads => {
                "let the program have more threads: `ulimit -u unlimited`, or `--pids-limit` of the container"
            }
            Self::Killed => "close other programs, or make fewer papers at once",
        }
    }
}

fn taken(work: Work, path: String, kind: Option<String>) -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    let thread = thread();
    write(&Line::Begin {
        id,
        thread,
        work,
        path,
        kind,
    });
    id
}

/// Returns the number of this thread.
fn thread() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    thread_local! {
        static OWN: Cell<u64> = const { Cell::new(0) };
    }
    OWN.with(|own| {
        if own.get() == 0 {
            own.set(NEXT.fetch_add(1, Ordering::Relaxed));
        }
        own.get()
    })
}

/// Writes a line in one call, so that lines of several threads do not mix; who does not read it is no reason to fail.
fn write(line: &Line) {
    let lines = JOURNAL.get().and_then(|journal| journal.lines.as_ref());
    if let (Some(mut lines), Ok(text)) = (lines, serde_json::to_string(line)) {
        let mut bytes = vec![MARK];
        bytes.extend(text.into_bytes());
        bytes.push(b'\n');
        let _ = lines.write_all(&bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_named_with_how_to_raise_it() {
        let reason = Reason::Memory(2 << 30);
        assert_eq!(
            reason.message(Work::Read, "a.xls"),
            "reading `a.xls` was given up: it asks for more memory than the limit of 2 GB"
        );
        assert!(reason.hint().contains("--limit-memory"));
    }
}
