//! What an office asks of the checks: `[check]` in `board.toml`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Origin, Phrase, Severity};

/// What an office asks of the checks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckSettings {
    /// How much problems matter, by the number of their code.
    pub severities: BTreeMap<u16, Severity>,
    /// The findings that the office has looked at and lets stand.
    pub allowed: Vec<Allowance>,
    /// The most words that an update may have; none for no limit.
    pub longest_update: Option<usize>,
    /// Whether each row whose step needs attention must say how it comes right.
    pub path_to_green: bool,
    /// The words that such a way begins with, besides the usual ones.
    pub path_words: Vec<String>,
    /// The people and posts who may lead, each with its place; empty where any may.
    pub lead_officers: Vec<Phrase>,
    /// The organisations that may lead, each with its place; empty where any may.
    pub organisations: Vec<Phrase>,
    /// The abbreviations that need no explanation.
    pub abbreviations: Vec<String>,
    /// The words that no dictionary has.
    pub words: Vec<String>,
    /// The house's own terms, by how they are wrongly written; each with its place.
    pub terms: IndexMap<String, Phrase>,
    /// Words that speak against a status, besides the usual ones.
    pub status_words: StatusWords,
    /// The domains whose addresses may be published.
    pub email_domains: Vec<String>,
    /// The telephone numbers that may be published.
    pub telephones: Vec<String>,
    /// The smallest text in points; none for the standard's.
    pub smallest_text: Option<f64>,
    /// The headings from which a paper needs contents; none for the usual number.
    pub contents_from: Option<usize>,
}

/// Words that speak against a status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusWords {
    /// Words of work that is behind, beside a step that needs no attention.
    pub behind: Vec<String>,
    /// Words of work that is done, beside a step that needs attention.
    pub done: Vec<String>,
    /// Words of work to come, beside a step that is closed.
    pub to_come: Vec<String>,
    /// Words that take the others back, such as "no longer".
    pub unless: Vec<String>,
}

/// A finding that the office has looked at and lets stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The number of the code.
    pub code: u16,
    /// The place as messages tell it, or the first part of it: a file, a sheet, a line.
    pub place: String,
    /// Why it may stand.
    pub reason: String,
    /// Where the allowance stands.
    pub origin: Origin,
}

impl Allowance {
    /// Returns whether a place is the one that is meant, or lies in it.
    pub fn covers(&self, place: &Origin) -> bool {
        within(&place.to_string(), self.place.trim())
    }

    /// Returns whether its place lies in a file.
    pub fn lies_in(&self, file: &str) -> bool {
        within(self.place.trim(), file)
    }
}

/// Returns whether a place as messages tell it is another, or lies in it.
fn within(place: &str, other: &str) -> bool {
    let rest = place.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_covers_its_place_and_what_lies_in_it() {
        let allowed = |place: &str| Allowance {
            code: 1,
            place: place.into(),
            reason: "seen".into(),
            origin: Origin::file("data/board.toml"),
        };
        let cell = Origin::Cell {
            file: "data/a.xlsx".into(),
            sheet: "Theme 1".into(),
            row: 1,
            column: 4,
        };
        for place in [
            "data/a.xlsx",
            "data/a.xlsx, sheet `Theme 1`",
            "data/a.xlsx, sheet `Theme 1`, cell E2",
        ] {
            assert!(allowed(place).covers(&cell), "{place}");
        }
        for place in [
            "data/a.xls",
            "data/a.xlsx, sheet `Theme 1`, cell E",
            "data/b.xlsx",
        ] {
            assert!(!allowed(place).covers(&cell), "{place}");
        }
        assert!(allowed("data/a.xlsx, sheet `Theme 1`").lies_in("data/a.xlsx"));
        assert!(!allowed("data/a.xlsx, sheet `Theme 1`").lies_in("data/a"));
    }
}
