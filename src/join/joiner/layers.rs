//! Layers: those of all papers, shown as each paper shows them.

use std::collections::HashSet;
use std::io::{self, Write};

use lopdf::{Dictionary, Object, ObjectId};

use super::links::is;
use super::source::Source;
use super::syntax;
use super::writer::Writer;

/// How deep the order of layers may be nested.
const DEEPEST: usize = 16;

/// The layers of the pack.
#[derive(Default)]
pub struct Layers {
    all: Vec<u32>,
    off: Vec<u32>,
    locked: Vec<u32>,
    /// Lists as they are written: how layers are ordered, which exclude each other, and what switches them.
    order: Vec<Vec<u8>>,
    exclusive: Vec<Vec<u8>>,
    usage: Vec<Vec<u8>>,
}

impl Layers {
    /// Takes in the layers of a paper.
    pub fn unite<W: Write>(
        &mut self,
        source: &mut Source,
        catalog: &Dictionary,
        title: &str,
        writer: &mut Writer<W>,
    ) -> io::Result<()> {
        let Some(properties) = source.entry(catalog, b"OCProperties").cloned() else {
            return Ok(());
        };
        let layers = groups(source, &properties);
        for id in &layers {
            let number = writer.reserve();
            source.keep(*id, number);
            self.all.push(number);
        }
        for id in &layers {
            source.write(*id, writer)?;
        }
        let shown = source.entry(&properties, b"D").cloned().unwrap_or_default();
        self.show(source, &shown, &layers);
        self.list(source, &shown, &layers, title);
        Ok(())
    }

    /// Notes which layers are not shown, and which cannot be switched.
    fn show(&mut self, source: &Source, shown: &Dictionary, layers: &[ObjectId]) {
        let number = |id: &ObjectId| source.number(*id);
        if is(shown, b"BaseState", b"OFF") {
            let on: HashSet<ObjectId> = listed(source, shown, b"ON").into_iter().collect();
            let off = layers.iter().filter(|id| !on.contains(id));
            self.off.extend(off.filter_map(number));
        } else {
            let off = listed(source, shown, b"OFF");
            self.off.extend(off.iter().filter_map(number));
        }
        let locked = listed(source, shown, b"Locked");
        self.locked.extend(locked.iter().filter_map(number));
    }

    /// Adds the lists of a paper, its layers below its title.
    fn list(&mut self, source: &Source, shown: &Dictionary, layers: &[ObjectId], title: &str) {
        let mut order = Vec::new();
        let mut seen = HashSet::new();
        ordered(
            source,
            source.items(shown, b"Order"),
            DEEPEST,
            &mut seen,
            &mut order,
        );
        let rest = layers.iter().filter(|id| !seen.contains(id));
        for number in rest.filter_map(|id| source.number(*id)) {
            syntax::reference(number, &mut order);
            order.push(b' ');
        }
        let mut named = b"[".to_vec();
        syntax::text(title, &mut named);
        named.extend(&order);
        named.push(b']');
        self.order.push(named);
        for key in [&b"RBGroups"[..], b"AS"] {
            for item in source.items(shown, key) {
                let mut body = Vec::new();
                let kept = |id| source.number(id);
                syntax::write(&inside(source, item, DEEPEST), &kept, &mut body);
                if key == b"AS" {
                    &mut self.usage
                } else {
                    &mut self.exclusive
                }
                .push(body);
            }
        }
    }

    /// Returns all layers as the catalog holds them, under a name, where there are any.
    pub fn properties(&self, name: &str) -> Option<Vec<u8>> {
        if self.all.is_empty() {
            return None;
        }
        let mut body = b"<</OCGs".to_vec();
        syntax::references(self.all.iter().copied(), &mut body);
        body.extend(b"/D<</Name");
        syntax::text(name, &mut body);
        body.extend(b"/BaseState/ON");
        for (key, layers) in [("/OFF", &self.off), ("/Locked", &self.locked)] {
            if !layers.is_empty() {
                body.extend(key.as_bytes());
                syntax::references(layers.iter().copied(), &mut body);
            }
        }
        let lists = [
            ("/Order", &self.order),
            ("/RBGroups", &self.exclusive),
            ("/AS", &self.usage),
        ];
        for (key, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
            body.extend(key.as_bytes());
            body.push(b'[');
            body.extend(list.join(&b' '));
            body.push(b']');
        }
        body.extend(b">>>>");
        Some(body)
    }
}

/// Lists the layers of a paper, none twice.
fn groups(source: &Source, properties: &Dictionary) -> Vec<ObjectId> {
    let mut seen = HashSet::new();
    let layer = |id: &ObjectId| matches!(source.objects.get(id), Some(Object::Dictionary(_)));
    let listed = listed(source, properties, b"OCGs").into_iter();
    listed.filter(layer).filter(|id| seen.insert(*id)).collect()
}

fn listed(source: &Source, entries: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    let items = source.items(entries, key).iter();
    items.filter_map(|item| item.as_reference().ok()).collect()
}

/// Writes the order of layers: layers, and lists that may begin with a title.
fn ordered(
    source: &Source,
    items: &[Object],
    depth: usize,
    seen: &mut HashSet<ObjectId>,
    out: &mut Vec<u8>,
) {
    for item in items {
        match (item, source.resolve(item)) {
            (Object::Reference(id), _) if source.number(*id).is_some() && seen.insert(*id) => {
                syntax::write(item, &|id| source.number(id), out);
                out.push(b' ');
            }
            (_, title @ Object::String(..)) => syntax::write(title, &|_| None, out),
            (_, Object::Array(below)) if depth > 0 => {
                out.push(b'[');
                ordered(source, below, depth - 1, seen, out);
                out.push(b']');
            }
            _ => {}
        }
    }
}

/// Returns a list with what it refers to put in its place, but for layers; what is no layer and no list is left out.
fn inside(source: &Source, item: &Object, depth: usize) -> Object {
    match item {
        Object::Reference(id) if source.number(*id).is_some() => item.clone(),
        Object::Reference(_) if depth > 0 => inside(source, source.resolve(item), depth - 1),
        Object::Array(items) if depth > 0 => {
            let kept = items.iter().map(|item| inside(source, item, depth - 1));
            Object::Array(kept.filter(|item| !item.is_null()).collect())
        }
        Object::Dictionary(entries) if depth > 0 => {
            let mut kept = Dictionary::new();
            for (key, value) in entries {
                kept.set(key.clone(), inside(source, value, depth - 1));
            }
            Object::Dictionary(kept)
        }
        Object::Name(_) | Object::String(..) => item.clone(),
        _ => Object::Null,
    }
}
