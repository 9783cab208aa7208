//! Work that is done for many things at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::journal;

/// Does work for each item on as many plain threads as the machine has cores; results come in the items' order.
///
/// Threads of our own, each with one worker of the typesetter's pool: on a shared pool, a waiting worker would start the next
/// paper, and dozens would be in memory at once.
pub fn each<'t, T: Sync, R: Send>(items: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(if journal::alone() { 1 } else { items.len() });
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    let run = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        while let Some((i, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?)))
        {
            let result = match &pool {
                Ok(pool) => pool.install(|| work(item)),
                Err(_) => work(item),
            };
            results
                .lock()
                .expect("no thread panics while it holds the results")
                .push((i, result));
        }
    };
    thread::scope(|scope| {
        (0..threads).for_each(|_| {
            scope.spawn(run);
        });
    });
    let mut results = results
        .into_inner()
        .expect("no thread panics while it holds the results");
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}
