//! Opening a PDF that came from elsewhere.

use lopdf::{Document, ObjectId};

use super::Claims;

/// A PDF that two parsers could read and agree on.
pub struct Pdf {
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
    pub(super) claims: Claims,
}

/// Why a PDF cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not a PDF at all.
    NotPdf,
    /// It is damaged; what the parser says of it.
    Broken(String),
    /// It is encrypted, and no password was given.
    Encrypted,
    /// It is encrypted, and the password does not open it.
    WrongPassword,
    /// Two parsers count different numbers of pages.
    PagesDisagree(usize, usize),
    /// It has no pages.
    NoPages,
    /// It is larger than the limits; which.
    TooLarge(String),
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
/// # Errors
///
/// Where it is damaged, encrypted, too large, or two independent parsers do not count the same pages.
pub fn open(bytes: &[u8], password: Option<&str>) -> Result<Pdf, Refusal> {
    let _ = (bytes, password);
    todo!()
}

impl Refusal {
    /// Says what is wrong, as the end of a sentence whose subject is the file.
    pub fn message(&self) -> String {
        format!("{self:?}")
    }

    /// Says what to do about it.
    pub fn hint(&self) -> &'static str {
        "mend it"
    }
}
