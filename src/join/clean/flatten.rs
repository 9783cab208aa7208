//! Makes drawings part of their page.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::appearance::{Drawing, number};
use super::content;
use super::read::dictionary;

/// A drawing that becomes part of a page.
pub(super) struct Piece {
    pub(super) drawing: Drawing,
    /// The layer that it is on.
    pub(super) layer: Option<Object>,
    /// Its place in the structure: a tag and an id in the page; none where it is left out of what is read.
    pub(super) read: Option<(String, i64)>,
    /// Whether the file is tagged, so that what is not read must say so.
    pub(super) tagged: bool,
}

/// Draws pieces on a page, above what is there.
pub(super) fn onto(document: &mut Document, page: ObjectId, pieces: &[Piece]) {
    let Some(mut resources) = own_resources(document, page) else {
        return;
    };
    let (opened, closed) = content::balance(document, page);
    let mut added = format!("\n{}", "Q\n".repeat(closed));
    for piece in pieces {
        let name = name_in(
            &mut resources,
            b"XObject",
            "Flat",
            Object::Reference(piece.drawing.stream),
        );
        let layer = piece
            .layer
            .as_ref()
            .map(|layer| name_in(&mut resources, b"Properties", "Layer", layer.clone()));
        draw(&mut added, piece, &name, layer.as_deref());
    }
    let before = document.add_object(Stream::new(
        Dictionary::new(),
        "q\n".repeat(opened).into_bytes(),
    ));
    let after = document.add_object(Stream::new(Dictionary::new(), added.into_bytes()));
    let mut contents = vec![Object::Reference(before)];
    contents.extend(own_contents(document, page));
    contents.push(Object::Reference(after));
    if let Ok(page) = document.get_dictionary_mut(page) {
        page.set("Resources", resources);
        page.set("Contents", contents);
    }
}

/// Writes the operators of a piece.
fn draw(content: &mut String, piece: &Piece, name: &str, layer: Option<&str>) {
    let matrix = piece.drawing.matrix.map(number).join(" ");
    let opened = match (&piece.read, piece.tagged) {
        (Some((tag, id)), _) => format!("/{tag} <</MCID {id}>> BDC\n"),
        (None, true) => "/Artifact BMC\n".to_owned(),
        (None, false) => String::new(),
    };
    let closed = if opened.is_empty() { "" } else { "EMC\n" };
    let (shown, end) = match layer {
        Some(layer) => (format!("/OC /{layer} BDC\n"), "EMC\n"),
        None => (String::new(), ""),
    };
    // Writing to a string cannot fail.
    let _ = write!(
        content,
        "{opened}{shown}q\n{matrix} cm\n/{name} Do\nQ\n{end}{closed}"
    );
}

/// Gives a copy of a page's resources that other pages do not share.
fn own_resources(document: &Document, page: ObjectId) -> Option<Dictionary> {
    let page = document.get_dictionary(page).ok()?;
    let mut resources = dictionary(document, page, b"Resources")
        .cloned()
        .unwrap_or_default();
    for key in [b"XObject".as_slice(), b"Properties"] {
        if let Some(part) = dictionary(document, &resources, key).cloned() {
            resources.set(key, part);
        }
    }
    Some(resources)
}

/// Names an object in the resources, with a name that is not taken.
fn name_in(resources: &mut Dictionary, kind: &[u8], stem: &str, object: Object) -> String {
    if !resources.get(kind).is_ok_and(|part| part.as_dict().is_ok()) {
        resources.set(kind, Dictionary::new());
    }
    let Ok(part) = resources.get_mut(kind).and_then(Object::as_dict_mut) else {
        return stem.to_owned();
    };
    let mut at = part.len();
    let mut name = format!("{stem}{at}");
    while part.has(name.as_bytes()) {
        at += 1;
        name = format!("{stem}{at}");
    }
    part.set(name.as_bytes(), object);
    name
}

/// Lists the streams of a page's content.
fn own_contents(document: &Document, page: ObjectId) -> Vec<Object> {
    let contents = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"Contents"));
    let Ok((id, found)) = contents.and_then(|contents| document.dereference(contents)) else {
        return Vec::new();
    };
    match (found, id) {
        (Object::Array(streams), _) => streams.clone(),
        (Object::Stream(_), Some(id)) => vec![Object::Reference(id)],
        _ => Vec::new(),
    }
}
