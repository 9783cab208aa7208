//! The marks in content streams to which the tag tree refers.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};

use super::whole::Whole;

/// What holds marked content: a page, or a drawing of its own that pages show.
#[derive(Clone, Debug, Default)]
pub struct Holder {
    /// Its key in the tree of parents.
    pub key: Option<i64>,
    /// The numbers of its marks, in order, as often as they are there.
    pub marks: Vec<i64>,
    /// All text that it shows, as it is written: the bytes of its strings, one after the other.
    pub shown: Vec<u8>,
}

impl Whole {
    /// Reads the marks of all pages and of the drawings that have a key of their own.
    pub fn holders(&self) -> BTreeMap<ObjectId, Holder> {
        let mut holders = BTreeMap::new();
        for page in &self.pages {
            let dictionary = self.document.get_dictionary(*page).expect("a page");
            let resources = self.resources(*page);
            let content = self.document.get_page_content(*page);
            holders.insert(*page, self.read(dictionary, &content, &resources));
            for resources in resources {
                self.drawings(resources, &mut BTreeSet::new(), &mut holders);
            }
        }
        holders
    }

    fn resources(&self, page: ObjectId) -> Vec<&Dictionary> {
        let (own, ids) = self.document.get_page_resources(page).expect("resources");
        let named = ids
            .into_iter()
            .filter_map(|id| self.document.get_dictionary(id).ok());
        own.into_iter().chain(named).collect()
    }

    fn drawings(
        &self,
        resources: &Dictionary,
        seen: &mut BTreeSet<ObjectId>,
        holders: &mut BTreeMap<ObjectId, Holder>,
    ) {
        let list = self.dictionary(resources.get(b"XObject").ok());
        for (_, object) in list.into_iter().flat_map(Dictionary::iter) {
            let Ok(id) = object.as_reference() else {
                continue;
            };
            let Ok(Object::Stream(stream)) = self.document.get_object(id) else {
                continue;
            };
            let form = stream
                .dict
                .get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|kind| kind == b"Form");
            if !form || !seen.insert(id) {
                continue;
            }
            let own = self.dictionary(stream.dict.get(b"Resources").ok());
            if stream.dict.has(b"StructParents") {
                let content = stream.get_plain_content().unwrap_or_default();
                let own = own.into_iter().collect::<Vec<_>>();
                holders.insert(id, self.read(&stream.dict, &content, &own));
            }
            if let Some(own) = own {
                self.drawings(own, seen, holders);
            }
        }
    }

    fn read(&self, dictionary: &Dictionary, content: &[u8], resources: &[&Dictionary]) -> Holder {
        let mut holder = Holder {
            key: dictionary
                .get(b"StructParents")
                .and_then(Object::as_i64)
                .ok(),
            ..Holder::default()
        };
        let content = Content::decode(content).expect("a content stream");
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BDC" => holder
                    .marks
                    .extend(self.mark(operation.operands.get(1), resources)),
                "Tj" | "TJ" | "'" | "\"" => operation
                    .operands
                    .iter()
                    .for_each(|operand| strings(operand, &mut holder.shown)),
                _ => {}
            }
        }
        holder
    }

    fn mark(&self, properties: Option<&Object>, resources: &[&Dictionary]) -> Option<i64> {
        let properties = match properties? {
            Object::Name(name) => {
                let lists = resources
                    .iter()
                    .filter_map(|resources| self.dictionary(resources.get(b"Properties").ok()));
                let found = lists.filter_map(|list| list.get(name).ok()).next();
                self.dictionary(found)?
            }
            properties => properties.as_dict().ok()?,
        };
        self.follow(properties.get(b"MCID").ok()?).as_i64().ok()
    }
}

fn strings(operand: &Object, to: &mut Vec<u8>) {
    match operand {
        Object::String(bytes, _) => to.extend(bytes),
        Object::Array(parts) => parts.iter().for_each(|part| strings(part, to)),
        _ => {}
    }
}
