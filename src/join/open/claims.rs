//! What a PDF says of itself.

use lopdf::{Dictionary, Document, Object};

use super::super::Claims;
use super::text::line;
use super::xmp::Xmp;

/// More than any packet of metadata.
const PACKET: usize = 4 << 20;

/// Reads what a PDF says of itself.
pub(super) fn of(document: &Document) -> Claims {
    let empty = Dictionary::new();
    let catalog = document.catalog().unwrap_or(&empty);
    let xmp = xmp(document, catalog).unwrap_or_default();
    Claims {
        tagged: is_tagged(document, catalog),
        ua: xmp.ua,
        archival: xmp.part.map(|part| (part, xmp.level.unwrap_or(' '))),
        language: catalog.get_deref(b"Lang", document).ok().and_then(line),
        title: xmp.title.and_then(one_line).or_else(|| title(document)),
    }
}

/// Returns whether it has a structure tree with something in it, and says that it is tagged.
fn is_tagged(document: &Document, catalog: &Dictionary) -> bool {
    let marked = dictionary(document, catalog, b"MarkInfo")
        .and_then(|marks| marks.get_deref(b"Marked", document).ok())
        .and_then(|marked| marked.as_bool().ok());
    let tree = dictionary(document, catalog, b"StructTreeRoot");
    marked == Some(true) && tree.is_some_and(|tree| tree.has(b"K"))
}

fn dictionary<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    from.get_deref(key, document).and_then(Object::as_dict).ok()
}

fn xmp(document: &Document, catalog: &Dictionary) -> Option<Xmp> {
    let stream = catalog
        .get_deref(b"Metadata", document)
        .and_then(Object::as_stream)
        .ok()?;
    Some(Xmp::read(
        &stream.get_plain_content_with_limit(PACKET).ok()?,
    ))
}

/// Reads the title of the document information.
fn title(document: &Document) -> Option<String> {
    dictionary(document, &document.trailer, b"Info")?
        .get_deref(b"Title", document)
        .ok()
        .and_then(line)
}

fn one_line(text: String) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
