//! Objects that nothing refers to any more.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

/// Drops all objects that cannot be reached from the trailer.
pub(super) fn prune(document: &mut Document) {
    let places: BTreeMap<ObjectId, usize> = document.objects.keys().copied().zip(0..).collect();
    let mut reached = vec![false; places.len()];
    let mut waiting: Vec<&Object> = document.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = waiting.pop() {
        match object {
            Object::Reference(id) => {
                let place = places.get(id).and_then(|place| reached.get_mut(*place));
                if place.is_some_and(|reached| !std::mem::replace(reached, true)) {
                    waiting.extend(document.objects.get(id));
                }
            }
            Object::Array(items) => waiting.extend(items),
            Object::Dictionary(found) => waiting.extend(found.iter().map(|(_, value)| value)),
            Object::Stream(stream) => waiting.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    let mut reached = reached.into_iter();
    document
        .objects
        .retain(|_, _| reached.next().unwrap_or_default());
}
