//! Layers are shown as they were.

use lopdf::{Object, ObjectId, dictionary};

use super::made::{Pack, Paper, entry, join, paper, refs};

/// A paper with two layers that have the same name.
fn layered(shown: impl Fn(&[ObjectId]) -> lopdf::Dictionary) -> Paper {
    let mut paper = paper(1);
    let layer = dictionary! { "Type" => "OCG", "Name" => Object::string_literal("Layer") };
    let layers = [
        paper.document.add_object(layer.clone()),
        paper.document.add_object(layer),
    ];
    let properties = dictionary! { "OCGs" => refs(&layers), "D" => shown(&layers) };
    paper.set(paper.catalog, "OCProperties", properties);
    let names = dictionary! { "A" => layers[0], "B" => layers[1] };
    paper.set(
        paper.pages[0],
        "Resources",
        dictionary! { "Properties" => names },
    );
    paper
}

fn listed(pack: &Pack, key: &str) -> Vec<ObjectId> {
    let shown = pack.dict(pack.dict(pack.catalog(), "OCProperties"), "D");
    let list = shown
        .get(key.as_bytes())
        .and_then(Object::as_array)
        .cloned()
        .unwrap_or_default();
    list.iter()
        .filter_map(|item| item.as_reference().ok())
        .collect()
}

/// Returns the layers that a page names.
fn named(pack: &Pack, page: usize) -> [ObjectId; 2] {
    let names = pack.dict(pack.dict(pack.pages()[page], "Resources"), "Properties");
    ["A", "B"].map(|name| {
        names
            .get(name.as_bytes())
            .and_then(Object::as_reference)
            .expect("a layer")
    })
}

#[test]
fn layers_that_are_off_stay_off_however_that_is_said() {
    let on = layered(|layers| dictionary! { "OFF" => refs(&layers[1..]), "Order" => refs(layers) });
    let off = layered(
        |layers| dictionary! { "BaseState" => "OFF", "ON" => refs(&layers[1..]), "Locked" => refs(&layers[..1]) },
    );
    let pack = join(vec![(on, entry("One")), (off, entry("Two"))]);
    let [_, b1] = named(&pack, 0);
    let [a2, _] = named(&pack, 1);
    assert_eq!(listed(&pack, "OFF"), [b1, a2]);
    assert_eq!(listed(&pack, "Locked"), [a2]);
    let properties = pack.dict(pack.catalog(), "OCProperties");
    assert_eq!(
        pack.get(properties, "OCGs")
            .as_array()
            .expect("layers")
            .len(),
        4
    );
    let order = pack
        .get(pack.dict(properties, "D"), "Order")
        .as_array()
        .expect("an order");
    let lists: Vec<usize> = order
        .iter()
        .map(|list| list.as_array().expect("a list").len())
        .collect();
    assert_eq!(lists, [3, 3], "a title and two layers each");
}

#[test]
fn layers_that_exclude_each_other_still_do() {
    let paper = layered(|layers| dictionary! { "RBGroups" => vec![refs(layers).into()] });
    let pack = join(vec![(paper, entry("One"))]);
    let shown = pack.dict(pack.dict(pack.catalog(), "OCProperties"), "D");
    let groups = pack.get(shown, "RBGroups").as_array().expect("groups");
    assert_eq!(
        groups[0].as_array().expect("a group"),
        &refs(&named(&pack, 0))
    );
}
