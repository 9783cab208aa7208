//! What an agenda says apart from its items: records keep it, so that a revision can tell what became of it.

use serde::{Deserialize, Serialize};

use crate::model::{Date, Paper};

use super::Phrases;

/// What a meeting's agenda says apart from its papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Facts {
    /// The day; none in records that do not have it.
    pub date: Option<Date>,
    /// When it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// A fingerprint of all its words, those of items too; the files of papers are not in it.
    pub words: String,
}

/// Columns that name files: those of exempt items are nobody's business.
const FILES: [&str; 2] = ["paper", "appendices"];

impl Facts {
    /// Reads what a meeting says.
    pub fn of(paper: &Paper) -> Self {
        let text = |name: &str| {
            let plain = paper.fields.get(name)?.value.plain();
            let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(text)
        };
        Self {
            date: super::read::date(paper),
            time: text("time"),
            venue: text("venue"),
            words: words(paper),
        }
    }

    /// Says what became of what was said before, in the office's words.
    pub(super) fn changes(&self, before: &Self, phrases: &Phrases) -> Vec<String> {
        let day = |facts: &Self| facts.date.map(|date| date.to_string());
        let dates = (day(before), day(self));
        let known = before.date.is_some();
        let facts = [
            ("change-date", dates.0, dates.1),
            ("change-time", before.time.clone(), self.time.clone()),
            ("change-venue", before.venue.clone(), self.venue.clone()),
        ];
        let facts = facts.into_iter().filter(|_| known);
        let changed = facts.filter(|(_, before, now)| before != now);
        changed
            .map(|(phrase, before, now)| {
                let how = match (&before, &now) {
                    (Some(_), Some(_)) => "",
                    (None, _) => "-given",
                    (_, None) => "-gone",
                };
                let (was, now) = (before.unwrap_or_default(), now.unwrap_or_default());
                let with = [("now", now.as_str()), ("was", was.as_str())];
                phrases.say(&format!("{phrase}{how}"), &with)
            })
            .collect()
    }

    /// Returns whether other words are known to have changed.
    pub(super) fn reworded(&self, before: &Self) -> bool {
        !before.words.is_empty() && before.words != self.words
    }
}

/// Returns the fingerprint of a meeting's words (FNV-1a).
fn words(paper: &Paper) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for (name, cell) in &paper.fields {
        take(name);
        take(&cell.value.plain());
    }
    for row in paper.tables.values().flat_map(|table| &table.rows) {
        take(&row.label);
        let cells = row.cells.iter();
        for (name, cell) in cells.filter(|(name, _)| !FILES.contains(&name.as_str())) {
            take(name);
            take(&cell.value.plain());
        }
    }
    format!("{hash:016x}")
}
