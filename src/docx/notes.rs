//! Footnotes: a note is Word's own at its first mark, and each later mark refers to that.

use std::collections::BTreeMap;

use crate::markup::Element;

use super::parts::Shared;
use super::relations::Relations;
use super::story::Story;
use super::tree::{all, children, has_role};
use super::xml::Xml;

/// The notes of a page, by the ids of their texts.
#[derive(Debug, Default)]
pub struct Notes<'a> {
    texts: BTreeMap<&'a str, &'a Element>,
    marks: BTreeMap<&'a str, usize>,
    cited: Vec<&'a str>,
}

/// What stands for one mark of a note.
#[derive(Debug, PartialEq, Eq)]
pub enum Citation {
    /// The note itself, with a bookmark if it is marked again.
    First {
        number: usize,
        bookmark: Option<String>,
    },
    /// A reference to the note.
    Again { number: usize, bookmark: String },
    /// Nothing that Word could have a note for.
    Unknown,
}

impl<'a> Notes<'a> {
    /// Finds the texts of notes and counts their marks.
    pub fn of(page: &'a Element) -> Self {
        let mut notes = Self::default();
        for element in all(page) {
            if has_role(element, "doc-endnotes") {
                let entries = all(element).into_iter().filter(|entry| entry.tag == "li");
                notes
                    .texts
                    .extend(entries.filter_map(|entry| Some((entry.get("id")?, entry))));
            } else if has_role(element, "doc-noteref") {
                *notes.marks.entry(target(element)).or_default() += 1;
            }
        }
        notes
    }

    /// Cites a note; inside another note, Word has none.
    pub fn cite(&mut self, id: &'a str, in_notes: bool) -> Citation {
        if let Some(place) = self.cited.iter().position(|cited| *cited == id) {
            return Citation::Again {
                number: place + 1,
                bookmark: bookmark(place + 1),
            };
        }
        if in_notes || !self.texts.contains_key(id) {
            return Citation::Unknown;
        }
        self.cited.push(id);
        let number = self.cited.len();
        let again = self.marks.get(id).is_some_and(|marks| *marks > 1);
        Citation::First {
            number,
            bookmark: again.then(|| bookmark(number)),
        }
    }

    /// Lists the texts below an element that nothing cites.
    pub fn uncited(&self, section: &'a Element) -> Vec<&'a Element> {
        let entries = all(section).into_iter().filter(|entry| entry.tag == "li");
        entries
            .filter(|entry| {
                entry
                    .get("id")
                    .is_some_and(|id| self.texts.contains_key(id) && !self.cited.contains(&id))
            })
            .collect()
    }
}

fn target(mark: &Element) -> &str {
    mark.get("href").unwrap_or_default().trim_start_matches('#')
}

/// A name as Word gives to what its own cross-references lead to.
fn bookmark(number: usize) -> String {
    format!("_Ref{:09}", 100_000_000 + number)
}

/// Writes the notes that were cited, and what they need outside themselves.
pub fn part(shared: &mut Shared<'_>) -> (Vec<u8>, Relations) {
    let mut story = Story::of_notes();
    for place in 0..shared.notes.cited.len() {
        let number = (place + 1).to_string();
        let entry = shared.notes.texts[shared.notes.cited[place]];
        story.xml.open("w:footnote", &[("w:id", &number)]);
        story.note_lead = true;
        story.block_of(entry, shared);
        story.xml.close("w:footnote");
    }
    let (inside, relations) = story.finish();
    let part = Xml::word_part("w:footnotes", |xml| {
        separator(xml, "separator", "-1");
        separator(xml, "continuationSeparator", "0");
        xml.raw(&inside);
    });
    (part, relations)
}

/// The line between text and notes.
fn separator(xml: &mut Xml, kind: &str, id: &str) {
    xml.inside("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.empty(
                    "w:spacing",
                    &[
                        ("w:before", "0"),
                        ("w:after", "0"),
                        ("w:line", "240"),
                        ("w:lineRule", "auto"),
                    ],
                )
            });
            xml.inside("w:r", &[], |xml| xml.empty(&format!("w:{kind}"), &[]));
        });
    });
}

/// Returns the heading of a section of notes.
pub fn heading(section: &Element) -> Option<&Element> {
    children(section).find(|child| super::tree::heading_level(child).is_some())
}
