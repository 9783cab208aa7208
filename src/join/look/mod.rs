//! What is to be seen on the pages of a PDF: where the ink is, and what lies under it.

mod annotations;
mod cover;
mod device;
mod eye;
mod glyphs;
mod ground;
mod hiding;
mod ink;
mod page;
mod paths;
mod picture;
#[cfg(test)]
pub(super) mod reading;
mod rows;
mod words;

use hayro_syntax::{LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

use super::guard::guarded;

/// A part of a page, in points from its top left corner, as it is looked at: turned as its rotation says, cut to its crop box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// The left edge.
    pub left: f32,
    /// The top edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The bottom edge.
    pub bottom: f32,
}

/// What is to be seen on a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PageLook {
    /// Its width in points.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// The parts with ink near its edges: text, images and drawings that reach into the outer 60 points; white fills do not count.
    ///
    /// The whole page where it could not be looked at to its end.
    pub edge: Vec<Area>,
    /// How many characters of text it has, those of recognised scans included, which nobody sees.
    pub characters: usize,
    /// How many characters lie under boxes that were drawn over them.
    pub covered: usize,
    /// How many characters nobody can see: white on white, not painted, or beside the page.
    #[serde(default)]
    pub hidden: usize,
    /// Whether it could not be looked at to its end.
    #[serde(default)]
    pub unseen: bool,
}

/// Looks at every page.
///
/// # Errors
///
/// Where the pages cannot be interpreted; what the parser says.
pub fn look(bytes: &[u8], password: Option<&str>) -> Result<Vec<PageLook>, String> {
    let seen = guarded(|| pages(bytes, password));
    seen.unwrap_or_else(|| Err("its parts do not fit together".to_owned()))
}

fn pages(bytes: &[u8], password: Option<&str>) -> Result<Vec<PageLook>, String> {
    let pdf = Pdf::new_with_password(bytes.to_vec(), password.unwrap_or_default());
    let pdf = pdf.map_err(|error| said(error).to_owned())?;
    match rows::can_be_set_aside(&pdf) {
        true => Ok(page::looks(&pdf)),
        false => Err("a stream in it has rows of impossible length".to_owned()),
    }
}

fn said(error: LoadPdfError) -> &'static str {
    match error {
        LoadPdfError::Decryption(_) => "it is encrypted",
        LoadPdfError::Invalid => "its objects cannot be found",
    }
}

#[cfg(test)]
mod tests;
