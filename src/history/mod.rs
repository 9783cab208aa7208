//! What was published: the figures of each paper and a hash of its PDF, in a record that is only ever added to.
//!
//! The record is a text that people and Git can read. Each entry carries its own hash and that of the entry before, so that one
//! that was changed, moved or taken out is found. What was cut off at the end is not: the last hash, kept elsewhere, tells that.

mod chain;
mod entry;
mod quarters;
mod record;
mod written;

pub use chain::Break;
pub use entry::{Entry, Line, StepEntry, TableEntry};
pub use quarters::{Column, Side, csv, sides};
pub use record::{Kept, Record, place};
