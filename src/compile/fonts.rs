//! The fonts: those inside the program, then the office's own; never the system's.

use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;

use super::quick::{for_plain_texts, quickened};
use super::seat::SEATS;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// The runs of characters that the fonts inside the program have, in order: the first and the last of each.
static CHARACTERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/quick/characters"));

/// All fonts that papers may use, in an order that never changes.
pub struct Fonts {
    own: Vec<Font>,
    /// All of them, those inside the program opened when something is first set.
    opened: OnceLock<Opened>,
}

struct Opened {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Those inside the program as they are for plain texts, each opened when it is first asked for; all of a seat, then all of
    /// the next.
    plain: Vec<OnceLock<Option<Font>>>,
    /// How many are inside the program.
    embedded: usize,
}

impl Opened {
    fn new(own: &[Font]) -> Self {
        let mut fonts: Vec<Font> = embedded_fonts()
            .flat_map(|(name, font)| Font::iter(quickened(name, font)))
            .collect();
        let embedded = fonts.len();
        fonts.extend_from_slice(own);
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            plain: vec![OnceLock::new(); embedded * SEATS],
            embedded,
        }
    }
}

impl Fonts {
    /// Reads the fonts of a folder; `shown` is its name in messages.
    pub fn new(own: Option<(&Path, &str)>, out: &mut Diagnostics) -> Self {
        let own = own.map(|(folder, shown)| own_fonts(folder, shown, out));
        Self {
            own: own.unwrap_or_default(),
            opened: OnceLock::new(),
        }
    }

    fn opened(&self) -> &Opened {
        self.opened.get_or_init(|| Opened::new(&self.own))
    }

    /// Returns what is known of all fonts.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.opened().book
    }

    /// Returns a font by its place among all.
    pub(super) fn font(&self, index: usize) -> Option<&Font> {
        self.opened().fonts.get(index)
    }

    /// Returns a font that is enough for plain texts, and quicker; each seat has its own.
    pub(super) fn plain_font(&self, index: usize, seat: usize) -> Option<&Font> {
        let Opened {
            plain, embedded, ..
        } = self.opened();
        let plain = plain.get(seat * embedded + index);
        let mut mine = plain.filter(|_| index < *embedded).into_iter();
        let quicker = mine.find_map(|font| font.get_or_init(|| opened_for(index, seat)).as_ref());
        quicker.or_else(|| self.font(index))
    }

    /// Returns whether any font is the office's own.
    pub(super) fn have_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// Returns whether any font has a character.
    pub fn cover(&self, c: char) -> bool {
        let mut own = self.own.iter().map(|font| &font.info().coverage);
        c.is_ascii_graphic() || is_embedded(c) || own.any(|coverage| coverage.contains(c.into()))
    }

    /// Returns whether there is a family of a name, whatever the case.
    pub fn has_family(&self, name: &str) -> bool {
        self.families()
            .any(|family| family.eq_ignore_ascii_case(name))
    }

    /// Shows the names of all families.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        let fonts = self.opened().fonts.iter();
        fonts.map(|font| font.info().family.as_str())
    }

    /// Shows the bytes of the office's own fonts, in their order; a file of several fonts comes as often.
    pub fn own_files(&self) -> impl Iterator<Item = &[u8]> {
        self.own.iter().map(|font| font.data().as_slice())
    }
}

/// Opens a font inside the program for plain texts. Fonts of the same bytes would be taken for one, so that of each seat is longer:
/// what stands behind a font's tables is read by nobody.
fn opened_for(index: usize, seat: usize) -> Option<Font> {
    let (name, font) = embedded_fonts().nth(index)?;
    let mut bytes = for_plain_texts(name, font)?;
    bytes.resize(bytes.len() + 4 * seat, 0);
    Font::new(Bytes::new(bytes), 0)
}

/// Returns whether a font inside the program has a character.
fn is_embedded(c: char) -> bool {
    let code = u32::from(c);
    let (runs, _) = CHARACTERS.as_chunks::<8>();
    let ends = |run: &[u8; 8]| {
        let [a, b, c, d, e, f, g, h] = *run;
        [[a, b, c, d], [e, f, g, h]].map(u32::from_le_bytes)
    };
    let behind = runs.partition_point(|run| ends(run)[0] <= code);
    let run = behind.checked_sub(1).map(|before| ends(&runs[before]));
    run.is_some_and(|[_, last]| code <= last)
}

/// Shows the fonts inside the program as their makers publish them: path and bytes.
pub fn embedded_fonts() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let fonts = EMBEDDED.files().filter(|file| is_font(file.path()));
    fonts.filter_map(|file| Some((file.path().to_str()?, file.contents())))
}

fn own_fonts(folder: &Path, shown: &str, out: &mut Diagnostics) -> Vec<Font> {
    let files = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let mut fonts = Vec::new();
    for entry in files.filter(|entry| entry.file_type().is_file() && is_font(entry.path())) {
        let name = entry
            .path()
            .strip_prefix(folder)
            .unwrap_or(entry.path())
            .display()
            .to_string();
        let read: Vec<Font> = door::bytes(entry.path(), door::MOST)
            .map(|bytes| Font::iter(Bytes::new(bytes)).collect())
            .unwrap_or_default();
        if read.is_empty() {
            let file = format!("{shown}/{name}");
            out.add(
                Code::FileUnreadable,
                Origin::file(file.as_str()),
                format!("cannot read the font `{name}`"),
            )
            .hint("put a sound TrueType or OpenType file (.ttf, .otf, .ttc) there");
        }
        fonts.extend(read);
    }
    fonts
}

fn is_font(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use ttf_parser::Face;

    use super::*;

    #[test]
    fn names_arrows_ticks_and_fractions_are_covered() {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        let needed = "ŵŷŴŶâêîôûï ąćęłńóśźż ăâîșțȘȚ čďěňřšťůž ←↑→↓▲▼●■○✓✔✗★⚠☐☑½¼¾⅓≥≤×−…€£•–—‘’“” ‑";
        let lacking: String = needed.chars().filter(|c| !fonts.cover(*c)).collect();
        assert_eq!(lacking, "");
    }

    #[test]
    fn what_is_known_of_characters_is_what_the_fonts_have() {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        let all = || fonts.opened().fonts.iter();
        assert_eq!(all().count(), 7);
        for c in '\0'..=char::MAX {
            let has = all().any(|font| font.info().coverage.contains(c.into()));
            assert_eq!(fonts.cover(c), has, "{c:?}");
        }
    }

    #[test]
    fn each_seat_has_fonts_of_its_own_with_the_same_tables() {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        let count = fonts.opened().fonts.len();
        let mut own = 0;
        for index in 0..count {
            let [first, last] =
                [0, SEATS - 1].map(|seat| fonts.plain_font(index, seat).expect("a font"));
            own += usize::from(first != last);
            let [first, last] =
                [first, last].map(|font| Face::parse(font.data(), 0).expect("a font"));
            for record in first.raw_face().table_records {
                let [one, other] = [&first, &last].map(|face| face.raw_face().table(record.tag));
                assert_eq!(one, other, "{index} {}", record.tag);
            }
        }
        assert_eq!(own, 6);
        assert!(fonts.plain_font(count, 0).is_none());
    }

    #[test]
    fn what_no_font_has_is_known() {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        assert!(!fonts.cover('🔴') && !fonts.cover('漢'));
    }

    #[test]
    fn a_broken_font_of_the_office_is_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("House.ttf"), "no font").expect("written");
        let mut out = Diagnostics::default();
        Fonts::new(Some((folder.path(), "data/fonts")), &mut out);
        assert_eq!(
            out.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(),
            ["cannot read the font `House.ttf`"]
        );
    }
}
