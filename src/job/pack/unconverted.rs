//! Documents that could not be made PDFs, and what the clerk can do instead.

use crate::diagnostic::{Code, Diagnostics};

use super::libre_office::{Failure, Part};
use super::named::Wanted;

const EXPORT: &str = "or make the PDF yourself and name that: in Word, Save As, PDF, Options, tick \u{201c}Document structure tags for accessibility\u{201d}; in LibreOffice, Export as PDF, tick \u{201c}Universal Accessibility (PDF/UA)\u{201d}";

/// Why a document could not be made a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unconverted {
    what: &'static str,
    hint: &'static str,
}

/// There is no LibreOffice.
pub const MISSING: Unconverted = Unconverted {
    what: "cannot be made a PDF: LibreOffice is not installed",
    hint: "install LibreOffice, which is free",
};
const PROTECTED: Unconverted = Unconverted {
    what: "cannot be made a PDF: a password protects it",
    hint: "save a copy without a password",
};
const DAMAGED: Unconverted = Unconverted {
    what: "cannot be made a PDF: it is damaged, or of another kind than its name says",
    hint: "open it in the program it was made with, and save it again",
};
const PDF: Unconverted = Unconverted {
    what: "is a PDF under a wrong name",
    hint: "give it a name that ends in `.pdf`",
};
const MACROS: Unconverted = Unconverted {
    what: "cannot be made a PDF: it has macros",
    hint: "save it without macros",
};

impl From<Failure> for Unconverted {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::TooLong => Self {
                what: "cannot be made a PDF: LibreOffice was not done after two minutes",
                hint: "open it in LibreOffice to see what holds it up",
            },
            Failure::NotStarted => Self {
                what: "cannot be made a PDF: LibreOffice could not be started",
                hint: "start LibreOffice by hand to see what is wrong with it",
            },
            Failure::NoPdf => DAMAGED,
            Failure::Missing(part) => missing(part),
        }
    }
}

fn missing(part: Part) -> Unconverted {
    let (what, hint) = match part {
        Part::Writer => (
            "cannot be made a PDF: LibreOffice Writer is not installed",
            "install it, the part of LibreOffice for texts",
        ),
        Part::Calc => (
            "cannot be made a PDF: LibreOffice Calc is not installed",
            "install it, the part of LibreOffice for spreadsheets",
        ),
        Part::Impress => (
            "cannot be made a PDF: LibreOffice Impress is not installed",
            "install it, the part of LibreOffice for slides",
        ),
    };
    Unconverted { what, hint }
}

/// Finds what keeps a document from being handed on: LibreOffice opens nearly anything as plain text.
pub fn fault(bytes: &[u8], ending: &str) -> Option<Unconverted> {
    let zip = bytes.starts_with(b"PK\x03\x04");
    let compound = bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let sound = match ending {
        "rtf" => bytes.starts_with(b"{\\rtf"),
        // Old programs, and new ones by an old name, save these as RTF too.
        "doc" => compound || bytes.starts_with(b"{\\rtf"),
        "xls" | "ppt" => compound,
        _ => zip,
    };
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|at| at == name);
    if !sound && compound && !matches!(ending, "doc" | "xls" | "ppt") {
        Some(PROTECTED)
    } else if !sound && is_pdf(bytes) {
        Some(PDF)
    } else if !sound {
        Some(DAMAGED)
    } else if zip && (holds(b"vbaProject.bin") || holds(b"Basic/script-lc.xml")) {
        Some(MACROS)
    } else if zip && holds(b"manifest:encryption-data") {
        Some(PROTECTED)
    } else {
        None
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    start.windows(5).any(|at| at == b"%PDF-")
}

/// Says why a document could not be made a PDF.
pub fn tell(wanted: Wanted<'_>, why: Unconverted, out: &mut Diagnostics) {
    let message = format!("{} {}", wanted.called(), why.what);
    let problem = out.add(Code::NotConverted, wanted.origin(), message);
    problem.hint(why.hint);
    if why != PDF {
        problem.hint(EXPORT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_first_bytes() {
        assert_eq!(fault(b"PK\x03\x04...", "docx"), None);
        assert_eq!(fault(b"Dear all,", "docx"), Some(DAMAGED));
        assert_eq!(fault(b"%PDF-1.7 ...", "docx"), Some(PDF));
        assert_eq!(
            fault(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),
            Some(PROTECTED)
        );
        assert_eq!(fault(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"), None);
        assert_eq!(
            fault(b"PK\x03\x04.word/vbaProject.bin", "docx"),
            Some(MACROS)
        );
        assert_eq!(fault(b"{\\rtf1", "rtf"), None);
    }
}
