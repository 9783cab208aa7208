//! What fonts lack for plain texts is what plain texts do not need.

use std::collections::BTreeSet;

use ttf_parser::gsub::{AlternateSet, SingleSubstitution, SubstitutionSubtable};
use ttf_parser::opentype_layout::{ChainedContextLookup, Coverage, LayoutTable};
use ttf_parser::{Face, GlyphId, Tag};

use super::fonts::embedded_fonts;
use super::plain::tests::all;
use super::quick::for_plain_texts;

/// The features that plain texts do without.
const LEFT_OUT: [&[u8; 4]; 6] = [b"ccmp", b"dnom", b"frac", b"mark", b"mkmk", b"numr"];

/// The fonts of texts as they are published, each with what is opened for plain texts.
fn sans() -> impl Iterator<Item = (&'static str, &'static [u8], Vec<u8>)> {
    embedded_fonts().filter_map(|(name, font)| Some((name, font, for_plain_texts(name, font)?)))
}

fn face(font: &[u8]) -> Face<'_> {
    Face::parse(font, 0).expect("a font")
}

fn tables<'a>(face: &Face<'a>) -> [LayoutTable<'a>; 2] {
    [face.tables().gsub, face.tables().gpos].map(|table| table.expect("a table"))
}

/// The lookups behind each feature of a table, in its order.
fn features(table: &LayoutTable<'_>) -> Vec<(Tag, Vec<u16>)> {
    let features = table.features.into_iter();
    features
        .map(|feature| (feature.tag, feature.lookup_indices.into_iter().collect()))
        .collect()
}

#[test]
fn all_other_features_are_found_as_before() {
    for (name, old, new) in sans() {
        for (old, new) in tables(&face(old)).iter().zip(tables(&face(&new))) {
            let (was, is) = (features(old), features(&new));
            assert!(is.is_sorted_by_key(|(tag, _)| *tag), "{name}");
            for ((was, lookups), (is, same)) in was.iter().zip(&is) {
                let is_left_out = LEFT_OUT.contains(&&was.to_bytes());
                assert_eq!(was != is, is_left_out, "{name} {was}");
                assert_eq!(lookups, same, "{name} {was}");
                assert_eq!(
                    new.features.find(*was).is_none(),
                    is_left_out,
                    "{name} {was}"
                );
            }
        }
    }
}

#[test]
fn every_character_is_found_as_before() {
    for (name, old, new) in sans() {
        let (old, new) = (face(old), face(&new));
        for character in (0..0x3000).filter_map(char::from_u32) {
            let found = new.glyph_index(character).filter(|glyph| glyph.0 != 0);
            assert_eq!(found, old.glyph_index(character), "{name} {character:?}");
        }
        assert!(all().all(|c| c < '\u{3000}'));
    }
}

/// Glyphs that a text may come to, and how it comes to more.
struct Reach<'a> {
    face: Face<'a>,
    glyphs: BTreeSet<GlyphId>,
}

impl<'a> Reach<'a> {
    /// Starts from the glyphs of plain texts, and goes on until all features but those left out lead to no others.
    fn of(font: &'a [u8]) -> Self {
        let face = face(font);
        let glyphs = all().chain(['·']).filter_map(|c| face.glyph_index(c));
        let glyphs = glyphs.collect();
        let mut reach = Self { face, glyphs };
        let others = reach.subtables(false);
        loop {
            let before = reach.glyphs.len();
            others.iter().for_each(|subtable| reach.go_on(subtable));
            if reach.glyphs.len() == before {
                return reach;
            }
        }
    }

    /// The subtables of the lookups that compose, or of those that other features lead to.
    fn subtables(&self, of_composing: bool) -> Vec<SubstitutionSubtable<'a>> {
        let table = self.face.tables().gsub.expect("substitutions");
        let features = features(&table).into_iter().filter(|(tag, _)| {
            let tag = &tag.to_bytes();
            if of_composing {
                tag == b"ccmp"
            } else {
                !LEFT_OUT.contains(&tag)
            }
        });
        let mut lookups: BTreeSet<u16> = features.flat_map(|(_, lookups)| lookups).collect();
        assert!(lookups.len() >= 5);
        if !of_composing {
            let called: Vec<u16> = lookups
                .iter()
                .flat_map(|one| called(&table, *one))
                .collect();
            lookups.extend(called);
        }
        let lookups = lookups.into_iter();
        let lookups = lookups.filter_map(|one| table.lookups.get(one));
        lookups
            .flat_map(|lookup| lookup.subtables.into_iter())
            .collect()
    }

    fn has_any(&self, coverage: &Coverage<'_>) -> bool {
        self.glyphs.iter().any(|glyph| coverage.contains(*glyph))
    }

    /// Adds what a subtable puts in the place of glyphs.
    fn go_on(&mut self, subtable: &SubstitutionSubtable<'_>) {
        let covered = self.glyphs.iter().filter_map(|glyph| {
            let index = subtable.coverage().get(*glyph)?;
            Some((*glyph, index))
        });
        let new: Vec<GlyphId> = covered
            .flat_map(|(glyph, index)| after(subtable, glyph, index))
            .collect();
        self.glyphs.extend(new);
    }
}

/// The lookups that one calls, which call no others.
fn called(table: &LayoutTable<'_>, lookup: u16) -> Vec<u16> {
    let lookup = table.lookups.get(lookup).expect("a lookup");
    let subtables = lookup.subtables.into_iter();
    let records = subtables.filter_map(|subtable| match subtable {
        SubstitutionSubtable::ChainContext(ChainedContextLookup::Format3 { lookups, .. }) => {
            Some(lookups)
        }
        _ => None,
    });
    records
        .flatten()
        .map(|record| record.lookup_list_index)
        .collect()
}

/// What a subtable may put in the place of a glyph.
fn after(subtable: &SubstitutionSubtable<'_>, glyph: GlyphId, index: u16) -> Vec<GlyphId> {
    match subtable {
        SubstitutionSubtable::Single(SingleSubstitution::Format1 { delta, .. }) => {
            vec![GlyphId(glyph.0.wrapping_add_signed(*delta))]
        }
        SubstitutionSubtable::Single(SingleSubstitution::Format2 { substitutes, .. }) => {
            substitutes.get(index).into_iter().collect()
        }
        SubstitutionSubtable::Alternate(all) => {
            let set: Option<AlternateSet<'_>> = all.alternate_sets.get(index);
            set.into_iter().flat_map(|set| set.alternates).collect()
        }
        SubstitutionSubtable::Ligature(all) => {
            let set = all.ligature_sets.get(index);
            set.into_iter()
                .flatten()
                .map(|ligature| ligature.glyph)
                .collect()
        }
        SubstitutionSubtable::Multiple(all) => {
            let sequence = all.sequences.get(index);
            sequence
                .into_iter()
                .flat_map(|sequence| sequence.substitutes)
                .collect()
        }
        SubstitutionSubtable::ChainContext(ChainedContextLookup::Format3 { .. }) => Vec::new(),
        _ => panic!("a subtable of another kind"),
    }
}

#[test]
fn plain_texts_never_come_to_what_is_composed() {
    for (name, old, _) in sans() {
        let reach = Reach::of(old);
        let [l, large, dot] = ['l', 'L', '·'].map(|c| reach.face.glyph_index(c).expect("a glyph"));
        for subtable in reach.subtables(true) {
            match subtable {
                SubstitutionSubtable::ChainContext(ChainedContextLookup::Format3 {
                    coverage,
                    backtrack_coverages,
                    input_coverages,
                    lookahead_coverages,
                    ..
                }) => {
                    let others = [backtrack_coverages, input_coverages, lookahead_coverages];
                    let mut all = others.into_iter().flatten().chain([coverage]);
                    assert!(all.any(|one| !reach.has_any(&one)), "{name}: {subtable:?}");
                }
                SubstitutionSubtable::Ligature(all) => {
                    for first in reach.glyphs.iter() {
                        let index = all.coverage.get(*first);
                        let set = index.and_then(|index| all.ligature_sets.get(index));
                        for ligature in set.into_iter().flatten() {
                            let rest: Vec<_> = ligature.components.into_iter().collect();
                            // A space stands beside each dot of plain texts.
                            let is_known = *first == rest[rest.len() - 1]
                                && [l, large].contains(first)
                                && rest[0] == dot;
                            let is_reached = rest.iter().all(|glyph| reach.glyphs.contains(glyph));
                            assert!(is_known || !is_reached, "{name}: {first:?} {rest:?}");
                        }
                    }
                }
                _ => panic!("{name}: a subtable of another kind"),
            }
        }
    }
}

#[test]
fn plain_texts_have_no_marks_to_place() {
    for (name, old, _) in sans() {
        let reach = Reach::of(old);
        let definitions = reach.face.tables().gdef.expect("classes");
        let marks = reach.glyphs.iter().filter(|glyph| {
            let class = definitions.glyph_class(**glyph);
            class == Some(ttf_parser::gdef::GlyphClass::Mark)
        });
        assert_eq!(marks.count(), 0, "{name}");
    }
}
