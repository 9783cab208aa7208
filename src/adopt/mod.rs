//! Taking over what an office already keeps: what a workbook or an old appendix holds, and what is doubted.

mod answers;

pub use answers::{Answers, Nobody};
