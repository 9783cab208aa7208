//! Names of places in the pack, and the links that lead to them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lopdf::{Object, ObjectId};

use crate::join::Dangling;

use super::links::{Goal, Spot};
use super::part::Part;
use super::places;
use super::source::Source;
use super::syntax;
use super::tree;
use super::writer::Writer;

/// All names, as they are found.
#[derive(Default)]
pub struct Names {
    /// Where each name leads.
    places: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The parts in which places are that entries define.
    owners: BTreeMap<String, usize>,
    /// What links to places say, where it is not the title of the part.
    said: BTreeMap<String, String>,
    /// The titles and pages of parts.
    parts: Vec<(String, Vec<u32>)>,
    waiting: Vec<(usize, Waiting)>,
    dangling: Vec<Dangling>,
}

/// A link that waits until all places are known.
pub struct Waiting {
    number: u32,
    /// Its entries, but for where it leads and what it says.
    fields: Vec<u8>,
    /// What it says of itself, as it is written.
    said: Option<Vec<u8>>,
    goal: Goal,
    /// Its page in its part, from 1.
    page: usize,
}

impl Waiting {
    /// Has a link wait.
    pub fn of<W: Write>(
        source: &mut Source,
        id: ObjectId,
        (goal, page): (Goal, usize),
        writer: &mut Writer<W>,
    ) -> io::Result<Self> {
        let mut object = source.objects.remove(&id).unwrap_or(Object::Null);
        let mut said = None;
        if let Object::Dictionary(entries) = &mut object {
            said = entries
                .remove(b"Contents")
                .map(|words| source.resolve(&words).clone());
        }
        let body = source.body(&object, writer)?;
        Ok(Self {
            number: source.number(id).unwrap_or_default(),
            fields: body.strip_suffix(b">>").unwrap_or(b"<<").to_vec(),
            said: said.filter(tells).map(|words| written(&words)),
            goal,
            page,
        })
    }
}

/// Whether what a link says of itself is more than an address.
fn tells(words: &Object) -> bool {
    let words = lopdf::decode_text_string(words).unwrap_or_default();
    let address = words.contains("boardpaper:") || !words.contains(char::is_whitespace);
    !words.trim().is_empty() && !address
}

fn written(object: &Object) -> Vec<u8> {
    let mut out = Vec::new();
    syntax::write(object, &|_| None, &mut out);
    out
}

impl Names {
    /// Returns how many parts there are.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Takes in the names of a part, which starts at a place.
    pub fn add(&mut self, part: &Part, start: Vec<u8>, pages: Vec<u32>) {
        let index = self.parts.len();
        for (name, goal) in part.places.all() {
            let mut place = Vec::new();
            syntax::write(goal, &|id| part.source.number(id), &mut place);
            self.places.insert(name, place);
        }
        for place in &part.entry.places {
            self.owners.entry(place.clone()).or_insert(index);
            self.places
                .entry(place.clone().into_bytes())
                .or_insert_with(|| start.clone());
        }
        self.said.extend(part.entry.said.clone());
        let dangling = part.dangling.iter().cloned();
        self.dangling.extend(dangling.map(|(to, page)| Dangling {
            to,
            part: index,
            page,
        }));
        self.parts.push((part.entry.title.clone(), pages));
    }

    /// Has a link of the last part wait.
    pub fn wait(&mut self, waiting: Waiting) {
        self.waiting
            .push((self.parts.len().saturating_sub(1), waiting));
    }

    /// Writes the links that waited and the names; gives the names, where there are any, and the links that lead nowhere.
    pub fn finish<W: Write>(
        mut self,
        writer: &mut Writer<W>,
    ) -> io::Result<(Option<u32>, Vec<Dangling>)> {
        for (part, link) in std::mem::take(&mut self.waiting) {
            let lead = self.lead(&link.goal, part);
            if lead.is_none() {
                self.dangling.push(Dangling {
                    to: place(&link.goal),
                    part,
                    page: link.page,
                });
            }
            let mut body = link.fields;
            let mut said = link.said;
            if let Some((goal, title)) = lead {
                body.extend(b"/A<</S/GoTo/D");
                body.extend(goal);
                body.extend(b">>");
                said = said.or_else(|| Some(text(&title)));
            }
            body.extend(b"/Contents");
            body.extend(said.unwrap_or_else(|| text(&place(&link.goal))));
            body.extend(b">>");
            writer.object(link.number, &body)?;
        }
        self.dangling.sort_by_key(|link| link.part);
        let places = self
            .places
            .into_iter()
            .map(|(name, goal)| (string(&name), goal));
        let places: Vec<_> = places.collect();
        let names = match places.is_empty() {
            true => None,
            false => Some(tree::write(b"Names", &places, writer)?),
        };
        Ok((names, self.dangling))
    }

    /// Returns where a link of a part leads, and the title of what is there.
    fn lead(&self, goal: &Goal, part: usize) -> Option<(Vec<u8>, String)> {
        let (place, spot) = match goal {
            Goal::Place(place) => (place, &Spot::Start),
            Goal::Within(place, spot) => (place, spot),
        };
        let owner = if place.is_empty() {
            part
        } else {
            *self.owners.get(place)?
        };
        let (title, pages) = self.parts.get(owner)?;
        let start = || (!place.is_empty()).then(|| string(place.as_bytes()));
        let goal = match spot {
            Spot::Start => start(),
            Spot::Named(name) => {
                let name = [places::prefix(owner).as_bytes(), name].concat();
                let known = self.places.contains_key(&name);
                known.then(|| string(&name)).or_else(start)
            }
            Spot::Page(index) => match pages.get(*index) {
                Some(page) => Some(format!("[{page} 0 R/Fit]").into_bytes()),
                None => start(),
            },
        };
        let said = self.said.get(place).filter(|_| matches!(spot, Spot::Start));
        Some((goal?, said.unwrap_or(title).clone()))
    }
}

/// Returns the place that a link names.
fn place(goal: &Goal) -> String {
    match goal {
        Goal::Place(place) | Goal::Within(place, _) => place.clone(),
    }
}

fn text(words: &str) -> Vec<u8> {
    let mut out = Vec::new();
    syntax::text(words, &mut out);
    out
}

fn string(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    syntax::bytes(value, &mut out);
    out
}
