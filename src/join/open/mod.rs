//! Opening a PDF that came from elsewhere.
//!
//! Limits come first, then two parsers that share no code; what they agree on is brought into one shape: a flat list of pages, each
//! an object of its own that inherits nothing, with boxes and a rotation that mean what they say.

mod boxes;
mod claims;
mod limits;
mod parse;
mod refusal;
mod sizes;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod xmp;

use lopdf::{Document, ObjectId};

use super::Claims;
use super::guard::guarded;

pub use refusal::Refusal;
pub(super) use sizes::DECODED;
pub(super) use text::{line, text};

/// A PDF that two parsers could read and agree on.
pub struct Pdf {
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
    pub(super) claims: Claims,
}

impl Pdf {
    /// Returns how many pages it has.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Returns what it says of itself.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }
}

/// Opens a PDF.
///
/// One that needs no password is opened without, even if it is encrypted against changes, as every viewer does.
///
/// # Errors
///
/// Where it is damaged, encrypted, too large, or two independent parsers do not count the same pages.
pub fn open(bytes: &[u8], password: Option<&str>) -> Result<Pdf, Refusal> {
    // What stands before the header is not the PDF's: offsets count from the header.
    let start = bytes
        .windows(5)
        .take(HEADER_WITHIN)
        .position(|window| window == b"%PDF-")
        .ok_or(Refusal::NotPdf)?;
    let bytes = &bytes[start..];
    let inflated = limits::check(bytes)?;
    guarded(|| {
        let mut document = parse::document(bytes, password, inflated)?;
        let decrypted = document.was_encrypted().then(|| document.clone());
        let pages = tree::flatten(&mut document)?;
        sizes::check(&mut document, &pages)?;
        parse::agree(bytes, password, decrypted, pages.len())?;
        for page in &pages {
            boxes::normalise(&mut document, *page);
        }
        let claims = claims::of(&document);
        Ok(Pdf {
            document,
            pages,
            claims,
        })
    })
    .unwrap_or_else(|| Err(Refusal::Broken("its parts do not fit together".to_owned())))
}

/// How far into a file viewers look for its header.
const HEADER_WITHIN: usize = 1024;
