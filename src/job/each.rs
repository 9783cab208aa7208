//! Work that is done for many things at once.

use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use crate::journal;

/// Does work for each item on as many plain threads as the machine has cores; results come in the items' order.
///
/// Threads of our own, each with one worker of the typesetter's pool: on a shared pool, a waiting worker would start the next
/// paper, and dozens would be in memory at once.
pub fn each<'t, T: Sync, R: Send>(items: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    each_then(items, work, |_, made| made)
}

/// Does the same, and leaves what comes after it to one more thread: what waits for the disk keeps nobody from working. It is
/// never more than an item for each thread behind.
pub fn each_then<'t, T: Sync, M: Send, R: Send>(
    items: &'t [T],
    work: impl Fn(&'t T) -> M + Sync,
    mut then: impl FnMut(&'t T, M) -> R + Send,
) -> Vec<R> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(if journal::alone() { 1 } else { items.len() });
    if threads <= 1 {
        return items.iter().map(|item| then(item, work(item))).collect();
    }
    let next = AtomicUsize::new(0);
    let (give, take) = mpsc::sync_channel(threads);
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let after = scope.spawn(move || {
            let made = take.into_iter();
            made.map(|(i, made)| (i, then(&items[i], made))).collect()
        });
        let (next, work) = (&next, &work);
        for give in vec![give; threads] {
            scope.spawn(move || one_by_one(items, next, work, give));
        }
        after.join().unwrap_or_else(|why| panic::resume_unwind(why))
    });
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Works on what no other thread has taken in hand, until nothing is left or nobody takes what comes of it.
fn one_by_one<'t, T: Sync, M: Send>(
    items: &'t [T],
    next: &AtomicUsize,
    work: &(impl Fn(&'t T) -> M + Sync),
    give: SyncSender<(usize, M)>,
) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let next = || {
        let i = next.fetch_add(1, Ordering::Relaxed);
        items.get(i).map(|item| (i, item))
    };
    while let Some((i, item)) = next() {
        let made = match &pool {
            Ok(pool) => pool.install(|| work(item)),
            Err(_) => work(item),
        };
        if give.send((i, made)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..200).collect();
        assert_eq!(
            each(&items, |item| item * 2),
            (0..400).step_by(2).collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_comes_after_is_done_for_each_by_one_thread() {
        let items: Vec<usize> = (0..50).collect();
        let (workers, after) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
        let note = |threads: &Mutex<Vec<_>>| {
            let mut threads = threads.lock().expect("no thread panics");
            let this = thread::current().id();
            if !threads.contains(&this) {
                threads.push(this);
            }
        };
        let results = each_then(
            &items,
            |item| {
                note(&workers);
                item + 1
            },
            |item, made| {
                note(&after);
                (*item, made)
            },
        );
        let wanted: Vec<_> = items.iter().map(|item| (*item, item + 1)).collect();
        assert_eq!(results, wanted);
        assert_eq!(after.into_inner().expect("no thread panics").len(), 1);
    }

    #[test]
    fn a_panic_of_either_is_passed_on() {
        let items = [1, 2, 3, 4];
        let at_work = || each(&items, |item| assert_ne!(*item, 3));
        assert!(panic::catch_unwind(at_work).is_err());
        let afterwards = || each_then(&items, |item| *item, |_, made| assert_ne!(made, 3));
        assert!(panic::catch_unwind(afterwards).is_err());
    }
}
