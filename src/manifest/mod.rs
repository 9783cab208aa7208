//! What a build has made, for programs and for the record: plain types, written last, and shards of a build put together.
//!
//! A manifest has no clock, no host and no user in it: two builds of the same office give the same bytes, however many machines
//! they were made on.

mod entry;
mod merge;
mod part;
mod share;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;
use crate::model::PaperFormat;

pub(crate) use entry::refusing;
pub use entry::{Entry, Output};
pub use merge::{Found, merge};
pub use part::Part;
pub use share::{Share, share_of};

/// Changes when older programs would misread a manifest.
const FORM: u32 = 1;

/// What a build has made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// The form of this file.
    pub manifest: u32,
    /// The program that made it.
    pub program: String,
    /// The program's version.
    pub program_version: String,
    /// The SHA-256 of what all papers share: `board.toml`, templates, fonts.
    pub office: String,
    /// What each paper was to be made as.
    pub formats: Vec<PaperFormat>,
    /// Whether papers with warnings were refused.
    pub deny_warnings: bool,
    /// Which part of a build this is; none for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The codes for which no paper at all was made: faults of what all share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Code>,
    /// The papers, in the order of their files.
    pub papers: Vec<Entry>,
}

impl Manifest {
    /// Starts a manifest of this program, for an office by its hash.
    pub fn new(office: String, formats: &[PaperFormat], deny_warnings: bool) -> Self {
        let asked = |format: &&PaperFormat| formats.contains(format);
        Self {
            manifest: FORM,
            program: env!("CARGO_PKG_NAME").to_owned(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            office,
            formats: PaperFormat::ALL.iter().filter(asked).copied().collect(),
            deny_warnings,
            part: None,
            refused: Vec::new(),
            papers: Vec::new(),
        }
    }

    /// Reads a manifest; otherwise says why it is none.
    ///
    /// # Errors
    ///
    /// Where the text is no manifest, or one of a later program.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match read.manifest {
            FORM => Ok(read),
            other => Err(format!(
                "its form is {other}, and this program reads {FORM}"
            )),
        }
    }

    /// Returns it as JSON: the same for the same build, to the byte.
    pub fn text(&self) -> String {
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{json}\n")
    }

    /// Returns the name of its file in the output folder.
    pub fn file(&self) -> String {
        let part = self.part.as_ref();
        part.map_or_else(|| WHOLE.to_owned(), |part| part.share.file(part.whole))
    }

    /// Returns what all parts of a build must have in common, in words, with its value.
    fn shared(&self) -> [(&'static str, String); 5] {
        let formats: Vec<&str> = self.formats.iter().map(|format| format.name()).collect();
        let program = format!("{} {}", self.program, self.program_version);
        [
            ("the program", program),
            ("`board.toml`, templates and fonts", self.office.clone()),
            ("the formats", formats.join(",")),
            ("`--deny-warnings`", self.deny_warnings.to_string()),
            (
                "what the office is refused for",
                format!("{:?}", self.refused),
            ),
        ]
    }
}

/// The file of a whole build's manifest, in the output folder.
pub const WHOLE: &str = "manifest.json";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let mut manifest = Manifest::new("ab".to_owned(), &[PaperFormat::Pdf], true);
        manifest.papers.push(Entry::new("data/a.toml"));
        assert_eq!(Manifest::read(&manifest.text()), Ok(manifest.clone()));
        assert_eq!(manifest.file(), "manifest.json");
        let later = manifest
            .text()
            .replace("\"manifest\": 1", "\"manifest\": 2");
        assert!(Manifest::read(&later).is_err_and(|why| why.contains("form is 2")));
        assert!(Manifest::read("{}").is_err());
    }
}
