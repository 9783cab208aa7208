//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod listed;
mod matching;
mod overlay;
mod report;
mod round;
mod settle;
mod told;

pub use matching::{Found, Known, find, fold};
pub use overlay::{Changed, Kept, overlay};
pub use report::{About, Answered, CellReport, Fate, LineReport, Report, Stray};
pub use round::{FILE, Line, Return, Round, iso, slug};
pub use settle::{Given, Says, Settled, Stands, settle};

/// Returns how many of a thing there are, in words: `1 line`, `3 lines`.
fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}
