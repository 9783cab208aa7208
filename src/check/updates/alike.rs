//! Lines that have the same update.

use std::collections::BTreeMap;

use crate::check::told::Told;
use crate::diagnostic::{Code, Diagnostics};

use super::folded;

/// Updates of no more words may well be the same.
const SHORT: usize = 5;

/// Reports each line whose update is that of a line before.
pub fn check(rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Told<'_, '_>> = BTreeMap::new();
    for told in rows {
        let text = told.words().map(|text| folded(&text)).unwrap_or_default();
        if text.split(' ').count() <= SHORT {
            continue;
        }
        match seen.get(&text) {
            Some(first) => report(told, first, out),
            None => {
                seen.insert(text, told);
            }
        }
    }
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
