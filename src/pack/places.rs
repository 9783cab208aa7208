//! The names of places in a pack, to which its links lead.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::model::slug;

use super::{Meeting, Piece};

/// Returns the names of the places where each piece starts, in the order of the pieces, for the parts of the joined PDF.
///
/// A paper's own name is its last, such as `item-8-part-2`; the first piece of an item has the item's before it, `item-8`.
/// Pieces that are withheld or empty have none.
pub fn places(meeting: &Meeting, pieces: &[Piece]) -> Vec<Vec<String>> {
    let mut taken = BTreeSet::new();
    let items: IndexMap<&str, String> = meeting
        .items
        .iter()
        .map(|item| {
            let name = free(&mut taken, format!("item-{}", slug(&item.number)));
            (item.id.as_str(), name)
        })
        .collect();
    let mut counts: IndexMap<Option<&str>, usize> = IndexMap::new();
    let mut names = Vec::new();
    for piece in pieces {
        let mut own = Vec::new();
        if piece.pages > 0 && !piece.withheld {
            let item = piece.item.as_deref();
            let of = item.and_then(|item| items.get(item));
            let count = counts.entry(item).or_default();
            own.extend(of.filter(|_| *count == 0).cloned());
            *count += 1;
            let stem = of.map_or("front".to_owned(), |item| format!("{item}-part"));
            own.push(free(&mut taken, format!("{stem}-{count}")));
        }
        names.push(own);
    }
    names
}

/// Returns a name that is not taken: itself, or with a number.
fn free(taken: &mut BTreeSet<String>, name: String) -> String {
    let mut free = name.clone();
    let mut again = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}.{again}");
        again += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::super::PieceKind;
    use super::super::samples::{item, meeting};
    use super::*;

    #[test]
    fn places_are_unique_and_agree_with_the_links() {
        let meeting = meeting(vec![item("8", "A"), item("8", "B"), item("9 (a)", "C")]);
        let named = [Some("8"), Some("8"), Some("9 (a)")];
        let pieces: Vec<Piece> = named
            .into_iter()
            .map(|item| Piece {
                item: item.map(|item| format!("items-{item}")),
                kind: PieceKind::Paper,
                pages: 1,
                withheld: false,
            })
            .collect();
        let places = places(&meeting, &pieces);
        let all: Vec<&String> = places.iter().flatten().collect();
        let unique: BTreeSet<&String> = all.iter().copied().collect();
        assert_eq!(all.len(), unique.len());
        assert_eq!(places[2], ["item-9-a", "item-9-a-part-1"]);
    }
}
