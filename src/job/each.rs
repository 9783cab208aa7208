//! Work that is done for many things at once.

use std::sync::Mutex;
use std::thread;

use crate::journal;

/// Does work for each item, and lets it go then, on as many plain threads as the machine has cores; results come in the items' order.
///
/// Threads of our own, each with one worker of the typesetter's pool: on a shared pool, a waiting worker would start the next
/// paper, and dozens would be in memory at once.
pub fn each<T, R, I>(items: I, work: impl Fn(T) -> R + Sync) -> Vec<R>
where
    T: Send,
    R: Send,
    I: IntoIterator<Item = T, IntoIter: ExactSizeIterator + Send>,
{
    let items = items.into_iter();
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(if journal::alone() { 1 } else { items.len() });
    if threads <= 1 {
        return items.map(work).collect();
    }
    let items = Mutex::new(items.enumerate());
    let next = || {
        items
            .lock()
            .expect("no thread panics while it takes one")
            .next()
    };
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    let run = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        while let Some((i, item)) = next() {
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
