//! The parts of a pack that start on a right-hand page: its front matter, and each item.

use super::{Numbers, Piece, PieceKind};

/// The pieces of the front matter, or of an item.
pub(super) struct Section {
    /// The item; none for the front matter.
    pub item: Option<String>,
    /// The positions of its pieces.
    pub pieces: Vec<usize>,
}

/// Gathers the pieces of each item, in their order.
pub(super) fn sections(pieces: &[Piece]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (position, piece) in pieces.iter().enumerate() {
        match sections.iter_mut().find(|of| of.item == piece.item) {
            Some(section) => section.pieces.push(position),
            None => sections.push(Section {
                item: piece.item.clone(),
                pieces: vec![position],
            }),
        }
    }
    sections
}

/// Puts the items of a revision, and the pieces of each, in the order of their published numbers, and new ones at the end.
///
/// A new paper before published ones goes behind them, so that it does not take their numbers; a leaf stays before them.
pub(super) fn in_order(
    mut items: Vec<Section>,
    pieces: &[Piece],
    numbers: &Numbers,
) -> Vec<Section> {
    let first = |piece: &usize| numbers.keeps(*piece).map(|(first, _)| first);
    for item in &mut items {
        let mut before = None;
        // A new piece stays behind the one it follows.
        item.pieces.sort_by_cached_key(|piece| {
            before = first(piece).or(before);
            before.unwrap_or(match pieces[*piece].kind {
                PieceKind::Divider => 0,
                _ => u32::MAX,
            })
        });
    }
    items.sort_by_key(|item| item.pieces.iter().find_map(first).unwrap_or(u32::MAX));
    items
}
