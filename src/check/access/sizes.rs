//! Sizes of text that are too small.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Board;

use super::design::House;

/// What is set in a size of its own. The word across a draft and the shapes in badges are no text to be read.
const SIZES: [&str; 6] = [
    "title-size",
    "subtitle-size",
    "heading-size",
    "text-size",
    "table-size",
    "small-size",
];
/// The smallest size of running text, in points.
const SMALLEST: f64 = 12.0;

/// Reports sizes below the office's floor, or where it sets none, below 12 points or what the house has for tables and notes.
pub fn check(board: &Board, house: &House, out: &mut Diagnostics) {
    for name in SIZES {
        match &board.checks.smallest_text {
            Some(floor) => below_floor(name, *floor, board, house, out),
            None => below_house(name, board, house, out),
        }
    }
}

fn below_floor(
    name: &'static str,
    floor: f64,
    board: &Board,
    house: &House,
    out: &mut Diagnostics,
) {
    let Some(size) = house.size(board, name).filter(|size| size.value < floor) else {
        return;
    };
    let message = format!(
        "`{name}` is {} points, and no text may be smaller than {floor}",
        size.value
    );
    let place = if size.is_own {
        size.origin
    } else {
        crate::model::Origin::file("data/board.toml")
    };
    out.add(Code::TextSmall, place, message)
        .hint(format!("write `{name} = {floor}` under `[design]`"));
}

/// The house's tables and notes are smaller than running text on purpose: wide tables need it.
fn below_house(name: &'static str, board: &Board, house: &House, out: &mut Diagnostics) {
    let floor = house
        .shipped_size(name)
        .map_or(SMALLEST, |own| own.min(SMALLEST));
    let Some(size) = house.size(board, name).filter(|size| size.value < floor) else {
        return;
    };
    let message = format!(
        "`{name}` is {} points: smaller than {floor} is hard to read",
        size.value
    );
    out.add(Code::TextSmall, size.origin, message)
        .hint(format!("write {floor} or more"));
}
