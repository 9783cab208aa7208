//! Items of lists: their letters, and what links to them lead to.

use std::collections::BTreeSet;

use crate::model::{Block, RichText, roman};

use super::names::{Names, Target};

/// Letters higher than this are not counted: no list has as many items.
const MOST: u64 = 10_000;

/// Gives items their ids.
#[derive(Default)]
pub struct Items {
    lists: u32,
    ids: BTreeSet<String>,
}

/// Where a list of a text stands.
pub struct Place<'a> {
    /// What its items are called below their heading.
    pub called: Option<&'a str>,
    /// The number of the paragraph that it belongs to.
    pub above: Option<&'a str>,
    /// Whether its items have figures rather than letters.
    pub figures: bool,
}

/// How far inside lists of letters a list stands.
#[derive(Clone, Default)]
struct Depth {
    /// The id of the item that it stands in, or of the paragraph that it belongs to.
    base: Option<String>,
    /// The signs of the items that it stands in, such as `(b)`.
    signs: String,
    /// How many lists of letters it stands in.
    lists: usize,
}

impl Items {
    /// Numbers the items of a list, and of all lists in it or in a quotation; their names lead to them.
    pub fn number(&mut self, block: &mut Block, place: &Place<'_>, names: &mut Names) {
        let base = place
            .above
            .map(|number| format!("paragraph-{}", number.replace('.', "-")));
        let depth = Depth {
            base,
            ..Depth::default()
        };
        self.block(block, place, &depth, names);
    }

    fn block(&mut self, block: &mut Block, place: &Place<'_>, at: &Depth, names: &mut Names) {
        match block {
            Block::Letters {
                start,
                figures,
                of,
                ids,
            } => {
                *start = (*start).clamp(1, MOST);
                *figures = place.figures;
                self.lists += 1;
                let base = at
                    .base
                    .clone()
                    .unwrap_or_else(|| format!("list-{}", self.lists));
                for (i, (item, slot)) in of.iter_mut().zip(ids).enumerate() {
                    let inside = self.item(&base, *start + i as u64, slot, place, at, names);
                    self.blocks(item, place, &inside, names);
                }
            }
            Block::Bullets { of } | Block::Numbers { of, .. } => {
                let inside = Depth {
                    base: None,
                    ..at.clone()
                };
                of.iter_mut()
                    .for_each(|item| self.blocks(item, place, &inside, names));
            }
            Block::Quote { of } => self.blocks(of, place, &Depth::default(), names),
            _ => {}
        }
    }

    fn blocks(&mut self, of: &mut RichText, place: &Place<'_>, at: &Depth, names: &mut Names) {
        of.0.iter_mut()
            .for_each(|block| self.block(block, place, at, names));
    }

    /// Gives an item its id in the place of its name; returns where lists in it stand.
    fn item(
        &mut self,
        base: &str,
        number: u64,
        slot: &mut String,
        place: &Place<'_>,
        at: &Depth,
        names: &mut Names,
    ) -> Depth {
        let sign = sign(number, at.lists, place.figures);
        let bare = place.figures && at.lists == 0;
        let signs = match bare {
            true => sign.clone(),
            false => format!("{}({sign})", at.signs),
        };
        let id = self.unique(format!("{base}-{sign}"));
        let name = std::mem::replace(slot, id.clone());
        if !name.is_empty() {
            names.lead(&name, target(&id, &signs, place));
        }
        Depth {
            base: Some(id),
            signs,
            lists: at.lists + 1,
        }
    }

    /// Two lists below one paragraph have the same letters, but not the same ids.
    fn unique(&mut self, id: String) -> String {
        let mut free = id.clone();
        let mut count = 1;
        while !self.ids.insert(free.clone()) {
            count += 1;
            free = format!("{id}-{count}");
        }
        free
    }
}

/// Items below a heading that the description knows have a word of their own; others belong to their paragraph.
fn target(id: &str, signs: &str, place: &Place<'_>) -> Target {
    let (noun, number) = match (place.called, place.above) {
        (Some(noun), _) => (noun, signs.to_owned()),
        (None, Some(paragraph)) => ("paragraph", format!("{paragraph}{signs}")),
        (None, None) => ("item", signs.to_owned()),
    };
    Target {
        id: id.to_owned(),
        noun: noun.to_owned(),
        number,
        words: Vec::new(),
    }
}

/// Returns an item's sign as the templates draw it: letters, then small Roman numbers, then capitals; where the outer list
/// has figures, letters come inside it.
fn sign(number: u64, lists: usize, figures: bool) -> String {
    match (lists, figures) {
        (0, true) => number.to_string(),
        (0, false) | (1, true) => letter(number),
        (1, false) | (_, true) => roman(number),
        (_, false) => letter(number).to_uppercase(),
    }
}

/// Returns a place in the alphabet: 1 is `a`, 27 is `aa`.
fn letter(place: u64) -> String {
    let mut rest = place;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'a' + u8::try_from(rest % 26).expect("below 26"),
        ));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_called_as_they_are_drawn() {
        assert_eq!([1, 26, 27, 53].map(letter), ["a", "z", "aa", "ba"]);
        assert_eq!(
            [0, 1, 2].map(|lists| sign(2, lists, false)),
            ["b", "ii", "B"]
        );
        assert_eq!(
            [0, 1, 2].map(|lists| sign(2, lists, true)),
            ["2", "b", "ii"]
        );
    }
}
