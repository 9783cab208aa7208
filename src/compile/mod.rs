//! Sources in, PDF or HTML out: the one place that knows the typesetter.
//!
//! Sees bytes only: virtual files under fixed names, embedded fonts, a fixed date; no network, no clock, no system fonts.

mod design;
mod fonts;
mod forget;
mod html;
mod inspect;
mod pdf;
mod places;
mod plain;
#[cfg(test)]
mod plain_tests;
mod problems;
mod quick;
#[cfg(test)]
mod quick_tests;
mod seat;
#[cfg(test)]
mod seat_tests;
#[cfg(test)]
mod shaping_tests;
mod timings;
mod world;

pub use design::{DesignValue, SHEETS, WrittenValue, design_values, written_values};
pub use fonts::{Fonts, embedded_fonts};
pub use forget::{FEW, forget, forget_but_few};
pub use html::{Html, html};
pub use pdf::{Pdf, Standards, compile};
pub use timings::{record, recorded};
pub use world::Shared;

use crate::model::Date;

/// What is compiled.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The entry file's text.
    pub entry: &'a str,
    /// The text of `model.json`.
    pub model: &'a str,
    /// The paper's images, by names such as `image-1.png`.
    pub images: &'a [(&'a str, &'a [u8])],
    /// The paper's date.
    pub date: Date,
    /// The paper's file, for problems without a place in a template.
    pub paper: &'a str,
    /// What the PDF conforms to.
    pub standards: &'a Standards,
}
