//! Items that had another number when they were published.

use crate::diagnostic::{Code, Diagnostics};

use super::standing::matched_by;
use super::words::listed;
use super::{AgendaItem, History, Meeting, PublishedItem};

impl History {
    /// Warns of published items that have other numbers now: readers know them by the old ones.
    pub fn tell_renumbered(&self, meeting: &Meeting, out: &mut Diagnostics) {
        let standing = self.standing();
        let items = meeting.items.iter().map(|item| (&item.id, &item.title));
        let before = matched_by(&standing, items).into_iter();
        let before = before.map(|at| at.map(|at| &standing[at].item));
        let moved: Vec<(&AgendaItem, &PublishedItem)> = meeting
            .items
            .iter()
            .zip(before)
            .filter_map(|(item, before)| Some((item, before?)))
            .filter(|(item, before)| item.number != before.number)
            .collect();
        let Some((first, _)) = moved.first() else {
            return;
        };
        let said = moved.iter().map(|(item, before)| {
            format!("{} {} is {} now", before.number, item.title, item.number)
        });
        let said: Vec<String> = said.collect();
        let what = match moved.len() {
            1 => "a published item has",
            _ => "published items have",
        };
        let message = format!("{what} another number: {}", listed(&said));
        out.add(Code::ItemRenumbered, first.origin.clone(), message)
            .hint("readers know them by their old numbers: put a new item last, or give it a number of its own, such as `ref = \"2A\"`");
    }
}
