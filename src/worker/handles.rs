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

/// Returns whether there are enough for one thread only, after the limit was raised as far as that needs nobody's leave.
///
/// # Errors
///
/// Where there are too few to begin.
pub fn enough_for_one_only() -> Result<bool, Reason> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for_one_only(raised(), threads as u64)
}

fn for_one_only(there: u64, threads: u64) -> Result<bool, Reason> {
    let needed = LEAST;
    match there < needed {
        true => Err(Reason::Handles { there, needed }),
        false => Ok(there < OWN + EACH * threads),
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
    fn with_few_one_thing_is_done_at_a_time_and_with_fewer_nothing_is_begun() {
        assert_eq!(for_one_only(1024, 8), Ok(false));
        assert_eq!(for_one_only(64, 8), Ok(false));
        assert_eq!(for_one_only(64, 64), Ok(true));
        let (there, needed) = (12, LEAST);
        assert_eq!(for_one_only(12, 2), Err(Reason::Handles { there, needed }));
    }
}
