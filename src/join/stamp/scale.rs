//! Content that is made smaller: everything on the page that is placed by coordinates follows.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{below, own_resources};
use super::sheet::{Sheet, number, resolved};

/// Makes content smaller about a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::join) struct Scale {
    factor: f64,
    right: f64,
    up: f64,
}

impl Scale {
    /// Scales about the middle of a page.
    pub fn new(sheet: &Sheet, factor: f64) -> Self {
        let (x, y) = sheet.middle();
        Self {
            factor,
            right: x * (1.0 - factor),
            up: y * (1.0 - factor),
        }
    }

    /// Returns it as a matrix.
    pub fn matrix(&self) -> [f64; 6] {
        [self.factor, 0.0, 0.0, self.factor, self.right, self.up]
    }

    pub(super) fn x(&self, value: &mut Object) {
        move_to(value, self.factor, self.right);
    }

    pub(super) fn y(&self, value: &mut Object) {
        move_to(value, self.factor, self.up);
    }

    /// Moves pairs of coordinates, however deep they stand in arrays.
    pub(super) fn pairs(&self, object: &mut Object) {
        let Ok(values) = object.as_array_mut() else {
            return;
        };
        for (index, value) in values.iter_mut().enumerate() {
            match value {
                Object::Array(_) => self.pairs(value),
                _ if index % 2 == 0 => self.x(value),
                _ => self.y(value),
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pages are not that large")]
fn move_to(value: &mut Object, factor: f64, by: f64) {
    if let Some(known) = number(value) {
        *value = Object::Real((known * factor + by) as f32);
    }
}

/// Scales what stands on a page beside its content: annotations and patterns.
pub(super) fn follow(document: &mut Document, page: ObjectId, scale: &Scale) {
    annotations(document, page, scale);
    patterns(document, page, scale);
}

/// The entries of annotations that are places on the page.
const PLACES: [&[u8]; 8] = [
    b"Rect",
    b"QuadPoints",
    b"InkList",
    b"L",
    b"Vertices",
    b"CL",
    b"Path",
    b"Coords",
];

fn annotations(document: &mut Document, page: ObjectId, scale: &Scale) {
    let Some(list) = document
        .get_dictionary(page)
        .ok()
        .and_then(|page| page.get(b"Annots").ok())
    else {
        return;
    };
    let mut list = resolved(document, list).clone();
    let Ok(annotations) = list.as_array_mut() else {
        return;
    };
    let mut done = BTreeSet::new();
    for annotation in annotations {
        match annotation {
            Object::Dictionary(own) => annotation_follows(own, scale),
            Object::Reference(id) if done.insert(*id) => self::annotation(document, *id, scale),
            _ => {}
        }
    }
    if let Ok(page) = document.get_dictionary_mut(page) {
        page.set("Annots", list);
    }
}

/// Scales an annotation with its page.
pub(super) fn annotation(document: &mut Document, id: ObjectId, scale: &Scale) {
    if let Ok(own) = document.get_dictionary_mut(id) {
        annotation_follows(own, scale);
    }
}

fn annotation_follows(annotation: &mut Dictionary, scale: &Scale) {
    for key in PLACES {
        if let Ok(place) = annotation.get_mut(key) {
            scale.pairs(place);
        }
    }
    if let Ok(Object::Array(insets)) = annotation.get_mut(b"RD") {
        insets
            .iter_mut()
            .for_each(|inset| move_to(inset, scale.factor, 0.0));
    }
}

/// Scales the patterns that the page itself paints with: their places do not depend on what was set before (ISO 32000-1, 8.7.2).
fn patterns(document: &mut Document, page: ObjectId, scale: &Scale) {
    own_resources(document, page);
    let Some(known) = known_patterns(document, page) else {
        return;
    };
    let mut moved = Dictionary::new();
    for (name, pattern) in known.iter() {
        let mut pattern = resolved(document, pattern).clone();
        match &mut pattern {
            Object::Dictionary(about) => pattern_follows(about, scale),
            Object::Stream(stream) => pattern_follows(&mut stream.dict, scale),
            _ => continue,
        }
        let id = document.add_object(pattern);
        moved.set(name.clone(), id);
    }
    // Other pages may share these resources, and are not scaled with this one.
    let shared = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"Resources"));
    let own = shared.map(|shared| resolved(document, shared).clone()).ok();
    if let (Some(own), Ok(page)) = (own, document.get_dictionary_mut(page)) {
        page.set("Resources", own);
    }
    if let Some(resources) = below(document, page, &[b"Resources"]) {
        resources.set("Pattern", moved);
    }
}

fn known_patterns(document: &Document, page: ObjectId) -> Option<Dictionary> {
    let page = document.get_dictionary(page).ok()?;
    let resources = resolved(document, page.get(b"Resources").ok()?)
        .as_dict()
        .ok()?;
    let patterns = resolved(document, resources.get(b"Pattern").ok()?)
        .as_dict()
        .ok()?;
    (!patterns.is_empty()).then(|| patterns.clone())
}

fn pattern_follows(pattern: &mut Dictionary, scale: &Scale) {
    let known: Vec<f64> = match pattern.get(b"Matrix") {
        Ok(Object::Array(known)) => known.iter().filter_map(number).collect(),
        _ => Vec::new(),
    };
    let mut matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    if known.len() == 6 {
        matrix.copy_from_slice(&known);
    }
    let mut matrix = Object::Array(matrix.map(real).to_vec());
    if let Object::Array(values) = &mut matrix {
        for (index, value) in values.iter_mut().enumerate() {
            let by = [0.0, 0.0, 0.0, 0.0, scale.right, scale.up][index];
            move_to(value, scale.factor, by);
        }
    }
    pattern.set("Matrix", matrix);
}

#[expect(clippy::cast_possible_truncation, reason = "matrices are small")]
fn real(value: f64) -> Object {
    Object::Real(value as f32)
}
