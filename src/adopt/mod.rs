//! Taking over what an office already keeps: what a workbook or an old appendix holds, and what is doubted.

mod answers;
mod document;

pub use answers::{Answers, Nobody};
pub use document::{
    Left, Named, OldField, OldPaper, OldRow, OldTable, likeliest, old_paper, tracker as old_tracker,
};
