//! The boxes of glyphs, worked out once.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use kurbo::{Rect, Shape};

use super::paths::upright;

/// What a glyph is known by: its font and its number there.
pub(super) type Key = (u128, u32);

/// What a glyph looks like, in thousandths of the text's size.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// A box with ink.
    Ink(Rect),
    /// A box that is full of ink, and hides what is below.
    Block(Rect),
    /// A character that shows nothing, such as those of recognised scans.
    Unseen,
    /// A space.
    Space,
}

/// From which width and height on a glyph that is a rectangle is no stroke.
const BLOCK: f64 = 350.0;

/// The forms of the glyphs seen so far.
#[derive(Default)]
pub(super) struct Forms {
    known: HashMap<Key, Form>,
}

impl Forms {
    /// Returns the form of a glyph with an outline.
    pub fn outline(&mut self, glyph: &OutlineGlyph) -> (Key, Form) {
        let key = (glyph.font_cache_key(), glyph.glyph_id().to_u32());
        let form = *self.known.entry(key).or_insert_with(|| form(glyph));
        (key, form)
    }

    /// Returns the form of a glyph that is a drawing, if it was seen before.
    pub fn drawn(&self, key: Key) -> Option<Form> {
        self.known.get(&key).copied()
    }

    /// Keeps the form of a glyph that is a drawing.
    pub fn keep(&mut self, key: Key, form: Form) {
        self.known.insert(key, form);
    }
}

fn form(glyph: &OutlineGlyph) -> Form {
    let outline = glyph.outline();
    if outline.is_empty() {
        return unseen(glyph.as_unicode());
    }
    let area = outline.bounding_box();
    if upright(&outline) && area.width() >= BLOCK && area.height() >= BLOCK {
        return Form::Block(area);
    }
    Form::Ink(area)
}

/// Tells a space from a character without ink.
pub(super) fn unseen(character: Option<BfString>) -> Form {
    let blank = match character {
        None => true,
        Some(BfString::Char(character)) => character.is_whitespace() || character.is_control(),
        Some(BfString::String(text)) => text.trim().is_empty(),
    };
    if blank { Form::Space } else { Form::Unseen }
}

/// Returns what stands for a glyph when it is asked how much of it is covered: a comma or a dash is as tall as a small letter,
/// or every rule would cover it.
pub(super) fn body(ink: Rect) -> Rect {
    let slim = (100.0 - ink.width()).max(0.0) / 2.0;
    Rect::new(
        ink.x0 - slim,
        ink.y0.min(0.0),
        ink.x1 + slim,
        ink.y1.max(450.0),
    )
}

/// Returns what a glyph that is a drawing is known by.
pub(super) fn drawn_key(glyph: &Glyph<'_>) -> Key {
    use hayro_interpret::CacheKey;
    match glyph {
        Glyph::Outline(outline) => (outline.font_cache_key(), outline.glyph_id().to_u32()),
        Glyph::Type3(drawing) => (drawing.cache_key(), u32::MAX),
    }
}
