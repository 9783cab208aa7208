//! Texts are shaped as with the fonts that their makers publish.

use rustybuzz::{Face, Script, UnicodeBuffer, script};

use super::fonts::embedded_fonts;
use super::plain::tests::all;
use super::quick::{for_plain_texts, quickened};

/// A glyph: which, of which letter, how far it goes on and where it stands; and whether no line can break before it without the text
/// being shaped anew.
type Glyph = (u32, u32, [i32; 4], bool);

fn shaped(face: &Face<'_>, script: Option<Script>, text: &str) -> Vec<Glyph> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    if let Some(script) = script {
        buffer.set_script(script);
    }
    let shaped = rustybuzz::shape(face, &[], buffer);
    let both = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    let glyphs = both.map(|(glyph, at)| {
        let distances = [at.x_advance, at.y_advance, at.x_offset, at.y_offset];
        let is_held = glyph.unsafe_to_break();
        (glyph.glyph_id, glyph.cluster, distances, is_held)
    });
    glyphs.collect()
}

/// Shapes texts with each font as it is published and as it is opened.
fn are_shaped_alike(texts: impl Iterator<Item = String> + Clone) {
    for (name, font) in embedded_fonts() {
        is_alike(name, [font, &quickened(name, font)], None, texts.clone());
    }
}

/// Shapes plain texts with each font as it is published and as it is opened for them, where they are called Latin.
fn plain_texts_are_shaped_alike(texts: impl Iterator<Item = String> + Clone) {
    let mut plain = 0;
    for (name, font) in embedded_fonts() {
        let quick = for_plain_texts(name, font);
        plain += usize::from(quick.is_some());
        let quick = quick.unwrap_or_else(|| quickened(name, font).to_vec());
        is_alike(name, [font, &quick], Some(script::LATIN), texts.clone());
    }
    assert_eq!(plain, 6);
}

fn is_alike(
    name: &str,
    fonts: [&[u8]; 2],
    script: Option<Script>,
    texts: impl Iterator<Item = String>,
) {
    let [old, new] = fonts.map(|font| Face::from_slice(font, 0).expect("a font"));
    for text in texts {
        let (was, is) = (shaped(&old, None, &text), shaped(&new, script, &text));
        let both = was.iter().zip(&is);
        let other = both.enumerate().find(|(_, (was, is))| was != is);
        assert!(
            other.is_none() && was.len() == is.len(),
            "{name}: {other:?} in {text:?}"
        );
    }
}

fn common() -> impl Iterator<Item = char> + Clone {
    (' '..='~').chain("\u{a0}’‘“”–—£•".chars())
}

#[test]
fn signs_stand_as_far_from_each_other() {
    are_shaped_alike(common().map(|first| {
        let pairs = common().map(|second| format!("{first}{second}"));
        pairs.collect()
    }));
}

#[test]
fn signs_of_plain_texts_stand_as_far_from_each_other() {
    plain_texts_are_shaped_alike(all().map(|first| {
        let pairs = all().filter(|second| first.is_ascii() || second.is_ascii());
        pairs.map(|second| format!("{first}{second}")).collect()
    }));
}

#[test]
fn plain_texts_without_a_letter_are_shaped_like_latin_ones() {
    let signs = || all().filter(|sign| !sign.is_alphabetic());
    plain_texts_are_shaped_alike(signs().map(|first| {
        let pairs = signs().filter(|second| first.is_ascii() || second.is_ascii());
        pairs.map(|second| format!("{first}{second}")).collect()
    }));
}

#[test]
fn words_stay_as_they_are() {
    let texts = [
        "The office waffled: 12.5% of £1,200 – “first-class” fjords, AVATAR To. Wa'y",
        "Ŵyn ŷ âêîôû ąęįǫų Ł·l l·l L·L cel·la Ģģ ďťľĽ i̇ ị́ į̃ j̃ Ỉ ǘ ſt ﬁ ﬂ ffi fft",
        "Ελληνικά ΆΈ ᾴ Русский язык И́ и́ ѓ ќ Ї ї Ґ ґ а́ е̂ 🔒 🤖 ⓐ ½ ⅓ 1/2 x² H₂O",
        "a\u{200d}\u{328} a\u{200c}\u{328} a\u{34f}\u{328} o\u{ad}\u{301} e\u{2060}\u{338}",
        "שלום עולם العربية हिन्दी ไทย 漢字",
    ];
    are_shaped_alike(texts.into_iter().map(str::to_owned));
    plain_texts_are_shaped_alike([texts[0].to_owned()].into_iter());
}

#[test]
fn any_sign_is_found_and_stands_where_it_stood() {
    are_shaped_alike((0..0x3000).step_by(64).map(|from| {
        let signs = (from..from + 64).filter_map(char::from_u32);
        signs.flat_map(|sign| ['a', sign, 'V', sign]).collect()
    }));
}
