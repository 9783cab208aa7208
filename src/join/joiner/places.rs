//! Named places of one paper, and where its links and bookmarks lead.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use super::source::Source;

/// How many nodes of trees and how many names are read.
const MOST: usize = 200_000;

/// The places of a part.
pub struct Places {
    prefix: String,
    /// Names, as the paper writes them, and where they lead.
    names: HashMap<Vec<u8>, Object>,
    pages: Vec<ObjectId>,
    kept: HashSet<ObjectId>,
}

impl Places {
    /// Reads the named places of a paper, from either of the two tables that there are.
    pub fn of(source: &Source, catalog: &Dictionary, part: usize, pages: &[ObjectId]) -> Self {
        let mut places = Self {
            prefix: prefix(part),
            names: HashMap::new(),
            pages: pages.to_vec(),
            kept: pages.iter().copied().collect(),
        };
        if let Some(names) = source.entry(catalog, b"Names") {
            for (name, value) in tree(source, names.get(b"Dests").unwrap_or(&Object::Null)) {
                places.define(source, name, &value);
            }
        }
        if let Some(old) = source.entry(catalog, b"Dests") {
            for (name, value) in old.iter().take(MOST) {
                places.define(source, name.clone(), value);
            }
        }
        places
    }

    fn define(&mut self, source: &Source, name: Vec<u8>, value: &Object) {
        if let Some(explicit) = self.explicit(source, value) {
            self.names.entry(name).or_insert(explicit);
        }
    }

    /// Lists all places under the names they have in the pack.
    pub fn all(&self) -> impl Iterator<Item = (Vec<u8>, &Object)> {
        let named = |name: &[u8]| [self.prefix.as_bytes(), name].concat();
        self.names
            .iter()
            .map(move |(name, goal)| (named(name), goal))
    }

    /// Returns where all names lead, for pages that change.
    pub fn goals(&mut self) -> impl Iterator<Item = &mut Object> {
        self.names.values_mut()
    }

    /// Returns where a link or a bookmark leads inside the paper; nothing where it leads nowhere, or elsewhere.
    pub fn destination(&self, source: &Source, entries: &Dictionary) -> Option<Object> {
        if let Ok(goal) = entries.get(b"Dest") {
            return self.lead(source, goal);
        }
        let action = source.entry(entries, b"A")?;
        let plain = matches!(action.get(b"S"), Ok(Object::Name(kind)) if kind == b"GoTo");
        if plain {
            self.lead(source, action.get(b"D").ok()?)
        } else {
            None
        }
    }

    /// Returns the place with a name of the paper's, as the pack calls it.
    pub fn named(&self, name: &[u8]) -> Option<Object> {
        let known = self.names.contains_key(name);
        let called = [self.prefix.as_bytes(), name].concat();
        known.then_some(Object::String(called, StringFormat::Literal))
    }

    fn lead(&self, source: &Source, goal: &Object) -> Option<Object> {
        match source.resolve(goal) {
            Object::Name(name) | Object::String(name, _) => self.named(name),
            found => self.explicit(source, found),
        }
    }

    /// Returns a page and what of it is to be seen, where the page is kept.
    fn explicit(&self, source: &Source, goal: &Object) -> Option<Object> {
        let items = match source.resolve(goal) {
            Object::Array(items) => items,
            Object::Dictionary(entries) => match source.resolve(entries.get(b"D").ok()?) {
                Object::Array(items) => items,
                _ => return None,
            },
            _ => return None,
        };
        let page = match items.first()? {
            Object::Reference(page) if self.kept.contains(page) => *page,
            Object::Integer(index) => *self.pages.get(usize::try_from(*index).ok()?)?,
            _ => return None,
        };
        let mut explicit = vec![Object::Reference(page)];
        explicit.extend(items.iter().skip(1).take(5).map(|item| plain(source, item)));
        if explicit.len() == 1 {
            explicit.push(Object::Name(b"Fit".to_vec()));
        }
        Some(Object::Array(explicit))
    }
}

/// Returns what the names of a part begin with.
pub fn prefix(part: usize) -> String {
    format!("p{}-", part + 1)
}

/// Returns a part of a destination, which is a number, a name or nothing.
fn plain(source: &Source, item: &Object) -> Object {
    match source.resolve(item) {
        found @ (Object::Integer(_) | Object::Real(_) | Object::Name(_)) => found.clone(),
        _ => Object::Null,
    }
}

/// Lists what a tree of names holds, in order.
pub fn tree(source: &Source, root: &Object) -> Vec<(Vec<u8>, Object)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop().filter(|_| found.len() < MOST) {
        let again = matches!(node, Object::Reference(id) if !seen.insert(*id));
        let Some(entries) = source.dictionary(node).filter(|_| !again) else {
            continue;
        };
        for pair in source.items(entries, b"Names").chunks_exact(2) {
            if let Object::String(name, _) = source.resolve(&pair[0]) {
                found.push((name.clone(), pair[1].clone()));
            }
        }
        if stack.len() < MOST {
            stack.extend(source.items(entries, b"Kids").iter().rev());
        }
    }
    found
}
