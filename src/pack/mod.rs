//! Agenda packs: what goes into which edition, in what order, under which numbers.
//!
//! Nothing here reads or writes files: a meeting comes in as a validated paper, papers as counts of pages, and out come
//! positions, stamps, words for the front sheet, records and reports.

mod access;
mod attention;
mod calling;
mod changes;
mod dangling;
mod exposed;
mod facts;
mod found;
mod history;
mod law;
mod layout;
mod made;
mod manifest;
mod meeting;
mod notice;
mod numbers;
mod phrases;
mod places;
mod publishing;
mod read;
mod renumbered;
mod report;
#[cfg(test)]
mod samples;
mod sections;
mod settings;
mod sheet;
mod stamps;
mod standing;
mod words;
mod wrapped;

pub use access::keeps_people_out;
pub use attention::attention;
pub use facts::Facts;
pub use history::{History, PublishedItem, PublishedPack, PublishedPart};
pub use layout::{Layout, Leaf, Piece, PieceKind, lay_out};
pub use made::{Deadline, Made, PackFile, PackedPaper, PaperSource, pack_name};
pub use manifest::manifest;
pub use meeting::{Access, AgendaItem, FirstPage, ItemPaper, ItemState, Meeting, Settings};
pub use notice::{Notice, last_day_to_publish};
pub use numbers::{Keeps, Kept, Numbers};
pub use phrases::Phrases;
pub use places::places;
pub use report::report;
pub use sheet::{Issue, pack_sheet};
pub use standing::same_title;
pub use words::finding_in_words;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Law, Paper};

/// Reports what is wrong with a meeting, whether or not a pack of it is made.
pub fn check(paper: &Paper, law: &Law, out: &mut Diagnostics) {
    Meeting::of(paper, law, &IndexMap::new(), out);
    // Other documents have days of their own.
    if paper.kind.pack.is_some() {
        calling::check(paper, law, out);
    }
    if let Some(notice) = Notice::of(paper, law, out) {
        notice.check(None, out);
    }
}
