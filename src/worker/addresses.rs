//! How much memory the system lets the program have (`ulimit -v`): all that is reserved counts, whether it is used or not.
//!
//! Where there is too little, whatever is asked for next ends the process: it is better said before anything is begun.

use crate::journal::Reason;

/// With less nothing is begun: the program and its fonts take a quarter, and each of its few threads reserves some.
const LEAST: u64 = 320 << 20;
/// What each further thread reserves that sets papers and reads those of others.
const EACH: u64 = 128 << 20;
/// What is reserved beyond a limit on memory and never used: stacks and arenas of threads, and the program itself.
pub const RESERVED: u64 = 1 << 30;

/// Returns for how many threads the system lets the program have enough, after the limit was raised as far as that needs nobody's
/// leave.
///
/// # Errors
///
/// Where there is too little to begin.
pub fn threads() -> Result<usize, Reason> {
    let needed = LEAST;
    match raised() {
        Some(there) if there < needed => Err(Reason::Addresses { there, needed }),
        Some(there) => Ok(threads_in(there)),
        None => Ok(usize::MAX),
    }
}

/// Returns for how many threads a limit on memory leaves enough: at least for one.
pub fn threads_within(memory: u64) -> usize {
    match cfg!(unix) {
        true => threads_in(memory.saturating_add(RESERVED)),
        false => usize::MAX,
    }
}

fn threads_in(there: u64) -> usize {
    let further = there.saturating_sub(LEAST) / EACH;
    usize::try_from(further).map_or(usize::MAX, |further| further.saturating_add(1))
}

/// Returns why a process ends that has a limit on its memory and asks for more: the system may let it have less than that.
pub fn beyond(memory: u64) -> Reason {
    least(memory, granted())
}

fn least(memory: u64, granted: Option<u64>) -> Reason {
    let less = granted.filter(|granted| *granted < memory.saturating_add(RESERVED));
    less.map_or(Reason::Memory(memory), Reason::Granted)
}

/// Raises the limit of this process, and returns what it may have then; none where there is no limit.
#[cfg(unix)]
fn raised() -> Option<u64> {
    let granted = granted()?;
    let _ = rlimit::setrlimit(rlimit::Resource::AS, granted, granted);
    Some(granted)
}

#[cfg(not(unix))]
fn raised() -> Option<u64> {
    None
}

/// Returns how much this process, and what it starts, may have at most.
#[cfg(unix)]
fn granted() -> Option<u64> {
    let (_, hard) = rlimit::getrlimit(rlimit::Resource::AS).ok()?;
    (hard != rlimit::INFINITY).then_some(hard)
}

#[cfg(not(unix))]
fn granted() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_little_few_things_are_done_at_once() {
        let threads = [200, 320, 447, 448, 1024].map(|there| threads_in(there << 20));
        assert_eq!(threads, [1, 1, 1, 2, 6]);
        assert_eq!(
            threads_in(u64::MAX >> 1),
            ((u64::MAX >> 1) - LEAST) as usize / EACH as usize + 1
        );
    }

    #[test]
    fn the_smaller_limit_is_the_one_that_is_named() {
        let memory = 2 << 30;
        assert_eq!(least(memory, None), Reason::Memory(memory));
        assert_eq!(
            least(memory, Some(memory + RESERVED)),
            Reason::Memory(memory)
        );
        assert_eq!(least(memory, Some(memory)), Reason::Granted(memory));
    }
}
