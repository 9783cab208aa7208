//! Lists of a body.

use crate::model::{Block, RichText};

use super::super::attributes::Attributes;
use super::Reader;

/// A list that is open.
pub(super) struct List {
    pub(super) start: Option<u64>,
    pub(super) items: Vec<RichText>,
    /// The names of its items; empty where an item has none.
    pub(super) names: Vec<String>,
}

impl Reader<'_> {
    /// The first paragraph of an item names the item.
    pub(super) fn name_item(&mut self, said: &Attributes) {
        let is_first = self.open.last().is_some_and(|item| item.0.is_empty());
        let (Some(list), Some(name), true) = (self.lists.last_mut(), &said.name, is_first) else {
            return;
        };
        if list.start.is_some() && self.note.is_none() {
            if let Some(slot) = list.names.last_mut() {
                slot.clone_from(name);
            }
        } else {
            self.names.unnumbered(name, self.out);
        }
    }

    pub(super) fn end_list(&mut self) {
        let Some(List {
            start,
            items: of,
            names: ids,
        }) = self.lists.pop()
        else {
            return;
        };
        if of.iter().all(|item| item.0.is_empty()) {
            return;
        }
        let block = match start {
            Some(start) => Block::Letters {
                start,
                figures: false,
                of,
                ids,
            },
            None => Block::Bullets { of },
        };
        self.block(block, Attributes::default());
    }
}
