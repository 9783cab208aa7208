//! The house's design as the checks want it.

use indexmap::IndexMap;

use crate::check::{House, HouseValue};
use crate::compile::{WrittenValue, written_values};
use crate::load::Library;

const FILE: &str = "design.typ";

/// Reads the design that boardpaper comes with, and the one of the office's templates.
pub fn house(library: &Library) -> House {
    let shipped = Library::embedded();
    let values = |library: &Library| {
        library
            .get(FILE)
            .map_or_else(IndexMap::new, |file| values(&file.text))
    };
    House {
        shipped: values(&shipped),
        values: values(library),
        file: library
            .get(FILE)
            .map_or_else(|| FILE.to_owned(), |file| file.shown.clone()),
    }
}

fn values(text: &str) -> IndexMap<String, HouseValue> {
    let written = written_values(text).into_iter();
    written
        .map(|(name, value)| {
            let value = match value {
                WrittenValue::Colour(text) => HouseValue::Colour(text),
                WrittenValue::Points(points) => HouseValue::Points(points),
                WrittenValue::Number(number) => HouseValue::Number(number),
            };
            (name, value)
        })
        .collect()
}
