//! How large streams become once they are decoded, looked at before anything decodes them for good.
//!
//! A stream of four kilobytes can hold four gigabytes, more so where it is compressed twice. Each step of its filters is decoded
//! within a limit here, so that nothing behind this point meets a stream that is larger.

use std::collections::BTreeMap;

use lopdf::{DecompressError, Dictionary, Document, Error, Object, ObjectId, Stream};

use super::Refusal;
use super::limits::too_large;

/// Bytes of a stream once decoded, and of the content of one page.
pub(in crate::join) const DECODED: usize = 64 << 20;
/// Bytes of all streams of a file together, but for pictures.
const TOGETHER: usize = 2 << 30;
/// The most pixels of a picture that is decoded to see through which parts of it something shines.
const PIXELS: i64 = 30_000_000;
/// Bytes of a picture of so many pixels, at most.
const PICTURE: usize = 256 << 20;
/// Bytes of all pictures together that may be decoded.
const PICTURES: usize = 8 << 30;

/// Refuses a file whose streams become too large.
///
/// # Errors
///
/// Which limit it is beyond.
pub(super) fn check(document: &mut Document, pages: &[ObjectId]) -> Result<(), Refusal> {
    settle_filters(document);
    let mut sizes = BTreeMap::new();
    let (mut together, mut pictures) = (0_usize, 0_usize);
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        let picture = is_picture(stream);
        if left_alone(stream) {
            continue;
        }
        let size = decoded(stream, if picture { PICTURE } else { DECODED })?;
        if picture {
            pictures += size;
        } else {
            together += size;
            sizes.insert(*id, size);
        }
        if together > TOGETHER || pictures > PICTURES {
            return Err(too_large("gigabytes of compressed data"));
        }
    }
    pages
        .iter()
        .try_for_each(|page| check_page(document, *page, &sizes))
}

/// Returns whether nobody decodes a stream: files that are taken out, and large pictures.
fn left_alone(stream: &Stream) -> bool {
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64);
    let pixels = number(b"Width")
        .unwrap_or(0)
        .saturating_mul(number(b"Height").unwrap_or(0));
    stream.dict.has_type(b"EmbeddedFile")
        || stream.dict.has_type(b"ObjStm")
        || stream.dict.has_type(b"XRef")
        || is_picture(stream) && pixels > PIXELS
}

fn is_picture(stream: &Stream) -> bool {
    let kind = stream.dict.get(b"Subtype").and_then(Object::as_name);
    kind.is_ok_and(|kind| kind == b"Image")
}

/// Counts the bytes that a stream decodes to.
fn decoded(stream: &Stream, limit: usize) -> Result<usize, Refusal> {
    if !stream.dict.has(b"Filter") {
        return Ok(stream.content.len());
    }
    match stream.get_plain_content_with_limit(limit) {
        Ok(content) => Ok(content.len()),
        Err(Error::Decompress(
            DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. },
        )) => Err(too_large("a stream that inflates to more than 64 MB")),
        // Pictures have filters of their own; what is damaged comes to nothing.
        Err(_) => Ok(stream.content.len()),
    }
}

/// Refuses a page whose content, put together, is too large: the same stream may be named a thousand times.
fn check_page(
    document: &Document,
    page: ObjectId,
    sizes: &BTreeMap<ObjectId, usize>,
) -> Result<(), Refusal> {
    let contents = document.get_dictionary(page).ok();
    let contents = contents.and_then(|page| page.get(b"Contents").ok());
    let Some(Ok((_, Object::Array(parts)))) =
        contents.map(|contents| document.dereference(contents))
    else {
        return Ok(());
    };
    let mut whole = 0_usize;
    for part in parts {
        let id = document.dereference(part).ok().and_then(|(id, _)| id);
        whole += id
            .and_then(|id| sizes.get(&id))
            .copied()
            .unwrap_or_default();
        if whole > DECODED {
            return Err(too_large("a page with more than 64 MB of content"));
        }
    }
    Ok(())
}

/// Writes filters that stand elsewhere where they apply, so that each reader sees the same.
fn settle_filters(document: &mut Document) {
    let mut settled = Vec::new();
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            for key in [b"Filter".as_slice(), b"DecodeParms"] {
                let value = stream.dict.get(key).ok().filter(|value| elsewhere(value));
                settled.extend(value.map(|value| (*id, key, resolved(document, value))));
            }
        }
    }
    for (id, key, value) in settled {
        if let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut) {
            stream.dict.set(key, value);
        }
    }
}

/// Returns whether a value has references that matter to a filter.
fn elsewhere(value: &Object) -> bool {
    let refers = |value: &Object| matches!(value, Object::Reference(_));
    let within = |found: &Dictionary| {
        let inside = found.iter().filter(|(key, _)| *key != b"JBIG2Globals");
        inside.into_iter().any(|(_, value)| refers(value))
    };
    match value {
        Object::Reference(_) => true,
        Object::Array(items) => items
            .iter()
            .any(|item| refers(item) || item.as_dict().is_ok_and(within)),
        Object::Dictionary(found) => within(found),
        _ => false,
    }
}

/// Returns a value without references, but for those to streams.
fn resolved(document: &Document, value: &Object) -> Object {
    let one = |value: &Object| match document.dereference(value) {
        Ok((_, Object::Stream(_))) | Err(_) => value.clone(),
        Ok((_, found)) => found.clone(),
    };
    let inside = |value: Object| match value {
        Object::Dictionary(found) => {
            let found = found.iter().map(|(key, value)| (key.clone(), one(value)));
            Object::Dictionary(found.collect())
        }
        value => value,
    };
    match one(value) {
        Object::Array(items) => items
            .iter()
            .map(|item| inside(one(item)))
            .collect::<Vec<_>>()
            .into(),
        value => inside(value),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::join::made::{bytes, one_page};
    use crate::join::open::open;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).expect("in memory");
        encoder.finish().expect("in memory")
    }

    fn opened(filter: Object, content: Vec<u8>, times: usize) -> Option<Refusal> {
        let (mut document, page) = one_page(&Dictionary::new(), b"");
        let mut dictionary = Dictionary::new();
        let filter = document.add_object(filter);
        dictionary.set("Filter", filter);
        let stream = document.add_object(Stream::new(dictionary, content));
        let contents: Vec<Object> = vec![stream.into(); times];
        let page = document.get_dictionary_mut(page).expect("a page");
        page.set("Contents", contents);
        open(&bytes(document), None).err()
    }

    #[test]
    fn content_that_inflates_for_ever_is_refused_however_often_it_was_deflated() {
        let once = deflated(&vec![b' '; DECODED + 1]);
        let name = || Object::Name(b"FlateDecode".to_vec());
        let large = |refusal| matches!(refusal, Some(Refusal::TooLarge(_)));
        assert!(large(opened(name(), once.clone(), 1)));
        let twice = vec![name(), name()];
        assert!(large(opened(twice.into(), deflated(&once), 1)));
        let many = vec![name(); 20];
        assert!(large(opened(many.into(), b"x".to_vec(), 1)));
    }

    #[test]
    fn the_same_content_many_times_is_refused_as_a_whole() {
        let name = || Object::Name(b"FlateDecode".to_vec());
        let some = deflated(&vec![b' '; 1 << 20]);
        assert_eq!(opened(name(), some.clone(), 60), None);
        let refused = opened(name(), some, 70);
        assert!(matches!(refused, Some(Refusal::TooLarge(_))));
    }
}
