//! The names that cross-references use, and what they lead to.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Inline, Origin};

/// All names of a paper.
#[derive(Default)]
pub struct Names {
    places: BTreeMap<String, Origin>,
    targets: BTreeMap<String, Target>,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What links lead to.
    pub id: String,
    /// What it is, such as `paragraph`.
    pub noun: String,
    /// Its number, or nothing.
    pub number: String,
    /// The words of a heading.
    pub words: Vec<Inline>,
}

impl Names {
    /// Takes a name where it is given; two of a name are reported.
    pub fn add(&mut self, name: &str, place: &Origin, out: &mut Diagnostics) {
        if let Some(first) = self.places.get(name) {
            out.add(
                Code::PlaceTwice,
                place.clone(),
                format!("two places have the name `{name}`"),
            )
            .hint(format!(
                "the other stands at {first}: give one of them another name"
            ));
            return;
        }
        self.places.insert(name.to_owned(), place.clone());
    }

    /// Reports a name of what can have no number.
    pub fn unnumbered(&mut self, name: &str, out: &mut Diagnostics) {
        let place = self.places.get(name).cloned();
        out.add(Code::PlaceUnnumbered, place, format!("the name `{name}` is given to what has no number"))
            .hint("name the paragraph above the list, or make it a list of letters: begin its items with `1.`");
        self.lost(name);
    }

    /// Takes a name whose place has a fault of its own, so that what leads to it is not told of as well.
    pub fn lost(&mut self, name: &str) {
        let number = "?".to_owned();
        let (id, noun, words) = (String::new(), String::new(), Vec::new());
        self.lead(
            name,
            Target {
                id,
                noun,
                number,
                words,
            },
        );
    }

    /// Says what a name leads to.
    pub fn lead(&mut self, name: &str, target: Target) {
        self.targets.entry(name.to_owned()).or_insert(target);
    }

    /// Returns what a name leads to.
    pub fn target(&self, name: &str) -> Option<&Target> {
        self.targets.get(name)
    }

    /// Shows all names.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.targets.keys().map(String::as_str)
    }
}
