//! Small PDFs made for tests.

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, dictionary};

use super::{Finding, Pdf, What, clean, open};

/// A PDF of one page under way.
pub(super) struct Made {
    pub(super) document: Document,
    pub(super) page: ObjectId,
    pub(super) catalog: ObjectId,
}

/// Starts a PDF of one page with a line of text in a font that is not embedded.
pub(super) fn made() -> Made {
    let mut document = Document::with_version("1.7");
    let text = b"BT /F1 12 Tf 72 700 Td (A paper) Tj ET".to_vec();
    let content = document.add_object(Stream::new(Dictionary::new(), text));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let font = document.add_object(font);
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => numbers([0, 0, 595, 842]),
        "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.set_object(pages, tree);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    Made {
        document,
        page,
        catalog,
    }
}

/// Returns whole numbers as an array.
pub(super) fn numbers<const N: usize>(numbers: [i64; N]) -> Vec<Object> {
    numbers.into_iter().map(Object::Integer).collect()
}

/// Returns a script.
pub(super) fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") }
}

impl Made {
    /// Sets something in the catalog.
    pub(super) fn catalog(mut self, key: &str, value: impl Into<Object>) -> Self {
        let catalog = self
            .document
            .get_dictionary_mut(self.catalog)
            .expect("the catalog");
        catalog.set(key, value);
        self
    }

    /// Sets something in the page.
    pub(super) fn page(mut self, key: &str, value: impl Into<Object>) -> Self {
        let page = self
            .document
            .get_dictionary_mut(self.page)
            .expect("the page");
        page.set(key, value);
        self
    }

    /// Adds an object.
    pub(super) fn object(&mut self, object: impl Into<Object>) -> ObjectId {
        self.document.add_object(object)
    }

    /// Adds an annotation to the page.
    pub(super) fn annotation(mut self, annotation: Dictionary) -> Self {
        let id = self.document.add_object(annotation);
        let page = self
            .document
            .get_dictionary_mut(self.page)
            .expect("the page");
        let mut annotations = page
            .get(b"Annots")
            .and_then(Object::as_array)
            .cloned()
            .unwrap_or_default();
        annotations.push(id.into());
        page.set("Annots", annotations);
        self
    }

    /// Adds a link that does something.
    pub(super) fn link(self, action: impl Into<Object>) -> Self {
        self.annotation(dictionary! {
            "Subtype" => "Link",
            "Rect" => numbers([72, 690, 200, 710]),
            "A" => action,
        })
    }

    /// Gives the bytes of the file.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        saved(&mut self.document)
    }

    /// Opens it.
    pub(super) fn opened(self) -> Pdf {
        open(&self.bytes(), None).unwrap_or_else(|refusal| panic!("{refusal:?}"))
    }

    /// Opens and cleans it.
    pub(super) fn cleaned(self) -> Cleaned {
        let mut pdf = self.opened();
        let findings = clean(&mut pdf);
        let bytes = saved(&mut pdf.document);
        Cleaned {
            pdf,
            findings,
            bytes,
        }
    }
}

/// A PDF that was cleaned.
pub(super) struct Cleaned {
    pub(super) pdf: Pdf,
    pub(super) findings: Vec<Finding>,
    pub(super) bytes: Vec<u8>,
}

impl Cleaned {
    /// Returns how many of a kind were found, and on which pages.
    pub(super) fn found(&self, what: What) -> Option<(usize, &[usize])> {
        let finding = self.findings.iter().find(|finding| finding.what == what)?;
        Some((finding.count, &finding.pages))
    }

    /// Returns whether these bytes stand in the file.
    pub(super) fn says(&self, words: &str) -> bool {
        self.bytes
            .windows(words.len())
            .any(|window| window == words.as_bytes())
    }

    /// Returns the page.
    pub(super) fn page(&self) -> &Dictionary {
        self.pdf
            .document
            .get_dictionary(self.pdf.pages[0])
            .expect("the page")
    }

    /// Returns the content of the page.
    pub(super) fn content(&self) -> String {
        let content = self.pdf.document.get_page_content(self.pdf.pages[0]);
        String::from_utf8_lossy(&content).into_owned()
    }

    /// Returns the drawings that became part of the page.
    pub(super) fn drawings(&self) -> Vec<String> {
        let document = &self.pdf.document;
        let resources = self
            .page()
            .get_deref(b"Resources", document)
            .and_then(Object::as_dict);
        let drawings = resources.and_then(|found| found.get_deref(b"XObject", document)?.as_dict());
        let Ok(drawings) = drawings else {
            return Vec::new();
        };
        let streams = drawings.iter().filter_map(|(_, drawing)| {
            let stream = document.dereference(drawing).ok()?.1.as_stream().ok()?;
            stream.get_plain_content().ok()
        });
        streams
            .map(|content| String::from_utf8_lossy(&content).into_owned())
            .collect()
    }
}

/// Writes a PDF with all its objects in the open.
pub(super) fn saved(document: &mut Document) -> Vec<u8> {
    document.encryption_state = None;
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(false)
        .use_xref_streams(false)
        .build();
    document
        .save_with_options(&mut bytes, options)
        .expect("in memory");
    bytes
}
