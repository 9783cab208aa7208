//! The schemas of files that boardpaper itself writes and reads again: rounds, answers, and what was published.

use std::path::PathBuf;

use serde_json::Value as Json;

use crate::job::Office;

use super::Schema;
use super::forms::headed;

/// The schema of a round, `round.toml`.
pub const ROUND: &str = "round";
/// The schema of answers that were collected.
pub const ANSWERS: &str = "answers";
/// The schema of the record of what was published.
pub const HISTORY: &str = "history";

/// Each with what it is of, what that is for, and what it says.
const KEPT: [(&str, &str, &str, &str); 3] = [
    (
        ROUND,
        "round.toml",
        "Who is asked for which lines of which papers, until when: written by `boardpaper returns make`.",
        include_str!("round.json"),
    ),
    (
        ANSWERS,
        "Answers of a round",
        "What came back by a day: written by `boardpaper returns collect`, read with the papers.",
        include_str!("answers.json"),
    ),
    (
        HISTORY,
        "papers.toml",
        "What was published: `boardpaper history add` adds to it, and nothing is ever taken out of it.",
        include_str!("history.json"),
    ),
];

/// Returns the schemas, the same in every office.
pub fn kept() -> impl Iterator<Item = Schema> {
    KEPT.into_iter().map(|(name, title, about, text)| {
        let form: Json = serde_json::from_str(text).unwrap_or_default();
        Schema {
            name: name.to_owned(),
            json: headed(form, title, about),
        }
    })
}

/// Returns those of some names that an office lacks, each with its place: who writes the first file that names a schema puts it
/// there.
pub fn lacking(office: &Office, names: &[&str]) -> Vec<(PathBuf, Vec<u8>, String)> {
    let named = kept().filter(|schema| names.contains(&schema.name.as_str()));
    let placed = named.map(|schema| {
        let shown = schema.file();
        (office.root.join(&shown), schema.text().into_bytes(), shown)
    });
    placed
        .filter(|(path, _, _)| path.symlink_metadata().is_err())
        .collect()
}
