//! Work that is done for many things at once.

use std::panic;
use std::sync::Mutex;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use crate::journal;

/// Does work for each item, and lets it go then, on as many plain threads as the machine has cores, or there is memory for; results
/// come in the items' order.
///
/// Threads of our own, each with one worker of the typesetter's pool: on a shared pool, a waiting worker would start the next
/// paper, and dozens would be in memory at once.
pub fn each<T, R, I>(items: I, work: impl Fn(T) -> R + Sync) -> Vec<R>
where
    T: Send,
    R: Send,
    I: IntoIterator<Item = T, IntoIter: ExactSizeIterator + Send>,
{
    each_then(items, work, |made| made)
}

/// Does the same, and leaves what comes after it to one more thread: what waits for the disk keeps nobody from working. It is
/// never more than an item for each thread behind.
pub fn each_then<T, M, R, I>(
    items: I,
    work: impl Fn(T) -> M + Sync,
    mut then: impl FnMut(M) -> R + Send,
) -> Vec<R>
where
    T: Send,
    M: Send,
    R: Send,
    I: IntoIterator<Item = T, IntoIter: ExactSizeIterator + Send>,
{
    let items = items.into_iter();
    let threads = journal::threads().min(items.len());
    if threads <= 1 {
        return items.map(|item| then(work(item))).collect();
    }
    let items = Mutex::new(items.enumerate());
    let (give, take) = mpsc::sync_channel(threads);
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let after = scope.spawn(move || {
            let made = take.into_iter();
            made.map(|(i, made)| (i, then(made))).collect()
        });
        let (items, work) = (&items, &work);
        for give in vec![give; threads] {
            scope.spawn(move || one_by_one(items, work, give));
        }
        after.join().unwrap_or_else(|why| panic::resume_unwind(why))
    });
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Works on what no other thread has taken in hand, until nothing is left or nobody takes what comes of it.
fn one_by_one<T: Send, M: Send>(
    items: &Mutex<impl Iterator<Item = (usize, T)>>,
    work: &(impl Fn(T) -> M + Sync),
    give: SyncSender<(usize, M)>,
) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let next = || {
        let mut items = items.lock().expect("no thread panics while it takes one");
        items.next()
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
                (*item, item + 1)
            },
            |made| {
                note(&after);
                made
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
        let afterwards = || each_then(&items, |item| *item, |made| assert_ne!(made, 3));
        assert!(panic::catch_unwind(afterwards).is_err());
    }
}
