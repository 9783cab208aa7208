//! Texts are shaped as with the fonts that their makers publish.

use rustybuzz::{Face, UnicodeBuffer};

use super::fonts::embedded_fonts;
use super::quick::quickened;

/// A glyph: which, of which letter, how far it goes on and where it stands.
type Glyph = (u32, u32, [i32; 4]);

/// Returns the glyphs of a text, and before which of them no line can break without the text being shaped anew.
fn shaped(face: &Face<'_>, text: &str) -> (Vec<Glyph>, Vec<bool>) {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let shaped = rustybuzz::shape(face, &[], buffer);
    let both = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    let glyphs = both.map(|(glyph, at)| {
        let distances = [at.x_advance, at.y_advance, at.x_offset, at.y_offset];
        let known = (glyph.glyph_id, glyph.cluster, distances);
        (known, glyph.unsafe_to_break())
    });
    glyphs.unzip()
}

/// Shapes texts with both forms of each font. Behind a letter, a mark that it is not composed with may hold it: then a line that
/// breaks between the two is shaped anew, and comes to the same.
fn are_shaped_alike(texts: impl Iterator<Item = String> + Clone, have_marks: bool) {
    for (name, font) in embedded_fonts() {
        let quick = quickened(name, font);
        let [old, new] = [font, &quick].map(|font| Face::from_slice(font, 0).expect("a font"));
        for text in texts.clone() {
            let ((was, was_held), (is, is_held)) = (shaped(&old, &text), shaped(&new, &text));
            assert_eq!(is, was, "{name}: {text}");
            let mut both = was_held.iter().zip(&is_held);
            let are_held = both.all(|(was, is)| was == is || (have_marks && *is));
            assert!(are_held, "{name}: {text}");
        }
    }
}

fn common() -> impl Iterator<Item = char> + Clone {
    (' '..='~').chain("\u{a0}’‘“”–—£•".chars())
}

#[test]
fn signs_stand_as_far_from_each_other() {
    are_shaped_alike(
        common().map(|first| {
            let pairs = common().map(|second| format!("{first}{second}"));
            pairs.collect()
        }),
        false,
    );
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
    are_shaped_alike(texts.into_iter().map(str::to_owned), true);
}

#[test]
fn letters_are_composed_with_the_same_marks() {
    const MARKS: &str =
        "\u{300}\u{301}\u{303}\u{308}\u{30c}\u{323}\u{327}\u{328}\u{334}\u{337}\u{338}·\u{200d}l";
    let letters = ('A'..='Z').chain('a'..='z').chain("ıȷąøæßÄÁÂ".chars());
    are_shaped_alike(
        letters.flat_map(|letter| {
            MARKS.chars().map(move |mark| {
                let all = MARKS.chars();
                all.map(|next| format!("{letter}{mark}{next} {letter}{mark}{next}{mark}"))
                    .collect()
            })
        }),
        true,
    );
}

#[test]
fn any_sign_is_found_and_stands_where_it_stood() {
    are_shaped_alike(
        (0..0x3000).step_by(64).map(|from| {
            let signs = (from..from + 64).filter_map(char::from_u32);
            signs.flat_map(|sign| ['a', sign, 'V', sign]).collect()
        }),
        true,
    );
}
