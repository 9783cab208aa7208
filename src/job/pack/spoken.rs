//! What links inside a pack say to those who hear it.

use std::collections::BTreeMap;

use crate::model::PageRange;
use crate::pack::Phrases;

use super::front::Settled;
use super::plan::Part;

/// Returns what links to a part say: the item with its pages, the paper with its own.
pub fn said(
    part: &Part<'_>,
    settled: &Settled,
    piece: usize,
    phrases: &Phrases,
) -> BTreeMap<String, String> {
    let (number, places) = (&part.item.number, &settled.places[piece]);
    let layout = &settled.layout;
    let say = |title: &str, pages: Option<PageRange>| {
        let said = phrases.say("pack-part", &[("item", number), ("title", title)]);
        phrases.with_pages(&said, pages)
    };
    let own = say(&part.title(), layout.pieces[piece]);
    let mut said: BTreeMap<String, String> = places
        .iter()
        .map(|place| (place.clone(), own.clone()))
        .collect();
    // Where a part begins its item, the first of its places is the item's.
    if let (true, Some(place)) = (places.len() > 1, places.first()) {
        let whole = layout.items.get(&part.item.id).copied();
        said.insert(place.clone(), say(&part.item.title, whole));
    }
    said
}
