//! How many files the system lets the program have open at once.
//!
//! Where they run out, whatever is opened next fails, and would be blamed: it is better said before anything is begun.

use crate::journal::Reason;

/// With fewer nothing is begun: the program takes a dozen, and LibreOffice, which has the same limit, more.
const LEAST: u64 = 64;
/// More than any run has open.
const PLENTY: u64 = 4096;
/// What the program has open beside what its threads have.
const OWN: u64 = 32;
/// What a thread has open at most.
const EACH: u64 = 4;

/// Returns for how many threads there are enough, after the limit was raised as far as that needs nobody's leave.
///
/// # Errors
///
/// Where there are too few to begin.
pub fn threads() -> Result<usize, Reason> {
    threads_with(raised())
}

fn threads_with(there: u64) -> Result<usize, Reason> {
    let needed = LEAST;
    match there < needed {
        true => Err(Reason::Handles { there, needed }),
        false => Ok(usize::try_from((there - OWN) / EACH).unwrap_or(usize::MAX)),
    }
}

/// Raises the limit, for what this process starts too, and returns it.
#[cfg(unix)]
fn raised() -> u64 {
    use rlimit::Resource;
    let Ok((soft, hard)) = rlimit::getrlimit(Resource::NOFILE) else {
        return PLENTY;
    };
    let wanted = hard.min(PLENTY);
    match soft < wanted && rlimit::setrlimit(Resource::NOFILE, wanted, hard).is_ok() {
        true => wanted,
        false => soft,
    }
}

#[cfg(not(unix))]
fn raised() -> u64 {
    PLENTY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_few_few_things_are_done_at_once_and_with_fewer_nothing_is_begun() {
        assert_eq!(threads_with(64), Ok(8));
        assert_eq!(threads_with(1024), Ok(248));
        let (there, needed) = (12, LEAST);
        assert_eq!(threads_with(12), Err(Reason::Handles { there, needed }));
    }
}
