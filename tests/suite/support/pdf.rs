//! What a PDF says: its text by page, its tags, its outline, its links and its properties.

mod content;
mod marks;
mod navigation;
mod structure;
mod tags;
mod trees;
mod view;
mod whole;

use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId};

pub use content::{Piece, Place};
pub use navigation::Target;
pub use tags::{Element, Kid};
pub use whole::{Lead, Whole};

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

    /// Returns what stands for pictures, in the order of the file.
    pub fn alternatives(&self) -> Vec<String> {
        let elements = self.document.objects.values();
        let elements = elements.filter_map(|object| object.as_dict().ok());
        elements
            .filter(|element| element.get(b"S").is_ok())
            .filter_map(|element| text_of(element.get(b"Alt").ok()?))
            .collect()
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

    /// Returns a piece of the reading order by its number.
    pub fn tagged(&self, mark: i64) -> Option<&Piece> {
        self.pieces
            .iter()
            .find(|piece| piece.place == Place::Tagged(mark))
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
