//! How much memory the system lets the program have (`ulimit -v`): all that is reserved counts, whether it is used or not.
//!
//! Where there is too little, whatever is asked for next ends the process: it is better said before anything is begun.

use crate::journal::Reason;

/// With less nothing is begun: the program and its fonts take a quarter, and each of its few threads reserves some.
const LEAST: u64 = 320 << 20;
/// What a thread that sets papers reserves.
const EACH: u64 = 64 << 20;
/// What is reserved beyond a limit on memory and never used: stacks and arenas of threads, and the program itself.
pub const RESERVED: u64 = 1 << 30;

/// Returns whether there is enough for one thread only, after the limit was raised as far as that needs nobody's leave.
///
/// # Errors
///
/// Where there is too little to begin.
pub fn enough_for_one_only() -> Result<bool, Reason> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    raised().map_or(Ok(false), |there| for_one_only(there, threads as u64))
}

fn for_one_only(there: u64, threads: u64) -> Result<bool, Reason> {
    let needed = LEAST;
    match there < needed {
        true => Err(Reason::Addresses { there, needed }),
        false => Ok(there - LEAST < EACH.saturating_mul(threads)),
    }
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
    fn with_little_one_thing_is_done_at_a_time_and_with_less_nothing_is_begun() {
        assert_eq!(for_one_only(8 << 30, 4), Ok(false));
        assert_eq!(for_one_only(400 << 20, 4), Ok(true));
        let (there, needed) = (200 << 20, LEAST);
        let too_little = Reason::Addresses { there, needed };
        assert_eq!(for_one_only(there, 1), Err(too_little));
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
