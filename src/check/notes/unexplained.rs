//! Abbreviations that the paper uses and never explains.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};

use crate::model::plain_signs;

use super::super::Subject;
use super::abbreviation::{self, is_known};
use super::explained::Explained;
use super::reading::{Read, Use, in_small_letters};
use super::word::words;

/// Abbreviations that need no explanation in a paper.
pub struct Known(HashSet<String>);

impl Known {
    /// Gathers them: the office's, those of its status keys, the names of those who lead, and words in capitals.
    pub fn of(
        subject: &Subject<'_>,
        lines: &[Read<'_, '_>],
        uses: &IndexMap<&str, Use<'_>>,
    ) -> Self {
        let settings = subject.settings;
        let listed = settings.abbreviations.iter().chain(&settings.words);
        let mut known: HashSet<String> = listed.map(|word| word.trim().to_uppercase()).collect();
        known.extend(listed_keys(
            settings.abbreviations.iter().map(String::as_str),
        ));
        let own = subject
            .paper
            .tables
            .values()
            .filter_map(|table| table.key.as_ref());
        for step in subject
            .paper
            .board
            .keys
            .values()
            .chain(own)
            .flat_map(|key| &key.steps)
        {
            known.insert(step.code.to_uppercase());
            known.extend(listed_keys([step.label.as_str()].into_iter()));
            known.extend(listed_keys(step.aliases.iter().map(String::as_str)));
        }
        // Initials alone in a cell are in capitals throughout, and no shouting.
        let names = lines.iter().filter(|read| read.has_names());
        known.extend(
            names
                .flat_map(|read| &read.words)
                .filter_map(abbreviation::key),
        );
        let asked: HashSet<&str> = uses.keys().copied().collect();
        known.extend(in_small_letters(lines, &asked));
        Self(known)
    }

    /// Returns whether an abbreviation is one of them.
    pub fn has(&self, key: &str) -> bool {
        is_known(key) || self.0.contains(key)
    }
}

fn listed_keys<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let keys = texts.flat_map(|text| {
        let text = plain_signs(text);
        let words = words(&text);
        words
            .iter()
            .filter_map(abbreviation::key)
            .collect::<Vec<_>>()
    });
    keys.collect()
}

/// Reports each at its first use.
pub fn check(
    lines: &[Read<'_, '_>],
    uses: &IndexMap<&str, Use<'_>>,
    explained: &Explained,
    known: &Known,
    misspelt: &HashSet<&str>,
    out: &mut Diagnostics,
) {
    for (key, first) in uses {
        if known.has(key) || explained.has(key) || misspelt.contains(key) {
            continue;
        }
        let word = first.word.base();
        let often = match first.count {
            1 => String::new(),
            2 => " twice".to_owned(),
            count => format!(" {count} times"),
        };
        let message = format!("`{word}` is used{often} and never explained");
        lines[first.line]
            .passage
            .report(Code::AbbreviationUnexplained, first.word.range(), message, out)
            .hint(format!(
                "write it out here with `({word})` behind it, or explain it in the glossary"
            ))
            .hint("where every reader knows it, add it to `abbreviations` under `[check]` in `board.toml`");
    }
}
