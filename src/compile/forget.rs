//! When the typesetter forgets what it remembers of earlier papers: its memory would grow by tens of megabytes a paper.

use std::sync::atomic::{AtomicUsize, Ordering};

/// After how many times of forgetting something is forgotten that was of no use since. The paper that another thread is at must
/// survive: a layout takes several rounds, and each builds on the one before.
const AGE: usize = 1;

/// Forgets what was of no use for the last papers. Called before each paper, by one of so many threads.
///
/// Eight threads that forgot before each of their papers would forget what the others found in their first layouts before these come
/// to their second: so they do whenever half of them have made one.
pub fn forget(threads: usize) {
    static PAPERS: AtomicUsize = AtomicUsize::new(0);
    if is_time(PAPERS.fetch_add(1, Ordering::Relaxed), threads) {
        comemo::evict(AGE);
    }
}

/// Returns whether it is time to forget before a paper, the first of which is 0.
fn is_time(paper: usize, threads: usize) -> bool {
    paper.is_multiple_of((threads / 2).max(1))
}

/// So many papers may be remembered at once: whoever makes no more of them may soon make the same again, with a cell changed.
pub const FEW: usize = 4;

/// Forgets what was of no use for the last few papers.
pub fn forget_but_few() {
    comemo::evict(FEW);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_threads_are_at_survives_until_half_of_them_are_done() {
        let times = |threads| -> Vec<usize> {
            let papers = 0..9;
            papers.filter(|paper| is_time(*paper, threads)).collect()
        };
        for few in [1, 2, 3] {
            assert_eq!(times(few), (0..9).collect::<Vec<_>>());
        }
        assert_eq!(times(5), [0, 2, 4, 6, 8]);
        assert_eq!(times(8), [0, 4, 8]);
    }
}
