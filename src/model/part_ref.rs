//! Refs of parts of a row, such as `9(a)`, and how they are counted on.

use super::Label;

/// How the parts of a row are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartStyle {
    /// `9(a)`.
    #[default]
    Letter,
    /// `9(i)`.
    Roman,
    /// `9a`.
    Bare,
    /// `9.1`.
    Decimal,
}

/// The ref of a part: what it is a part of, and the how manieth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRef<'a> {
    /// The ref of the whole: `9` of `9(a)`; empty of `(a)`.
    pub whole: &'a str,
    /// Its position, from 1.
    pub position: u32,
    /// How it is called.
    pub style: PartStyle,
}

impl<'a> PartRef<'a> {
    /// Reads `9(a)`, `(a)`, `9(ii)`, `9a` or `9.1`; none where a ref is that of a whole.
    pub fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim();
        Self::bracketed(text)
            .or_else(|| Self::decimal(text))
            .or_else(|| Self::bare(text))
    }

    fn bracketed(text: &'a str) -> Option<Self> {
        let (whole, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
        let inner = inner.trim();
        let letter = |inner| position_of_letter(inner).map(|at| (at, PartStyle::Letter));
        let roman = |inner| position_of_roman(inner).map(|at| (at, PartStyle::Roman));
        // Of `(h)`, `(i)`, `(j)` the second is a letter too: who counts on from it knows.
        let (position, style) = match inner {
            "i" => (1, PartStyle::Roman),
            _ => letter(inner).or_else(|| roman(inner))?,
        };
        Some(Self {
            whole: whole.trim(),
            position,
            style,
        })
    }

    fn decimal(text: &'a str) -> Option<Self> {
        let (whole, part) = text.rsplit_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) {
            return None;
        }
        Some(Self {
            whole,
            position: part.parse().ok()?,
            style: PartStyle::Decimal,
        })
    }

    fn bare(text: &'a str) -> Option<Self> {
        let whole = text.strip_suffix(|c: char| c.is_ascii_lowercase())?;
        let numbered = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
        Some(Self {
            whole: Some(whole).filter(|_| numbered)?,
            position: position_of_letter(&text[whole.len()..])?,
            style: PartStyle::Bare,
        })
    }
}

impl PartStyle {
    /// Returns the ref of a part.
    pub fn said(self, whole: &str, position: u32) -> String {
        match self {
            Self::Letter => format!("{whole}({})", letters(position)),
            Self::Roman => format!("{whole}({})", Label::Roman(position).said()),
            Self::Bare => format!("{whole}{}", letters(position)),
            Self::Decimal => format!("{whole}.{position}"),
        }
    }
}

/// Returns 1 for `a` and 26 for `z`.
fn position_of_letter(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

fn position_of_roman(text: &str) -> Option<u32> {
    (1..=50).find(|number| Label::Roman(*number).said() == text)
}

/// Returns `a` for 1, `z` for 26, `aa` for 27.
fn letters(position: u32) -> String {
    super::column_name(position.saturating_sub(1)).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, u32, PartStyle)> {
        PartRef::parse(text).map(|part| (part.whole, part.position, part.style))
    }

    #[test]
    fn refs_of_parts_are_told_from_those_of_wholes() {
        assert_eq!(read("9(a)"), Some(("9", 1, PartStyle::Letter)));
        assert_eq!(read("(c)"), Some(("", 3, PartStyle::Letter)));
        assert_eq!(read("9 (iii)"), Some(("9", 3, PartStyle::Roman)));
        assert_eq!(read("9(i)"), Some(("9", 1, PartStyle::Roman)));
        assert_eq!(read("9b"), Some(("9", 2, PartStyle::Bare)));
        assert_eq!(read("12.10"), Some(("12", 10, PartStyle::Decimal)));
        for whole in ["9", "A9", "AOB", "5C01", "a", "9.", "Minutes (2026)"] {
            assert_eq!(read(whole), None, "{whole}");
        }
    }

    #[test]
    fn parts_are_called_as_those_before_them() {
        assert_eq!(PartStyle::Letter.said("9", 3), "9(c)");
        assert_eq!(PartStyle::Letter.said("9", 27), "9(aa)");
        assert_eq!(PartStyle::Roman.said("9", 4), "9(iv)");
        assert_eq!(PartStyle::Bare.said("9", 2), "9b");
        assert_eq!(PartStyle::Decimal.said("9", 10), "9.10");
    }
}
