//! What becomes of a page's own content.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::build::{BOLD, REGULAR, marks, stamped};
use crate::join::look::look;
use crate::join::look::reading::read;
use crate::join::made::{bytes, numbers, one_page};
use crate::join::stamp::{STAMP_FONTS, Stamper};
use crate::model::Place::{BottomRight, TopLeft};

#[test]
fn content_that_leaves_things_open_does_not_move_stamps() {
    for code in [
        "q 0.1 0 0 0.1 50 50 cm /F 12 Tf",
        "Q Q q 2 0 0 2 0 0 cm EMC",
        "0.5 0 0 0.5 0 0 cm Q BT /F 12 Tf 100 400 Td (Own) Tj",
        "/P <</MCID 0>> BDC /Span BMC q q BT /F 12 Tf (unfinished",
        "1 0 0",
        "[(a) 1",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID x",
    ] {
        let (mut document, _) = one_page(&Dictionary::new(), code.as_bytes());
        let looks = look(&bytes(document.clone()), None).expect("a PDF");
        stamped(
            &mut document,
            &marks(&[("Page 37", TopLeft, false)]),
            Some(&looks),
        );
        let page = read(&bytes(document)).remove(0);
        let (start, _) = page.find("Page 37").expect(code);
        assert!(
            (start.0 - 24.0).abs() < 1.0 && (start.1 - 27.5).abs() < 8.0,
            "{code}: {start:?}"
        );
    }
}

#[test]
fn what_restores_too_much_is_passed_over_as_viewers_do() {
    let code = b"0.5 0 0 0.5 100 100 cm Q BT /F 12 Tf 100 400 Td (Own text) Tj ET";
    let (mut document, _) = one_page(&Dictionary::new(), code);
    let looks = look(&bytes(document.clone()), None).expect("a PDF");
    stamped(
        &mut document,
        &marks(&[("Page 37", TopLeft, false)]),
        Some(&looks),
    );
    let after = read(&bytes(document)).remove(0).find("Own text");
    let (start, _) = after.expect("its text");
    assert!(
        (start.0 - 150.0).abs() < 0.1 && (start.1 - 542.0).abs() < 0.1,
        "{start:?}"
    );
}

fn fonts_of(document: &Document, page: ObjectId) -> Dictionary {
    let page = document.get_dictionary(page).expect("a page");
    let resources = page
        .get_deref(b"Resources", document)
        .and_then(Object::as_dict)
        .expect("resources");
    let fonts = resources
        .get_deref(b"Font", document)
        .and_then(Object::as_dict);
    fonts.expect("fonts").clone()
}

fn stamp_only(document: &mut Document, page: ObjectId, read: Option<(&str, i64)>) {
    let mut stamper = Stamper::new([REGULAR, BOLD]).expect("fonts");
    let marks = marks(&[("Page 37", BottomRight, false)]);
    stamper.stamp(document, page, &marks, None, read);
}

#[test]
fn the_name_of_the_font_is_one_that_the_page_does_not_use() {
    let (mut document, page) = one_page(&Dictionary::new(), b"");
    let other = document.add_object(dictionary! { "Type" => "Font" });
    let own = dictionary! { "Stamp" => other };
    let entries = document.get_dictionary_mut(page).expect("a page");
    entries.set("Resources", dictionary! { "Font" => own });
    stamp_only(&mut document, page, None);
    let fonts = fonts_of(&document, page);
    assert_eq!(
        fonts.get(b"Stamp").expect("its own"),
        &Object::Reference(other)
    );
    assert_eq!(
        fonts.get(b"Stamp2").expect("ours"),
        &Object::Reference(STAMP_FONTS[0])
    );
}

#[test]
fn inherited_missing_and_broken_resources_are_mended() {
    let (mut document, page) = one_page(&Dictionary::new(), b"");
    let parent = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"Parent")?.as_reference())
        .expect("a parent");
    let font = document.add_object(dictionary! { "Type" => "Font" });
    let shared = document.add_object(dictionary! { "Font" => dictionary! { "F" => font } });
    document
        .get_dictionary_mut(parent)
        .expect("a tree")
        .set("Resources", shared);
    document
        .get_dictionary_mut(page)
        .expect("a page")
        .remove(b"Resources");
    stamp_only(&mut document, page, None);
    let fonts = fonts_of(&document, page);
    assert!(fonts.has(b"F") && fonts.has(b"Stamp"));
    for broken in [
        Object::Null,
        Object::Reference((999, 0)),
        7.into(),
        dictionary! { "Font" => 7 }.into(),
    ] {
        let (mut document, page) = one_page(&Dictionary::new(), b"");
        document
            .get_dictionary_mut(page)
            .expect("a page")
            .set("Resources", broken);
        stamp_only(&mut document, page, None);
        assert!(fonts_of(&document, page).has(b"Stamp"));
    }
}

#[test]
fn content_that_is_read_by_tags_is_wrapped_and_stamps_are_artifacts() {
    let (mut document, page) = one_page(&Dictionary::new(), b"BT ET");
    stamp_only(&mut document, page, Some(("P", 4)));
    let code = String::from_utf8(document.get_page_content(page)).expect("ASCII");
    let (before, after) = code.split_once("BT ET").expect("its own");
    assert_eq!(before.trim(), "q\n/P <</MCID 4>> BDC");
    assert!(
        after.trim().starts_with(
            "EMC Q\n/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\nBT"
        ),
        "{after}"
    );
    assert!(after.trim().ends_with("ET\nEMC"), "{after}");
}

#[test]
fn pages_without_stamps_stay_as_they_are() {
    let (mut document, page) = one_page(&Dictionary::new(), b"BT ET");
    let before = document.clone();
    let mut stamper = Stamper::new([REGULAR, BOLD]).expect("fonts");
    assert_eq!(
        stamper.stamp(&mut document, page, &marks(&[]), None, None),
        None
    );
    assert_eq!(before.objects, document.objects);
}

#[test]
fn hostile_pages_do_no_harm() {
    let mut entries = vec![
        dictionary! { "MediaBox" => numbers(&[0, 0, 0, 0]) },
        dictionary! { "MediaBox" => "A4", "CropBox" => numbers(&[900, 900, 1000, 1000]) },
        dictionary! { "UserUnit" => -3, "Rotate" => i64::MIN },
        dictionary! { "UserUnit" => f32::NAN, "Contents" => 3 },
        dictionary! { "Contents" => vec![Object::Null, Object::Reference((999, 0))], "Annots" => 7 },
    ];
    entries.push(dictionary! { "MediaBox" => numbers(&[595, 842, 0, 0]) });
    for entries in entries {
        let (mut document, page) = one_page(&entries, b"");
        stamp_only(&mut document, page, None);
        let code = document.get_page_content(page);
        assert!(
            !code.windows(3).any(|part| part == b"NaN" || part == b"inf"),
            "{entries:?}"
        );
    }
}
