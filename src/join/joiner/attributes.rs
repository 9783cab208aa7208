//! Attributes of elements that name other elements by their ids.

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use super::source::Source;
use super::tags::Tags;

/// Rewrites the ids that header cells are named by; ids that no element has are left out.
pub fn rewrite(source: &mut Source, tags: &Tags, prefix: &str) {
    let mut rewriter = Rewriter {
        prefix: prefix.as_bytes(),
        known: tags.ids.iter().map(|(id, _)| &id[..]).collect(),
        done: HashSet::new(),
    };
    for id in &tags.elements {
        let attributes = match source.objects.get_mut(id) {
            Some(Object::Dictionary(element)) => element.remove(b"A"),
            _ => None,
        };
        let Some(mut attributes) = attributes else {
            continue;
        };
        rewriter.attributes(source, &mut attributes, 2);
        if let Some(Object::Dictionary(element)) = source.objects.get_mut(id) {
            element.set("A", attributes);
        }
    }
}

struct Rewriter<'t> {
    prefix: &'t [u8],
    known: HashSet<&'t [u8]>,
    /// Attributes that stand by themselves and are rewritten already.
    done: HashSet<ObjectId>,
}

impl Rewriter<'_> {
    fn attributes(&mut self, source: &mut Source, attributes: &mut Object, depth: usize) {
        match attributes {
            Object::Array(items) if depth > 0 => {
                for item in items {
                    self.attributes(source, item, depth - 1);
                }
            }
            Object::Dictionary(entries) => self.headers(source, entries),
            Object::Reference(id) if self.done.insert(*id) => {
                if let Some(mut object) = source.objects.remove(id) {
                    self.attributes(source, &mut object, depth);
                    source.objects.insert(*id, object);
                }
            }
            _ => {}
        }
    }

    fn headers(&self, source: &Source, entries: &mut Dictionary) {
        let Ok(list) = entries.get(b"Headers") else {
            return;
        };
        let Object::Array(items) = source.resolve(list) else {
            return;
        };
        let renamed = items.iter().filter_map(|item| match source.resolve(item) {
            Object::String(id, _) => self.renamed(id),
            _ => None,
        });
        let renamed: Vec<Object> = renamed.collect();
        entries.set("Headers", renamed);
    }

    fn renamed(&self, id: &[u8]) -> Option<Object> {
        let id = [self.prefix, id].concat();
        let known = self.known.contains(&id[..]);
        known.then_some(Object::String(id, StringFormat::Literal))
    }
}
