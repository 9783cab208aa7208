//! Pages without room for stamps.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::build::{marks, stamped};
use crate::join::look::look;
use crate::join::look::reading::read;
use crate::join::made::{bytes, numbers, one_page};
use crate::model::Place::{BottomRight, TopRight};

/// Stamps a page after a look at it; gives the factor.
fn scaled(document: &mut Document) -> Option<f32> {
    let looks = look(&bytes(document.clone()), None).expect("a PDF");
    let marks = marks(&[
        ("Agenda Item 8", TopRight, true),
        ("Page 37", BottomRight, false),
    ]);
    stamped(document, &marks, Some(&looks))[0]
}

/// Returns the edges of the displayed page that stamps must keep clear of ink, after a second look without the stamps.
fn ink_under_stamps(document: Document) -> bool {
    let page = &look(&bytes(document), None).expect("a PDF")[0];
    let (right, foot) = (page.width, page.height);
    // The stamps themselves are ink at the right, between 10 and 32 points from the edges.
    page.edge.iter().any(|area| {
        let inner = area.right > right - 100.0 && area.left < right - 25.0;
        let tall = area.bottom - area.top > 11.0;
        inner && tall && (area.top < 26.0 || area.bottom > foot - 26.0)
    })
}

#[test]
fn pages_with_room_are_not_scaled() {
    let (mut document, _) = one_page(&Dictionary::new(), b"0 g 50 50 400 700 re f");
    assert_eq!(scaled(&mut document), None);
    // Beside the stamps there may be anything.
    let (mut document, _) = one_page(&Dictionary::new(), b"0 g 0 0 400 842 re f");
    assert_eq!(scaled(&mut document), None);
}

#[test]
fn a_stamp_moves_a_little_before_anything_is_scaled() {
    // Ink from 28 points below the top: the stamp goes up to 16.
    let (mut document, _) = one_page(&Dictionary::new(), b"0 g 0 700 595 114 re f");
    assert_eq!(scaled(&mut document), None);
    let page = read(&bytes(document)).remove(0);
    let (start, _) = page.find("Agenda Item 8").expect("it");
    assert!(start.1 < 24.5 && start.1 > 17.0, "{start:?}");
}

#[test]
fn full_pages_are_scaled_just_enough_however_they_lie() {
    for turn in [0, 90, 180, 270] {
        let entries = dictionary! { "Rotate" => turn, "CropBox" => numbers(&[20, 30, 575, 812]) };
        let (mut document, _) = one_page(&entries, b"0.5 g -100 -100 900 1200 re f");
        let factor = scaled(&mut document).expect("scaled");
        assert!((0.88..0.95).contains(&factor), "{turn}: {factor}");
        assert!(!ink_under_stamps(document), "{turn}");
    }
}

fn floats(object: &Object) -> Vec<f32> {
    let values = object.as_array().expect("an array");
    values
        .iter()
        .filter_map(|value| value.as_float().ok())
        .collect()
}

/// Returns how a point goes with its page.
fn moved(factor: f32, x: f32, y: f32) -> [f32; 2] {
    [297.5 + factor * (x - 297.5), 421.0 + factor * (y - 421.0)]
}

fn near(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    let off = found
        .iter()
        .zip(expected)
        .any(|(a, b)| (a - b).abs() > 0.02);
    assert!(!off, "{found:?} is not {expected:?}");
}

fn full_page() -> (Document, ObjectId) {
    one_page(&Dictionary::new(), b"0.5 g 0 0 595 842 re f")
}

#[test]
fn annotations_are_scaled_with_the_page() {
    let (mut document, page) = full_page();
    let ink = Object::Array(vec![Object::Array(numbers(&[10, 20, 30, 40]))]);
    let one = document.add_object(dictionary! {
        "Subtype" => "Ink", "Rect" => numbers(&[10, 20, 30, 40]), "InkList" => ink,
    });
    let two = dictionary! {
        "Subtype" => "Highlight", "Rect" => numbers(&[0, 0, 595, 842]), "QuadPoints" => numbers(&[0, 0, 5, 0, 0, 5, 5, 5]),
    };
    let all: Vec<Object> = vec![one.into(), two.into(), one.into()];
    document
        .get_dictionary_mut(page)
        .expect("a page")
        .set("Annots", all);
    let factor = scaled(&mut document).expect("scaled");
    let [[left, foot], [right, top]] = [moved(factor, 10.0, 20.0), moved(factor, 30.0, 40.0)];
    let own = document.get_dictionary(one).expect("it");
    near(
        &floats(own.get(b"Rect").expect("it")),
        &[left, foot, right, top],
    );
    let lines = own.get(b"InkList").and_then(Object::as_array).expect("it");
    near(&floats(&lines[0]), &[left, foot, right, top]);
    let all = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"Annots"))
        .expect("it");
    let two = all.as_array().expect("it")[1].as_dict().expect("it");
    let [x, y] = moved(factor, 0.0, 5.0);
    near(&floats(two.get(b"QuadPoints").expect("it"))[4..6], &[x, y]);
}

#[test]
fn destinations_and_boxes_of_the_structure_are_scaled_with_the_page() {
    let (mut document, page) = full_page();
    let at = |kind: &str, values: &[i64]| {
        let mut places = vec![Object::Reference(page), Object::Name(kind.into())];
        places.extend(numbers(values));
        Object::Array(places)
    };
    let mut blank = at("XYZ", &[]);
    if let Object::Array(places) = &mut blank {
        places.extend([Object::Null, 100.into(), 0.into()]);
    }
    let xyz = document.add_object(dictionary! { "D" => at("XYZ", &[50, 100, 2]), "Dest" => blank });
    let fit = document.add_object(at("FitR", &[1, 2, 3, 4]));
    let other = document.add_object(Object::Array(vec![
        Object::Reference((77, 0)),
        Object::Name(b"FitH".to_vec()),
        5.into(),
    ]));
    let shared = document
        .add_object(dictionary! { "O" => "Layout", "BBox" => numbers(&[50, 100, 60, 110]) });
    let element = document.add_object(dictionary! { "S" => "Figure", "Pg" => page, "A" => shared });
    let factor = scaled(&mut document).expect("scaled");
    let [x, y] = moved(factor, 50.0, 100.0);
    let entries = document.get_dictionary(xyz).expect("it");
    near(&floats(entries.get(b"D").expect("it")), &[x, y, 2.0]);
    near(&floats(entries.get(b"Dest").expect("it")), &[y, 0.0]);
    let [[left, foot], [right, top]] = [moved(factor, 1.0, 2.0), moved(factor, 3.0, 4.0)];
    near(
        &floats(document.get_object(fit).expect("it")),
        &[left, foot, right, top],
    );
    near(&floats(document.get_object(other).expect("it")), &[5.0]);
    assert!(document.has_object(element));
    let area = document
        .get_dictionary(shared)
        .and_then(|shared| shared.get(b"BBox"))
        .expect("it");
    near(&floats(area)[..2], &[x, y]);
}

#[test]
fn patterns_are_scaled_with_the_page_but_not_for_others() {
    let (mut document, page) = full_page();
    let tile = dictionary! { "PatternType" => 1, "Matrix" => numbers(&[2, 0, 0, 2, 50, 100]) };
    let tile = document.add_object(Stream::new(tile, Vec::new()));
    let shared = document.add_object(dictionary! { "Pattern" => dictionary! { "T" => tile } });
    document
        .get_dictionary_mut(page)
        .expect("a page")
        .set("Resources", shared);
    let factor = scaled(&mut document).expect("scaled");
    let matrix = |id: ObjectId| {
        let stream = document
            .get_object(id)
            .and_then(Object::as_stream)
            .expect("a pattern");
        floats(stream.dict.get(b"Matrix").expect("it"))
    };
    near(&matrix(tile), &[2.0, 0.0, 0.0, 2.0, 50.0, 100.0]);
    let page = document.get_dictionary(page).expect("a page");
    let own = page
        .get(b"Resources")
        .and_then(Object::as_dict)
        .expect("its own");
    let own = own
        .get(b"Pattern")
        .and_then(Object::as_dict)
        .expect("patterns");
    let own = own
        .get(b"T")
        .and_then(Object::as_reference)
        .expect("a pattern");
    let [x, y] = moved(factor, 50.0, 100.0);
    near(&matrix(own), &[2.0 * factor, 0.0, 0.0, 2.0 * factor, x, y]);
}

#[test]
fn what_was_cut_off_by_the_crop_box_stays_cut_off() {
    let entries = dictionary! { "CropBox" => numbers(&[100, 100, 495, 742]) };
    let code = b"0.5 g 100 100 395 642 re f BT 0 g /F 8 Tf 80 400 Td (Hidden) Tj ET";
    let (mut document, _) = one_page(&entries, code);
    assert!(scaled(&mut document).is_some());
    let page = &look(&bytes(document), None).expect("a PDF")[0];
    let stray = page
        .edge
        .iter()
        .any(|area| area.left < 5.0 && area.top > 100.0 && area.bottom < 500.0);
    assert!(!stray, "{page:?}");
}
