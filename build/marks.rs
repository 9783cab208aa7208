//! Letters that take marks, passed by where no mark follows.
//!
//! For each letter a shaper goes through all that it can be composed with, such as an `a` with an ogonek, with an acute and an ogonek,
//! with a stroke. Texts hardly have such marks. So a lookup stands in that one's place which looks once whether the next glyph is
//! one of them, and only then calls it (OpenType 1.9.1, GSUB, "Contextual substitution format 3").

use std::collections::BTreeSet;

use ttf_parser::gsub::{LigatureSubstitution, SubstitutionSubtable};
use ttf_parser::opentype_layout::{Coverage, Lookup};
use ttf_parser::{Face, GlyphId, Tag};

use crate::bytes::{Bytes, coverage};
use crate::lookups::{Lookups, Place, Subtable};
use crate::signs::common;

/// The kinds of a lookup of substitutions whose subtables may stand anywhere, and of one that looks at what follows.
const EXTENSION: u16 = 7;
const CONTEXT: u16 = 5;

/// A lookup that begins with fewer common signs than this is quick as it is.
const SLOW: usize = 8;

/// Returns a font's table of substitutions with the lookup; none where it has no need of it.
pub fn quick(font: &[u8]) -> Option<Vec<u8>> {
    let face = Face::parse(font, 0).ok()?;
    let lookups = face.tables().gsub?.lookups;
    let common = common(&face);
    let (index, slow) = (0..lookups.len()).find_map(|index| {
        let composed = Composed::of(&lookups.get(index)?, face.number_of_glyphs())?;
        let is_slow = composed.firsts.intersection(&common).count() >= SLOW;
        (is_slow && composed.stands_alone()).then_some((usize::from(index), composed))
    })?;
    let raw = face.raw_face().table(Tag::from_bytes(b"GSUB"))?;
    let table = Lookups::new(raw, EXTENSION)?;
    let context = Subtable {
        kind: CONTEXT,
        place: Place::New(slow.context(table.count()?)?),
    };
    table.with(index, vec![context])
}

/// What is composed with what, in a lookup.
#[derive(Default)]
struct Composed {
    firsts: BTreeSet<u16>,
    seconds: BTreeSet<u16>,
    /// What comes of more than two glyphs.
    longer: BTreeSet<u16>,
}

impl Composed {
    /// Reads a lookup; none where it does anything else.
    fn of(lookup: &Lookup<'_>, glyphs: u16) -> Option<Self> {
        let mut all = Self::default();
        for subtable in lookup.subtables.into_iter::<SubstitutionSubtable<'_>>() {
            let SubstitutionSubtable::Ligature(ligatures) = subtable else {
                return None;
            };
            all.add(&ligatures, glyphs)?;
        }
        Some(all)
    }

    fn add(&mut self, subtable: &LigatureSubstitution<'_>, glyphs: u16) -> Option<()> {
        let covered: Coverage<'_> = subtable.coverage;
        let firsts = (0..glyphs).filter(|first| covered.contains(GlyphId(*first)));
        self.firsts.extend(firsts);
        for set in subtable.ligature_sets {
            for ligature in set {
                self.seconds.insert(ligature.components.get(0)?.0);
                if ligature.components.len() > 1 {
                    self.longer.insert(ligature.glyph.0);
                }
            }
        }
        Some(())
    }

    /// Returns whether it comes to the same where the shaper goes on: behind the two glyphs that it has looked at, even if they are not
    /// composed, and at what has come of three, which it has passed otherwise.
    fn stands_alone(&self) -> bool {
        self.firsts.is_disjoint(&self.seconds) && self.firsts.is_disjoint(&self.longer)
    }

    /// Returns a subtable that calls a lookup where one of the seconds stands behind one of the firsts.
    fn context(&self, called: usize) -> Option<Vec<u8>> {
        let (firsts, seconds) = (coverage(&self.firsts)?, coverage(&self.seconds)?);
        let head = 14;
        let mut new = Bytes::default();
        new.numbers([3, 2, 1, head, head + firsts.len(), 0, called])?;
        Some([new.0, firsts, seconds].concat())
    }
}
