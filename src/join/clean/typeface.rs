//! The font that a field's text is drawn with.

use lopdf::{Dictionary, Document, Encoding, Object, dictionary};

use super::field::Field;
use super::read::{dictionary, integer, items, name};

/// More bytes than a map of characters has.
const MAP: usize = 4 << 20;
/// How wide the characters from the blank to the tilde are in Helvetica, in thousandths of its size.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const OTHER: u16 = 556;

/// A font whose characters are single bytes.
pub(super) struct Typeface {
    /// The font, as it stands in resources.
    pub(super) font: Object,
    found: Dictionary,
    widths: [u16; 256],
}

impl Typeface {
    /// Takes the font that a field names, or else Helvetica, which every viewer has.
    pub(super) fn of(field: &Field<'_>, named: &[u8]) -> Self {
        let fonts = field
            .resources()
            .and_then(|found| dictionary(field.document, found, b"Font"));
        let font = fonts.and_then(|fonts| fonts.get(named).ok());
        font.and_then(|font| Self::simple(field.document, font))
            .unwrap_or_else(Self::helvetica)
    }

    /// Takes a font whose characters are single bytes and mean letters.
    fn simple(document: &Document, font: &Object) -> Option<Self> {
        let found = document.dereference(font).ok()?.1.as_dict().ok()?.clone();
        let kind = name(document, &found, b"Subtype")?.to_vec();
        let base = name(document, &found, b"BaseFont")
            .unwrap_or_default()
            .to_vec();
        let symbols = [b"Symbol".as_slice(), b"ZapfDingbats"].contains(&base.as_slice());
        (matches!(kind.as_slice(), b"Type1" | b"TrueType" | b"MMType1") && !symbols).then(|| Self {
            font: font.clone(),
            widths: widths(document, &found, &base),
            found,
        })
    }

    fn helvetica() -> Self {
        let found = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type1",
            "BaseFont" => "Helvetica",
            "Encoding" => "WinAnsiEncoding",
        };
        let widths = widths(&Document::new(), &found, b"Helvetica");
        Self {
            font: Object::Dictionary(found.clone()),
            found,
            widths,
        }
    }

    /// Writes text in the font's bytes; tells whether it has all of the letters.
    pub(super) fn encode(&self, document: &Document, text: &str) -> (Vec<u8>, bool) {
        let encoding = self.found.get_font_encoding_with_limit(document, MAP).ok();
        let mut whole = true;
        let bytes = text.chars().map(|letter| {
            let byte = self.byte(encoding.as_ref(), letter);
            whole &= byte.is_some();
            byte.unwrap_or(b'?')
        });
        (bytes.collect(), whole)
    }

    fn byte(&self, encoding: Option<&Encoding<'_>>, letter: char) -> Option<u8> {
        let plain = letter.is_ascii_graphic() || letter == ' ';
        if let (true, Ok(byte)) = (plain, u8::try_from(letter)) {
            return Some(byte);
        }
        let encoding = encoding?;
        match Document::encode_text(encoding, letter.encode_utf8(&mut [0; 4])).as_slice() {
            [byte]
                if Document::decode_text(encoding, &[*byte])
                    .ok()?
                    .starts_with(letter) =>
            {
                Some(*byte)
            }
            _ => None,
        }
    }

    /// Measures bytes of text at a size of 1.
    pub(super) fn width(&self, bytes: &[u8]) -> f32 {
        bytes
            .iter()
            .map(|byte| f32::from(self.widths[usize::from(*byte)]) / 1000.0)
            .sum()
    }
}

fn widths(document: &Document, font: &Dictionary, base: &[u8]) -> [u16; 256] {
    let fixed = base.windows(7).any(|window| window == b"Courier");
    let mut widths = [if fixed { 600 } else { OTHER }; 256];
    if !fixed {
        widths[32..127].copy_from_slice(&HELVETICA);
    }
    let first = integer(document, font, b"FirstChar").and_then(|first| usize::try_from(first).ok());
    for (at, stated) in items(document, font, b"Widths").iter().enumerate() {
        let stated = document
            .dereference(stated)
            .and_then(|(_, stated)| stated.as_float());
        let slot = first.and_then(|first| widths.get_mut(first + at));
        if let (Some(slot), Ok(stated)) = (slot, stated) {
            *slot = stated.clamp(0.0, 5000.0) as u16;
        }
    }
    widths
}
