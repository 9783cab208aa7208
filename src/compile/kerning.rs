//! The fonts inside the program with kerning that is found at the first step.
//!
//! The files stay as their makers publish them. What the build has worked out from each, a table of positions that gives every pair
//! its own distance and finds it sooner, takes the old one's place when the font is opened.

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;

/// Tables of positions by the names of the fonts.
static TABLES: Dir<'_> = include_dir!("$OUT_DIR/kerning");

/// What tells of a table at the beginning of a font: its tag, a sum, where it stands and its length (OpenType 1.9.1, "Table
/// directory").
const RECORDS: usize = 12;
const RECORD: usize = 16;

/// Returns a font, kerned quickly where there is a table for it.
pub fn kerned(name: &str, font: &'static [u8]) -> Bytes {
    let table = TABLES.get_file(name).map(|file| file.contents());
    let quick = table.and_then(|table| with_table(font, *b"GPOS", table));
    quick.map_or_else(|| Bytes::new(font), Bytes::new)
}

/// Returns a font with another table in a table's place; none where it has no such table.
fn with_table(font: &[u8], tag: [u8; 4], table: &[u8]) -> Option<Vec<u8>> {
    let records = font.get(RECORDS..)?.chunks_exact(RECORD);
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let mut records = records.take(count.into());
    let record = RECORDS + RECORD * records.position(|record| record.starts_with(&tag))?;
    let place = font.len().next_multiple_of(4);
    let mut new = Vec::with_capacity(place + table.len());
    new.extend(font);
    new.resize(place, 0);
    new.extend(table);
    // The sum is nobody's but an installer's.
    let about = [u32::try_from(place).ok()?, u32::try_from(table.len()).ok()?];
    let about = about.map(u32::to_be_bytes).concat();
    new.get_mut(record + 8..record + RECORD)?
        .copy_from_slice(&about);
    Some(new)
}

#[cfg(test)]
mod tests {
    use super::super::fonts::embedded_fonts;
    use super::*;
    use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
    use ttf_parser::{Face, GlyphId};

    /// The subtables of pairs of a font, in the order in which they are asked.
    fn pairs<'a>(face: &Face<'a>) -> Vec<PairAdjustment<'a>> {
        let lookups = face.tables().gpos.expect("positions").lookups;
        let subtables = lookups
            .into_iter()
            .flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'a>>());
        let pairs = subtables.filter_map(|subtable| match subtable {
            PositioningSubtable::Pair(pairs) => Some(pairs),
            _ => None,
        });
        pairs.collect()
    }

    /// What a glyph is moved on by before another, as a shaper works it out.
    fn distance(pairs: &[&PairAdjustment<'_>], first: GlyphId, second: GlyphId) -> i16 {
        let found = pairs.iter().find_map(|pairs| match pairs {
            PairAdjustment::Format1 { coverage, sets } => {
                sets.get(coverage.get(first)?)?.get(second)
            }
            PairAdjustment::Format2 {
                classes, matrix, ..
            } => matrix.get((classes.0.get(first), classes.1.get(second))),
        });
        found.map_or(0, |(first, _)| first.x_advance)
    }

    fn covering<'p, 'a>(
        pairs: &'p [PairAdjustment<'a>],
        first: GlyphId,
    ) -> Vec<&'p PairAdjustment<'a>> {
        let all = pairs.iter();
        all.filter(|pairs| pairs.coverage().contains(first))
            .collect()
    }

    #[test]
    fn every_pair_keeps_its_distance() {
        let sans = embedded_fonts().filter(|(name, _)| name.starts_with("SourceSans3"));
        for (name, font) in sans {
            let quick = kerned(name, font);
            let (old, new) = (
                Face::parse(font, 0).expect("a font"),
                Face::parse(&quick, 0).expect("a font"),
            );
            let (old_pairs, new_pairs) = (pairs(&old), pairs(&new));
            assert_eq!(new_pairs.len(), old_pairs.len() + 1, "{name}");
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
    fn letters_are_found_at_the_first_step() {
        let (name, font) = embedded_fonts()
            .find(|(name, _)| *name == "SourceSans3-Regular.ttf")
            .expect("a font");
        let quick = kerned(name, font);
        let face = Face::parse(&quick, 0).expect("a font");
        let pairs = pairs(&face);
        for sign in (' '..='~').chain("’“”–£".chars()) {
            let glyph = face.glyph_index(sign).expect("a glyph");
            assert!(pairs[0].coverage().contains(glyph), "{sign}");
        }
        let (capital_a, capital_v) = (face.glyph_index('A'), face.glyph_index('V'));
        let closer = distance(
            &[&pairs[0]],
            capital_a.expect("a glyph"),
            capital_v.expect("a glyph"),
        );
        assert!(closer < 0, "{closer}");
    }

    #[test]
    fn nothing_else_of_a_font_changes() {
        for (name, font) in embedded_fonts() {
            let quick = kerned(name, font);
            let (old, new) = (
                Face::parse(font, 0).expect("a font"),
                Face::parse(&quick, 0).expect("a font"),
            );
            for record in old.raw_face().table_records {
                let tables = [&old, &new].map(|face| face.raw_face().table(record.tag));
                assert_eq!(
                    tables[0] == tables[1],
                    &record.tag.to_bytes() != b"GPOS" || name == "DejaVuSans.ttf",
                    "{name} {}",
                    record.tag
                );
            }
        }
    }

    #[test]
    fn a_font_without_the_table_is_left_alone() {
        for font in [&b""[..], b"\0\x01\0\0", &[0; 40]] {
            assert_eq!(with_table(font, *b"GPOS", b"positions"), None);
        }
    }
}
