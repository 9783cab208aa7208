//! Papers made for tests, and packs read again.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::join::joiner::Joiner;
use crate::join::{About, Bookmark, Claims, Entry, Finding, Joined, Pdf};
use crate::model::{Date, Label, PageMarks};

/// A paper under way.
pub struct Paper {
    pub document: Document,
    pub catalog: ObjectId,
    pub pages: Vec<ObjectId>,
    pub root: ObjectId,
    pub claims: Claims,
}

/// Starts a paper of some pages, each with two sequences of marked content.
pub fn paper(pages: usize) -> Paper {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let content = b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC /P <</MCID 1>> BDC EMC".to_vec();
    let mut page = |number: usize| {
        let content = document.add_object(Stream::new(Dictionary::new(), content.clone()));
        document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "StructParents" => i64::try_from(number).expect("few"),
        })
    };
    let pages: Vec<ObjectId> = (0..pages).map(&mut page).collect();
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    let node = dictionary! {
        "Type" => "Pages", "Kids" => kids, "Count" => 1,
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
    };
    document.set_object(tree, node);
    let root = document.add_object(dictionary! { "Type" => "StructTreeRoot" });
    let catalog = dictionary! { "Type" => "Catalog", "Pages" => tree };
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    Paper {
        document,
        catalog,
        pages,
        root,
        claims: Claims {
            tagged: true,
            ua: Some(1),
            archival: Some((2, 'a')),
            ..Claims::default()
        },
    }
}

impl Paper {
    /// Sets an entry of an object.
    pub fn set(&mut self, id: ObjectId, key: &str, value: impl Into<Object>) {
        let entries = self.document.get_dictionary_mut(id).expect("a dictionary");
        entries.set(key, value);
    }

    /// Adds an element; it is hung into the tree by [`Self::tag`].
    pub fn element(&mut self, kind: &str, kids: impl Into<Object>) -> ObjectId {
        let page = self.pages[0];
        self.document.add_object(dictionary! {
            "Type" => "StructElem", "S" => kind, "K" => kids, "Pg" => page,
        })
    }

    /// Makes elements the top of the structure.
    pub fn tag(&mut self, tops: &[ObjectId]) {
        self.set(self.root, "K", refs(tops));
        self.set(self.catalog, "StructTreeRoot", self.root);
    }

    /// Adds an annotation to the first page.
    pub fn annotation(&mut self, entries: Dictionary) -> ObjectId {
        let id = self.document.add_object(entries);
        let page = self
            .document
            .get_dictionary_mut(self.pages[0])
            .expect("a page");
        let mut list = page
            .get(b"Annots")
            .and_then(Object::as_array)
            .cloned()
            .unwrap_or_default();
        list.push(id.into());
        page.set("Annots", list);
        id
    }

    /// Adds a link to an address.
    pub fn link(&mut self, address: &str) -> ObjectId {
        self.annotation(dictionary! {
            "Type" => "Annot", "Subtype" => "Link",
            "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(address) },
        })
    }
}

/// Returns references.
pub fn refs(ids: &[ObjectId]) -> Vec<Object> {
    ids.iter().map(|id| Object::Reference(*id)).collect()
}

/// Returns an entry with a title, and a place and a bookmark of the same name.
pub fn entry(title: &str) -> Entry {
    Entry {
        title: title.to_owned(),
        bookmark: Some(Bookmark {
            title: title.to_owned(),
            level: 0,
        }),
        places: vec![title.to_owned()],
        ..Entry::default()
    }
}

/// A pack, read again.
pub struct Pack {
    pub document: Document,
    pub joined: Joined,
    pub findings: Vec<Vec<Finding>>,
    pub bytes: Vec<u8>,
}

/// Joins papers; their pages are numbered.
pub fn join(parts: Vec<(Paper, Entry)>) -> Pack {
    let about = About {
        title: "Pack".to_owned(),
        subject: String::new(),
        author: "Northmarch".to_owned(),
        language: "en-GB".to_owned(),
        date: Date::new(2026, 11, 19).expect("a date"),
        words: Default::default(),
    };
    let fonts: [&[u8]; 2] = [
        include_bytes!("../../../../fonts/SourceSans3-Regular.ttf"),
        include_bytes!("../../../../fonts/SourceSans3-Bold.ttf"),
    ];
    let mut joiner = Joiner::new(Vec::new(), &about, fonts).expect("fonts");
    let mut findings = Vec::new();
    for (paper, entry) in parts {
        let marks: Vec<PageMarks> = (1..).map(numbered).take(paper.pages.len()).collect();
        let pdf = Pdf {
            document: paper.document,
            pages: paper.pages,
            claims: paper.claims,
        };
        findings.push(joiner.add(pdf, &entry, &marks, None).expect("added"));
    }
    let (bytes, joined) = joiner.finish().expect("finished");
    Pack {
        document: Document::load_mem(&bytes).expect("a PDF"),
        joined,
        findings,
        bytes,
    }
}

fn numbered(number: u32) -> PageMarks {
    PageMarks {
        label: Label::Number(number),
        stamps: Vec::new(),
    }
}

impl Pack {
    /// Returns the catalog.
    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalog")
    }

    /// Returns the object behind an entry.
    pub fn get<'p>(&'p self, entries: &'p Dictionary, key: &str) -> &'p Object {
        let value = entries
            .get(key.as_bytes())
            .unwrap_or_else(|_| panic!("no {key} in {entries:?}"));
        self.follow(value)
    }

    /// Returns the object behind a reference.
    pub fn follow<'p>(&'p self, object: &'p Object) -> &'p Object {
        self.document.dereference(object).expect("it is there").1
    }

    /// Returns the dictionary behind an entry.
    pub fn dict<'p>(&'p self, entries: &'p Dictionary, key: &str) -> &'p Dictionary {
        self.get(entries, key).as_dict().expect("a dictionary")
    }

    /// Returns the root of the structure.
    pub fn root(&self) -> &Dictionary {
        self.dict(self.catalog(), "StructTreeRoot")
    }

    /// Returns the pages.
    pub fn pages(&self) -> Vec<&Dictionary> {
        let pages = self.document.page_iter();
        pages
            .map(|page| self.document.get_dictionary(page).expect("a page"))
            .collect()
    }

    /// Returns the annotations of a page.
    pub fn annotations(&self, page: usize) -> Vec<&Dictionary> {
        let Ok(list) = self.pages()[page].get(b"Annots") else {
            return Vec::new();
        };
        let list = self.follow(list).as_array().expect("a list").iter();
        list.map(|item| self.follow(item).as_dict().expect("an annotation"))
            .collect()
    }

    /// Returns where a link leads: the name of a place.
    pub fn goal(&self, link: &Dictionary) -> String {
        text(self.get(self.dict(link, "A"), "D"))
    }

    /// Lists the values of a tree of names or numbers, which here is one leaf.
    pub fn leaves<'p>(&'p self, tree: &'p Dictionary, key: &str) -> Vec<(&'p Object, &'p Object)> {
        let pairs = self.get(tree, key).as_array().expect("pairs").chunks(2);
        pairs
            .map(|pair| (&pair[0], self.follow(&pair[1])))
            .collect()
    }

    /// Lists the names of places.
    pub fn places(&self) -> Vec<String> {
        let places = self.dict(self.dict(self.catalog(), "Names"), "Dests");
        self.leaves(places, "Names")
            .iter()
            .map(|(name, _)| text(name))
            .collect()
    }
}

/// Returns a string.
pub fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a string")
}
