//! What a PDF says: its text by page, its tags, its outline, its links and its properties.

mod content;
mod tags;

use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId};

pub use content::{Piece, Place};
pub use tags::{Element, Kid};

/// An open PDF.
pub struct Pdf {
    document: Document,
    pages: Vec<Page>,
}

/// A page: what is drawn on it, in order.
pub struct Page {
    id: ObjectId,
    /// Width and height in points.
    pub size: (f32, f32),
    /// Pieces of text; what is set as one stays one, however many lines it takes.
    pub pieces: Vec<Piece>,
}

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
    /// Opens a PDF.
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        let document =
            Document::load(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let ids: Vec<ObjectId> = document.page_iter().collect();
        let pages = ids
            .into_iter()
            .map(|id| Page::read(&document, id))
            .collect();
        Self { document, pages }
    }

    /// Returns the pages.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Returns the tag tree.
    pub fn tags(&self) -> Element {
        tags::read(self)
    }

    /// Writes the text down page by page; what is no part of the reading order starts with `~`.
    pub fn text_layer(&self) -> String {
        let mut text = String::new();
        for (i, page) in self.pages.iter().enumerate() {
            let (width, height) = page.size;
            text += &format!(
                "== page {} of {} ({width:.0} x {height:.0})\n",
                i + 1,
                self.pages.len()
            );
            for piece in &page.pieces {
                let sign = if piece.place == Place::Artifact {
                    "~ "
                } else {
                    ""
                };
                text += &format!("{sign}{}\n", piece.text.trim_end());
            }
        }
        text
    }

    /// Returns what a reader hears: all text of the tag tree, in its order.
    pub fn reading(&self) -> String {
        self.tags().text()
    }

    /// Returns a property such as `Title`.
    pub fn property(&self, name: &str) -> Option<String> {
        let info = self.document.trailer.get(b"Info").ok()?;
        let info = self.follow(info).as_dict().ok()?;
        text_of(info.get(name.as_bytes()).ok()?)
    }

    /// Returns the language.
    pub fn language(&self) -> Option<String> {
        text_of(self.catalog().get(b"Lang").ok()?)
    }

    /// Returns the metadata in XML.
    pub fn metadata(&self) -> String {
        let stream = self
            .catalog()
            .get(b"Metadata")
            .map(|object| self.follow(object));
        let content = stream
            .and_then(Object::as_stream)
            .and_then(|stream| stream.get_plain_content());
        String::from_utf8(content.expect("the PDF has metadata")).expect("UTF-8")
    }

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

    fn target(&self, annotation: &Dictionary) -> Option<Target> {
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

    fn page_of(&self, destination: &Object) -> Option<usize> {
        let destination = self.follow(destination);
        let place = destination.as_array().ok()?.first()?.as_reference().ok()?;
        self.page_number(place)
    }

    fn page_number(&self, id: ObjectId) -> Option<usize> {
        self.pages
            .iter()
            .position(|page| page.id == id)
            .map(|i| i + 1)
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a PDF has a catalogue")
    }

    fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document
            .dereference(object)
            .map_or(object, |(_, object)| object)
    }
}

impl Page {
    fn read(document: &Document, id: ObjectId) -> Self {
        let page = document.get_dictionary(id).expect("a page");
        let corner = page
            .get_deref(b"MediaBox", document)
            .and_then(Object::as_array)
            .expect("a size");
        let number = |i: usize| corner[i].as_float().expect("a number");
        Self {
            id,
            size: (number(2), number(3)),
            pieces: content::pieces(document, id),
        }
    }

    /// Returns the text of a piece of the reading order.
    pub fn tagged(&self, mark: i64) -> &str {
        self.pieces
            .iter()
            .find(|piece| piece.place == Place::Tagged(mark))
            .map_or("", |piece| &piece.text)
    }

    /// Returns all text that is no part of the reading order.
    pub fn artifacts(&self) -> Vec<&str> {
        let artifacts = self
            .pieces
            .iter()
            .filter(|piece| piece.place == Place::Artifact);
        artifacts.map(|piece| piece.text.as_str()).collect()
    }
}

fn text_of(object: &Object) -> Option<String> {
    lopdf::decode_text_string(object).ok()
}
