//! What keeps readers out: small text, weak colours, links that say nothing, capitals, skipped headings, missing contents.

mod capitals;
mod chart_colours;
mod colour;
mod contents;
mod design;
#[cfg(test)]
mod design_tests;
mod grey;
mod hollow;
mod italics;
mod links;
mod pairs;
#[cfg(test)]
mod picture_tests;
mod sizes;
#[cfg(test)]
mod text_tests;

use crate::diagnostic::Diagnostics;
use crate::model::{Block, Board, Part, Value};

use super::Subject;

pub use colour::{Colour, TEXT, ratio};
pub use design::{House, HouseValue};

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let printed = || subject.passages.iter().filter(|line| line.is_printed());
    for passage in printed() {
        links::check(passage, out);
        capitals::check(passage, out);
        italics::check(passage, out);
    }
    for part in parts(subject) {
        hollow::check(part, out);
        if let Block::Chart(chart) = &part.block {
            chart_colours::check(chart, part.place(), &subject.paper.board, out);
        }
    }
    contents::check(subject, out);
}

/// Reports what all papers of an office have from its design and its status keys.
pub fn office(board: &Board, house: &House, out: &mut Diagnostics) {
    sizes::check(board, house, out);
    pairs::check(board, house, out);
    board.keys.values().for_each(|key| grey::check(key, out));
}

/// Lists the parts of the texts of a paper.
fn parts<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Part> {
    let cells = subject.paper.fields.values();
    let bodies = cells.filter_map(|cell| match &cell.value {
        Value::Body(body) => Some(&body.0),
        _ => None,
    });
    bodies.flatten()
}
