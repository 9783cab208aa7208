//! Agenda packs: what goes into which edition, in what order, under which numbers.
//!
//! Nothing here reads or writes files: a meeting comes in as a validated paper, papers as counts of pages, and out come
//! positions, stamps, words for the front sheet, records and reports.

mod law;
mod layout;
mod meeting;
mod numbers;
mod read;
#[cfg(test)]
mod samples;
mod settings;
mod sheet;
mod stamps;

pub use layout::{Layout, Leaf, Piece, PieceKind, lay_out};
pub use meeting::{Access, AgendaItem, FirstPage, ItemPaper, ItemState, Meeting, Settings};
pub use numbers::{Keeps, Kept, Numbers};
pub use sheet::{Issue, pack_sheet, places};

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Law, Paper};

/// Reports what is wrong with a meeting, whether or not a pack of it is made.
pub fn check(paper: &Paper, law: &Law, out: &mut Diagnostics) {
    Meeting::of(paper, law, &IndexMap::new(), out);
}
