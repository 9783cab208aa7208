//! The house's design with the office's own values in their place.

use indexmap::IndexMap;

use crate::model::{Board, Origin, Setting};

use super::colour::Colour;

/// A value of the design that the checks look at.
#[derive(Clone, Debug, PartialEq)]
pub enum HouseValue {
    /// A colour, as `#rrggbb`.
    Colour(String),
    /// A length in points.
    Points(f64),
    /// A plain number, such as a share in per cent.
    Number(f64),
}

/// The house's design, as it is shipped and as the office's templates have it.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// The values that boardpaper comes with.
    pub shipped: IndexMap<String, HouseValue>,
    /// The values of the office's templates, which are the same where the office has no `design.typ` of its own.
    pub values: IndexMap<String, HouseValue>,
    /// The file that these values stand in, as the user knows it.
    pub file: String,
}

/// A value, and where the office gives it.
pub struct Chosen<T> {
    /// The value.
    pub value: T,
    /// The name of what it follows from, which is another's where it is worked out.
    pub name: &'static str,
    /// Where it is given: in `board.toml`, or in the file of all values.
    pub origin: Origin,
    /// Whether `board.toml` gives it.
    pub is_own: bool,
}

impl House {
    /// Returns a size of text in points.
    pub fn size(&self, board: &Board, name: &'static str) -> Option<Chosen<f64>> {
        let own = board.design.get(name);
        let value = match own.map(|setting| setting.value.as_f64()) {
            Some(given) => given?,
            None => points(self.values.get(name)?)?,
        };
        Some(self.chosen(value, name, own))
    }

    /// Returns a size of text in points as boardpaper comes with it.
    pub fn shipped_size(&self, name: &str) -> Option<f64> {
        points(self.shipped.get(name)?)
    }

    /// Returns a colour.
    pub fn colour(&self, board: &Board, name: &'static str) -> Option<Chosen<Colour>> {
        if let Some(own) = board.design.get(name) {
            let value = Colour::read(own.value.as_str()?)?;
            return Some(self.chosen(value, name, Some(own)));
        }
        match (self.values.get(name), name) {
            (Some(HouseValue::Colour(text)), _) => {
                Some(self.chosen(Colour::read(text)?, name, None))
            }
            (_, "tint") => self.tint(board),
            (_, "series-1") => self.colour(board, "accent"),
            _ => None,
        }
    }

    /// Works out the tint as `design.typ` does: a share of the accent in the paper.
    fn tint(&self, board: &Board) -> Option<Chosen<Colour>> {
        let (accent, paper) = (self.colour(board, "accent")?, self.colour(board, "paper")?);
        let own = board.design.get("tint-share");
        let share = match own {
            Some(own) => own.value.as_f64()?,
            None => number(self.values.get("tint-share")?)?,
        };
        let value = accent.value.mixed(paper.value, share);
        Some(match own {
            Some(_) => self.chosen(value, "tint-share", own),
            None if paper.is_own && !accent.is_own => Chosen { value, ..paper },
            None => Chosen { value, ..accent },
        })
    }

    fn chosen<T>(&self, value: T, name: &'static str, own: Option<&Setting>) -> Chosen<T> {
        let place = || Origin::file(self.file.as_str());
        Chosen {
            value,
            name,
            origin: own.map_or_else(place, |own| own.origin.clone()),
            is_own: own.is_some(),
        }
    }
}

fn points(value: &HouseValue) -> Option<f64> {
    match value {
        HouseValue::Points(points) => Some(*points),
        _ => None,
    }
}

fn number(value: &HouseValue) -> Option<f64> {
    match value {
        HouseValue::Number(number) => Some(*number),
        _ => None,
    }
}
