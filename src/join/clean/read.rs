//! Reading dictionaries through their references.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Returns a value, with its reference followed; null is none.
pub(super) fn value<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    // The library's own look-up writes an error for each key that is not there.
    let value = document.dereference(from.as_hashmap().get(key)?).ok()?.1;
    (!value.is_null()).then_some(value)
}

/// Returns a dictionary.
pub(super) fn dictionary<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    value(document, from, key)?.as_dict().ok()
}

/// Returns the items of an array; none where there is no array.
pub(super) fn items<'a>(document: &'a Document, from: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    let found = value(document, from, key).and_then(|found| found.as_array().ok());
    found.map_or(&[], Vec::as_slice)
}

/// Returns a name.
pub(super) fn name<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &[u8],
) -> Option<&'a [u8]> {
    value(document, from, key)?.as_name().ok()
}

/// Returns a whole number.
pub(super) fn integer(document: &Document, from: &Dictionary, key: &[u8]) -> Option<i64> {
    value(document, from, key)?.as_i64().ok()
}

/// Returns as many numbers as asked for.
pub(super) fn numbers<const N: usize>(
    document: &Document,
    from: &Dictionary,
    key: &[u8],
) -> Option<[f32; N]> {
    let number = |object: &Object| document.dereference(object).ok()?.1.as_float().ok();
    let found: Vec<f32> = items(document, from, key)
        .iter()
        .filter_map(number)
        .collect();
    let found: [f32; N] = found.try_into().ok()?;
    found
        .iter()
        .all(|number| number.is_finite())
        .then_some(found)
}

/// Returns the id of a stream that a dictionary refers to.
pub(super) fn stream_id(document: &Document, from: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    let (id, found) = document.dereference(from.get(key).ok()?).ok()?;
    found.as_stream().ok()?;
    id
}
