//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod round;

pub use round::{FILE, Line, Return, Round, iso, slug};
