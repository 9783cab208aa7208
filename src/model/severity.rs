//! How much a problem matters.

use serde::{Deserialize, Serialize};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The paper cannot be made as it stands.
    Error,
    /// The paper is made, but someone should look.
    Warning,
    /// Something the program did, or saw, that its user may want to know.
    Note,
    /// Nothing is said of it, unless the office asks.
    Off,
}

impl Severity {
    /// All severities, as `board.toml` names them.
    pub const NAMES: [(&str, Self); 4] = [
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("note", Self::Note),
        ("off", Self::Off),
    ];

    /// Returns what messages call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note | Self::Off => "note",
        }
    }
}
