//! `[returns]`: what an office says of its rounds of returns.

use serde::{Deserialize, Serialize};

use super::Phrase;

/// What an office says of its rounds of returns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnsSettings {
    /// Where answers are put.
    pub into: AnswersInto,
    /// Whom officers ask, as it stands in workbooks and messages.
    pub contact: Option<String>,
    /// Where answers go: an address.
    pub reply_to: Option<String>,
    /// The list of officers with their addresses: a workbook or CSV file, told from the folder of `board.toml`.
    pub officers: Option<Phrase>,
    /// Who is asked for lines that name no lead.
    pub otherwise: Option<Phrase>,
    /// The subject of messages.
    pub subject: Option<Phrase>,
    /// The words of messages.
    pub message: Option<Phrase>,
    /// The division whose bank holidays are no working days.
    pub bank_holidays: Option<Phrase>,
}

/// Where answers are put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswersInto {
    /// Into files of their own, which papers read over their trackers.
    #[default]
    Overlay,
    /// Into the trackers themselves.
    Trackers,
}

impl AnswersInto {
    /// Both, as `board.toml` names them.
    pub const NAMES: [(&str, Self); 2] = [("overlay", Self::Overlay), ("trackers", Self::Trackers)];
}

impl ReturnsSettings {
    /// The words in braces that subject and message may have.
    pub const WORDS: [&str; 7] = [
        "officer",
        "quarter",
        "deadline",
        "lines",
        "contact",
        "reply-to",
        "organisation",
    ];
}
