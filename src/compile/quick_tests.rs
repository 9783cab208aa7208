//! Quick tables say what the published ones say.

use super::fonts::embedded_fonts;
use super::quick::quickened;
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable, SingleAdjustment};
use ttf_parser::{Face, GlyphId, Tag};
use typst::foundations::Bytes;

fn face(font: &[u8]) -> Face<'_> {
    Face::parse(font, 0).expect("a font")
}

/// The fonts of texts, each with what it is opened as.
fn sans() -> impl Iterator<Item = (&'static str, &'static [u8], Bytes)> {
    let sans = embedded_fonts().filter(|(name, _)| name.starts_with("SourceSans3"));
    sans.map(|(name, font)| (name, font, quickened(name, font)))
}

/// The subtables of the lookup that kerns, in the order in which they are asked.
fn kerning<'a>(face: &Face<'a>) -> Vec<PositioningSubtable<'a>> {
    let table = face.tables().gpos.expect("positions");
    let feature = table.features.find(Tag::from_bytes(b"kern"));
    let lookups = feature.expect("kerning").lookup_indices;
    assert_eq!(lookups.len(), 1);
    let lookup = lookups.get(0).and_then(|index| table.lookups.get(index));
    let subtables = lookup.expect("a lookup").subtables;
    (0..subtables.len())
        .map(|index| subtables.get(index).expect("a subtable"))
        .collect()
}

/// What a glyph is moved on by before another, as a shaper works it out.
fn distance(asked: &[&PositioningSubtable<'_>], first: GlyphId, second: GlyphId) -> i16 {
    let found = asked.iter().find_map(|subtable| match subtable {
        PositioningSubtable::Pair(PairAdjustment::Format1 { coverage, sets }) => {
            Some(sets.get(coverage.get(first)?)?.get(second)?.0)
        }
        PositioningSubtable::Pair(PairAdjustment::Format2 {
            classes, matrix, ..
        }) => Some(matrix.get((classes.0.get(first), classes.1.get(second)))?.0),
        PositioningSubtable::Single(SingleAdjustment::Format1 { value, .. }) => Some(*value),
        _ => panic!("a subtable of another kind"),
    });
    found.map_or(0, |first| first.x_advance)
}

fn covering<'p, 'a>(
    all: &'p [PositioningSubtable<'a>],
    first: GlyphId,
) -> Vec<&'p PositioningSubtable<'a>> {
    all.iter()
        .filter(|subtable| subtable.coverage().contains(first))
        .collect()
}

#[test]
fn every_pair_keeps_its_distance() {
    for (name, old, new) in sans() {
        let (old, new) = (face(old), face(&new));
        let (old_pairs, new_pairs) = (kerning(&old), kerning(&new));
        assert!(new_pairs.len() >= old_pairs.len() + 4, "{name}");
        let glyphs = old.number_of_glyphs();
        for first in (0..glyphs).map(GlyphId) {
            let (before, after) = (covering(&old_pairs, first), covering(&new_pairs, first));
            for second in (0..glyphs).map(GlyphId) {
                let (was, is) = (
                    distance(&before, first, second),
                    distance(&after, first, second),
                );
                assert_eq!(is, was, "{name}: {first:?} before {second:?}");
            }
        }
    }
}

#[test]
fn a_common_sign_is_done_with_before_any_old_subtable() {
    for (name, old, new) in sans() {
        let (old, new) = (face(old), face(&new));
        let added = kerning(&new).len() - kerning(&old).len();
        let kerning = kerning(&new);
        let still = |glyph| {
            kerning[..added].iter().any(|subtable| {
                let is_single = matches!(subtable, PositioningSubtable::Single(_));
                is_single && subtable.coverage().contains(glyph)
            })
        };
        for sign in (' '..='~').chain("’“”–£".chars()) {
            let glyph = new.glyph_index(sign).expect("a glyph");
            assert!(still(glyph), "{name} {sign}");
        }
    }
}

#[test]
fn every_glyph_keeps_its_class() {
    for (name, font) in embedded_fonts() {
        let quick = quickened(name, font);
        let (old, new) = (face(font), face(&quick));
        let (was, is) = (old.tables().gdef, new.tables().gdef);
        let (was, is) = (was.expect("classes"), is.expect("classes"));
        for glyph in (0..old.number_of_glyphs()).map(GlyphId) {
            assert_eq!(is.glyph_class(glyph), was.glyph_class(glyph), "{name}");
            let marks = [was, is].map(|table| table.glyph_mark_attachment_class(glyph));
            assert_eq!(marks[0], marks[1], "{name}");
        }
    }
}
