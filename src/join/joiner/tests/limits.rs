//! Papers that mean harm.

use lopdf::{Dictionary, Object, dictionary};

use super::made::{entry, join, paper};

#[test]
fn chains_however_deep_do_not_overflow() {
    let mut deep = paper(1);
    let mut below = Object::Null;
    for _ in 0..50_000 {
        below = deep
            .document
            .add_object(dictionary! { "S" => "Div", "K" => below })
            .into();
    }
    let top = below.as_reference().expect("an element");
    deep.tag(&[top]);
    let mut chain = Object::Null;
    for _ in 0..50_000 {
        chain = deep
            .document
            .add_object(dictionary! { "Next" => chain })
            .into();
    }
    let resources = dictionary! { "Properties" => dictionary! { "X" => chain } };
    deep.set(deep.pages[0], "Resources", resources);
    assert_eq!(join(vec![(deep, entry("One"))]).joined.pages, 1);
}

#[test]
fn circles_end() {
    let mut round = paper(1);
    let first = round.document.new_object_id();
    let second = round.document.add_object(dictionary! { "To" => first });
    let mut entries = Dictionary::new();
    entries.set("To", second);
    entries.set("Self", first);
    round.document.set_object(first, entries);
    round.set(
        round.pages[0],
        "Resources",
        dictionary! { "Properties" => dictionary! { "X" => first } },
    );
    let kids = round.document.new_object_id();
    round
        .document
        .set_object(kids, dictionary! { "Kids" => vec![kids.into()] });
    round.set(round.catalog, "Names", dictionary! { "Dests" => kids });
    let pack = join(vec![(round, entry("One"))]);
    let names = pack.dict(pack.dict(pack.pages()[0], "Resources"), "Properties");
    let first = pack.dict(names, "X");
    assert_eq!(first.get(b"Self").ok(), names.get(b"X").ok());
    assert_eq!(pack.dict(pack.dict(first, "To"), "To"), first);
}

#[test]
fn marks_beyond_belief_are_left_out() {
    let mut wild = paper(1);
    let element = wild.element("P", vec![0.into(), 2_000_000_000.into(), 99_999.into()]);
    wild.tag(&[element]);
    let pack = join(vec![(wild, entry("One"))]);
    assert!(pack.bytes.len() < 20_000, "{}", pack.bytes.len());
}
