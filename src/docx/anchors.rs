//! Bookmarks: the places in a document that something leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::markup::Element;

use super::tree::{all, heading_level};

/// The longest name that Word keeps.
const LONGEST: usize = 40;

/// The places that links of the page lead to, by their ids.
#[derive(Debug, Default)]
pub struct Anchors {
    names: BTreeMap<String, String>,
    started: usize,
    placed: BTreeSet<String>,
}

impl Anchors {
    /// Finds the places of a page: those that its own links lead to, and those that other papers may lead to.
    pub fn of(page: &Element) -> Self {
        let elements = all(page);
        let wanted: BTreeSet<&str> = elements
            .iter()
            .filter_map(|element| element.get("href")?.strip_prefix('#'))
            .collect();
        let mut anchors = Self::default();
        let mut taken = BTreeSet::new();
        for element in elements {
            let Some(id) = element.get("id") else {
                continue;
            };
            if wanted.contains(id) || is_place(element) {
                let names = &mut anchors.names;
                names
                    .entry(id.to_owned())
                    .or_insert_with(|| free_name(id, &mut taken));
            }
        }
        anchors
    }

    /// Returns the bookmark that an address such as `#deliverables-1` leads to.
    pub fn target(&self, address: &str) -> Option<&str> {
        let id = address.strip_prefix('#')?;
        self.names.get(id).map(String::as_str)
    }

    /// Returns the number and the name of a bookmark for an id, where one is to be; each is placed once.
    pub fn place(&mut self, id: &str) -> Option<(usize, String)> {
        let name = self.names.get(id)?.clone();
        self.placed
            .insert(id.to_owned())
            .then(|| (self.number(), name))
    }

    /// Returns the number of the next bookmark.
    pub fn number(&mut self) -> usize {
        self.started += 1;
        self.started - 1
    }
}

/// Returns whether an element is a heading, a line or a paragraph, and no part of the page's own works.
fn is_place(element: &Element) -> bool {
    let places = ["tr", "th", "td", "p", "li", "table", "figure"];
    let note = element.get("id").is_some_and(|id| id.starts_with("note-"));
    !note && (heading_level(element).is_some() || places.contains(&element.tag.as_str()))
}

/// Returns the name that a place has in another document.
pub fn name_elsewhere(id: &str) -> String {
    free_name(id, &mut BTreeSet::new())
}

/// Makes a name of letters, digits and low lines that no other bookmark has, whatever the capitals.
fn free_name(id: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    // A name must start with a letter; one that starts with a low line is hidden.
    let plain = if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        plain
    } else {
        format!("at_{plain}")
    };
    let numbered = |number: usize| match number {
        1 => plain.chars().take(LONGEST).collect(),
        _ => format!(
            "{}_{number}",
            plain.chars().take(LONGEST - 6).collect::<String>()
        ),
    };
    let name = (1..)
        .map(numbered)
        .find(|name| taken.insert(name.to_lowercase()));
    name.expect("numbers do not run out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_own_and_differ() {
        let mut taken = BTreeSet::new();
        let long = "x".repeat(50);
        let names: Vec<String> = ["deliverables-1", "Deliverables_1", "15", &long, &long]
            .into_iter()
            .map(|id| free_name(id, &mut taken))
            .collect();
        assert_eq!(names[..3], ["deliverables_1", "Deliverables_1_2", "at_15"]);
        assert!(names.iter().all(|name| name.len() <= LONGEST) && names[3] != names[4]);
    }
}
