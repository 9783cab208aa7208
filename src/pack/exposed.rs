//! Exempt items whose papers were published in the open before.

use super::made::Made;
use super::sheet::exemption;
use super::standing::{Standing, matched_by};
use super::words::listed;
use super::{History, PieceKind, PublishedItem, PublishedPack};

/// Says which items are exempt although the public has their papers, and in which files; a paragraph each.
pub(super) fn exposed(made: Made<'_>) -> Vec<String> {
    let Some(history) = made.public else {
        return Vec::new();
    };
    let of = history.packs.iter().map(|pack| open_in(pack, made));
    let open: Vec<Vec<bool>> = of.collect();
    let mut said = Vec::new();
    for (at, item) in made.meeting.items.iter().enumerate() {
        let files = files(history, &open, at);
        if exemption(item).is_some() && !files.is_empty() {
            said.push(told(&item.number, &files));
        }
    }
    said
}

fn told(number: &str, files: &[String]) -> String {
    let (them, it) = match files.len() {
        1 => ("this file", "it"),
        _ => ("these files", "them"),
    };
    format!(
        "Item {number} is exempt, but its papers were published in the open in {}. Take {them} off the website, and ask those who were sent {it} not to use that item's papers.",
        listed(files)
    )
}

/// Returns the published files that hold papers of an item, by its position.
fn files(history: &History, open: &[Vec<bool>], item: usize) -> Vec<String> {
    let packs = history.packs.iter().zip(open);
    let holding = packs.filter(|(_, open)| open[item]);
    holding
        .map(|(pack, _)| format!("`{}`", pack.file))
        .collect()
}

/// Returns for each item of the meeting whether a pack has papers of it.
fn open_in(pack: &PublishedPack, made: Made<'_>) -> Vec<bool> {
    let items: Vec<Standing> = pack.items.iter().map(Standing::new).collect();
    let now = made
        .meeting
        .items
        .iter()
        .map(|item| (&item.id, &item.title));
    let found = matched_by(&items, now).into_iter();
    let open = found.map(|at| at.is_some_and(|at| has_papers(&pack.items[at])));
    open.collect()
}

fn has_papers(item: &PublishedItem) -> bool {
    let mut parts = item.parts.iter();
    !item.exempt && parts.any(|part| part.kind != PieceKind::Divider)
}
