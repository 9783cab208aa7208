//! Room for line breaks in words that are longer than a line may be.

use std::borrow::Cow;

/// Words of prose up to this length fit into every column.
const FITS: usize = 24;
/// Addresses up to this length do, and names and refs, which stand in narrow columns.
const NAME_FITS: usize = 12;
/// No stretch without a break is longer than this.
const STRETCH: usize = 18;

/// Puts zero-width spaces into long words: after `/ . - _ @ ? & =`, and where a stretch has none.
pub fn breakable(text: &str) -> Cow<'_, str> {
    with_breaks(text, is_long)
}

/// Does the same for a line that may stand in a narrow column, such as a ref or a name.
pub fn breakable_name(text: &str) -> Cow<'_, str> {
    with_breaks(text, |word| word.chars().count() > NAME_FITS)
}

fn with_breaks(text: &str, is_long: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if !text.split(char::is_whitespace).any(&is_long) {
        return Cow::Borrowed(text);
    }
    let pieces = text.split_inclusive(char::is_whitespace);
    Cow::Owned(
        pieces
            .map(|word| {
                if is_long(word.trim_end()) {
                    broken(word)
                } else {
                    word.to_owned()
                }
            })
            .collect(),
    )
}

fn is_long(word: &str) -> bool {
    let fits = match word.contains('@') || word.contains("://") || word.starts_with("www.") {
        true => NAME_FITS,
        false => FITS,
    };
    word.chars().count() > fits
}

fn broken(word: &str) -> String {
    let mut out = String::new();
    let mut stretch = 0;
    for c in word.chars() {
        if stretch >= STRETCH && c.is_alphanumeric() {
            out.push('\u{200b}');
            stretch = 0;
        }
        out.push(c);
        stretch += 1;
        if matches!(c, '/' | '.' | '-' | '_' | '@' | '?' | '&' | '=') {
            out.push('\u{200b}');
            stretch = 0;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(
            breakable("Multi-agency safeguarding arrangements"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn addresses_break_after_their_signs() {
        let broken = breakable("see https://www.northmarch.example/plans/2026_27 now");
        assert!(
            broken
                .starts_with("see https:/\u{200b}/\u{200b}www.\u{200b}northmarch.\u{200b}example/"),
            "{broken}"
        );
        assert!(broken.ends_with("27 now"), "{broken}");
    }

    #[test]
    fn an_address_breaks_sooner_than_a_word() {
        assert_eq!(
            breakable("a.b@pcc.example"),
            "a.\u{200b}b@\u{200b}pcc.\u{200b}example"
        );
        assert_eq!(
            breakable("Commissioner's/deputy's"),
            "Commissioner's/deputy's"
        );
    }

    #[test]
    fn a_word_without_end_breaks_somewhere() {
        let broken = breakable(&"a".repeat(1000)).into_owned();
        assert!(
            broken
                .split('\u{200b}')
                .all(|stretch| stretch.len() <= STRETCH)
        );
    }
}
