//! Small PDFs made for a test, as no program would make them.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A PDF under way.
pub struct Made {
    /// All of it, for what is not common enough to have a method here.
    pub document: Document,
    /// Its catalogue.
    pub catalog: ObjectId,
    /// The fonts: `F` shows what is written, `S` shows each letter as the one before it in the alphabet.
    resources: ObjectId,
    tree: ObjectId,
    /// Its pages.
    pub pages: Vec<ObjectId>,
}

impl Made {
    /// Starts a PDF.
    pub fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let plain = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
        let map = document.add_object(Stream::new(Dictionary::new(), shifted().into_bytes()));
        let shifted = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "ToUnicode" => map });
        let resources = document
            .add_object(dictionary! { "Font" => dictionary! { "F" => plain, "S" => shifted } });
        Self {
            document,
            catalog,
            resources,
            tree,
            pages: Vec::new(),
        }
    }

    /// Adds a page of a size, with what is drawn on it.
    pub fn page(&mut self, size: (f32, f32), draw: &str) -> ObjectId {
        Content::decode(draw.as_bytes()).expect("a content stream");
        let content = self
            .document
            .add_object(Stream::new(Dictionary::new(), draw.as_bytes().to_vec()));
        let page = self.document.add_object(dictionary! {
            "Type" => "Page", "Parent" => self.tree, "Contents" => content, "Resources" => self.resources,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(size.0), Object::Real(size.1)],
        });
        self.pages.push(page);
        page
    }

    /// Sets an entry of an object.
    pub fn set(&mut self, id: ObjectId, key: &str, value: impl Into<Object>) {
        self.document
            .get_dictionary_mut(id)
            .expect("a dictionary")
            .set(key, value);
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.document.add_object(object)
    }

    /// Ends the PDF; `packed` puts its objects into compressed streams, as newer programs do.
    pub fn bytes(mut self, packed: bool) -> Vec<u8> {
        let kids: Vec<Object> = self.pages.iter().map(|page| (*page).into()).collect();
        let count = i64::try_from(kids.len()).expect("few pages");
        self.document.objects.insert(
            self.tree,
            dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
        );
        self.document.compress();
        let mut bytes = Vec::new();
        if packed {
            self.document.save_modern(&mut bytes).expect("to memory");
        } else {
            self.document.save_to(&mut bytes).expect("to memory");
        }
        bytes
    }
}

/// Returns text moved on by a letter, to be shown with the font `S`.
pub fn moved(text: &str) -> String {
    text.bytes().map(|byte| char::from(byte + 1)).collect()
}

/// Returns a map by which each letter stands for the one before it.
fn shifted() -> String {
    let lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
        "1 beginbfrange",
        "<21> <7F> <0020>",
        "endbfrange",
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ];
    lines.join("\n")
}
