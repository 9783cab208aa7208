//! PDFs made for tests, and stamped as the joiner would.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

use crate::join::PageLook;
use crate::join::stamp::{STAMP_FONTS, Stamper};
use crate::model::{PageMarks, Place, Stamp};

pub const REGULAR: &[u8] = include_bytes!("../../../../fonts/SourceSans3-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../../../../fonts/SourceSans3-Bold.ttf");

/// Returns the marks of a page of an item.
pub fn marks(stamps: &[(&str, Place, bool)]) -> PageMarks {
    let stamps = stamps.iter().map(|(text, place, bold)| Stamp {
        text: (*text).to_owned(),
        place: *place,
        bold: *bold,
    });
    PageMarks {
        stamps: stamps.collect(),
        ..PageMarks::default()
    }
}

/// Stamps every page; gives the factors.
pub fn stamped(
    document: &mut Document,
    marks: &PageMarks,
    looks: Option<&[PageLook]>,
) -> Vec<Option<f32>> {
    let mut stamper = Stamper::new([REGULAR, BOLD]).expect("fonts");
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let factors = pages.iter().enumerate().map(|(index, page)| {
        let look = looks.map(|looks| &looks[index]);
        stamper.stamp(document, *page, marks, look, None)
    });
    let factors = factors.collect();
    stamper.settle(document, std::iter::empty(), std::iter::empty());
    put_fonts(document, stamper);
    factors
}

/// Gives pages the fonts of stamps, as the joiner does.
pub fn put_fonts(document: &mut Document, stamper: Stamper<'_>) {
    let mut ids = BTreeMap::new();
    for (font, placeholder) in stamper.fonts().into_iter().zip(STAMP_FONTS) {
        let start = document.max_id;
        let own = font.objects.keys().map(|id| (*id, (start + id.0, 0)));
        let own: BTreeMap<ObjectId, ObjectId> = own.collect();
        if let Some(first) = own.values().next() {
            ids.insert(placeholder, *first);
        }
        for (id, mut object) in font.objects {
            named(&mut object, &own);
            document.set_object(own[&id], object);
            document.max_id = document.max_id.max(own[&id].0);
        }
    }
    for object in document.objects.values_mut() {
        named(object, &ids);
    }
}

fn named(object: &mut Object, ids: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => *id = *ids.get(id).unwrap_or(id),
        Object::Array(values) => values.iter_mut().for_each(|value| named(value, ids)),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| named(value, ids)),
        Object::Stream(stream) => stream
            .dict
            .iter_mut()
            .for_each(|(_, value)| named(value, ids)),
        _ => {}
    }
}
