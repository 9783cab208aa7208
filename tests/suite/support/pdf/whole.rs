//! What holds a PDF together, counted part by part, and what in it leads nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::text_of;
use super::trees::{named, numbered};

/// A PDF as it hangs together.
pub struct Whole {
    pub(super) document: Document,
    /// The pages in order.
    pub pages: Vec<ObjectId>,
}

/// A place that something leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// A page, from 0.
    Page(usize),
    Web(String),
    /// It should lead somewhere, and does not: what it says.
    Nowhere(String),
    /// It was not meant to lead anywhere.
    Still,
}

impl Whole {
    /// Opens a PDF.
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        let document =
            Document::load(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let pages = document.page_iter().collect();
        Self { document, pages }
    }

    /// Lists all that is wrong with how it hangs together: a line each.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.structure().faults;
        faults.extend(self.missing());
        faults.extend(self.page_faults());
        let leads = self
            .links()
            .into_iter()
            .map(|(page, lead)| (format!("a link on page {}", page + 1), lead));
        let marks = self
            .outline()
            .into_iter()
            .map(|(_, title, lead)| (format!("the bookmark `{title}`"), lead));
        for (what, lead) in leads.chain(marks) {
            if let Lead::Nowhere(name) = lead {
                faults.push(format!("{what} leads to {name}, which is nowhere"));
            }
        }
        for (name, page) in self.names() {
            if page.is_none() {
                faults.push(format!("the name `{name}` leads nowhere"));
            }
        }
        faults
    }

    /// Lists the links to be clicked: the page they stand on, from 0, and where they lead.
    pub fn links(&self) -> Vec<(usize, Lead)> {
        let mut links = Vec::new();
        for (number, page) in self.pages.iter().enumerate() {
            for annotation in self.annotations(*page) {
                let kind = annotation.get(b"Subtype").and_then(Object::as_name);
                if kind.is_ok_and(|kind| kind == b"Link") {
                    links.push((number, self.lead(annotation)));
                }
            }
        }
        links
    }

    /// Lists the bookmarks: how deep they stand, from 0, their words, and where they lead.
    pub fn outline(&self) -> Vec<(usize, String, Lead)> {
        let mut found = Vec::new();
        if let Some(root) = self.dictionary(self.catalog().get(b"Outlines").ok()) {
            self.below(root, 0, &mut BTreeSet::new(), &mut found);
        }
        found
    }

    fn below(
        &self,
        parent: &Dictionary,
        depth: usize,
        seen: &mut BTreeSet<ObjectId>,
        found: &mut Vec<(usize, String, Lead)>,
    ) {
        let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            let Ok(item) = self.document.get_dictionary(id) else {
                break;
            };
            let title = item
                .get(b"Title")
                .ok()
                .and_then(|title| text_of(self.follow(title)));
            found.push((depth, title.unwrap_or_default(), self.lead(item)));
            self.below(item, depth + 1, seen, found);
            next = item.get(b"Next").and_then(Object::as_reference).ok();
        }
    }

    /// Lists the named places and their pages.
    pub fn names(&self) -> BTreeMap<String, Option<usize>> {
        let shown = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let mut names = BTreeMap::new();
        if let Some(old) = self.dictionary(self.catalog().get(b"Dests").ok()) {
            names.extend(
                old.iter()
                    .map(|(name, place)| (shown(name), self.page_of(place))),
            );
        }
        let tree = self.dictionary(self.catalog().get(b"Names").ok());
        if let Some(tree) = self.dictionary(tree.and_then(|names| names.get(b"Dests").ok())) {
            let found = named(&self.document, tree);
            names.extend(
                found
                    .iter()
                    .map(|(name, place)| (shown(name), self.page_of(place))),
            );
        }
        names
    }

    /// Returns the label of each page; empty where it has none.
    pub fn labels(&self) -> Vec<String> {
        let Some(tree) = self.dictionary(self.catalog().get(b"PageLabels").ok()) else {
            return vec![String::new(); self.pages.len()];
        };
        let runs = numbered(&self.document, tree);
        let label = |page: usize| {
            let (start, run) = runs.range(..=page as i64).next_back()?;
            let run = self.dictionary(Some(run))?;
            let first = run.get(b"St").and_then(Object::as_i64).unwrap_or(1);
            let prefix = run
                .get(b"P")
                .ok()
                .and_then(|prefix| text_of(self.follow(prefix)));
            let number = first + page as i64 - start;
            Some(
                prefix.unwrap_or_default()
                    + &counted(run.get(b"S").and_then(Object::as_name).ok(), number),
            )
        };
        (0..self.pages.len())
            .map(|page| label(page).unwrap_or_default())
            .collect()
    }

    /// Returns where a link or a bookmark leads.
    fn lead(&self, from: &Dictionary) -> Lead {
        let nowhere = || Lead::Nowhere(format!("{from:?}"));
        if !from.has(b"Dest") && !from.has(b"A") {
            return Lead::Still;
        }
        if let Ok(place) = from.get(b"Dest") {
            return self.page_of(place).map_or_else(nowhere, Lead::Page);
        }
        let Some(action) = self.dictionary(from.get(b"A").ok()) else {
            return nowhere();
        };
        if let Some(address) = action
            .get(b"URI")
            .ok()
            .and_then(|uri| text_of(self.follow(uri)))
        {
            return Lead::Web(address);
        }
        let place = action.get(b"D").ok().filter(|_| {
            action
                .get(b"S")
                .is_ok_and(|kind| kind == &Object::Name(b"GoTo".to_vec()))
        });
        place
            .and_then(|place| self.page_of(place))
            .map_or_else(nowhere, Lead::Page)
    }

    /// Finds the page of a destination: a place, or the name of one.
    fn page_of(&self, place: &Object) -> Option<usize> {
        match self.follow(place) {
            Object::Array(place) => {
                let page = place.first()?.as_reference().ok()?;
                self.pages.iter().position(|known| *known == page)
            }
            Object::Dictionary(place) => self.page_of(place.get(b"D").ok()?),
            Object::String(name, _) => {
                let names = self.dictionary(self.catalog().get(b"Names").ok())?;
                let tree = self.dictionary(names.get(b"Dests").ok())?;
                self.page_of(named(&self.document, tree).get(name)?)
            }
            Object::Name(name) => {
                let names = self.dictionary(self.catalog().get(b"Dests").ok())?;
                self.page_of(names.get(name).ok()?)
            }
            _ => None,
        }
    }

    /// Lists references to objects that are not there, of all that can be reached.
    fn missing(&self) -> Vec<String> {
        let (mut missing, mut seen) = (Vec::new(), BTreeSet::new());
        let mut open: Vec<(&Object, ObjectId)> = self
            .document
            .trailer
            .iter()
            .map(|(_, object)| (object, (0, 0)))
            .collect();
        while let Some((object, inside)) = open.pop() {
            match object {
                Object::Reference(id) if seen.insert(*id) => match self.document.get_object(*id) {
                    Ok(object) => open.push((object, *id)),
                    Err(_) => missing.push(format!(
                        "object {} {} names object {} {}, which is not there",
                        inside.0, inside.1, id.0, id.1
                    )),
                },
                Object::Array(parts) => open.extend(parts.iter().map(|part| (part, inside))),
                Object::Dictionary(parts) => {
                    open.extend(parts.iter().map(|(_, part)| (part, inside)))
                }
                Object::Stream(stream) => {
                    open.extend(stream.dict.iter().map(|(_, part)| (part, inside)))
                }
                _ => {}
            }
        }
        missing
    }

    /// Lists annotations that are not there, or name another page.
    fn page_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (number, page) in self.pages.iter().enumerate() {
            for annotation in self.annotations(*page) {
                let named = annotation.get(b"P").and_then(Object::as_reference).ok();
                if named.is_some_and(|named| named != *page) {
                    faults.push(format!(
                        "an annotation on page {} names another page as its own",
                        number + 1
                    ));
                }
            }
        }
        faults
    }

    pub(super) fn annotations(&self, page: ObjectId) -> Vec<&Dictionary> {
        let page = self.document.get_dictionary(page).expect("a page");
        let list = page.get(b"Annots").map(|list| self.follow(list));
        let list = list.and_then(Object::as_array).ok();
        list.into_iter()
            .flatten()
            .filter_map(|annotation| self.dictionary(Some(annotation)))
            .collect()
    }

    pub(super) fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a PDF has a catalogue")
    }

    pub(super) fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document
            .dereference(object)
            .map_or(object, |(_, object)| object)
    }

    pub(super) fn dictionary<'a>(&'a self, object: Option<&'a Object>) -> Option<&'a Dictionary> {
        match self.follow(object?) {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }
}

/// Returns a number in a style of page labels, as far as packs use them.
fn counted(style: Option<&[u8]>, number: i64) -> String {
    match style {
        Some(b"D") => number.to_string(),
        Some(b"r") => roman(number),
        Some(b"R") => roman(number).to_uppercase(),
        Some(b"A" | b"a") => {
            let letter = char::from(b'A' + u8::try_from((number - 1) % 26).expect("a letter"));
            (0..=(number - 1) / 26).map(|_| letter).collect()
        }
        _ => String::new(),
    }
}

fn roman(mut number: i64) -> String {
    let parts = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut said = String::new();
    for (value, letters) in parts {
        while number >= value {
            said += letters;
            number -= value;
        }
    }
    said
}
