//! The fonts: those inside the program, then the office's own; never the system's.

use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;
use typst::text::{Coverage, Font, FontBook};
use typst::utils::LazyHash;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;

use super::quick::{for_plain_texts, quickened};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// All fonts that papers may use, in an order that never changes.
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Those inside the program as they are for plain texts, each opened when it is first asked for.
    plain: Vec<OnceLock<Option<Font>>>,
    /// How many of them are inside the program.
    embedded: usize,
    /// Whether they have all signs of ASCII, of which texts mostly are.
    have_ascii: bool,
}

impl Fonts {
    /// Reads the fonts inside the program, and those of a folder; `shown` is its name in messages.
    pub fn new(own: Option<(&Path, &str)>, out: &mut Diagnostics) -> Self {
        let mut fonts: Vec<Font> = embedded_fonts()
            .flat_map(|(name, font)| Font::iter(quickened(name, font)))
            .collect();
        let embedded = fonts.len();
        let plain = fonts.iter().map(|_| OnceLock::new()).collect();
        if let Some((folder, shown)) = own {
            fonts.extend(own_fonts(folder, shown, out));
        }
        let mut all = Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            plain,
            embedded,
            have_ascii: false,
        };
        all.have_ascii = ('!'..='~').all(|c| all.cover(c));
        all
    }

    /// Returns a font by its place among all.
    pub(super) fn font(&self, index: usize) -> Option<&Font> {
        self.fonts.get(index)
    }

    /// Returns a font that is enough for plain texts, and quicker.
    pub(super) fn plain_font(&self, index: usize) -> Option<&Font> {
        let open = || {
            let (name, font) = embedded_fonts().nth(index)?;
            Font::new(for_plain_texts(name, font)?, 0)
        };
        let quicker = self
            .plain
            .get(index)
            .and_then(|font| font.get_or_init(open).as_ref());
        quicker.or_else(|| self.font(index))
    }

    /// Returns whether any font has a character.
    pub fn cover(&self, c: char) -> bool {
        let is_plain = self.have_ascii && c.is_ascii_graphic();
        is_plain || self.covers().any(|coverage| coverage.contains(c.into()))
    }

    /// Returns whether there is a family of a name, whatever the case.
    pub fn has_family(&self, name: &str) -> bool {
        self.families()
            .any(|family| family.eq_ignore_ascii_case(name))
    }

    /// Shows the names of all families.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(|font| font.info().family.as_str())
    }

    /// Shows the bytes of the office's own fonts, in their order; a file of several fonts comes as often.
    pub fn own_files(&self) -> impl Iterator<Item = &[u8]> {
        let own = self.fonts.iter().skip(self.embedded);
        own.map(|font| font.data().as_slice())
    }

    fn covers(&self) -> impl Iterator<Item = &Coverage> {
        self.fonts.iter().map(|font| &font.info().coverage)
    }
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
    use super::*;

    #[test]
    fn names_arrows_ticks_and_fractions_are_covered() {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        let needed = "ŵŷŴŶâêîôûï ąćęłńóśźż ăâîșțȘȚ čďěňřšťůž ←↑→↓▲▼●■○✓✔✗★⚠☐☑½¼¾⅓≥≤×−…€£•–—‘’“” ‑";
        let lacking: String = needed.chars().filter(|c| !fonts.cover(*c)).collect();
        assert_eq!(lacking, "");
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
