//! What the catalog, the trailer and the pages may say; all else goes.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::read::{dictionary, value};
use super::tally::Tally;

/// Keys of the catalog that are about content.
const CATALOG: [&[u8]; 16] = [
    b"Type",
    b"Version",
    b"Pages",
    b"PageLabels",
    b"Names",
    b"Dests",
    b"Outlines",
    b"StructTreeRoot",
    b"MarkInfo",
    b"Lang",
    b"OCProperties",
    b"OutputIntents",
    b"ViewerPreferences",
    b"PageMode",
    b"PageLayout",
    b"Metadata",
];
/// Keys of a page that are about what it shows.
const PAGE: [&[u8]; 15] = [
    b"Type",
    b"Parent",
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
    b"Contents",
    b"Rotate",
    b"Group",
    b"Annots",
    b"StructParents",
    b"Tabs",
    b"UserUnit",
];
/// Keys of the trailer.
const TRAILER: [&[u8]; 4] = [b"Root", b"Info", b"ID", b"Size"];

/// Keeps what is about content.
pub(super) fn reduce(document: &mut Document, pages: &[ObjectId]) {
    let mut root = document.catalog().cloned().unwrap_or_default();
    keep(&mut root, &CATALOG);
    // A key of another kind than it should be could keep anything.
    let packet =
        value(document, &root, b"Metadata").is_some_and(|packet| packet.as_stream().is_ok());
    if !packet {
        root.remove(b"Metadata");
    }
    if let Some(names) = dictionary(document, &root, b"Names") {
        let mut names = names.clone();
        keep(&mut names, &[b"Dests"]);
        root.set("Names", names);
    }
    if let Some(layers) = dictionary(document, &root, b"OCProperties") {
        let mut layers = layers.clone();
        keep(&mut layers, &[b"OCGs", b"D"]);
        root.set("OCProperties", layers);
    }
    if let Ok(catalog) = document.catalog_mut() {
        *catalog = root;
    }
    keep(&mut document.trailer, &TRAILER);
    for page in pages {
        if let Ok(page) = document.get_dictionary_mut(*page) {
            keep(page, &PAGE);
        }
    }
}

/// Keeps only some keys of a dictionary, in their order.
pub(super) fn keep(found: &mut Dictionary, keys: &[&[u8]]) {
    let kept = found
        .iter()
        .filter(|(key, value)| keys.contains(&key.as_slice()) && !value.is_null());
    *found = kept
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
}

/// Counts what will go that a reader should know of.
pub(super) fn count(document: &Document, tally: &mut Tally) {
    let Ok(root) = document.catalog() else { return };
    let form = dictionary(document, root, b"AcroForm");
    if form.is_some_and(|form| value(document, form, b"XFA").is_some()) {
        tally.add(What::Xfa, None);
    }
    if value(document, root, b"Perms").is_some_and(|perms| !is_empty(perms)) {
        tally.add(What::Signatures, None);
    }
    // LibreOffice puts the document it came from there.
    if document.trailer.has(b"AdditionalStreams") {
        tally.add(What::EmbeddedFiles, None);
    }
    if document.was_encrypted() {
        tally.add(What::Protection, None);
    }
}

fn is_empty(object: &Object) -> bool {
    object.as_dict().is_ok_and(Dictionary::is_empty)
}
