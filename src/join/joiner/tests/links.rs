//! Links inside and between papers, and out of the pack.

use std::collections::BTreeMap;

use lopdf::{Object, dictionary};

use crate::join::{Dangling, What};

use super::made::{Paper, entry, join, paper, text};

/// Names a place on the last page of a paper, in the way of today or the old one.
fn place(paper: &mut Paper, name: &str, old: bool) {
    let page = *paper.pages.last().expect("a page");
    let goal = vec![page.into(), "Fit".into()];
    if old {
        paper.set(
            paper.catalog,
            "Dests",
            dictionary! { name => dictionary! { "D" => goal } },
        );
    } else {
        let leaf = dictionary! { "Names" => vec![Object::string_literal(name), goal.into()] };
        let leaf = paper.document.add_object(leaf);
        let tree = dictionary! { "Kids" => vec![leaf.into(), leaf.into()] };
        paper.set(paper.catalog, "Names", dictionary! { "Dests" => tree });
    }
}

fn to_name(paper: &mut Paper, name: impl Into<Object>) {
    paper.annotation(dictionary! { "Type" => "Annot", "Subtype" => "Link", "Dest" => name });
}

#[test]
fn names_of_papers_are_kept_apart() {
    let mut new = paper(2);
    place(&mut new, "end", false);
    to_name(&mut new, Object::string_literal("end"));
    let mut old = paper(2);
    place(&mut old, "end", true);
    to_name(&mut old, "end");
    let pack = join(vec![(new, entry("One")), (old, entry("Two"))]);
    assert_eq!(pack.places(), ["One", "Two", "p1-end", "p2-end"]);
    assert_eq!(pack.goal(pack.annotations(0)[0]), "p1-end");
    assert_eq!(pack.goal(pack.annotations(2)[0]), "p2-end");
}

#[test]
fn links_that_lead_nowhere_are_taken_out_with_their_element() {
    let mut broken = paper(1);
    to_name(&mut broken, Object::string_literal("nowhere"));
    to_name(&mut broken, vec![Object::Reference((999, 0)), "Fit".into()]);
    let dead = broken.link("missing.pdf#x");
    let object = dictionary! { "Type" => "OBJR", "Obj" => dead };
    let link = broken.element("Link", vec![object.into(), 0.into()]);
    broken.tag(&[link]);
    broken.link("https://example.org/missing.pdf");
    let pack = join(vec![(broken, entry("One"))]);
    assert_eq!(pack.annotations(0).len(), 1);
    assert_eq!(
        pack.joined.dangling,
        [dangling("nowhere"), dangling("missing.pdf#x")]
    );
    assert_eq!(pack.findings[0][0].what, What::LinksRemoved);
    assert_eq!(
        (pack.findings[0][0].count, &pack.findings[0][0].pages[..]),
        (3, &[1][..])
    );
    assert!(pack.document.objects.values().all(|object| {
        object.as_dict().map_or(true, |entries| {
            entries.get(b"S").ok() != Some(&"Link".into())
        })
    }));
}

#[test]
fn links_to_files_of_the_pack_lead_to_their_parts() {
    let mut first = paper(1);
    for address in [
        "two.pdf#end",
        "two.pdf#lost",
        "./Two.pdf",
        "two.pdf#page=2",
        "secret%20one.pdf#a",
    ] {
        first.link(address);
    }
    let file = dictionary! { "F" => Object::string_literal("two.pdf") };
    let action = dictionary! { "S" => "GoToR", "F" => file, "D" => Object::string_literal("end") };
    first.annotation(dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => action });
    let mut to = entry("One");
    to.links.insert("two.pdf".to_owned(), "Two".to_owned());
    to.withheld.insert("secret one.pdf".to_owned());
    let mut second = paper(2);
    place(&mut second, "end", false);
    let pack = join(vec![(first, to), (second, entry("Two"))]);
    let links = pack.annotations(0);
    assert_eq!(links.len(), 5, "the link to what is withheld is gone");
    assert_eq!(pack.goal(links[0]), "p2-end");
    assert_eq!(pack.goal(links[1]), "Two");
    assert_eq!(pack.goal(links[2]), "Two");
    assert!(pack.get(pack.dict(links[3], "A"), "D").as_array().is_ok());
    assert_eq!(pack.goal(links[4]), "p2-end");
    assert!(pack.joined.dangling.is_empty());
    let heard = pack
        .document
        .objects
        .values()
        .any(|object| format!("{object:?}").contains("secret"));
    assert!(!heard, "what is withheld is not heard of");
}

#[test]
fn places_of_the_pack_are_found_wherever_they_are_defined() {
    let mut front = paper(1);
    let plain = front.link("boardpaper:Two");
    front.set(plain, "Contents", Object::string_literal("boardpaper:Two"));
    let told = front.link("boardpaper:Two");
    front.set(told, "Contents", Object::string_literal("Item 2, page 37"));
    front.link("boardpaper:Nine");
    front.link("boardpaper:item-2");
    let mut second = entry("Two");
    second.places.push("item-2".to_owned());
    second.said = BTreeMap::from([("item-2".to_owned(), "Item 2: Roads, page 37".to_owned())]);
    let pack = join(vec![(front, entry("One")), (paper(1), second)]);
    let links = pack.annotations(0);
    assert_eq!(pack.goal(links[3]), "item-2");
    assert_eq!(
        text(pack.get(links[3], "Contents")),
        "Item 2: Roads, page 37"
    );
    assert_eq!(pack.goal(links[0]), "Two");
    assert_eq!(text(pack.get(links[0], "Contents")), "Two");
    assert_eq!(text(pack.get(links[1], "Contents")), "Item 2, page 37");
    assert!(!links[2].has(b"A"));
    assert_eq!(pack.joined.dangling, [dangling("Nine")]);
}

/// Returns a link of the first page of all that leads nowhere.
fn dangling(to: &str) -> Dangling {
    Dangling {
        to: to.to_owned(),
        part: 0,
        page: 1,
    }
}
