//! Colours as workbooks name them: by value, by the number of a theme with a tint, or by the number of an old palette.

use super::archive::Archive;
use super::fault::Fault;
use super::xml::{Element, Xml};

/// The colours that colours are named by.
#[derive(Debug, Default)]
pub(super) struct Palette {
    /// The theme's colours in the order of the file: two dark, two light (each pair the other way round), six accents, two for links.
    pub(super) theme: Vec<[u8; 3]>,
    /// The file's own palette in place of the usual one.
    pub(super) indexed: Vec<[u8; 3]>,
}

impl Palette {
    /// Takes the colours of a workbook's theme, where it has one.
    pub(super) fn of(archive: &mut Archive, theme: Option<&str>) -> Result<Self, Fault> {
        let mut palette = Self::default();
        if let Some(theme) = theme.filter(|part| archive.has(part)) {
            palette.theme = theme_colours(&mut archive.xml(theme)?)?;
        }
        Ok(palette)
    }

    /// Returns the colour an element names; none for what the system decides.
    pub(super) fn colour(&self, element: &Element) -> Option<[u8; 3]> {
        let tint = element.number::<f64>("tint").unwrap_or_default();
        if let Some(value) = element.get("rgb") {
            return Some(tinted(hex(value)?, tint));
        }
        match element.number::<usize>("theme") {
            Some(number) => self.themed(number, tint),
            None => Some(tinted(
                self.indexed(element.number::<usize>("indexed")?)?,
                tint,
            )),
        }
    }

    /// Returns the colour of a number in the theme, made lighter or darker.
    pub(super) fn themed(&self, number: usize, tint: f64) -> Option<[u8; 3]> {
        Some(tinted(*self.theme.get(theme_position(number))?, tint))
    }

    /// Returns the colour of a number in the palette.
    pub(super) fn indexed(&self, number: usize) -> Option<[u8; 3]> {
        if let Some(own) = self.indexed.get(number) {
            return Some(*own);
        }
        // The first eight stand twice.
        let usual = INDEXED.get(if number < 8 { number } else { number - 8 })?;
        let [_, red, green, blue] = usual.to_be_bytes();
        Some([red, green, blue])
    }
}

/// Returns the colour of `RRGGBB` or `AARRGGBB`.
pub(super) fn hex(value: &str) -> Option<[u8; 3]> {
    let digits = value.trim().trim_start_matches('#');
    let digits = digits.get(digits.len().checked_sub(6)?..)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Reads the colours of a theme in the order of its file.
pub(super) fn theme_colours(xml: &mut Xml<'_>) -> Result<Vec<[u8; 3]>, Fault> {
    let mut colours = Vec::new();
    xml.root()?;
    xml.children(|xml, elements| {
        if elements.name != "a:themeElements" {
            return Ok(());
        }
        xml.children(|xml, scheme| {
            if scheme.name != "a:clrScheme" {
                return Ok(());
            }
            xml.children(|xml, _| {
                let mut colour = [0; 3];
                xml.children(|_, value| {
                    colour = value
                        .get("lastClr")
                        .or(value.get("val"))
                        .and_then(hex)
                        .unwrap_or_default();
                    Ok(())
                })?;
                colours.push(colour);
                Ok(())
            })
        })
    })?;
    Ok(colours)
}

/// Returns where the theme's file keeps a colour: it lists dark before light, cells count light before dark.
fn theme_position(number: usize) -> usize {
    match number {
        0 => 1,
        1 => 0,
        2 => 3,
        3 => 2,
        other => other,
    }
}

/// Returns a colour made lighter (above 0) or darker (below), keeping its hue.
pub(super) fn tinted(colour: [u8; 3], tint: f64) -> [u8; 3] {
    if tint == 0.0 || !tint.is_finite() {
        return colour;
    }
    let tint = tint.clamp(-1.0, 1.0);
    let (hue, saturation, light) = to_hsl(colour);
    let light = if tint < 0.0 {
        light * (1.0 + tint)
    } else {
        light * (1.0 - tint) + tint
    };
    from_hsl(hue, saturation, light)
}

/// Returns hue in sixths of the circle, saturation and lightness.
fn to_hsl(colour: [u8; 3]) -> (f64, f64, f64) {
    let [red, green, blue] = colour.map(|part| f64::from(part) / 255.0);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let (light, range) = ((most + least) / 2.0, most - least);
    if range == 0.0 {
        return (0.0, 0.0, light);
    }
    let saturation = range / (1.0 - (2.0 * light - 1.0).abs());
    let hue = if most == red {
        ((green - blue) / range).rem_euclid(6.0)
    } else if most == green {
        (blue - red) / range + 2.0
    } else {
        (red - green) / range + 4.0
    };
    (hue, saturation, light)
}

fn from_hsl(hue: f64, saturation: f64, light: f64) -> [u8; 3] {
    let chroma = (1.0 - (2.0 * light - 1.0).abs()) * saturation;
    let second = chroma * (1.0 - (hue.rem_euclid(2.0) - 1.0).abs());
    let (red, green, blue) = match hue as u32 {
        0 => (chroma, second, 0.0),
        1 => (second, chroma, 0.0),
        2 => (0.0, chroma, second),
        3 => (0.0, second, chroma),
        4 => (second, 0.0, chroma),
        _ => (chroma, 0.0, second),
    };
    [red, green, blue].map(|part| ((part + light - chroma / 2.0) * 255.0).round() as u8)
}

/// The usual palette from its ninth colour on.
const INDEXED: [u32; 56] = [
    0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff, 0x800000,
    0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366,
    0xffffcc, 0xccffff, 0x660066, 0xff8080, 0x0066cc, 0xccccff, 0x000080, 0xff00ff, 0xffff00,
    0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff, 0x00ccff, 0xccffff, 0xccffcc, 0xffff99,
    0x99ccff, 0xff99cc, 0xcc99ff, 0xffcc99, 0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00, 0xff9900,
    0xff6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366,
    0x333399, 0x333333,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_keep_the_hue() {
        // Accent 6 of the usual theme, 60% lighter; Excel, counting in whole steps, shows c6e0b4.
        assert_eq!(tinted([0x70, 0xad, 0x47], 0.6), [0xc5, 0xe0, 0xb4]);
        assert_eq!(tinted([0xff, 0xff, 0xff], -0.25), [0xbf, 0xbf, 0xbf]);
    }

    #[test]
    fn values_with_and_without_opacity_are_read() {
        assert_eq!(hex("FF00703C"), Some([0x00, 0x70, 0x3c]));
        assert_eq!(hex("00703C"), Some([0x00, 0x70, 0x3c]));
        assert_eq!(hex("703C"), None);
    }
}
