//! PDFs made for tests, and stamped as the joiner would.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::join::PageLook;
use crate::join::stamp::{STAMP_FONTS, Stamper};
use crate::model::{PageMarks, Place, Stamp};

pub const REGULAR: &[u8] = include_bytes!("../../../../fonts/SourceSans3-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../../../../fonts/SourceSans3-Bold.ttf");

/// Makes a PDF with a page of entries and content.
pub fn one_page(entries: Dictionary, code: &[u8]) -> (Document, ObjectId) {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), code.to_vec()));
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    };
    page.extend(&entries);
    let page = document.add_object(page);
    document.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    (document, page)
}

/// Returns a PDF as it is written.
pub fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

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
    stamper.settle(document);
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
