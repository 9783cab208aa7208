//! Plain texts, which quicker fonts are enough for: without marks and fractions, in letters and signs that are found at once.

/// The letters and signs of plain texts beside ASCII.
///
/// No mark is among them and no fraction slash, and none that a shaper makes of others where a font lacks it.
const PLAIN: [(char, char); 19] = [
    ('\u{a0}', '\u{ac}'),
    ('\u{ae}', '\u{b6}'),
    ('\u{b8}', '\u{17f}'),
    ('\u{218}', '\u{21b}'),
    ('\u{1e80}', '\u{1e85}'),
    ('\u{1ef2}', '\u{1ef3}'),
    ('\u{2007}', '\u{2007}'),
    ('\u{2009}', '\u{200b}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{202f}', '\u{2043}'),
    ('\u{20a0}', '\u{20bf}'),
    ('\u{2100}', '\u{2125}'),
    ('\u{2150}', '\u{2199}'),
    ('\u{2212}', '\u{2212}'),
    ('\u{2248}', '\u{2248}'),
    ('\u{2260}', '\u{2261}'),
    ('\u{2264}', '\u{2265}'),
    ('\u{2300}', '\u{2328}'),
    ('\u{232b}', '\u{27bf}'),
];

/// What an `l` before it and one behind it are composed with, in Catalan words.
const DOT: char = '·';

/// Returns whether a text is plain.
pub fn is_plain(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let mut chars = rest[at..].chars();
        let is_known = |c: char| PLAIN.iter().any(|(from, to)| (*from..=*to).contains(&c));
        if chars.next().is_some_and(|c| c != DOT && !is_known(c)) {
            return false;
        }
        rest = chars.as_str();
    }
    dots_stand_apart(text)
}

/// Returns whether a space is beside each dot.
fn dots_stand_apart(text: &str) -> bool {
    let mut dots = text.match_indices(DOT);
    dots.all(|(at, dot)| text[..at].ends_with(' ') || text[at + dot.len()..].starts_with(' '))
}

#[cfg(test)]
pub mod tests {
    use regex::Regex;
    use ttf_parser::Face;
    use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

    use super::*;
    use crate::compile::embedded_fonts;
    use crate::load::Library;

    /// All letters and signs of plain texts.
    pub fn all() -> impl Iterator<Item = char> + Clone {
        let further = PLAIN.iter().flat_map(|(from, to)| *from..=*to);
        (' '..='~').chain(further)
    }

    #[test]
    fn texts_of_british_papers_are_plain() {
        for text in [
            "Caernarfon – £1.2m, 12½%, Llŷn ‘Ŵyn’ … naïve café €5 ✓ ● → Măcin, Iași",
            "Corporate Plan 2026/27 · Quarter 2",
            "long\u{200b}/word",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn texts_with_marks_fractions_or_other_scripts_are_not() {
        for text in [
            "e\u{301}",
            "1⁄2",
            "cel·la",
            "Київ",
            "Ελλάδα",
            "🔒",
            "שלום",
            "ﬁ",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn no_plain_sign_is_a_mark_or_has_to_be_taken_apart() {
        for (name, font) in embedded_fonts().filter(|(name, _)| name.starts_with("SourceSans")) {
            let face = Face::parse(font, 0).expect("a font");
            for sign in all() {
                assert_eq!(canonical_combining_class(sign), 0, "{sign:?}");
                let mut parts = 0;
                decompose_canonical(sign, |part| parts += usize::from(part != sign));
                assert!(
                    parts == 0 || face.glyph_index(sign).is_some(),
                    "{name} {sign:?}"
                );
            }
        }
    }

    #[test]
    fn plain_letters_are_latin() {
        // What is not assigned yet goes with any script.
        let latin = r"^[\p{Script=Latin}\p{Script=Common}\p{Unassigned}]+$";
        let latin = Regex::new(latin).expect("a pattern");
        let plain: String = all().chain([DOT]).collect();
        assert!(latin.is_match(&plain));
    }

    #[test]
    fn templates_add_nothing_to_plain_texts() {
        let library = Library::embedded();
        let mut pages = 0;
        for (path, file) in library
            .iter()
            .filter(|(path, _)| path.ends_with(".typ") && !path.starts_with("html/"))
        {
            assert!(is_plain(&file.text), "{path}");
            for code in file.text.split("\\u{").skip(1) {
                let code = code.split('}').next().expect("a code");
                let sign = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
                assert!(
                    is_plain(&sign.expect("a sign").to_string()),
                    "{path} {code}"
                );
            }
            for other in ["fractions", "frac", "from-unicode", "normalize"] {
                assert!(!file.text.contains(other), "{path}: {other}");
            }
            pages += 1;
        }
        assert!(pages > 20);
    }
}
