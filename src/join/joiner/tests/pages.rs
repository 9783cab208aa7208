//! Pages: what they inherit, the tree that holds them, and what nothing leads to.

use lopdf::{Document, Object, dictionary};

use crate::join::joiner::Joiner;
use crate::join::{About, joiner::tests::made};
use crate::model::{Date, PageMarks};

use super::made::{entry, join, paper};

#[test]
fn pages_take_along_what_they_inherit_and_nothing_else() {
    let mut turned = paper(2);
    let node = turned
        .document
        .get_dictionary(turned.pages[0])
        .expect("a page")
        .get(b"Parent");
    let node = node.and_then(Object::as_reference).expect("a node");
    turned.set(node, "Rotate", 90);
    turned.set(node, "Resources", dictionary! { "Font" => dictionary! {} });
    turned.set(turned.pages[0], "UserUnit", 2.0);
    turned.set(turned.pages[0], "Thumb", Object::Null);
    let pack = join(vec![(turned, entry("One"))]);
    let pages = pack.pages();
    for page in &pages {
        assert_eq!(pack.get(page, "Rotate"), &Object::Integer(90));
        assert_eq!(
            pack.get(page, "MediaBox").as_array().expect("a box").len(),
            4
        );
        assert!(pack.dict(page, "Resources").has(b"Font"));
        assert_eq!(pack.get(page, "Tabs"), &Object::from("S"));
    }
    assert!(pages[0].has(b"UserUnit") && !pages[0].has(b"Thumb"));
    assert_eq!(
        pages[0].get(b"Resources").ok(),
        pages[1].get(b"Resources").ok(),
        "it is shared"
    );
}

#[test]
fn many_pages_stand_in_a_balanced_tree() {
    let pack = join(vec![(paper(1500), entry("One"))]);
    assert_eq!(pack.pages().len(), 1500);
    assert_eq!(pack.joined.pages, 1500);
    let top = pack.dict(pack.catalog(), "Pages");
    assert_eq!(pack.get(top, "Kids").as_array().expect("kids").len(), 2);
    assert_eq!(pack.get(top, "Count"), &Object::Integer(1500));
}

#[test]
fn a_page_that_stands_twice_becomes_two_pages() {
    let mut twice = paper(1);
    twice.pages.push(twice.pages[0]);
    let pack = join(vec![(twice, entry("One"))]);
    assert_eq!(pack.pages().len(), 2);
    let ids: std::collections::BTreeSet<_> = pack.document.page_iter().collect();
    assert_eq!(ids.len(), 2);
}

#[test]
fn what_nothing_kept_leads_to_is_not_written() {
    let mut secret = paper(2);
    let hidden = dictionary! { "Words" => Object::string_literal("canary") };
    let hidden = secret.document.add_object(hidden);
    secret.set(secret.catalog, "AcroForm", hidden);
    secret.set(secret.pages[1], "PieceInfo", hidden);
    let left_out = secret.pages.pop().expect("a page");
    secret.set(left_out, "Note", hidden);
    secret.set(
        secret.pages[0],
        "Resources",
        dictionary! { "Properties" => dictionary! { "X" => left_out } },
    );
    let pack = join(vec![(secret, entry("One"))]);
    let found = pack
        .document
        .objects
        .values()
        .any(|object| format!("{object:?}").contains("canary"));
    assert!(!found);
    assert_eq!(pack.pages().len(), 1);
}

#[test]
fn the_same_papers_make_the_same_bytes() {
    let once = || join(vec![(paper(3), entry("One")), (paper(2), entry("Two"))]).bytes;
    assert_eq!(once(), once());
}

#[test]
fn blank_pages_are_as_large_as_the_page_before() {
    let about = About {
        title: "Pack".to_owned(),
        subject: String::new(),
        author: String::new(),
        language: "en-GB".to_owned(),
        date: Date::new(2026, 11, 19).expect("a date"),
        words: Default::default(),
    };
    let fonts: [&[u8]; 2] = [include_bytes!("../../../../fonts/SourceSans3-Regular.ttf"); 2];
    let mut joiner = Joiner::new(Vec::new(), &about, fonts).expect("fonts");
    let mut turned = made::paper(1);
    turned.set(turned.pages[0], "Rotate", 270);
    let pdf = crate::join::Pdf {
        document: turned.document,
        pages: turned.pages,
        claims: turned.claims,
    };
    let marks = [PageMarks::default()];
    joiner.add(pdf, &entry("One"), &marks, None).expect("added");
    joiner
        .add_blank("This page is intentionally left blank", &marks[0])
        .expect("added");
    let (bytes, joined) = joiner.finish().expect("finished");
    assert_eq!(joined.pages, 2);
    assert_eq!(
        joined.claims.archival, None,
        "no profile tells what black is"
    );
    let document = Document::load_mem(&bytes).expect("a PDF");
    let page = document.page_iter().nth(1).expect("a page");
    let page = document.get_dictionary(page).expect("a page");
    let sides = page
        .get(b"MediaBox")
        .and_then(Object::as_array)
        .expect("a box");
    let sides: Vec<f32> = sides
        .iter()
        .map(|side| side.as_float().expect("a number"))
        .collect();
    assert_eq!(sides, [0.0, 0.0, 100.0, 200.0]);
}
