//! Streams that reach outside the file, and what programs leave in images and drawings.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::super::What;
use super::read::{name, value};
use super::tally::Tally;

/// What programs leave in drawings and images: their own data, prices of servers, other versions, parts of other files.
const LEFT: [&[u8]; 6] = [
    b"PieceInfo",
    b"LastModified",
    b"OPI",
    b"Alternates",
    b"Ref",
    b"ID",
];

/// Cuts streams off from other files, and takes out of drawings what is not drawn.
pub(super) fn cut_off(document: &mut Document, tally: &mut Tally) {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            if stream.dict.has_type(b"EmbeddedFile") {
                *stream = Stream::new(Dictionary::new(), Vec::new());
            }
            external(stream, tally);
            drawing(stream, tally);
        }
    }
}

/// Takes from a dictionary what programs leave in it, and what leads to files.
pub(super) fn strip(document: &Document, found: &mut Dictionary, tally: &mut Tally) {
    if left_by_a_program(document, found) {
        found.remove(b"PieceInfo");
    }
    if describes_metadata(document, found) && !found.has_type(b"Catalog") {
        found.remove(b"Metadata");
    }
    if attaches_files(document, found) {
        found.remove(b"AF");
    }
    if found.has(b"Fields") {
        found.remove(b"XFA");
    }
    if found.remove(b"DestOutputProfileRef").is_some() {
        tally.add(What::ExternalReferences, None);
    }
}

/// Empties a stream whose data stand in another file: what stands in this one was never shown.
fn external(stream: &mut Stream, tally: &mut Tally) {
    if !stream.dict.has(b"F") {
        return;
    }
    for key in [
        b"F".as_slice(),
        b"FFilter",
        b"FDecodeParms",
        b"Filter",
        b"DecodeParms",
    ] {
        stream.dict.remove(key);
    }
    stream.set_content(Vec::new());
    tally.add(What::ExternalReferences, None);
}

/// Takes out of a drawing or an image what is not drawn.
fn drawing(stream: &mut Stream, tally: &mut Tally) {
    let kind = |key| {
        stream
            .dict
            .get(key)
            .and_then(Object::as_name)
            .unwrap_or_default()
    };
    match kind(b"Subtype") {
        b"PS" => empty(stream, tally),
        b"Form" if kind(b"Subtype2") == b"PS" => empty(stream, tally),
        b"Form" | b"Image" => {
            for key in LEFT {
                let taken = stream.dict.remove(key);
                if taken.is_some() && (key == b"Ref" || key == b"OPI") {
                    tally.add(What::ExternalReferences, None);
                }
            }
        }
        _ => {}
    }
}

/// Makes nothing of a piece of PostScript, which only printers would run.
fn empty(stream: &mut Stream, tally: &mut Tally) {
    let nothing = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 0.into(), 0.into()],
    };
    *stream = Stream::new(nothing, Vec::new());
    tally.add(What::Scripts, None);
}

fn left_by_a_program(document: &Document, found: &Dictionary) -> bool {
    matches!(
        value(document, found, b"PieceInfo"),
        Some(Object::Dictionary(_))
    )
}

/// Returns whether a dictionary has metadata of its own; a resource may have that name too.
fn describes_metadata(document: &Document, found: &Dictionary) -> bool {
    let Some(Object::Stream(stream)) = value(document, found, b"Metadata") else {
        return false;
    };
    stream.dict.has_type(b"Metadata") || name(document, &stream.dict, b"Subtype") == Some(b"XML")
}

/// Returns whether a dictionary has files attached to it.
fn attaches_files(document: &Document, found: &Dictionary) -> bool {
    match value(document, found, b"AF") {
        Some(Object::Array(_)) => true,
        Some(Object::Dictionary(file)) => file.has(b"F") || file.has(b"UF") || file.has(b"EF"),
        _ => false,
    }
}
