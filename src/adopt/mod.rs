//! Taking over what an office already keeps: what a workbook or an old appendix holds, and what is doubted.
//!
//! ```text
//! workbook ─search→ sheets, headings, columns ─portion→ a paper a theme ─titles→ fields ─key→ status key ─paper→ paper files
//! ```
//!
//! Headings are matched by the same rules as when papers are read; what those do not know is told by what stands below it, and is
//! then a doubt. Nothing is invented: a field that the workbook does not say is left to be filled in.

mod answers;
mod by_content;
mod confirm;
mod document;
mod doubt;
mod groups;
mod hidden;
mod key;
mod looked;
mod new_key;
mod optional;
mod paper;
mod portion;
mod quarter;
mod report;
mod search;
mod titles;
mod told;

pub use answers::{Answers, Nobody};
pub use document::{
    Left, Named, OldField, OldPaper, OldRow, OldTable, has_own_sheet, likeliest, old_paper,
    tracker as old_tracker,
};
pub use doubt::Doubts;
pub use groups::group_of;
pub use key::{KeyFound, key, measured_by};
pub use looked::{Looked, looked_at};
pub use new_key::new_key;
pub use paper::{Keyed, Place, file_name, paper};
pub use portion::{Part, Portion, portions, share, sheets};
pub use report::{report, rest, unused};
pub use search::{Candidate, Wanted, beside, search};
pub use titles::{Fields, Said, fields};
pub use told::Told;
