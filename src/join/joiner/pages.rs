//! Pages: what a page inherits, what of it goes along, and how it is looked at.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a page may inherit from the nodes above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// What of a page goes along.
const KEPT: [&[u8]; 13] = [
    b"Type",
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
    b"Rotate",
    b"UserUnit",
    b"Contents",
    b"Group",
    b"Annots",
    b"StructParents",
];

/// How many levels the nodes above a page may have.
const DEEPEST: usize = 64;

/// The box of a page that has none: A4.
const A4: [f32; 4] = [0.0, 0.0, 595.276, 841.89];

/// Makes every page complete in itself, and different from all others; gives the pages and their annotations.
pub fn flatten(document: &mut Document, pages: &[ObjectId]) -> Vec<(ObjectId, Vec<ObjectId>)> {
    let mut seen = HashSet::new();
    let mut flat = Vec::with_capacity(pages.len());
    for &page in pages {
        let Some(mut entries) = complete(document, page) else {
            continue;
        };
        let again = !seen.insert(page);
        let annotations = match entries.remove(b"Annots") {
            Some(list) if !again => annotations(document, &list, &mut seen),
            _ => Vec::new(),
        };
        let id = if again {
            document.new_object_id()
        } else {
            page
        };
        if again {
            entries.remove(b"StructParents");
        }
        document.objects.insert(id, Object::Dictionary(entries));
        flat.push((id, annotations));
    }
    flat
}

/// Returns a page with what it inherits.
fn complete(document: &mut Document, page: ObjectId) -> Option<Dictionary> {
    let mut entries = Dictionary::new();
    for key in KEPT {
        if let Ok(value) = document.get_dictionary(page).ok()?.get(key) {
            entries.set(key, value.clone());
        }
    }
    for key in INHERITED {
        if !entries.has(key)
            && let Some(value) = inherited(document, page, key)
        {
            entries.set(key, value);
        }
    }
    entries.set("Type", Object::Name(b"Page".to_vec()));
    entries.set("Tabs", Object::Name(b"S".to_vec()));
    if !entries.has(b"Resources") {
        entries.set("Resources", Dictionary::new());
    }
    if corners(document, &entries, b"MediaBox").is_none() {
        entries.set("MediaBox", A4.map(Object::Real).to_vec());
    }
    contents(document, &mut entries);
    Some(entries)
}

/// Returns what a page inherits; what stands in a node itself becomes an object of its own, so that no page repeats it.
fn inherited(document: &mut Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = page;
    for _ in 0..DEEPEST {
        node = document
            .get_dictionary(node)
            .ok()?
            .get(b"Parent")
            .ok()?
            .as_reference()
            .ok()?;
        let Ok(value) = document.get_dictionary(node).ok()?.get(key) else {
            continue;
        };
        let value = value.clone();
        if !matches!(value, Object::Dictionary(_)) {
            return Some(value);
        }
        let shared = Object::Reference(document.add_object(value));
        let above = document.get_dictionary_mut(node).ok()?;
        above.set(key, shared.clone());
        return Some(shared);
    }
    None
}

/// Leaves out content that is not there.
fn contents(document: &Document, entries: &mut Dictionary) {
    let Some(content) = entries.remove(b"Contents") else {
        return;
    };
    let there =
        |item: &Object| matches!(document.dereference(item), Ok((Some(_), Object::Stream(_))));
    let kept = match document.dereference(&content) {
        Ok((_, Object::Array(items))) if !items.iter().all(there) => {
            let items = items.iter().filter(|item| there(item));
            Object::Array(items.cloned().collect())
        }
        Ok((_, Object::Array(_) | Object::Stream(_))) => content,
        _ => return,
    };
    entries.set("Contents", kept);
}

/// Returns the annotations of a page, each an object of its own that stands on no page before.
fn annotations(
    document: &mut Document,
    list: &Object,
    seen: &mut HashSet<ObjectId>,
) -> Vec<ObjectId> {
    let items = match document.dereference(list) {
        Ok((_, Object::Array(items))) => items.clone(),
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for item in items {
        let id = match item {
            Object::Reference(id) if document.get_dictionary(id).is_ok() => id,
            Object::Dictionary(_) => document.add_object(item),
            _ => continue,
        };
        if seen.insert(id) {
            found.push(id);
        }
    }
    found
}

/// Returns the corners of a box of a page, left and bottom first.
fn corners(document: &Document, page: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let (_, found) = document.dereference(page.get(key).ok()?).ok()?;
    let mut sides = [0.0; 4];
    let items = found.as_array().ok()?;
    for (side, item) in sides.iter_mut().zip(items) {
        *side = document.dereference(item).ok()?.1.as_float().ok()?;
    }
    let [left, bottom, right, top] = sides;
    let sorted = [
        left.min(right),
        bottom.min(top),
        left.max(right),
        bottom.max(top),
    ];
    (items.len() == 4 && sorted[0] < sorted[2] && sorted[1] < sorted[3]).then_some(sorted)
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Its width and height in points, as it is looked at.
    pub size: (f32, f32),
    /// Where its top is, where it is not turned.
    pub top: Option<f32>,
}

/// Returns how a page is looked at.
pub fn view(document: &Document, page: ObjectId) -> View {
    let plain = View {
        size: (A4[2], A4[3]),
        top: None,
    };
    let Ok(entries) = document.get_dictionary(page) else {
        return plain;
    };
    let number = |key: &[u8]| {
        let (_, found) = document.dereference(entries.get(key).ok()?).ok()?;
        found.as_float().ok()
    };
    let media = corners(document, entries, b"MediaBox").unwrap_or(A4);
    let crop = corners(document, entries, b"CropBox").map_or(media, |crop| within(crop, media));
    let unit = number(b"UserUnit")
        .filter(|unit| *unit > 0.0)
        .unwrap_or(1.0);
    let (width, height) = ((crop[2] - crop[0]) * unit, (crop[3] - crop[1]) * unit);
    // Rotation is a multiple of 90; the cast is exact for all that makes sense.
    let turns = (number(b"Rotate").unwrap_or_default() / 90.0)
        .round()
        .rem_euclid(4.0) as u8;
    View {
        size: if turns % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        },
        top: (turns == 0).then_some(crop[3]),
    }
}

/// Cuts a crop box to the media box, where anything is left of it.
fn within(crop: [f32; 4], media: [f32; 4]) -> [f32; 4] {
    let cut = [
        crop[0].max(media[0]),
        crop[1].max(media[1]),
        crop[2].min(media[2]),
        crop[3].min(media[3]),
    ];
    if cut[0] < cut[2] && cut[1] < cut[3] {
        cut
    } else {
        media
    }
}
