//! Colours of the design against what they stand on.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Board, Origin, StatusKey};

use super::colour::{Colour, GRAPHICS, TEXT, ratio};
use super::design::{Chosen, House};

/// What is read, and what it is read on. Lines between rows are no more than decoration, and what is faint on purpose, such
/// as the word across a draft, is said elsewhere too.
///
/// The names of lines in charts are written in the colours of the lines, which are text therefore.
const PAIRS: [(&str, &str); 14] = [
    ("ink", "paper"),
    ("ink", "tint"),
    ("ink", "exempt"),
    ("muted", "paper"),
    ("muted", "tint"),
    ("accent", "paper"),
    ("accent", "tint"),
    ("on-accent", "accent"),
    ("series-1", "paper"),
    ("series-2", "paper"),
    ("series-3", "paper"),
    ("series-4", "paper"),
    ("series-5", "paper"),
    ("series-6", "paper"),
];

/// A value that makes pairs too much alike.
struct Weak {
    origin: Origin,
    value: Colour,
    /// What it is too much like, and the contrast.
    against: Vec<(&'static str, f64)>,
}

/// Reports the colours that cannot be read on what they stand on, one problem for each value.
pub fn check(board: &Board, house: &House, out: &mut Diagnostics) {
    for (name, weak) in weak(board, house) {
        let hex = hex(weak.value);
        let all = weak.against.iter();
        let all: Vec<String> = all
            .map(|(other, contrast)| format!("{} with `{other}`", ratio(*contrast)))
            .collect();
        let message = format!(
            "`{name}`, `{hex}`, has too little contrast: {}; text needs 4.5:1",
            all.join(", ")
        );
        out.add(Code::ContrastLow, weak.origin, message).hint(
            "choose a darker colour, or a lighter one where it stands on a dark one; without the line the house's own holds",
        );
    }
    for key in board.keys.values() {
        edges(key, board, house, out);
    }
}

fn weak(board: &Board, house: &House) -> IndexMap<&'static str, Weak> {
    let mut found: IndexMap<&'static str, Weak> = IndexMap::new();
    for (front, back) in PAIRS {
        let (Some(on), Some(under)) = (house.colour(board, front), house.colour(board, back))
        else {
            continue;
        };
        let contrast = on.value.contrast(under.value);
        if contrast >= TEXT || on.name == under.name {
            continue;
        }
        let (blamed, other) = blamed((on, front), (under, back));
        let weak = found.entry(blamed.name).or_insert_with(|| Weak {
            origin: blamed.origin,
            value: blamed.value,
            against: Vec::new(),
        });
        weak.against.push((other, contrast));
    }
    found
}

/// Finds which of two colours the office chose; the one in front where it chose both or neither.
fn blamed(
    (on, front): (Chosen<Colour>, &'static str),
    (under, back): (Chosen<Colour>, &'static str),
) -> (Chosen<Colour>, &'static str) {
    if under.is_own && !on.is_own {
        (under, front)
    } else {
        (on, back)
    }
}

/// Reports steps whose plate cannot be told from the paper. A pale one has an outline in ink, and the letters in a plate are
/// black or white, whichever is the better.
fn edges(key: &StatusKey, board: &Board, house: &House, out: &mut Diagnostics) {
    let Some(paper) = house.colour(board, "paper") else {
        return;
    };
    for step in &key.steps {
        let is_edge = step.ink.as_deref() == Some("#ffffff");
        let colour = step.colour.as_deref().filter(|_| is_edge);
        let Some(colour) = colour.and_then(Colour::read) else {
            continue;
        };
        let contrast = colour.contrast(paper.value);
        if contrast < GRAPHICS {
            let message = format!(
                "`{}` of the status key `{}` has too little contrast with `paper`: {}; what is drawn needs 3:1",
                step.code,
                key.name,
                ratio(contrast)
            );
            out.add(Code::ContrastLow, key.origin.clone(), message)
                .hint("give the step another colour, or leave `paper` white");
        }
    }
}

fn hex(Colour([red, green, blue]): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
