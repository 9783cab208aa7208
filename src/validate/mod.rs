//! Loose values in, a model out: headings matched by meaning, one parser per type of value, rich text, notes.

mod board;
mod body;
mod clean;
mod commonmark;
mod fields;
mod fill;
mod heading_row;
mod headings;
mod inline;
mod kind;
mod line;
mod loose;
mod note_pattern;
mod notes;
mod output;
mod paper;
mod raw;
mod referred;
mod rows;
mod section;
mod see;
mod sheet_choice;
mod status_key;
mod table;
mod tables;
mod tracker;
mod typed_line;
mod typed_text;
mod value;

pub use board::board;
pub use kind::{common, kind};
pub use paper::{Beside, paper};
