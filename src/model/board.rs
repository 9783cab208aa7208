//! The office: what all its papers share.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{CheckSettings, Origin, PaperFormat, ReturnsSettings, SetLimits, StatusKey};

/// An office as `data/board.toml` describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// Who publishes the papers.
    pub organisation: Organisation,
    /// The office's own values for `templates/design.typ`.
    pub design: IndexMap<String, Setting>,
    /// The status keys by name.
    pub keys: IndexMap<String, StatusKey>,
    /// The office's own phrases.
    pub wording: IndexMap<String, Phrase>,
    /// The office's own phrases for one kind of document, by the kind's name.
    pub wording_of: IndexMap<String, IndexMap<String, Phrase>>,
    /// The office's standing texts by name.
    pub texts: IndexMap<String, StandingText>,
    /// Values for the fields that papers of a kind do not give themselves: by the kind's name, then by the field's.
    pub defaults: IndexMap<String, IndexMap<String, Setting>>,
    /// How papers are named below the output folder.
    pub name: Option<Phrase>,
    /// How papers of one kind are named, by the kind's name.
    pub names: IndexMap<String, Phrase>,
    /// What papers are written as where nobody asks for anything else.
    pub formats: Vec<PaperFormat>,
    /// What it asks of the checks.
    #[serde(default)]
    pub checks: CheckSettings,
    /// What it says of rounds of returns.
    #[serde(default)]
    pub returns: ReturnsSettings,
    /// The PDF standards every paper conforms to, such as `ua-1` and `a-2a`.
    pub standards: Vec<String>,
    /// What becomes of closed lines when a new quarter begins.
    #[serde(default)]
    pub closed_lines: ClosedLines,
    /// How much memory and time papers may take.
    #[serde(default)]
    pub limits: SetLimits,
}

/// What becomes of closed lines when a new quarter begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosedLines {
    /// They stand in the new quarter's trackers, to be answered again.
    #[default]
    Keep,
    /// They stay in those of the quarter in which they were closed.
    LeaveOut,
}

/// A text that papers print as it stands, such as the one on filming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingText {
    /// Its heading; none where it has none.
    pub heading: Option<String>,
    /// The text, and where it stands.
    pub text: Phrase,
}

/// A value of the office's own, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The value.
    pub value: serde_json::Value,
    /// Where its name stands.
    pub origin: Origin,
}

/// An organisation that publishes papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The line below its name.
    pub strapline: Option<String>,
    /// The language of its papers, such as `en-GB`.
    pub language: String,
}

/// A phrase with places for computed words, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The text, with `{{ … }}` where words come in.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

impl Board {
    /// Returns how papers of a kind are named, where the office says.
    pub fn name_of(&self, kind: &str) -> Option<&Phrase> {
        self.names.get(kind).or(self.name.as_ref())
    }
}
