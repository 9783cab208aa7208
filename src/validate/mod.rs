//! Loose values in, a model out: headings matched by meaning, one parser per type of value, rich text, notes.

mod board;
mod clean;
mod commonmark;
mod fill;
mod headings;
mod kind;
mod notes;
mod paper;
mod raw;
mod section;
mod see;
mod status_key;
mod table;
mod tracker;
mod typed_text;
mod value;

pub use board::board;
pub use kind::kind;
pub use paper::{Workbooks, paper};
