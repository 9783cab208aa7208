//! Places on pages that were scaled, wherever in the document they stand.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::scale::Scale;

/// How deep objects are searched for places.
const DEPTH: usize = 32;

/// Moves destinations and the boxes of structure elements on pages that were scaled.
pub(super) fn settle<'p>(
    document: &mut Document,
    places: impl Iterator<Item = &'p mut Object>,
    scaled: &BTreeMap<ObjectId, Scale>,
) {
    if scaled.is_empty() {
        return;
    }
    let mut layouts = BTreeMap::new();
    for object in document.objects.values_mut() {
        moved(object, scaled, &mut layouts, 0);
    }
    for place in places {
        moved(place, scaled, &mut layouts, 0);
    }
    for (id, scale) in layouts {
        if let Ok(object) = document.get_object_mut(id) {
            layout(object, &scale);
        }
    }
}

/// Moves what stands in an object; notes attributes that stand in objects of their own.
fn moved(
    object: &mut Object,
    scaled: &BTreeMap<ObjectId, Scale>,
    layouts: &mut BTreeMap<ObjectId, Scale>,
    depth: usize,
) {
    if depth > DEPTH {
        return;
    }
    match object {
        Object::Array(values) => {
            destination(values, scaled);
            values
                .iter_mut()
                .for_each(|value| moved(value, scaled, layouts, depth + 1));
        }
        Object::Dictionary(entries) => {
            element(entries, scaled, layouts);
            entries
                .iter_mut()
                .for_each(|(_, value)| moved(value, scaled, layouts, depth + 1));
        }
        Object::Stream(stream) => {
            let entries = stream.dict.iter_mut();
            entries.for_each(|(_, value)| moved(value, scaled, layouts, depth + 1));
        }
        _ => {}
    }
}

/// Moves a destination (ISO 32000-1, table 151).
fn destination(values: &mut [Object], scaled: &BTreeMap<ObjectId, Scale>) {
    let [Object::Reference(page), Object::Name(kind), places @ ..] = values else {
        return;
    };
    let Some(scale) = scaled.get(page) else {
        return;
    };
    match (kind.as_slice(), places) {
        (b"XYZ", [left, top, ..]) => {
            scale.x(left);
            scale.y(top);
        }
        (b"FitH" | b"FitBH", [top, ..]) => scale.y(top),
        (b"FitV" | b"FitBV", [left, ..]) => scale.x(left),
        (b"FitR", [left, foot, right, top, ..]) => {
            for (x, y) in [(left, foot), (right, top)] {
                scale.x(x);
                scale.y(y);
            }
        }
        _ => {}
    }
}

/// Moves the boxes in the attributes of a structure element that names its page.
fn element(
    entries: &mut Dictionary,
    scaled: &BTreeMap<ObjectId, Scale>,
    layouts: &mut BTreeMap<ObjectId, Scale>,
) {
    let page = entries.get(b"Pg").and_then(Object::as_reference);
    let Some(scale) = page.ok().and_then(|page| scaled.get(&page)) else {
        return;
    };
    let mut note = |object: &mut Object| match object {
        Object::Reference(id) => {
            layouts.insert(*id, *scale);
        }
        other => layout(other, scale),
    };
    match entries.get_mut(b"A") {
        Ok(Object::Array(all)) => all.iter_mut().for_each(note),
        Ok(one) => note(one),
        Err(_) => {}
    }
}

fn layout(attributes: &mut Object, scale: &Scale) {
    if let Ok(attributes) = attributes.as_dict_mut()
        && let Ok(area) = attributes.get_mut(b"BBox")
    {
        scale.pairs(area);
    }
}
