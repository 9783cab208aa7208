//! PDFs that exist: opened with suspicion, made safe, stamped, and joined into one.
//!
//! The one room that knows the PDF library. It sees bytes and plain descriptions; what a meeting is, it does not know.
//!
//! ```text
//! bytes ─open→ Pdf ─clean→ Pdf + findings ─Joiner::add→ … ─Joiner::finish→ one PDF
//!       └look→ where the ink is, what lies under boxes
//! ```
//!
//! Everything in a PDF that came from elsewhere is taken as hostile: depth, counts and sizes are limited, and what can act
//! (scripts, launches, submissions, embedded files) does not get through [`clean()`].

mod about;
mod clean;
mod code;
#[cfg(test)]
mod corpus_tests;
mod finding;
mod guard;
mod joiner;
mod look;
#[cfg(test)]
mod made;
#[cfg(test)]
mod made_tests;
mod open;
mod stamp;

pub use about::{About, Bookmark, Claims, Dangling, Entry, Hindrance, Joined, Words};
pub use clean::clean;
pub use finding::{Finding, What};
pub use joiner::Joiner;
pub use look::{Area, PageLook, look};
pub use open::{Pdf, Refusal, open};
