//! Lines that have the same update.

use std::collections::BTreeMap;

use crate::check::told::Told;
use crate::diagnostic::{Code, Diagnostics};

use super::folded;

/// Updates of no more words may well be the same.
const SHORT: usize = 5;

/// Reports each line whose update is that of a line before.
pub fn check(rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let texts: Vec<String> = rows
        .iter()
        .map(|told| told.words().unwrap_or_default())
        .collect();
    let starts: Vec<String> = texts.iter().map(|text| start(text)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for start in &starts {
        *counts.entry(start).or_default() += 1;
    }
    let mut seen: BTreeMap<String, &Told<'_, '_>> = BTreeMap::new();
    for ((told, text), start) in rows.iter().zip(&texts).zip(&starts) {
        // Nearly all updates begin in their own way, and the rest of them need not be compared.
        if start.split(' ').count() <= SHORT || counts[start.as_str()] == 1 {
            continue;
        }
        match seen.get(&folded(text)) {
            Some(first) => report(told, first, out),
            None => {
                seen.insert(folded(text), told);
            }
        }
    }
}

/// Returns the first words of a text, folded: one more than a short one has.
fn start(text: &str) -> String {
    let first = |words: &mut dyn Iterator<Item = String>| {
        words.take(SHORT + 1).collect::<Vec<_>>().join(" ")
    };
    let pieces = text.split_whitespace().map(folded);
    let said = first(&mut pieces.filter(|piece| !piece.is_empty()));
    // A piece may have several words.
    first(&mut said.split(' ').map(str::to_owned))
}

fn report(told: &Told<'_, '_>, first: &Told<'_, '_>, out: &mut Diagnostics) {
    let message = format!(
        "{} has the same update as {}",
        told.called(),
        first.called()
    );
    told.report(Code::UpdateRepeated, message, out).hint(
        "say what is particular to each, or give the update once and refer to that line by its ref",
    );
}
