//! The one structure of the pack: a document, with a part for each paper.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::roles::Roles;
use super::syntax;
use super::tree;
use super::writer::Writer;

/// The structure, as it grows.
pub struct Structure {
    /// What types and classes mean.
    pub roles: Roles,
    root: u32,
    document: u32,
    parts: Vec<u32>,
    /// What each key of the parent tree leads to.
    keys: Vec<u32>,
    ids: BTreeMap<Vec<u8>, u32>,
    namespaces: Vec<u32>,
}

/// The element of a part.
pub struct PartElement<'p> {
    /// Its title.
    pub title: &'p str,
    /// Its language, where that is not the pack's.
    pub language: Option<&'p str>,
    /// The elements below it.
    pub kids: Vec<u32>,
}

impl Structure {
    /// Starts a structure.
    pub fn new<W: Write>(writer: &mut Writer<W>) -> Self {
        Self {
            roles: Roles::default(),
            root: writer.reserve(),
            document: writer.reserve(),
            parts: Vec::new(),
            keys: Vec::new(),
            ids: BTreeMap::new(),
            namespaces: Vec::new(),
        }
    }

    /// Returns the next key of the parent tree.
    pub fn next_key(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    /// Says what the next key of the parent tree leads to.
    pub fn add_key(&mut self, leads_to: u32) {
        self.keys.push(leads_to);
    }

    /// Adds the id of an element.
    pub fn add_id(&mut self, id: Vec<u8>, element: u32) {
        self.ids.entry(id).or_insert(element);
    }

    /// Adds a namespace; gives whether there are any.
    pub fn add_namespace(&mut self, namespace: u32) {
        if !self.namespaces.contains(&namespace) {
            self.namespaces.push(namespace);
        }
    }

    /// Writes the element of a part.
    pub fn add_part<W: Write>(
        &mut self,
        number: u32,
        part: PartElement,
        writer: &mut Writer<W>,
    ) -> io::Result<()> {
        let mut body = b"<</Type/StructElem/S/Part".to_vec();
        syntax::put(&mut body, format_args!("/P {} 0 R/T", self.document));
        syntax::text(part.title, &mut body);
        if let Some(language) = part.language {
            body.extend(b"/Lang");
            syntax::text(language, &mut body);
        }
        body.extend(b"/K");
        syntax::references(part.kids, &mut body);
        body.extend(b">>");
        self.parts.push(number);
        writer.object(number, &body)
    }

    /// Writes what holds the parts together; gives the root.
    pub fn finish<W: Write>(self, writer: &mut Writer<W>) -> io::Result<u32> {
        let mut body = b"<</Type/StructElem/S/Document".to_vec();
        syntax::put(&mut body, format_args!("/P {} 0 R/K", self.root));
        syntax::references(self.parts, &mut body);
        body.extend(b">>");
        writer.object(self.document, &body)?;

        let lead = |number: &u32| format!("{number} 0 R").into_bytes();
        let keys = self.keys.iter().enumerate();
        let keys: Vec<_> = keys
            .map(|(key, to)| (key.to_string().into_bytes(), lead(to)))
            .collect();
        let parents = tree::write(b"Nums", &keys, writer)?;
        let mut body = b"<</Type/StructTreeRoot".to_vec();
        syntax::put(
            &mut body,
            format_args!("/K[{} 0 R]/ParentTree {parents} 0 R", self.document),
        );
        syntax::put(&mut body, format_args!("/ParentTreeNextKey {}", keys.len()));
        if !self.ids.is_empty() {
            let ids = self
                .ids
                .iter()
                .map(|(id, element)| (string(id), lead(element)));
            let ids = tree::write(b"Names", &ids.collect::<Vec<_>>(), writer)?;
            syntax::put(&mut body, format_args!("/IDTree {ids} 0 R"));
        }
        self.roles.write(&mut body);
        if !self.namespaces.is_empty() {
            body.extend(b"/Namespaces");
            syntax::references(self.namespaces, &mut body);
        }
        body.extend(b">>");
        writer.object(self.root, &body)?;
        Ok(self.root)
    }
}

fn string(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    syntax::bytes(value, &mut out);
    out
}
