//! Lists that count by themselves.

use super::xml::Xml;

/// How many levels a list may have in Word.
pub const LEVELS: usize = 9;
/// How far each level is moved in, in twentieths of a point.
pub const INDENT: usize = 400;

/// How the lines of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// A dot.
    Bullet,
    /// 1. 2. 3.
    Decimal,
    /// (a) (b) (c)
    LowerLetter,
    /// A. B. C.
    UpperLetter,
    /// (i) (ii) (iii)
    LowerRoman,
    /// I. II. III.
    UpperRoman,
}

const ALL: [Marks; 6] = [
    Marks::Bullet,
    Marks::Decimal,
    Marks::LowerLetter,
    Marks::UpperLetter,
    Marks::LowerRoman,
    Marks::UpperRoman,
];

impl Marks {
    /// Reads the `type` of an ordered list.
    pub fn of_type(kind: Option<&str>) -> Self {
        match kind {
            Some("a") => Self::LowerLetter,
            Some("A") => Self::UpperLetter,
            Some("i") => Self::LowerRoman,
            Some("I") => Self::UpperRoman,
            _ => Self::Decimal,
        }
    }

    fn format(self) -> &'static str {
        match self {
            Self::Bullet => "bullet",
            Self::Decimal => "decimal",
            Self::LowerLetter => "lowerLetter",
            Self::UpperLetter => "upperLetter",
            Self::LowerRoman => "lowerRoman",
            Self::UpperRoman => "upperRoman",
        }
    }

    /// Returns the name of the style of paragraphs in such a list.
    pub fn style(self) -> &'static str {
        if self == Self::Bullet {
            "ListBullet"
        } else {
            "ListNumber"
        }
    }

    fn place(self) -> usize {
        ALL.iter()
            .position(|marks| *marks == self)
            .unwrap_or_default()
    }
}

/// The lists of a document; each that counts has a numbering of its own, so that it starts anew.
#[derive(Debug, Default)]
pub struct Lists(Vec<(Marks, usize, usize)>);

impl Lists {
    /// Returns the number of the numbering for a list that starts at `start`.
    pub fn numbering(&mut self, marks: Marks, level: usize, start: usize) -> usize {
        let start = if marks == Marks::Bullet { 1 } else { start };
        let list = (marks, level, start);
        if marks == Marks::Bullet
            && let Some(place) = self.0.iter().position(|known| *known == list)
        {
            return place + 1;
        }
        self.0.push(list);
        self.0.len()
    }
}

/// Returns the part that says how lists are marked.
pub fn part(lists: &Lists) -> Vec<u8> {
    Xml::word_part("w:numbering", |xml| {
        for marks in ALL {
            abstract_numbering(xml, marks);
        }
        for (place, (marks, level, start)) in lists.0.iter().enumerate() {
            xml.inside("w:num", &[("w:numId", &(place + 1).to_string())], |xml| {
                xml.value("w:abstractNumId", &marks.place().to_string());
                if *marks != Marks::Bullet {
                    xml.inside("w:lvlOverride", &[("w:ilvl", &level.to_string())], |xml| {
                        xml.value("w:startOverride", &start.to_string());
                    });
                }
            });
        }
    })
}

fn abstract_numbering(xml: &mut Xml, marks: Marks) {
    xml.inside(
        "w:abstractNum",
        &[("w:abstractNumId", &marks.place().to_string())],
        |xml| {
            xml.value("w:multiLevelType", "hybridMultilevel");
            for level in 0..LEVELS {
                xml.inside("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                    xml.value("w:start", "1");
                    xml.value("w:numFmt", marks.format());
                    xml.value("w:lvlText", &sign(marks, level));
                    xml.value("w:lvlJc", "left");
                    let left = ((level + 1) * INDENT).to_string();
                    xml.inside("w:pPr", &[], |xml| {
                        xml.empty(
                            "w:ind",
                            &[("w:left", &left), ("w:hanging", &INDENT.to_string())],
                        )
                    });
                });
            }
        },
    );
}

fn sign(marks: Marks, level: usize) -> String {
    match marks {
        Marks::Bullet if level.is_multiple_of(2) => "•".to_owned(),
        Marks::Bullet => "–".to_owned(),
        // As in "recommendation (b)".
        Marks::LowerLetter | Marks::LowerRoman => format!("(%{})", level + 1),
        _ => format!("%{}.", level + 1),
    }
}
