//! Relationships: what a part needs outside itself, by a name that is its own.

use super::xml::Xml;

const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const SPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The relationships of one part, in the order of their first use.
#[derive(Debug, Default)]
pub struct Relations(Vec<Relation>);

#[derive(Debug, PartialEq, Eq)]
struct Relation {
    kind: String,
    target: String,
    external: bool,
}

impl Relations {
    /// Returns the name of a part of the same file; `kind` is the last word of its type, or the whole type.
    pub fn part(&mut self, kind: &str, target: &str) -> String {
        let kind = if kind.contains(':') {
            kind.to_owned()
        } else {
            format!("{BASE}{kind}")
        };
        self.add(Relation {
            kind,
            target: target.to_owned(),
            external: false,
        })
    }

    /// Returns the name of an address outside the file.
    pub fn link(&mut self, address: &str) -> String {
        self.add(Relation {
            kind: format!("{BASE}hyperlink"),
            target: address.to_owned(),
            external: true,
        })
    }

    /// Returns whether nothing is needed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the relationships as a part.
    pub fn xml(&self) -> Vec<u8> {
        Xml::part("Relationships", &[("xmlns", SPACE)], |xml| {
            for (place, relation) in self.0.iter().enumerate() {
                let id = name(place);
                let mut attributes = vec![
                    ("Id", id.as_str()),
                    ("Type", &relation.kind),
                    ("Target", &relation.target),
                ];
                if relation.external {
                    attributes.push(("TargetMode", "External"));
                }
                xml.empty("Relationship", &attributes);
            }
        })
    }

    fn add(&mut self, relation: Relation) -> String {
        let known = self.0.iter().position(|known| *known == relation);
        name(known.unwrap_or_else(|| {
            self.0.push(relation);
            self.0.len() - 1
        }))
    }
}

fn name(place: usize) -> String {
    format!("rId{}", place + 1)
}
