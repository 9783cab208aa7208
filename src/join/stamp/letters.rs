//! A font of stamps: what it can show, how wide that is, and what of it goes into the PDF.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Document, Object, Stream, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, name_id};

/// A font, and the glyphs of it that were used.
pub(super) struct Letters<'a> {
    data: &'a [u8],
    face: Face<'a>,
    used: GlyphRemapper,
    /// What the glyphs stand for, by their numbers in the PDF.
    meanings: BTreeMap<u16, char>,
}

impl<'a> Letters<'a> {
    /// Reads a font with TrueType outlines.
    pub fn new(data: &'a [u8]) -> Option<Self> {
        let face = Face::parse(data, 0).ok()?;
        face.tables().glyf?;
        Some(Self {
            data,
            face,
            used: GlyphRemapper::new(),
            meanings: BTreeMap::new(),
        })
    }

    /// Returns text as the font can show it: spaces are plain, marks without width are left out, and what it lacks is a
    /// question mark.
    pub fn showable(&self, text: &str) -> String {
        let plain = text.chars().filter_map(|letter| match letter {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => None,
            '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => None,
            letter if letter.is_whitespace() || letter.is_control() => Some(' '),
            letter if self.face.glyph_index(letter).is_some() => Some(letter),
            _ => self.face.glyph_index('?').map(|_| '?'),
        });
        let text: String = plain.collect();
        text.split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Returns the width of showable text at a size.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let glyphs = text
            .chars()
            .filter_map(|letter| self.face.glyph_index(letter));
        let units: f64 = glyphs.map(|glyph| self.advance(glyph.0)).sum();
        units * size / 1000.0
    }

    /// Returns showable text as the numbers of its glyphs in the PDF, in hexadecimal, and keeps the glyphs.
    pub fn written(&mut self, text: &str) -> String {
        let mut written = String::new();
        for letter in text.chars() {
            let Some(glyph) = self.face.glyph_index(letter) else {
                continue;
            };
            let number = self.used.remap(glyph.0);
            self.meanings.entry(number).or_insert(letter);
            let _ = write!(written, "{number:04X}");
        }
        written
    }

    fn advance(&self, glyph: u16) -> f64 {
        let advance = self.face.glyph_hor_advance(ttf_parser::GlyphId(glyph));
        self.scaled(f64::from(advance.unwrap_or_default()))
    }

    /// Returns units of the font in thousandths of its size.
    fn scaled(&self, units: f64) -> f64 {
        units * 1000.0 / f64::from(self.face.units_per_em())
    }

    /// Returns the objects of the font, the font itself first; none where no glyph was used.
    pub fn document(self) -> Document {
        let mut document = Document::with_version("1.7");
        if self.meanings.is_empty() {
            return document;
        }
        let Ok(file) = subsetter::subset(self.data, 0, &self.used) else {
            return document;
        };
        let name = self.name();
        let ids: Vec<_> = (0..5).map(|_| document.new_object_id()).collect();
        let [font, descendant, about, program, meanings] = ids[..] else {
            return document;
        };
        document.set_object(font, dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name.as_str(), "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()], "ToUnicode" => meanings,
        });
        document.set_object(descendant, dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => name.as_str(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
            },
            "FontDescriptor" => about, "CIDToGIDMap" => "Identity", "DW" => 0, "W" => self.widths(),
        });
        document.set_object(about, self.descriptor(&name, program));
        let length = i64::try_from(file.len()).unwrap_or_default();
        document.set_object(
            program,
            packed(Stream::new(dictionary! { "Length1" => length }, file)),
        );
        document.set_object(
            meanings,
            packed(Stream::new(dictionary! {}, self.to_unicode())),
        );
        document
    }

    /// Returns the name of the font with a tag that tells its subset: the same glyphs, the same tag.
    fn name(&self) -> String {
        let names = self.face.names().into_iter();
        let name = names
            .filter(|name| name.name_id == name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string());
        let plain: String = name
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .collect();
        let glyphs: Vec<u8> = self
            .used
            .remapped_gids()
            .flat_map(u16::to_be_bytes)
            .collect();
        let digest = Sha256::digest(glyphs);
        let tag: String = digest
            .iter()
            .take(6)
            .map(|byte| char::from(b'A' + byte % 26))
            .collect();
        format!("{tag}+{}", if plain.is_empty() { "Stamp" } else { &plain })
    }

    fn widths(&self) -> Object {
        let widths = self
            .used
            .remapped_gids()
            .map(|glyph| real(self.advance(glyph)));
        Object::Array(vec![0.into(), Object::Array(widths.collect())])
    }

    fn descriptor(&self, name: &str, program: (u32, u16)) -> lopdf::Dictionary {
        let units = |value: i16| real(self.scaled(f64::from(value)));
        let around = self.face.global_bounding_box();
        let around = [around.x_min, around.y_min, around.x_max, around.y_max];
        let capital = self
            .face
            .capital_height()
            .unwrap_or_else(|| self.face.ascender());
        dictionary! {
            "Type" => "FontDescriptor", "FontName" => name, "Flags" => 32, "ItalicAngle" => 0,
            "FontBBox" => around.map(units).to_vec(),
            "Ascent" => units(self.face.ascender()), "Descent" => units(self.face.descender()),
            "CapHeight" => units(capital), "StemV" => if self.face.is_bold() { 140 } else { 80 },
            "FontFile2" => program,
        }
    }

    fn to_unicode(&self) -> Vec<u8> {
        let mut lines = String::new();
        let all: Vec<_> = self.meanings.iter().collect();
        for part in all.chunks(100) {
            let _ = writeln!(lines, "{} beginbfchar", part.len());
            for (number, letter) in part {
                let _ = write!(lines, "<{number:04X}> <");
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(lines, "{unit:04X}");
                }
                lines.push_str(">\n");
            }
            lines.push_str("endbfchar\n");
        }
        CMAP.replace("LINES\n", &lines).into_bytes()
    }
}

const CMAP: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
LINES
endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

#[expect(clippy::cast_possible_truncation, reason = "widths are small")]
fn real(value: f64) -> Object {
    if value.fract() == 0.0 {
        return Object::Integer(value as i64);
    }
    Object::Real(value as f32)
}

/// Returns a stream compressed, where that is shorter.
pub(super) fn packed(mut stream: Stream) -> Stream {
    // It stays as it is where it cannot be compressed.
    let _ = stream.compress();
    stream
}
