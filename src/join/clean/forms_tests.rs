//! Fields and comments that become part of their page.

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::super::What;
use super::super::made_tests::{Cleaned, Made, made, numbers};

fn text(words: &str) -> Object {
    Object::string_literal(words)
}

fn drawing(pdf: &mut Made, content: &str) -> ObjectId {
    let sheet = dictionary! { "BBox" => numbers([0, 0, 50, 10]) };
    pdf.object(Stream::new(sheet, content.as_bytes().to_vec()))
}

fn widget(kind: &str) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => kind,
        "Rect" => numbers([100, 500, 200, 520]),
        "F" => 4,
    }
}

fn with(mut dictionary: Dictionary, pairs: &[(&str, Object)]) -> Dictionary {
    for (key, value) in pairs {
        dictionary.set(*key, value.clone());
    }
    dictionary
}

/// Returns the hexadecimal form in which made drawings write text.
fn hex(words: &str) -> String {
    words.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn shows(cleaned: &Cleaned, words: &str) -> bool {
    cleaned
        .drawings()
        .iter()
        .any(|drawing| drawing.contains(&hex(words)))
}

#[test]
fn a_field_stands_where_it_stood() {
    let mut pdf = made();
    let drawn = drawing(&mut pdf, "% value");
    let looks = dictionary! { "N" => drawn };
    let cleaned = pdf
        .annotation(with(
            widget("Tx"),
            &[("AP", looks.into()), ("V", text("value"))],
        ))
        .catalog("AcroForm", dictionary! { "Fields" => Vec::<Object>::new() })
        .cleaned();
    assert_eq!(cleaned.found(What::FieldsFlattened), Some((1, &[1][..])));
    assert_eq!(cleaned.drawings(), ["% value"]);
    let content = cleaned.content();
    assert!(
        content.starts_with("q\n") && content.contains("2 0 0 2 100 500 cm\n/Flat0 Do"),
        "{content}"
    );
    assert!(!cleaned.page().has(b"Annots") && !cleaned.says("/AcroForm"));
}

#[test]
fn a_drawing_that_is_turned_fills_its_place() {
    let mut pdf = made();
    let sheet = dictionary! {
        "BBox" => numbers([0, 0, 20, 100]),
        "Matrix" => numbers([0, 1, -1, 0, 20, 0]),
    };
    let drawn = pdf.object(Stream::new(sheet, Vec::new()));
    let looks = dictionary! { "N" => drawn };
    let cleaned = pdf
        .annotation(with(widget("Tx"), &[("AP", looks.into())]))
        .cleaned();
    // Turned, the box reaches from -80 to 20 and from 0 to 20.
    assert!(
        cleaned.content().contains("1 0 0 1 180 500 cm"),
        "{}",
        cleaned.content()
    );
}

#[test]
fn boxes_show_the_state_they_are_in() {
    for (state, expected) in [("Yes", "% ticked"), ("Off", "% empty")] {
        let mut pdf = made();
        let (on, off) = (drawing(&mut pdf, "% ticked"), drawing(&mut pdf, "% empty"));
        let looks = dictionary! { "N" => dictionary! { "Yes" => on, "Off" => off } };
        let state = Object::Name(state.as_bytes().to_vec());
        let field = with(widget("Btn"), &[("AP", looks.into()), ("AS", state)]);
        assert_eq!(pdf.annotation(field).cleaned().drawings(), [expected]);
    }
}

#[test]
fn what_is_hidden_stays_hidden() {
    for flags in [2, 32, 36] {
        let mut pdf = made();
        let drawn = drawing(&mut pdf, "% hidden");
        let looks: Object = dictionary! { "N" => drawn }.into();
        let shape = dictionary! { "Subtype" => "Stamp", "Rect" => numbers([0, 0, 9, 9]) };
        let cleaned = pdf
            .annotation(with(
                widget("Tx"),
                &[("AP", looks.clone()), ("F", flags.into())],
            ))
            .annotation(with(shape, &[("AP", looks), ("F", flags.into())]))
            .cleaned();
        assert!(cleaned.drawings().is_empty() && !cleaned.says("% hidden"));
    }
}

#[test]
fn values_without_a_drawing_are_written() {
    let pair = |sent: &str, shown: &str| Object::Array(vec![text(sent), text(shown)]);
    let options = Object::Array(vec![pair("a", "Allowed"), pair("b", "Barred")]);
    let combo = Object::Integer(1 << 17);
    let parent = dictionary! { "FT" => "Tx", "V" => text("inherited"), "T" => text("name") };
    let mut pdf = made();
    let parent = pdf.object(parent);
    let mut below = widget("Tx");
    below.remove(b"FT");
    below.set("Parent", parent);
    let cleaned = pdf
        .annotation(with(widget("Tx"), &[("V", text("typed"))]))
        .annotation(with(
            widget("Ch"),
            &[("V", text("b")), ("Opt", options.clone()), ("Ff", combo)],
        ))
        .annotation(with(widget("Ch"), &[("V", text("a")), ("Opt", options)]))
        .annotation(with(widget("Btn"), &[("AS", "Yes".into())]))
        .annotation(below)
        .cleaned();
    assert!(shows(&cleaned, "typed") && shows(&cleaned, "Barred") && shows(&cleaned, "Allowed"));
    assert!(shows(&cleaned, "inherited"));
    assert_eq!(cleaned.drawings().len(), 5);
    assert_eq!(cleaned.found(What::FieldsFlattened), Some((5, &[1][..])));
    assert_eq!(cleaned.found(What::ValuesNotShown), None);
    // The paper's own font, and the one that the values are written in.
    assert_eq!(
        cleaned.found(What::FontsMissing).map(|found| found.0),
        Some(2)
    );
}

#[test]
fn letters_that_the_font_lacks_are_told() {
    let value = Object::String(
        b"\xFE\xFF\x04\x16".to_vec(),
        lopdf::StringFormat::Hexadecimal,
    );
    let cleaned = made()
        .annotation(with(widget("Tx"), &[("V", value)]))
        .cleaned();
    assert_eq!(cleaned.found(What::ValuesNotShown), Some((1, &[1][..])));
}

#[test]
fn passwords_are_not_written() {
    let secret = Object::Integer(1 << 13);
    let cleaned = made()
        .annotation(with(
            widget("Tx"),
            &[("V", text("hunter2")), ("Ff", secret)],
        ))
        .cleaned();
    assert!(shows(&cleaned, "*******") && !cleaned.says("hunter2"));
}

#[test]
fn stale_drawings_are_made_anew_where_viewers_would() {
    let mut pdf = made();
    let empty = drawing(&mut pdf, "/Tx BMC EMC");
    let looks = dictionary! { "N" => empty };
    let cleaned = pdf
        .catalog("AcroForm", dictionary! { "NeedAppearances" => true })
        .annotation(with(
            widget("Tx"),
            &[("V", text("typed")), ("AP", looks.into())],
        ))
        .cleaned();
    assert!(shows(&cleaned, "typed"));
}

#[test]
fn comments_lose_their_words_and_keep_their_looks() {
    let mut pdf = made();
    let drawn = drawing(&mut pdf, "% stamp");
    let stamp = dictionary! {
        "Subtype" => "Stamp",
        "Rect" => numbers([100, 100, 150, 110]),
        "F" => 4,
        "AP" => dictionary! { "N" => drawn },
        "Contents" => text("between us"),
        "T" => text("A. N. Author"),
    };
    let note = dictionary! {
        "Subtype" => "Text",
        "Rect" => numbers([0, 0, 20, 20]),
        "Contents" => text("between us"),
    };
    let highlight = dictionary! {
        "Subtype" => "Highlight",
        "Rect" => numbers([72, 690, 120, 712]),
        "QuadPoints" => numbers([72, 712, 120, 712, 72, 690, 120, 690]),
        "C" => numbers([1, 1, 0]),
        "F" => 4,
    };
    let popup = dictionary! { "Subtype" => "Popup", "Rect" => numbers([0, 0, 90, 90]) };
    let cleaned = pdf
        .annotation(stamp)
        .annotation(note)
        .annotation(highlight)
        .annotation(popup)
        .cleaned();
    assert_eq!(cleaned.found(What::Comments), Some((3, &[1][..])));
    assert_eq!(
        cleaned.found(What::AnnotationsFlattened),
        Some((2, &[1][..]))
    );
    assert_eq!(cleaned.drawings().len(), 2);
    assert!(!cleaned.says("between us") && !cleaned.says("Author"));
}

#[test]
fn places_marked_for_redaction_are_told() {
    let mark = dictionary! { "Subtype" => "Redact", "Rect" => numbers([72, 690, 120, 712]) };
    let cleaned = made().annotation(mark).cleaned();
    assert_eq!(cleaned.found(What::RedactionsPending), Some((1, &[1][..])));
}

#[test]
fn drawings_stay_on_their_layer() {
    let mut pdf = made();
    let layer = pdf.object(dictionary! { "Type" => "OCG", "Name" => text("draft") });
    let drawn = drawing(&mut pdf, "% layered");
    let looks = dictionary! { "N" => drawn };
    let cleaned = pdf
        .annotation(with(
            widget("Tx"),
            &[("AP", looks.into()), ("OC", layer.into())],
        ))
        .cleaned();
    assert!(
        cleaned.content().contains("/OC /Layer0 BDC\nq\n"),
        "{}",
        cleaned.content()
    );
}

/// A tagged PDF with a field in a form element, and the id of that element.
fn tagged() -> (Made, ObjectId) {
    let mut pdf = made();
    let drawn = drawing(&mut pdf, "% value");
    let looks = dictionary! { "N" => drawn };
    let field = with(
        widget("Tx"),
        &[
            ("AP", looks.into()),
            ("StructParent", 1.into()),
            ("TU", text("Name")),
        ],
    );
    let (root, element) = (pdf.document.new_object_id(), pdf.document.new_object_id());
    let field = pdf.object(field);
    let reference = dictionary! { "Type" => "OBJR", "Pg" => pdf.page, "Obj" => field };
    pdf.document.set_object(
        element,
        dictionary! {
            "Type" => "StructElem", "S" => "Form", "P" => root, "K" => reference,
        },
    );
    let listed = vec![Object::Reference(root), Object::Null];
    pdf.document.set_object(root, dictionary! {
        "Type" => "StructTreeRoot",
        "K" => element,
        "ParentTree" => dictionary! { "Nums" => vec![0.into(), listed.into(), 1.into(), element.into()] },
    });
    let pdf = pdf
        .page("Annots", vec![field.into()])
        .page("StructParents", 0)
        .catalog("StructTreeRoot", root)
        .catalog("MarkInfo", dictionary! { "Marked" => true });
    (pdf, element)
}

#[test]
fn a_field_keeps_its_place_among_the_tags() {
    let (pdf, element) = tagged();
    let cleaned = pdf.cleaned();
    assert!(
        cleaned.content().contains("/Form <</MCID 2>> BDC\nq\n"),
        "{}",
        cleaned.content()
    );
    let document = &cleaned.pdf.document;
    let element_now = document.get_dictionary(element).expect("the element");
    let kids = element_now
        .get(b"K")
        .and_then(Object::as_array)
        .expect("kids");
    let kid = kids[0].as_dict().expect("marked content");
    assert_eq!(kid.get(b"MCID").and_then(Object::as_i64).ok(), Some(2));
    let roles = element_now
        .get(b"A")
        .and_then(Object::as_array)
        .expect("attributes");
    let role = roles[0].as_dict().expect("a role");
    assert_eq!(
        role.get(b"Role").and_then(Object::as_name).ok(),
        Some(&b"tv"[..])
    );
    assert_eq!(
        role.get(b"Desc").and_then(Object::as_str).ok(),
        Some(&b"Name"[..])
    );
    let root = document
        .catalog()
        .and_then(|root| root.get_deref(b"StructTreeRoot", document)?.as_dict());
    let tree = root
        .expect("a root")
        .get(b"ParentTree")
        .expect("a parent tree");
    let tree = super::number_tree::read(document, tree);
    assert_eq!(tree.keys().copied().collect::<Vec<_>>(), [0]);
    assert_eq!(
        tree[&0].as_array().expect("a list")[2],
        Object::Reference(element)
    );
}

#[test]
fn what_tags_do_not_know_is_an_artifact_but_a_field_is_read() {
    let (mut pdf, _) = tagged();
    let drawn = drawing(&mut pdf, "% more");
    let looks: Object = dictionary! { "N" => drawn }.into();
    let stamp = dictionary! { "Subtype" => "Stamp", "Rect" => numbers([0, 0, 9, 9]), "F" => 4 };
    let cleaned = pdf
        .annotation(with(stamp, &[("AP", looks.clone())]))
        .annotation(with(widget("Tx"), &[("AP", looks)]))
        .cleaned();
    let content = cleaned.content();
    assert!(content.contains("/Artifact BMC\nq\n"), "{content}");
    assert!(content.contains("/Form <</MCID 3>> BDC"), "{content}");
}

#[test]
fn content_that_leaves_its_state_open_moves_nothing() {
    let mut pdf = made();
    let open = Stream::new(Dictionary::new(), b"q 2 0 0 2 0 0 cm q".to_vec());
    let open = pdf.object(open);
    let drawn = drawing(&mut pdf, "% value");
    let looks = dictionary! { "N" => drawn };
    let cleaned = pdf
        .page("Contents", open)
        .annotation(with(widget("Tx"), &[("AP", looks.into())]))
        .cleaned();
    assert!(
        cleaned.content().contains("Q\nQ\nQ\nq\n2 0 0 2 100 500 cm"),
        "{}",
        cleaned.content()
    );
}
