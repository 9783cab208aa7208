//! Every dictionary of a PDF, wherever it stands.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Shows every dictionary to a visitor that may change it, the outer before the inner; references are not followed.
///
/// The visitor is given the document as well, in which the object it is looking at is null meanwhile.
pub(super) fn each_dictionary(
    document: &mut Document,
    mut visit: impl FnMut(&Document, ObjectId, &mut Dictionary),
) {
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for id in ids {
        let Some(object) = document.objects.get_mut(&id) else {
            continue;
        };
        if !matches!(
            object,
            Object::Dictionary(_) | Object::Array(_) | Object::Stream(_)
        ) {
            continue;
        }
        let mut object = std::mem::replace(object, Object::Null);
        each_inside(&mut object, &mut |found| visit(document, id, found));
        document.objects.insert(id, object);
    }
}

/// Shows the dictionaries inside an object.
fn each_inside(object: &mut Object, visit: &mut impl FnMut(&mut Dictionary)) {
    let mut waiting = vec![object];
    while let Some(object) = waiting.pop() {
        let found = match object {
            Object::Array(items) => {
                waiting.extend(items);
                continue;
            }
            Object::Dictionary(found) => found,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        visit(found);
        waiting.extend(found.iter_mut().map(|(_, value)| value));
    }
}
