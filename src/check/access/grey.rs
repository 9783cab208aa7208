//! Steps of a key that look the same in grey.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{StatusKey, Step};

use super::colour::{Colour, ratio};

/// Plates with less contrast are the same grey to the eye. No guideline has a figure for plates that stand apart: an office's
/// red beside its green comes to 1.4:1, which readers of photocopies could not tell apart; amber beside green to 1.7:1.
const SAME: f64 = 1.5;

/// Reports steps of a key that nothing but their letters tells apart on paper printed in grey, one problem for each key.
pub fn check(key: &StatusKey, out: &mut Diagnostics) {
    let alike: Vec<(&Step, &Step, f64)> = pairs(&key.steps)
        .filter_map(|(one, other)| Some((one, other, contrast(one, other)?)))
        .filter(|(.., contrast)| *contrast < SAME)
        .collect();
    let said = alike.iter().map(|(one, other, contrast)| {
        format!("`{}` and `{}` ({})", one.code, other.code, ratio(*contrast))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return;
    }
    let message = format!(
        "steps of the status key `{}` look the same in grey: {}",
        key.name,
        said.join(", ")
    );
    out.add(Code::GreyAlike, key.origin.clone(), message).hint(
        "give each step a shape of its own, as in `shape = \"triangle\"`, so that papers can be printed in black and white",
    );
}

fn pairs(steps: &[Step]) -> impl Iterator<Item = (&Step, &Step)> {
    let rest = |at: usize| &steps[at + 1..];
    let each = steps.iter().enumerate();
    each.flat_map(move |(at, one)| rest(at).iter().map(move |other| (one, other)))
}

/// Returns the contrast of two steps that no shape tells apart; steps that are words alone have nothing to confuse.
fn contrast(one: &Step, other: &Step) -> Option<f64> {
    let is_drawn = |step: &Step| step.colour.is_some() || step.shape.is_some();
    if one.shape != other.shape || !is_drawn(one) || !is_drawn(other) {
        return None;
    }
    let fill = |step: &Step| match &step.colour {
        Some(colour) => Colour::read(colour),
        None => Some(Colour::WHITE),
    };
    Some(fill(one)?.contrast(fill(other)?))
}
