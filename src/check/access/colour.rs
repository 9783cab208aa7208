//! Colours and how well they are told apart, as WCAG 2.2 measures it.
//!
//! See its definitions of [contrast ratio](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio) and
//! [relative luminance](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
pub const TEXT: f64 = 4.5;
/// The least contrast of what is drawn (WCAG 2.2, success criterion 1.4.11).
pub const GRAPHICS: f64 = 3.0;

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// White, which paper is.
    pub const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb` or `#rgb`; what else may follow for transparency is left out.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let values: Option<Vec<u8>> = digits
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
            .collect();
        Some(Self(match values?[..] {
            [r, g, b] => [r * 17, g * 17, b * 17],
            [r, s, g, h, b, c] | [r, s, g, h, b, c, _, _] => [r * 16 + s, g * 16 + h, b * 16 + c],
            _ => return None,
        }))
    }

    /// Mixes two colours; `share` in per cent is of this one.
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let part = (share / 100.0).clamp(0.0, 1.0);
        let mixed = |at: usize| {
            let value = f64::from(self.0[at]) * part + f64::from(other.0[at]) * (1.0 - part);
            value.round() as u8
        };
        Self([mixed(0), mixed(1), mixed(2)])
    }

    /// Returns how bright it is, from 0 to 1.
    pub fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Returns the contrast of two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }
}

/// Returns a contrast as it is written: `1.39:1`; never rounded up to what it does not reach.
pub fn ratio(contrast: f64) -> String {
    format!("{:.2}:1", (contrast * 100.0).floor() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: &str, b: &str) -> String {
        let read = |text| Colour::read(text).expect("a colour");
        ratio(read(a).contrast(read(b)))
    }

    #[test]
    fn contrasts_are_those_that_the_guidelines_give() {
        assert_eq!(contrast("#000", "#fff"), "21.00:1");
        assert_eq!(contrast("#767676", "#ffffff"), "4.54:1");
        assert_eq!(contrast("#777777", "#ffffff"), "4.47:1");
        assert_eq!(contrast("#00703c", "#ffffff"), "6.20:1");
        assert_eq!(contrast("#ffbf47", "#ffbf47"), "1.00:1");
    }

    #[test]
    fn colours_are_read_short_long_and_with_transparency() {
        assert_eq!(Colour::read("#0f8"), Colour::read("#00ff88"));
        assert_eq!(Colour::read("#00ff8880"), Colour::read("#00ff88"));
        for text in ["00ff88", "#00ff8", "#gg0000", "", "green"] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_mixture_keeps_its_share() {
        let (black, white) = (Colour([0; 3]), Colour::WHITE);
        assert_eq!(black.mixed(white, 6.0), Colour([240; 3]));
        assert_eq!(black.mixed(white, 100.0), black);
    }
}
