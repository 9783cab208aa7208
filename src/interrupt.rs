//! What is undone when the program is ended from outside (Ctrl-C, or a service that stops it): files under way, other programs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// How often it is seen whether the program is to end.
const LOOK: Duration = Duration::from_millis(50);
/// What shells take a program for that a signal has ended: this and the signal's number.
const ENDED: i32 = 128;

type Undo = Box<dyn FnOnce() + Send>;

/// What is to be undone, by the order in which it was done.
static UNDONE: Mutex<BTreeMap<usize, Undo>> = Mutex::new(BTreeMap::new());

/// Forgets what was to be undone, once it is done with.
#[derive(Debug)]
pub struct Undoing(usize);

impl Drop for Undoing {
    fn drop(&mut self) {
        undone().remove(&self.0);
    }
}

/// Does something that leaves something behind, and notes how that is undone if the program is ended.
///
/// # Errors
///
/// Those of what is done.
pub fn undoing<T, E, U: FnOnce() + Send + 'static>(
    act: impl FnOnce() -> Result<T, E>,
    undo: impl FnOnce(&T) -> U,
) -> Result<(T, Undoing), E> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    // The program does not end in between: it needs the same lock for that.
    let mut undone = undone();
    let done = act()?;
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    undone.insert(number, Box::new(undo(&done)));
    Ok((done, Undoing(number)))
}

/// Ends the program cleanly from now on when it is told to end; told twice, it ends at once.
pub fn listen() {
    let told = [SIGINT, SIGTERM].map(|signal| (signal, Arc::new(AtomicBool::new(false))));
    for (signal, told) in &told {
        // What cannot be listened to ends the program as it always did.
        let _ = flag::register_conditional_shutdown(*signal, ENDED + signal, Arc::clone(told));
        let _ = flag::register(*signal, Arc::clone(told));
    }
    outgrow();
    thread::spawn(move || {
        loop {
            let ended = told.iter().find(|(_, told)| told.load(Ordering::Relaxed));
            if let Some((signal, _)) = ended {
                // It is never let go of: nothing more is begun.
                let mut undone = undone();
                undo(&mut undone);
                std::process::exit(ENDED + signal);
            }
            thread::sleep(LOOK);
        }
    });
}

/// Lets what is written beyond a limit on the size of files fail there, where it can be told, and does not end at the signal.
fn outgrow() {
    #[cfg(unix)]
    let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// The signals that this process is told to end by, while another does the work.
#[derive(Debug)]
pub struct Told {
    now: Arc<AtomicUsize>,
    before: AtomicUsize,
}

impl Told {
    /// Does not end at a signal from now on, but takes it down.
    pub fn listen() -> Self {
        let now = Arc::new(AtomicUsize::new(0));
        for signal in [SIGINT, SIGTERM] {
            let number = usize::try_from(signal).unwrap_or_default();
            // What cannot be listened to ends this process, and the other with it.
            let _ = flag::register_usize(signal, Arc::clone(&now), number);
        }
        Self {
            now,
            before: AtomicUsize::new(0),
        }
    }

    /// Returns whether there was a signal since this was asked last.
    pub fn again(&self) -> bool {
        let signal = self.now.swap(0, Ordering::Relaxed);
        if signal != 0 {
            self.before.store(signal, Ordering::Relaxed);
        }
        signal != 0
    }

    /// Returns the last signal there was.
    pub fn signal(&self) -> Option<u8> {
        self.again();
        let signal = u8::try_from(self.before.load(Ordering::Relaxed)).ok()?;
        (signal != 0).then_some(signal)
    }
}

/// Undoes all, the last first: programs end before the folders go away that they write to.
fn undo(undone: &mut BTreeMap<usize, Undo>) {
    while let Some((_, undo)) = undone.pop_last() {
        undo();
    }
}

fn undone() -> MutexGuard<'static, BTreeMap<usize, Undo>> {
    UNDONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_last_is_undone_first() {
        let (sender, told) = std::sync::mpsc::channel();
        let undo_of = |name: &'static str| -> Undo {
            let sender = sender.clone();
            Box::new(move || {
                let _ = sender.send(name);
            })
        };
        let mut all = BTreeMap::from([(1, undo_of("folder")), (2, undo_of("program"))]);
        undo(&mut all);
        assert_eq!(told.try_iter().collect::<Vec<_>>(), ["program", "folder"]);
    }

    #[test]
    fn what_is_done_with_is_not_undone() {
        let (_, undoing) = undoing(|| Ok::<_, ()>(1), |_| || ()).expect("done");
        let number = undoing.0;
        assert!(undone().contains_key(&number));
        drop(undoing);
        assert!(!undone().contains_key(&number));
    }
}
