//! What a paper can be written as.

use serde::{Deserialize, Serialize};

/// A form that papers are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperFormat {
    /// Pages, to be printed or read on a screen.
    Pdf,
    /// One page for a browser.
    Html,
    /// A document for Word, to be marked up.
    Docx,
}

impl PaperFormat {
    /// All formats, in the order they are made.
    pub const ALL: &[Self] = &[Self::Pdf, Self::Html, Self::Docx];

    /// Returns its name, which is also how its files end.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// Lists the names of all formats, for messages.
    pub fn names() -> String {
        let names = Self::ALL
            .iter()
            .map(|format| format!("`{}`", format.name()));
        names.collect::<Vec<_>>().join(", ")
    }

    /// Reads a name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|format| format.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Returns the name of a paper's file in this format; papers are named as PDFs.
    pub fn file(self, pdf: &str) -> String {
        format!(
            "{}.{}",
            pdf.strip_suffix(".pdf").unwrap_or(pdf),
            self.name()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_the_ending_of_its_format() {
        assert_eq!(
            PaperFormat::Html.file("q2/theme-1.0.pdf"),
            "q2/theme-1.0.html"
        );
        assert_eq!(PaperFormat::Pdf.file("q2/theme-1.pdf"), "q2/theme-1.pdf");
    }

    #[test]
    fn formats_are_known_by_name() {
        assert_eq!(PaperFormat::named(" HTML"), Some(PaperFormat::Html));
        assert_eq!(PaperFormat::named("xml"), None);
    }
}
