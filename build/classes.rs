//! Classes of glyphs that are found at once.
//!
//! A shaper asks the class of each glyph: whether it is a letter, a ligature or a mark. Source Sans 3 keeps the classes by 241
//! ranges, which are searched; here each glyph has its own place (OpenType 1.9.1, "GDEF", "Class definition table format 1").

use ttf_parser::{Face, GlyphId, Tag};

use crate::bytes::{Bytes, number};

/// Returns a font's table of definitions with the classes of all glyphs in turn; none where they already are so, or are
/// few.
pub fn quick(font: &[u8]) -> Option<Vec<u8>> {
    let face = Face::parse(font, 0).ok()?;
    let old = face.raw_face().table(Tag::from_bytes(b"GDEF"))?;
    let by_ranges = number(old, CLASSES).filter(|place| *place != 0)?;
    let at = usize::from(by_ranges);
    if number(old, at)? != 2 || number(old, at + 2)? < SLOW {
        return None;
    }
    let mut new = Bytes(old.to_vec());
    new.pad(2);
    let place = u16::try_from(new.0.len()).ok()?;
    new.0[CLASSES..CLASSES + 2].copy_from_slice(&place.to_be_bytes());
    let glyphs = face.number_of_glyphs();
    new.numbers([1, 0, glyphs.into()])?;
    let definitions = face.tables().gdef?;
    let class = |glyph| definitions.glyph_class(GlyphId(glyph));
    new.numbers((0..glyphs).map(|glyph| class(glyph).map_or(0, |class| class as usize)))?;
    new.pad(4);
    Some(new.0)
}

/// Classes by fewer ranges than this are quick as they are.
const SLOW: u16 = 128;

/// Where the table says where the classes stand, behind its version.
const CLASSES: usize = 4;
