//! Layers that are not shown.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::read::{dictionary, items, name, value};
use super::tally::Tally;

/// Counts the layers that are not shown, and names the pages that use them.
pub(super) fn report(document: &Document, pages: &[ObjectId], tally: &mut Tally) {
    let hidden = hidden(document);
    if hidden.is_empty() {
        return;
    }
    for _ in &hidden {
        tally.add(What::HiddenLayers, None);
    }
    for (index, page) in pages.iter().enumerate() {
        let page = document.get_dictionary(*page);
        if page.is_ok_and(|page| uses(document, page, &hidden)) {
            tally.also_on(What::HiddenLayers, index + 1);
        }
    }
}

/// Lists the layers that are off in the configuration that viewers show.
fn hidden(document: &Document) -> BTreeSet<ObjectId> {
    let layers = document
        .catalog()
        .ok()
        .and_then(|root| dictionary(document, root, b"OCProperties"));
    let Some(layers) = layers else {
        return BTreeSet::new();
    };
    let Some(shown) = dictionary(document, layers, b"D") else {
        return BTreeSet::new();
    };
    let off = references(items(document, shown, b"OFF"));
    if name(document, shown, b"BaseState") != Some(b"OFF") {
        return off;
    }
    let on = references(items(document, shown, b"ON"));
    references(items(document, layers, b"OCGs"))
        .difference(&on)
        .copied()
        .collect()
}

fn references(objects: &[Object]) -> BTreeSet<ObjectId> {
    objects
        .iter()
        .filter_map(|object| object.as_reference().ok())
        .collect()
}

/// Returns whether a page speaks of one of some layers in its content, its drawings or its annotations.
fn uses(document: &Document, page: &Dictionary, hidden: &BTreeSet<ObjectId>) -> bool {
    let resources = dictionary(document, page, b"Resources");
    let part = |key: &[u8]| resources.and_then(|found| dictionary(document, found, key));
    let named = part(b"Properties").into_iter().flat_map(Dictionary::iter);
    let drawn = part(b"XObject").into_iter().flat_map(Dictionary::iter);
    let drawn = drawn
        .map(|(_, value)| value)
        .chain(items(document, page, b"Annots"));
    named
        .map(|(_, layer)| layer)
        .any(|layer| is_of(document, layer, hidden))
        || drawn
            .filter_map(|drawn| layer(document, drawn))
            .any(|layer| is_of(document, layer, hidden))
}

/// Returns the layer that a drawing or an annotation is on.
fn layer<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    match document.dereference(object).ok()?.1 {
        Object::Dictionary(found) => found.get(b"OC").ok(),
        Object::Stream(stream) => stream.dict.get(b"OC").ok(),
        _ => None,
    }
}

/// Returns whether a layer, or one of the layers that a membership names, is among some.
fn is_of(document: &Document, layer: &Object, hidden: &BTreeSet<ObjectId>) -> bool {
    if layer.as_reference().is_ok_and(|id| hidden.contains(&id)) {
        return true;
    }
    let Ok((_, Object::Dictionary(found))) = document.dereference(layer) else {
        return false;
    };
    let one = found.get(b"OCGs").and_then(Object::as_reference);
    let several = matches!(value(document, found, b"OCGs"), Some(Object::Array(_)));
    one.is_ok_and(|id| hidden.contains(&id))
        || several && !references(items(document, found, b"OCGs")).is_disjoint(hidden)
}
