//! What needs a person before a pack is published.

use crate::model::PackKind;

use super::dangling::dangling;
use super::exposed::exposed;
use super::found::place;
use super::made::{Made, Placed};
use super::words::{Weight, sentence, told, words};
use super::{AgendaItem, PieceKind};

/// Says what needs a person before the pack is published, the gravest first, a paragraph each.
pub fn attention(made: Made<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (item, placed) in all_papers(made) {
        let findings = placed.paper.findings.iter();
        for finding in findings.filter(|of| words(of.what).weight == Weight::Person) {
            let place = place(made, &placed, finding);
            let place = place.map_or(String::new(), |place| format!(": {place}"));
            let what = sentence(&told(finding.what, finding.count));
            let advice = words(finding.what).advice;
            let paper = called(item, &placed);
            found.push((finding.what, format!("{paper}. {what}{place}. {advice}")));
        }
    }
    found.sort_by_key(|(what, _)| *what);
    let found = found.into_iter().map(|(_, said)| said);
    // What is out already cannot wait.
    exposed(made)
        .into_iter()
        .chain(found)
        .chain(dangling(made))
        .chain(unexplained(made))
        .collect()
}

/// Returns the papers of a pack with their items, in the order of the agenda.
pub(super) fn all_papers(made: Made<'_>) -> Vec<(&AgendaItem, Placed<'_>)> {
    let of = |item| {
        made.papers_of(item)
            .into_iter()
            .map(move |placed| (item, placed))
    };
    made.items().flat_map(of).collect()
}

/// Returns `Item 8, “Estates plan”`.
pub(super) fn called(item: &AgendaItem, placed: &Placed<'_>) -> String {
    let kind = match placed.piece.kind {
        PieceKind::Appendix => ", appendix",
        _ => ",",
    };
    format!("Item {}{kind} “{}”", item.number, placed.paper.title)
}

/// Says which late items give no reason for being late.
fn unexplained(made: Made<'_>) -> Vec<String> {
    let late = made.issue.kind == PackKind::Supplement;
    let items = made.items().filter(|item| late && item.urgent.is_none());
    let said = |item: &AgendaItem| {
        format!(
            "Item {}, {}. It is late, and the meeting's file does not say why it cannot wait. Add `urgent` to it.",
            item.number, item.title
        )
    };
    items.map(said).collect()
}
