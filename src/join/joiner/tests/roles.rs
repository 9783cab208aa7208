//! Types and classes keep their meaning.

use lopdf::{Object, dictionary};

use crate::join::Hindrance;

use super::made::{Pack, Paper, entry, join, paper};

fn with_role(kind: &str, role: &str) -> Paper {
    let mut paper = paper(1);
    let element = paper.element(kind, vec![0.into()]);
    paper.set(element, "C", "Wide");
    paper.tag(&[element]);
    paper.set(
        paper.root,
        "RoleMap",
        dictionary! { kind => role, "Loop" => "Pool", "Pool" => "Loop" },
    );
    let width = if role == "P" { 10 } else { 20 };
    let wide = dictionary! { "O" => "Layout", "Width" => width };
    paper.set(paper.root, "ClassMap", dictionary! { "Wide" => wide });
    paper
}

/// Lists the types and classes of elements that are parts of papers.
fn kinds(pack: &Pack) -> Vec<(String, String)> {
    let name = |object: &Object| String::from_utf8_lossy(object.as_name().expect("a name")).into();
    let elements = pack
        .document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let elements = elements.filter(|entries| entries.has(b"C") && entries.has(b"S"));
    elements
        .map(|found| (name(pack.get(found, "S")), name(pack.get(found, "C"))))
        .collect()
}

#[test]
fn roles_and_classes_that_agree_are_shared_and_others_are_renamed() {
    let pack = join(vec![
        (with_role("Box", "P"), entry("One")),
        (with_role("Box", "P"), entry("Two")),
        (with_role("Box", "Sect"), entry("Three")),
    ]);
    let own = |kind: &str, class: &str| (kind.to_owned(), class.to_owned());
    assert_eq!(
        kinds(&pack),
        [
            own("Box", "Wide"),
            own("Box", "Wide"),
            own("p3-Box", "p3-Wide")
        ]
    );
    let roles = pack.dict(pack.root(), "RoleMap");
    assert_eq!(roles.len(), 2, "circles are left out");
    assert_eq!(pack.get(roles, "Box"), &Object::from("P"));
    assert_eq!(pack.get(roles, "p3-Box"), &Object::from("Sect"));
    assert_eq!(pack.dict(pack.root(), "ClassMap").len(), 2);
}

#[test]
fn a_standard_type_with_another_meaning_is_renamed() {
    let pack = join(vec![
        (with_role("H1", "P"), entry("One")),
        (with_role("P", "P"), entry("Two")),
    ]);
    let kinds: Vec<String> = kinds(&pack).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["p1-H1", "P"]);
}

#[test]
fn namespaces_are_shared_and_make_it_pdf_2() {
    let spaced = || {
        let mut paper = with_role("Box", "P");
        paper.document.version = "2.0".to_owned();
        let space = Object::string_literal("http://iso.org/pdf2/ssn");
        let space = paper
            .document
            .add_object(dictionary! { "Type" => "Namespace", "NS" => space });
        paper.set(paper.root, "Namespaces", vec![space.into()]);
        paper
    };
    let pack = join(vec![(spaced(), entry("One")), (spaced(), entry("Two"))]);
    assert_eq!(
        pack.get(pack.root(), "Namespaces")
            .as_array()
            .expect("a list")
            .len(),
        1
    );
    assert_eq!(pack.get(pack.catalog(), "Version"), &Object::from("2.0"));
    assert_eq!(
        (pack.joined.claims.ua, pack.joined.claims.archival),
        (None, None)
    );
}

#[test]
fn headings_of_two_kinds_and_parts_that_claim_less_are_reasons() {
    let mut parts = vec![
        (with_role("H", "H"), entry("One")),
        (with_role("H1", "H1"), entry("Two")),
        (with_role("P", "P"), entry("Three")),
    ];
    parts[1].0.claims.archival = Some((2, 'B'));
    let pack = join(parts);
    assert_eq!(pack.joined.claims.archival, Some((2, 'b')));
    assert_eq!(pack.joined.claims.ua, None);
    assert_eq!(pack.joined.reasons.len(), 1, "{:?}", pack.joined.reasons);
    assert_eq!(pack.joined.own, [Hindrance::MixedHeadings]);
    let mut plain = paper(1);
    plain.claims.ua = None;
    plain.claims.archival = Some((3, 'a'));
    let pack = join(vec![(plain, entry("One"))]);
    assert_eq!(
        pack.joined.reasons,
        [
            "`One` does not claim PDF/UA-1",
            "`One` claims PDF/A-3, not PDF/A-2"
        ]
    );
}
