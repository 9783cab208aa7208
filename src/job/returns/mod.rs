//! Rounds of returns: made for a quarter's papers, and looked at while answers come back.

mod ask;
mod deadline;
mod filled;
mod make;
mod quarter_papers;
mod status;
mod written;

pub use make::{MadeRound, MakeRound, make};
pub use status::status;
