//! Where each page goes, and which number it has.

use indexmap::IndexMap;

use crate::model::{PageMarks, PageRange};

use super::Meeting;

/// A run of pages that goes into a pack as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The id of the item it belongs to; none for front matter.
    pub item: Option<String>,
    /// What it is.
    pub kind: PieceKind,
    /// How many pages it has.
    pub pages: usize,
    /// Whether only its numbers are kept, and none of its pages.
    pub withheld: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// The cover, the front sheet, the contents, the changes of a revision.
    Front,
    /// The leaf before an item: a divider, or the pink cover of an exempt one.
    Divider,
    /// A paper.
    Paper,
    /// An appendix.
    Appendix,
}

/// A pack, page by page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its pages in order.
    pub leaves: Vec<Leaf>,
    /// The pages of each item that has any in this pack, blanks left out.
    pub items: IndexMap<String, PageRange>,
    /// The pages of each piece, in the order of the pieces; none where it is withheld or empty.
    pub pieces: Vec<Option<PageRange>>,
    /// The last number that is taken, by blanks and withheld pages too: a supplement goes on from the next.
    pub last: u32,
}

/// A page of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The piece it belongs to.
    pub piece: usize,
    /// The page of the piece, from 0; none for a blank after it.
    pub page: Option<usize>,
    /// What is printed on it.
    pub marks: PageMarks,
}

/// Lays out the pieces of a pack in their order.
pub fn lay_out(meeting: &Meeting, pieces: &[Piece]) -> Layout {
    let _ = (meeting, pieces);
    todo!()
}
