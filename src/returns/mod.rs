//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod round;

pub use round::{FILE, Line, Return, Round, iso, slug};
mod matching;
mod overlay;
mod settle;

pub use matching::{Found, Known, find, fold};
pub use overlay::{Changed, Kept, overlay};
pub use settle::{Given, Says, Settled, Stands, settle};
