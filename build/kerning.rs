//! Kerning that is found in few steps.
//!
//! A font keeps its pairs in subtables of one lookup, and for each letter a shaper asks them in turn until one covers it: Source
//! Sans 3 has 17 of them, so that kerning took a sixth of all time. The subtables of `pairs` stand before them and answer for common
//! signs. Each pair keeps its distance.

use std::collections::BTreeMap;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable, ValueRecord};
use ttf_parser::opentype_layout::LayoutTable;
use ttf_parser::{Face, GlyphId, Tag};

use crate::lookups::Lookups;
use crate::pairs;
use crate::signs::common;

/// A lookup with fewer subtables than this is quick as it is.
const SLOW: u16 = 4;

/// The kind of a lookup of positions whose subtables may stand anywhere.
const EXTENSION: u16 = 9;

/// Returns a font's table of positions with the subtables; none where it has no need of them, or is made in another way than fonts
/// with slow pairs are.
pub fn quick(font: &[u8]) -> Option<Vec<u8>> {
    let face = Face::parse(font, 0).ok()?;
    let (index, slow) = slow(&face.tables().gpos?)?;
    let mut subtables = pairs::subtables(&rows(&face, &slow)?)?;
    let raw = face.raw_face().table(Tag::from_bytes(b"GPOS"))?;
    let table = Lookups::new(raw, EXTENSION)?;
    subtables.extend(table.subtables(index.into())?);
    table.with(index.into(), subtables)
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

/// What a common glyph is moved on by before each glyph of the font.
pub type Rows = BTreeMap<u16, Vec<i16>>;

fn rows(face: &Face<'_>, pairs: &[PairAdjustment<'_>]) -> Option<Rows> {
    let row = |first: u16| {
        let covering = pairs.iter();
        let covering: Vec<_> = covering
            .filter(|pairs| pairs.coverage().contains(GlyphId(first)))
            .collect();
        let seconds = (0..face.number_of_glyphs()).map(GlyphId);
        let row = seconds.map(|second| distance(&covering, GlyphId(first), second));
        Some((first, row.collect::<Option<_>>()?))
    };
    common(face).into_iter().map(row).collect()
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
