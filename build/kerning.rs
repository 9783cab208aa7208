//! Kerning that is found at the first step.
//!
//! A font keeps its pairs in subtables of one lookup, and for each letter a shaper asks them in turn until one covers it: Source
//! Sans 3 has 17 of them, so that kerning took a sixth of all time. One more subtable, which stands first and has all pairs that
//! begin with a common sign, answers for nearly every letter at once. Each pair keeps its distance: a subtable of classes that
//! covers the first of two letters answers for every second one (OpenType 1.9.1, GPOS, "Pair adjustment positioning format 2").

use std::collections::{BTreeMap, BTreeSet};

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable, ValueRecord};
use ttf_parser::opentype_layout::LayoutTable;
use ttf_parser::{Face, GlyphId, Tag};

use crate::positioning::{Classes, with_first};

/// The signs that texts mostly are of, beside those of ASCII.
const COMMON: &str = "\u{a0}’‘“”–—£·•";

/// A lookup with fewer subtables than this is quick as it is.
const SLOW: u16 = 4;

/// Returns a font's table of positions with the subtable; none where it has no need of it, or is made in another way than fonts with
/// slow pairs are.
pub fn quick(font: &[u8]) -> Option<Vec<u8>> {
    let face = Face::parse(font, 0).ok()?;
    let table = face.tables().gpos?;
    let (index, pairs) = slow(&table)?;
    let rows = rows(&face, &pairs)?;
    let raw = face.raw_face().table(Tag::from_bytes(b"GPOS"))?;
    with_first(raw, index, &classes(&rows))
}

/// Finds the lookup of many subtables, which must be the only one of pairs.
fn slow<'a>(table: &LayoutTable<'a>) -> Option<(u16, Vec<PairAdjustment<'a>>)> {
    let all = (0..table.lookups.len()).filter_map(|index| Some((index, table.lookups.get(index)?)));
    let mut of_pairs = all.filter_map(|(index, lookup)| {
        let subtables = lookup.subtables.into_iter::<PositioningSubtable<'_>>();
        let pairs: Vec<_> = subtables
            .filter_map(|subtable| match subtable {
                PositioningSubtable::Pair(pairs) => Some(pairs),
                _ => None,
            })
            .collect();
        (!pairs.is_empty()).then_some((index, pairs, lookup.subtables.len()))
    });
    let (index, pairs, all) = of_pairs.next()?;
    let is_whole = pairs.len() == usize::from(all) && of_pairs.next().is_none();
    (is_whole && all >= SLOW).then_some((index, pairs))
}

/// What each glyph that follows is moved by, for each common glyph.
type Rows = BTreeMap<u16, Vec<i16>>;

fn rows(face: &Face<'_>, pairs: &[PairAdjustment<'_>]) -> Option<Rows> {
    let signs = (' '..='~').chain(COMMON.chars());
    let firsts: BTreeSet<GlyphId> = signs.filter_map(|sign| face.glyph_index(sign)).collect();
    let row = |first: GlyphId| {
        let covering = pairs.iter();
        let covering: Vec<_> = covering
            .filter(|pairs| pairs.coverage().contains(first))
            .collect();
        let seconds = (0..face.number_of_glyphs()).map(GlyphId);
        let row = seconds.map(|second| distance(&covering, first, second));
        Some((first.0, row.collect::<Option<_>>()?))
    };
    firsts.into_iter().map(row).collect()
}

/// Returns what the first of two glyphs is moved on by; none where there is more to a pair than that.
fn distance(covering: &[&PairAdjustment<'_>], first: GlyphId, second: GlyphId) -> Option<i16> {
    let found = covering.iter().find_map(|pairs| match pairs {
        PairAdjustment::Format1 { coverage, sets } => sets.get(coverage.get(first)?)?.get(second),
        PairAdjustment::Format2 {
            classes, matrix, ..
        } => matrix.get((classes.0.get(first), classes.1.get(second))),
    });
    let Some((of_first, of_second)) = found else {
        return Some(0);
    };
    let only_along = ValueRecord {
        x_advance: of_first.x_advance,
        ..Default::default()
    };
    let is_plain = same(&of_first, &only_along) && same(&of_second, &ValueRecord::default());
    is_plain.then_some(of_first.x_advance)
}

fn same(one: &ValueRecord<'_>, other: &ValueRecord<'_>) -> bool {
    let numbers =
        |of: &ValueRecord<'_>| [of.x_placement, of.y_placement, of.x_advance, of.y_advance];
    let has_device = |of: &ValueRecord<'_>| {
        let placed = of.x_placement_device.is_some() || of.y_placement_device.is_some();
        placed || of.x_advance_device.is_some() || of.y_advance_device.is_some()
    };
    numbers(one) == numbers(other) && !has_device(one) && !has_device(other)
}

/// Puts glyphs that are moved alike into classes: those that come first by their rows, those that follow by their columns.
fn classes(rows: &Rows) -> Classes {
    let alike: Vec<&Vec<i16>> = rows.values().collect::<BTreeSet<_>>().into_iter().collect();
    let glyphs = alike.first().map_or(0, |row| row.len());
    let column = |glyph: usize| -> Vec<i16> { alike.iter().map(|row| row[glyph]).collect() };
    // What nothing is said of is in class 0: it is moved by nothing.
    let mut known = BTreeMap::from([(vec![0; alike.len()], 0)]);
    let seconds = (0..glyphs).map(|glyph| {
        let next = known.len();
        *known.entry(column(glyph)).or_insert(next)
    });
    let seconds: Vec<usize> = seconds.collect();
    let mut columns = vec![Vec::new(); known.len()];
    for (column, class) in known {
        columns[class] = column;
    }
    let values = (0..alike.len()).map(|row| columns.iter().map(|column| column[row]).collect());
    Classes {
        firsts: rows
            .iter()
            .filter_map(|(glyph, row)| Some((*glyph, alike.binary_search(&row).ok()?)))
            .collect(),
        seconds,
        values: values.collect(),
    }
}
