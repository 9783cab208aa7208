//! Subtables of pairs that begin with common signs.
//!
//! Six of seven pairs stand as far apart as they are wide, and a shaper is quicker at finding that a list of pairs lacks one than at
//! taking a distance of nothing from a matrix. So there are two kinds of subtables: lists of what moves (OpenType 1.9.1, GPOS, "Pair
//! adjustment positioning format 1"), and behind them one that moves any common sign by nothing ("Single adjustment positioning
//! format 1"), at which the search ends. The standard has one lookup hold one kind of subtables only; the shaper takes each as what
//! it says it is, and nobody else sees this table.

use std::collections::{BTreeMap, BTreeSet};

use crate::bytes::{Bytes, coverage};
use crate::kerning::Rows;
use crate::lookups::{Place, Subtable};

/// The kinds of subtables.
const SINGLE: u16 = 1;
const PAIRS: u16 = 2;

/// Returns the subtables that answer for all first glyphs.
///
/// Letters come first, by themselves: they are neighbours in the font, so that one range covers them, which is found without a
/// search.
pub fn subtables(rows: &Rows) -> Option<Vec<Subtable>> {
    let letters = longest_run(rows);
    let (letters, others): (Vec<_>, Vec<_>) = rows
        .iter()
        .map(|(first, row)| (*first, row.as_slice()))
        .partition(|(first, _)| letters.contains(first));
    let mut all = Vec::new();
    for part in [letters, others] {
        let moving = part.iter().copied();
        let moving: Vec<_> = moving
            .filter(|(_, row)| row.iter().any(|value| *value != 0))
            .collect();
        all.extend(lists(&moving)?.into_iter().map(|list| (PAIRS, list)));
        let covered = part.iter().map(|(first, _)| *first).collect();
        all.push((SINGLE, still(&covered)?));
    }
    let all = all.into_iter().map(|(kind, bytes)| Subtable {
        kind,
        place: Place::New(bytes),
    });
    Some(all.collect())
}

/// Returns the most glyphs that follow each other without a gap.
fn longest_run(rows: &Rows) -> BTreeSet<u16> {
    let mut runs: Vec<BTreeSet<u16>> = Vec::new();
    for &glyph in rows.keys() {
        let is_next = |run: &&mut BTreeSet<u16>| run.last().is_some_and(|last| last + 1 == glyph);
        match runs.last_mut().filter(is_next) {
            Some(run) => _ = run.insert(glyph),
            None => runs.push(BTreeSet::from([glyph])),
        }
    }
    runs.into_iter()
        .max_by_key(BTreeSet::len)
        .unwrap_or_default()
}

/// A first glyph, and what it is moved on by before each glyph.
type Row<'a> = (u16, &'a [i16]);

/// Returns lists of pairs: as few as have room for them, since offsets have 16 bits.
fn lists(rows: &[Row<'_>]) -> Option<Vec<Vec<u8>>> {
    match list(rows) {
        _ if rows.is_empty() => Some(Vec::new()),
        Some(list) => Some(vec![list]),
        None if rows.len() == 1 => None,
        None => {
            let (some, others) = rows.split_at(rows.len() / 2);
            Some([lists(some)?, lists(others)?].concat())
        }
    }
}

fn list(rows: &[Row<'_>]) -> Option<Vec<u8>> {
    // Of the first glyph, how far it goes on; of the second, nothing.
    const ADVANCE: usize = 4;
    let covered = coverage(&rows.iter().map(|(first, _)| *first).collect())?;
    let head = 10 + 2 * rows.len();
    let mut new = Bytes::default();
    new.numbers([1, head, ADVANCE, 0, rows.len()])?;
    // Glyphs that are moved alike share what is said of them.
    let (mut known, mut sets) = (BTreeMap::new(), Bytes::default());
    for (_, row) in rows {
        let place = head + covered.len() + sets.0.len();
        let place = *known.entry(*row).or_insert(place);
        new.numbers([place])?;
        if place == head + covered.len() + sets.0.len() {
            moved(row, &mut sets)?;
        }
    }
    Some([new.0, covered, sets.0].concat())
}

/// Adds the glyphs before which one is moved, in their order, and by how much.
fn moved(row: &[i16], sets: &mut Bytes) -> Option<()> {
    let moved = || (0_u16..).zip(row).filter(|(_, value)| **value != 0);
    sets.numbers([moved().count()])?;
    for (second, value) in moved() {
        sets.0.extend(second.to_be_bytes());
        sets.0.extend(value.to_be_bytes());
    }
    Some(())
}

/// Returns what moves glyphs by nothing.
fn still(glyphs: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let mut new = Bytes::default();
    new.numbers([1, 6, 0])?;
    new.0.extend(coverage(glyphs)?);
    Some(new.0)
}
