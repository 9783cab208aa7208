//! Why a PDF cannot be used.

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

impl Refusal {
    /// Says what is wrong, as the end of a sentence whose subject is the file.
    pub fn message(&self) -> String {
        match self {
            Self::NotPdf => "is not a PDF".to_owned(),
            Self::Broken(what) => format!("is a damaged PDF: {what}"),
            Self::Encrypted => "is encrypted and opens only with a password".to_owned(),
            Self::WrongPassword => "is encrypted, and the password does not open it".to_owned(),
            Self::PagesDisagree(one, other) => {
                format!("is a damaged PDF: one reader finds {one} pages, another {other}")
            }
            Self::NoPages => "is a PDF without pages".to_owned(),
            Self::TooLarge(limit) => format!("is a PDF beyond the limits: {limit}"),
        }
    }

    /// Says what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotPdf => "give a PDF, or a document that LibreOffice can turn into one",
            Self::Encrypted => {
                "save it without a password, or give the password with `--password-file`"
            }
            Self::WrongPassword => {
                "check the file given with `--password-file`, or save the PDF without a password"
            }
            Self::Broken(_) | Self::PagesDisagree(..) => {
                "export it anew from the program it was made with, or open it and print it to a new PDF"
            }
            Self::NoPages => "export it anew from the program it was made with",
            Self::TooLarge(_) => {
                "save it with smaller images or in parts, or ask its author for a smaller PDF"
            }
        }
    }
}
