//! Scaled pages in a pack.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::build::{BOLD, REGULAR, marks};
use crate::join::look::look;
use crate::join::made::{bytes, numbers, one_page};
use crate::join::{About, Claims, Entry, Joiner, Pdf, What};
use crate::model::Date;
use crate::model::Place::{BottomRight, TopRight};

/// Makes a page full of grey, whose annotation, named place, bookmark and figure are all at 100, 200.
fn full() -> (Document, Pdf) {
    let code = b"0.5 g 0 0 595 842 re f /Figure <</MCID 0>> BDC 0 g 100 200 9 9 re f EMC";
    let (mut document, page) = one_page(&dictionary! { "StructParents" => 0 }, code);
    let mut goal: Vec<Object> = vec![page.into(), "XYZ".into()];
    goal.extend(numbers(&[100, 200, 0]));
    let link = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => numbers(&[100, 200, 100, 200]), "Dest" => goal.clone(),
    });
    let listed: Vec<Object> = vec![link.into()];
    document
        .get_dictionary_mut(page)
        .expect("a page")
        .set("Annots", listed);
    let root = document.new_object_id();
    let figure = document.add_object(dictionary! {
        "Type" => "StructElem", "S" => "Figure", "P" => root, "Pg" => page, "K" => 0, "Alt" => Object::string_literal("A square"),
        "A" => dictionary! { "O" => "Layout", "BBox" => numbers(&[100, 200, 100, 200]) },
    });
    document.set_object(
        root,
        dictionary! { "Type" => "StructTreeRoot", "K" => figure },
    );
    let bookmark = document.new_object_id();
    let outline =
        document.add_object(dictionary! { "First" => bookmark, "Last" => bookmark, "Count" => 1 });
    document.set_object(bookmark, dictionary! {
        "Title" => Object::string_literal("Square"), "Parent" => outline, "Dest" => goal.clone(),
    });
    let names: Vec<Object> = vec![Object::string_literal("square"), goal.into()];
    let catalog = document.catalog_mut().expect("a catalog");
    catalog.set("StructTreeRoot", root);
    catalog.set("Outlines", outline);
    catalog.set(
        "Names",
        dictionary! { "Dests" => dictionary! { "Names" => names } },
    );
    let pdf = Pdf {
        document: document.clone(),
        pages: vec![page],
        claims: Claims::default(),
    };
    (document, pdf)
}

/// Lists the arrays of numbers, or of a page and numbers, behind some keys anywhere in a document.
fn places(document: &Document, key: &str) -> Vec<Vec<f32>> {
    let mut found = Vec::new();
    for object in document.objects.values() {
        search(object, key, &mut found);
    }
    found
}

fn search(object: &Object, key: &str, found: &mut Vec<Vec<f32>>) {
    let entries = match object {
        Object::Dictionary(entries) => entries,
        Object::Array(items) => return items.iter().for_each(|item| search(item, key, found)),
        _ => return,
    };
    for (name, value) in entries.iter() {
        match value {
            Object::Array(items) if name == key.as_bytes() => {
                found.push(
                    items
                        .iter()
                        .filter_map(|item| item.as_float().ok())
                        .collect(),
                );
            }
            other => search(other, key, found),
        }
    }
}

#[test]
fn all_that_lies_on_a_scaled_page_or_leads_there_moves_with_it() {
    let (document, pdf) = full();
    let looks = look(&bytes(document), None).expect("a PDF");
    let about = About {
        title: "Pack".to_owned(),
        subject: String::new(),
        author: "Northmarch".to_owned(),
        language: "en-GB".to_owned(),
        date: Date::new(2026, 11, 19).expect("a date"),
        words: Default::default(),
    };
    let mut joiner = Joiner::new(Vec::new(), &about, [REGULAR, BOLD]).expect("fonts");
    let marks = [marks(&[
        ("Agenda Item 8", TopRight, true),
        ("Page 37", BottomRight, false),
    ])];
    let findings = joiner
        .add(pdf, &Entry::default(), &marks, Some(&looks))
        .expect("added");
    assert!(
        findings
            .iter()
            .any(|finding| finding.what == What::PagesScaled)
    );
    let (pack, _) = joiner.finish().expect("finished");
    let pack = Document::load_mem(&pack).expect("a PDF");
    let moved = |place: &[f32]| (place[0] - 113.8).abs() < 3.0 && (place[1] - 215.5).abs() < 3.0;
    for key in ["Rect", "BBox", "D", "Dest"] {
        let found = places(&pack, key);
        let own: Vec<_> = found
            .iter()
            .filter(|place| place.len() > 1 && place[1] < 300.0)
            .collect();
        assert!(own.iter().all(|place| moved(place)), "{key}: {own:?}");
        assert!(
            !own.is_empty() || matches!(key, "D" | "Dest"),
            "{key}: {found:?}"
        );
    }
    let named = places(&pack, "Dest").len() + places(&pack, "D").len();
    assert!(named > 0, "the link or the bookmark leads there");
    assert!(
        !pack.objects.values().any(still),
        "something stayed where it was"
    );
}

/// Tells whether anything is still at 100, 200.
fn still(object: &Object) -> bool {
    match object {
        Object::Array(items) => {
            let at = |pair: &[Object]| matches!(pair, [Object::Integer(100), Object::Integer(200)]);
            items.windows(2).any(at) || items.iter().any(still)
        }
        Object::Dictionary(entries) => within(entries),
        Object::Stream(stream) => within(&stream.dict),
        _ => false,
    }
}

fn within(entries: &Dictionary) -> bool {
    entries.iter().any(|(_, value)| still(value))
}
