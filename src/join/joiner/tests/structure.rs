//! One structure tree, in which everything is found.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::made::{Pack, Paper, entry, join, paper, refs};

/// Writes the structure as lines: the type of each element, what it is called, and what it is made of.
fn outline(pack: &Pack) -> String {
    let mut lines = String::new();
    for kid in pack.get(pack.root(), "K").as_array().expect("kids") {
        describe(pack, kid, 0, &mut lines);
    }
    lines
}

fn describe(pack: &Pack, element: &Object, depth: usize, lines: &mut String) {
    let entries = pack.follow(element).as_dict().expect("an element");
    let kind = pack.get(entries, "S").as_name().expect("a type");
    let mut line = format!("{}{}", "  ".repeat(depth), String::from_utf8_lossy(kind));
    for key in ["T", "ID", "Alt"] {
        if entries.has(key.as_bytes()) {
            line.push_str(&format!(" {}", super::made::text(pack.get(entries, key))));
        }
    }
    let mut below = Vec::new();
    if entries.has(b"K") {
        match pack.get(entries, "K") {
            Object::Array(kids) => below.extend(kids),
            one => below.push(one),
        }
    }
    let id = element.as_reference().expect("a reference");
    line.push_str(
        &below
            .iter()
            .map(|kid| content(pack, entries, id, kid))
            .collect::<String>(),
    );
    lines.push_str(&line);
    lines.push('\n');
    for kid in below {
        if matches!(pack.follow(kid), Object::Dictionary(kid) if kid.has(b"S")) {
            describe(pack, kid, depth + 1, lines);
        }
    }
}

/// Tells what content an element has, and makes sure that the content leads back to it.
fn content(pack: &Pack, element: &Dictionary, id: ObjectId, kid: &Object) -> String {
    match pack.follow(kid) {
        Object::Integer(mark) => {
            let page = pack.dict(element, "Pg");
            assert_eq!(leads(pack, page, "StructParents", *mark), id);
            format!(" #{mark}")
        }
        Object::Dictionary(kid) if kid.has(b"Stm") => {
            let form = pack.get(kid, "Stm").as_stream().expect("a form");
            let mark = pack.get(kid, "MCID").as_i64().expect("a mark");
            assert_eq!(leads(pack, &form.dict, "StructParents", mark), id);
            format!(" form#{mark}")
        }
        Object::Dictionary(kid) if kid.has(b"MCID") => {
            let mark = pack.get(kid, "MCID").as_i64().expect("a mark");
            assert_eq!(leads(pack, pack.dict(kid, "Pg"), "StructParents", mark), id);
            format!(" page#{mark}")
        }
        Object::Dictionary(kid) if kid.has(b"Obj") => {
            let object = pack.dict(kid, "Obj");
            assert_eq!(leads(pack, object, "StructParent", 0), id);
            " object".to_owned()
        }
        _ => String::new(),
    }
}

/// Returns the element to which the parent tree leads from a page, a form or an annotation.
fn leads(pack: &Pack, holder: &Dictionary, key: &str, mark: i64) -> ObjectId {
    let key = pack.get(holder, key).as_i64().expect("a key");
    let tree = pack.dict(pack.root(), "ParentTree");
    let pairs = pack.get(tree, "Nums").as_array().expect("pairs");
    let found = pairs
        .chunks(2)
        .find(|pair| pair[0].as_i64().ok() == Some(key));
    let found = &found.expect("the key is in the parent tree")[1];
    match pack.follow(found) {
        Object::Array(list) => list[usize::try_from(mark).expect("small")].as_reference(),
        _ => found.as_reference(),
    }
    .expect("an element")
}

/// A paper with a heading, a paragraph on its second page, and whatever else is given.
fn tagged(more: impl Fn(&mut Paper) -> Vec<ObjectId>) -> Paper {
    let mut paper = paper(2);
    let heading = paper.element("H1", vec![0.into()]);
    let page = paper.pages[1];
    let elsewhere = dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => 1 };
    let paragraph = paper.element("P", vec![1.into(), elsewhere.into()]);
    let mut kids = vec![heading, paragraph];
    kids.extend(more(&mut paper));
    let document = paper.element("Document", refs(&kids));
    paper.tag(&[document]);
    paper
}

#[test]
fn papers_become_parts_of_one_document_and_all_marks_lead_back() {
    let pack = join(vec![
        (tagged(|_| Vec::new()), entry("One")),
        (tagged(|_| Vec::new()), entry("Two")),
    ]);
    assert_eq!(
        outline(&pack),
        "Document\n  Part One\n    Sect\n      H1 #0\n      P #1 page#1\n  \
         Part Two\n    Sect\n      H1 #0\n      P #1 page#1\n"
    );
    assert_eq!(
        pack.get(pack.root(), "ParentTreeNextKey"),
        &Object::Integer(4)
    );
    assert_eq!(pack.joined.claims.ua, Some(1));
    assert_eq!(pack.joined.claims.archival, Some((2, 'a')));
}

#[test]
fn ids_and_the_headers_that_name_them_do_not_clash() {
    let table = |paper: &mut Paper| {
        let head = paper.element("TH", vec![]);
        paper.set(head, "ID", Object::string_literal("a"));
        let cell = paper.element("TD", vec![]);
        let named = vec![
            Object::string_literal("a"),
            Object::string_literal("nobody"),
        ];
        paper.set(
            cell,
            "A",
            dictionary! { "O" => "Table", "Headers" => named },
        );
        vec![head, cell]
    };
    let pack = join(vec![
        (tagged(table), entry("One")),
        (tagged(table), entry("Two")),
    ]);
    assert!(outline(&pack).contains("TH p1-a\n") && outline(&pack).contains("TH p2-a\n"));
    let ids = pack.leaves(pack.dict(pack.root(), "IDTree"), "Names");
    let cells = pack
        .document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let headers = cells.filter_map(|cell| cell.get(b"A").and_then(Object::as_dict).ok());
    let headers = headers.filter_map(|table| table.get(b"Headers").and_then(Object::as_array).ok());
    let headers: Vec<String> = headers.flatten().map(super::made::text).collect();
    assert_eq!(headers, ["p1-a", "p2-a"]);
    assert_eq!(ids.len(), 2);
}

#[test]
fn links_forms_and_their_marks_are_found_from_the_tree() {
    let mut paper = tagged(|paper| {
        let link = paper.link("https://example.org/");
        let page = paper.pages[0];
        let object = dictionary! { "Type" => "OBJR", "Obj" => link, "Pg" => page };
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "StructParents" => 77 };
        let form = lopdf::Stream::new(form, b"/P <</MCID 4>> BDC EMC".to_vec());
        let form = paper.document.add_object(form);
        let forms = dictionary! { "XObject" => dictionary! { "X" => form } };
        paper.set(page, "Resources", forms);
        let mark = dictionary! { "Type" => "MCR", "Stm" => form, "MCID" => 4 };
        let link = paper.element("Link", vec![object.into()]);
        vec![link, paper.element("Span", vec![mark.into()])]
    });
    // What the paper itself says of parents is not believed.
    paper.set(
        paper.root,
        "ParentTree",
        dictionary! { "Nums" => vec![0.into(), Object::Null] },
    );
    paper.set(paper.root, "ParentTreeNextKey", -5);
    let pack = join(vec![(paper, entry("One"))]);
    assert!(
        outline(&pack).contains("Link object\n      Span form#4\n"),
        "{}",
        outline(&pack)
    );
}

#[test]
fn what_leads_nowhere_is_left_out_and_no_element_stands_twice() {
    let mut paper = tagged(|paper| {
        let gone = dictionary! { "Type" => "OBJR", "Obj" => Object::Reference((999, 0)) };
        let odd = vec![
            gone.into(),
            Object::Integer(-1),
            Object::Reference((998, 0)),
            Object::Null,
        ];
        let odd = paper.element("Span", odd);
        paper.set(odd, "Pg", Object::Reference((997, 0)));
        vec![odd, odd]
    });
    let top = paper.element("Div", Object::Null);
    paper.set(top, "K", Object::Reference(top));
    let old = paper
        .document
        .get_dictionary(paper.root)
        .expect("a root")
        .get(b"K");
    let mut tops = old.and_then(Object::as_array).expect("tops").clone();
    tops.push(top.into());
    paper.set(paper.root, "K", tops);
    let pack = join(vec![(paper, entry("One"))]);
    let lines = outline(&pack);
    assert_eq!(lines.matches("Span").count(), 1, "{lines}");
    assert!(lines.ends_with("    Div\n"), "{lines}");
}

#[test]
fn pages_without_tags_are_read_as_a_whole() {
    let mut plain = paper(2);
    let text = lopdf::Stream::new(Dictionary::new(), b"/A <</MCID 0>> BDC (x) Tj EMC".to_vec());
    let text = plain.document.add_object(text);
    plain.set(plain.pages[1], "Contents", text);
    plain.link("https://example.org/");
    let pack = join(vec![(plain, entry("Scan"))]);
    assert_eq!(
        outline(&pack),
        "Document\n  Part Scan\n    Figure Scanned page 1 of Scan: no text #2\n    Link object\n    P #1\n"
    );
}

#[test]
fn a_part_says_its_language_only_where_it_is_not_the_packs() {
    let mut parts = vec![(paper(1), entry("One")), (paper(1), entry("Two"))];
    parts[0].0.claims.language = Some("en-gb".to_owned());
    parts[1].0.claims.language = Some("cy".to_owned());
    let pack = join(parts);
    let languages = pack
        .document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let languages = languages
        .filter(|entries| matches!(entries.get(b"S"), Ok(Object::Name(kind)) if kind == b"Part"));
    let languages: Vec<bool> = languages.map(|part| part.has(b"Lang")).collect();
    assert_eq!(languages, [false, true]);
}
