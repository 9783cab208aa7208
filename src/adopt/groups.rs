//! Groups that papers are made of one each, such as themes: a number and a name, as titles, cells and sheets say them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::load::{Cell, Sheet};
use crate::model::{FinancialYear, Kind, ValueType};
use crate::validate::{fold, names_any_quarter, one_line};

/// The fields of a kind that say which group a paper is of: `theme.number` and `theme.name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupKind {
    /// The group's word, such as `theme`.
    pub word: String,
    /// The field with its number or ref.
    pub number: String,
    /// The field with its name.
    pub name: Option<String>,
}

/// A group that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its number or ref.
    pub number: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

/// Returns the group that papers of a kind are of, if they are of one.
pub fn group_of(kind: &Kind) -> Option<GroupKind> {
    let parts = || {
        kind.fields
            .iter()
            .filter_map(|(name, field)| Some((name, name.split_once('.')?.0, field)))
    };
    let (number, word, _) = parts().find(|(_, _, field)| field.of_type == ValueType::Ref)?;
    let name = parts().find(|(_, group, field)| *group == word && field.of_type == ValueType::Text);
    Some(GroupKind {
        word: word.to_owned(),
        number: number.clone(),
        name: name.map(|(name, ..)| name.clone()),
    })
}

impl GroupKind {
    /// Reads a line that names a group by its word: `THEME 3: TACKLING CRIME`, `Update on theme 3`.
    pub fn named(&self, text: &str) -> Option<Group> {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?i)^\s*(?:(?:no|number|nr)\b\.?)?\s*#?([0-9]{1,3}[a-z]?|[a-z])(?-u:\b)(.*)$",
            )
            .expect("a sound pattern")
        });
        let lower = text.to_lowercase();
        let word = self.word.to_lowercase();
        let starts = lower.match_indices(&word).map(|(at, _)| at);
        for at in starts.filter(|at| stands_alone(&lower, *at, word.len())) {
            let Some(rest) = text.get(at + word.len()..) else {
                continue;
            };
            if let Some(found) = NUMBER.captures(rest) {
                return Some(Group {
                    number: Some(found[1].to_uppercase()),
                    name: name_after(&found[2]),
                });
            }
        }
        None
    }

    /// Reads a cell of a column of groups: `3`, `Theme 3`, `3. Tackling crime`, `Tackling crime`.
    pub fn cell(&self, text: &str) -> Group {
        static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\s*([0-9]{1,3}[A-Za-z]?|[A-Z])(?:\s*[.:)–—-]\s*(.*)|\s*)$")
                .expect("a sound pattern")
        });
        if let Some(group) = self.named(text) {
            return group;
        }
        match NUMBERED.captures(text) {
            Some(found) => Group {
                number: Some(found[1].to_owned()),
                name: found.get(2).and_then(|name| filled(name.as_str())),
            },
            None => Group {
                number: None,
                name: filled(text),
            },
        }
    }

    /// Whether a heading stands over a column of groups.
    pub fn heads(&self, heading: &str) -> bool {
        let heading = fold(heading);
        let mut words = heading.split(' ');
        words.clone().count() <= 3 && words.any(|word| word == self.word)
    }
}

/// Whether a word at a place of a text is no part of a longer one.
fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + length..].chars().next();
    !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
}

/// Words that titles have beside the name of a group, and that are no part of it.
const NO_NAMES: [&str; 8] = [
    "update",
    "tracker",
    "final",
    "draft",
    "version",
    "progress",
    "deliverables",
    "actions",
];

/// Returns the name behind a number, where a sign sets it off; words on the quarter or the state of the file are none.
fn name_after(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let name = rest
        .strip_prefix([':', '–', '—', '-', '.', ',', ')', '|'])?
        .trim_start();
    let cuts = [" – ", " — ", " - ", " | ", ", ", " ("];
    let mut places: Vec<(usize, &str)> = cuts
        .iter()
        .flat_map(|cut| name.match_indices(cut))
        .collect();
    places.sort();
    let beside = |text: &str| {
        let words = fold(text);
        names_any_quarter(text) || words.split(' ').any(|word| NO_NAMES.contains(&word))
    };
    let end = places
        .iter()
        .find(|(at, cut)| beside(&name[at + cut.len()..]));
    let first = without_year(&name[..end.map_or(name.len(), |(at, _)| *at)]);
    let nothing = names_any_quarter(first) || NO_NAMES.contains(&fold(first).as_str());
    filled(first).filter(|_| !nothing)
}

/// Takes a financial year from the end of a name: the paper says it with its quarter.
fn without_year(name: &str) -> &str {
    match name.trim_end().rsplit_once(' ') {
        Some((before, last)) if FinancialYear::parse(last).is_some() => before,
        _ => name,
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_end_matches([':', '–', '—', '-', ','])
        .trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl GroupKind {
    /// Whether a sheet speaks of groups: in its name, above its headings, in a heading, or in lines between its rows.
    pub fn stands_in(&self, sheet: &Sheet, headings: u32) -> bool {
        let lone = |cells: &BTreeMap<u32, Cell>| {
            let mut filled = cells.values().filter(|cell| !cell.is_blank());
            let first = filled.next().map(|cell| one_line(&cell.text()));
            first.filter(|_| filled.next().is_none())
        };
        let mut lines = sheet.rows.values().filter_map(lone);
        let heads = sheet.rows.get(&headings).into_iter().flatten();
        let mut heads = heads.map(|(_, cell)| one_line(&cell.text()));
        self.named(&sheet.name).is_some()
            || lines.any(|line| self.named(&line).is_some())
            || heads.any(|text| self.heads(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme() -> GroupKind {
        GroupKind {
            word: "theme".to_owned(),
            number: "theme.number".to_owned(),
            name: Some("theme.name".to_owned()),
        }
    }

    fn said(group: Option<Group>) -> (String, String) {
        let group = group.unwrap_or_default();
        (
            group.number.unwrap_or_default(),
            group.name.unwrap_or_default(),
        )
    }

    #[test]
    fn titles_name_a_theme_by_number_and_perhaps_by_name() {
        for (text, number, name) in [
            ("THEME 3: TACKLING CRIME", "3", "TACKLING CRIME"),
            ("Theme 3 UPDATE - QRT 4 UPDATE (March 2019)", "3", ""),
            (
                "Plan 2026-30 - Theme 2: Victims - Q2 2026-27",
                "2",
                "Victims",
            ),
            ("Theme 1: Safer streets, Q2 2026-27", "1", "Safer streets"),
            ("Theme 1: Safer streets 2026-27", "1", "Safer streets"),
            (
                "Theme 4 – Fraud, violence and exploitation",
                "4",
                "Fraud, violence and exploitation",
            ),
            ("Theme no. 5", "5", ""),
            ("Theme 3 – tracker for Q1 2026-27", "3", ""),
            ("Themes of the plan", "", ""),
            ("Strategic priorities", "", ""),
        ] {
            assert_eq!(
                said(theme().named(text)),
                (number.into(), name.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn cells_of_a_column_of_themes_say_number_or_name_or_both() {
        for (text, number, name) in [
            ("3", "3", ""),
            ("Theme 3", "3", ""),
            ("3. Tackling crime", "3", "Tackling crime"),
            ("3 - Tackling crime", "3", "Tackling crime"),
            ("Tackling crime", "", "Tackling crime"),
        ] {
            assert_eq!(
                said(Some(theme().cell(text))),
                (number.into(), name.into()),
                "{text}"
            );
        }
    }
}
