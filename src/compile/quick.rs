//! The fonts inside the program with tables that a shaper is quicker with.
//!
//! The files stay as their makers publish them. What the build has worked out from each takes the place of the old tables when the
//! font is opened: kerning that is found in few steps, classes of glyphs that are found at once, and, for texts that are `plain`,
//! characters that are found at once and nothing about marks. They say of each text what the old ones say.

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;

/// For each font a folder of its name, in it tables by their tags: for any text, and for plain texts beside these.
static ANY: Dir<'_> = include_dir!("$OUT_DIR/quick/any");
static PLAIN: Dir<'_> = include_dir!("$OUT_DIR/quick/plain");

/// What tells of a table at the beginning of a font: its tag, a sum, where it stands and its length (OpenType 1.9.1, "Table
/// directory").
const RECORDS: usize = 12;
const RECORD: usize = 16;

/// Returns a font with the quick tables that there are for it.
pub fn quickened(name: &str, font: &'static [u8]) -> Bytes {
    let tables: Vec<_> = tables(&ANY, name).collect();
    with_tables(font, &tables).map_or_else(|| Bytes::new(font), Bytes::new)
}

/// Returns a font with the tables for plain texts; none where it has the same ones for all texts.
pub fn for_plain_texts(name: &str, font: &'static [u8]) -> Option<Vec<u8>> {
    let plain: Vec<_> = tables(&PLAIN, name).collect();
    let has = |tag| plain.iter().any(|(other, _)| *other == tag);
    let further = tables(&ANY, name).filter(|(tag, _)| !has(*tag));
    let all: Vec<_> = plain.iter().copied().chain(further).collect();
    with_tables(font, &all).filter(|_| !plain.is_empty())
}

type Table = ([u8; 4], &'static [u8]);

fn tables(of: &'static Dir<'static>, font: &str) -> impl Iterator<Item = Table> {
    let files = of.get_dir(font).into_iter().flat_map(Dir::files);
    files.filter_map(|file| {
        let tag = file.path().file_name()?.to_str()?;
        Some((tag.as_bytes().try_into().ok()?, file.contents()))
    })
}

/// Returns a font with other tables in their places; none where it lacks one of them.
fn with_tables(font: &[u8], tables: &[([u8; 4], &[u8])]) -> Option<Vec<u8>> {
    let room = tables.iter().map(|(_, table)| table.len() + 3);
    let mut new = Vec::with_capacity(font.len() + 3 + room.sum::<usize>());
    new.extend(font);
    for (tag, table) in tables {
        new.resize(new.len().next_multiple_of(4), 0);
        // The sum is nobody's but an installer's.
        let about = [
            u32::try_from(new.len()).ok()?,
            u32::try_from(table.len()).ok()?,
        ];
        let about = about.map(u32::to_be_bytes).concat();
        let record = record(font, *tag)?;
        new.get_mut(record + 8..record + RECORD)?
            .copy_from_slice(&about);
        new.extend(*table);
    }
    Some(new)
}

/// Returns where a font tells of a table.
fn record(font: &[u8], tag: [u8; 4]) -> Option<usize> {
    let records = font.get(RECORDS..)?.chunks_exact(RECORD);
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let mut records = records.take(count.into());
    Some(RECORDS + RECORD * records.position(|record| record.starts_with(&tag))?)
}

#[cfg(test)]
mod tests {
    use super::super::fonts::embedded_fonts;
    use super::*;
    use ttf_parser::Face;

    /// Shows that of a font as it is opened, tables of these names are others than in the file, and no others are.
    fn has_other(name: &str, font: &[u8], quick: &[u8], tables: &[&[u8; 4]]) {
        let [old, new] = [font, quick].map(|font| Face::parse(font, 0).expect("a font"));
        for record in old.raw_face().table_records {
            let [was, is] = [&old, &new].map(|face| face.raw_face().table(record.tag));
            let is_other = tables.contains(&&record.tag.to_bytes());
            assert_eq!(was != is, is_other, "{name} {}", record.tag);
        }
    }

    #[test]
    fn nothing_else_of_a_font_changes() {
        for (name, font) in embedded_fonts() {
            let plain = for_plain_texts(name, font);
            let of_texts = name != "DejaVuSans.ttf";
            assert_eq!(plain.is_some(), of_texts, "{name}");
            let any: &[_] = if of_texts { &[b"GDEF", b"GPOS"] } else { &[] };
            has_other(name, font, &quickened(name, font), any);
            let others = [b"GDEF", b"GPOS", b"GSUB", b"cmap"];
            plain.inspect(|plain| has_other(name, font, plain, &others));
        }
    }

    #[test]
    fn a_font_without_the_table_is_left_alone() {
        for font in [&b""[..], b"\0\x01\0\0", &[0; 40]] {
            assert_eq!(with_tables(font, &[(*b"GPOS", b"positions")]), None);
        }
    }
}
