//! Where a PDF leads its reader: bookmarks and links.

use lopdf::{Dictionary, Object};

use super::{Pdf, text_of};

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    pub level: usize,
    pub title: String,
    /// From 1.
    pub page: usize,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Web(String),
    /// A page of the paper, from 1.
    Page(usize),
}

impl Pdf {
    /// Lists the bookmarks.
    pub fn bookmarks(&self) -> Vec<Bookmark> {
        let mut found = Vec::new();
        if let Ok(root) = self
            .catalog()
            .get(b"Outlines")
            .and_then(|root| self.follow(root).as_dict())
        {
            self.gather_bookmarks(root, 1, &mut found);
        }
        found
    }

    /// Lists the links, by page.
    pub fn links(&self) -> Vec<Target> {
        let annotations = self.pages.iter().flat_map(|page| {
            self.document
                .get_page_annotations(page.id)
                .unwrap_or_default()
        });
        annotations
            .filter_map(|annotation| self.target(annotation))
            .collect()
    }

    /// Finds the page of a place that other papers lead to by its name, from 1.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.page_of(&Object::string_literal(name))
    }

    fn gather_bookmarks(&self, parent: &Dictionary, level: usize, found: &mut Vec<Bookmark>) {
        let mut next = parent.get(b"First").ok();
        while let Some(item) = next.and_then(|item| self.follow(item).as_dict().ok()) {
            found.push(Bookmark {
                level,
                title: item
                    .get(b"Title")
                    .ok()
                    .and_then(text_of)
                    .unwrap_or_default(),
                page: item
                    .get(b"Dest")
                    .ok()
                    .and_then(|dest| self.page_of(dest))
                    .unwrap_or(0),
            });
            self.gather_bookmarks(item, level + 1, found);
            next = item.get(b"Next").ok();
        }
    }

    pub(super) fn target(&self, annotation: &Dictionary) -> Option<Target> {
        if let Ok(action) = annotation
            .get(b"A")
            .and_then(|action| self.follow(action).as_dict())
        {
            if let Ok(uri) = action.get(b"URI") {
                return text_of(uri).map(Target::Web);
            }
            return self.page_of(action.get(b"D").ok()?).map(Target::Page);
        }
        self.page_of(annotation.get(b"Dest").ok()?)
            .map(Target::Page)
    }

    /// Finds the page of a destination: a place, or the name of one.
    fn page_of(&self, destination: &Object) -> Option<usize> {
        match self.follow(destination) {
            Object::Array(place) => self.page_number(place.first()?.as_reference().ok()?),
            Object::Dictionary(place) => self.page_of(place.get(b"D").ok()?),
            Object::String(name, _) => {
                let names = self
                    .catalog()
                    .get(b"Names")
                    .and_then(|names| self.follow(names).as_dict())
                    .ok()?;
                self.named(names.get(b"Dests").ok()?, name)
            }
            _ => None,
        }
    }

    /// Finds a name in a tree of names.
    fn named(&self, tree: &Object, name: &[u8]) -> Option<usize> {
        let tree = self.follow(tree).as_dict().ok()?;
        let list = |key: &[u8]| {
            tree.get(key)
                .and_then(|list| self.follow(list).as_array())
                .cloned()
                .unwrap_or_default()
        };
        let pairs = list(b"Names");
        let found = pairs.chunks(2).find(|pair| {
            self.follow(&pair[0])
                .as_str()
                .is_ok_and(|known| known == name)
        });
        if let Some(pair) = found {
            return self.page_of(&pair[1]);
        }
        list(b"Kids").iter().find_map(|kid| self.named(kid, name))
    }
}
