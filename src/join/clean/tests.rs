//! Each kind of thing that is removed, in a PDF made for it.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::super::What;
use super::super::made_tests::{made, numbers, script};

fn text(words: &str) -> Object {
    Object::string_literal(words)
}

#[test]
fn scripts_go_wherever_they_stand() {
    let mut pdf = made();
    let named = pdf.object(script());
    let chained = dictionary! {
        "S" => "URI",
        "URI" => text("https://example.org"),
        "Next" => vec![script().into(), Object::Dictionary(script())],
    };
    let rendition = dictionary! { "S" => "Rendition", "JS" => text("x"), "OP" => 1 };
    let disguised = dictionary! { "S" => "JavaScript", "P" => 1, "JS" => text("x") };
    let cleaned = pdf
        .catalog(
            "Names",
            dictionary! {
                "JavaScript" => dictionary! { "Names" => vec![text("a"), named.into()] },
            },
        )
        .catalog("OpenAction", script())
        .catalog("AA", dictionary! { "WC" => script() })
        .page("AA", dictionary! { "O" => script() })
        .link(chained)
        .link(rendition)
        .link(disguised)
        .link(dictionary! { "S" => "URI", "URI" => text("JavaScript:alert(1)") })
        .cleaned();
    assert_eq!(cleaned.found(What::Scripts), Some((9, &[1][..])));
    for word in ["/JavaScript", "/JS", "/AA", "/OpenAction", "/Next", "alert"] {
        assert!(!cleaned.says(word), "{word}");
    }
    assert!(cleaned.says("https://example.org"));
}

#[test]
fn an_action_that_looks_like_an_element_of_the_structure_goes_too() {
    let disguised = dictionary! { "S" => "Launch", "P" => 1, "F" => text("run.exe") };
    let cleaned = made().link(disguised).cleaned();
    assert_eq!(cleaned.found(What::Launches), Some((1, &[1][..])));
    assert!(!cleaned.says("run.exe"));
}

#[test]
fn links_to_programs_and_places_on_the_machine_go_and_others_stay() {
    let uri = |address: &str| dictionary! { "S" => "URI", "URI" => text(address) };
    let file = |name: &str| dictionary! { "S" => "GoToR", "F" => text(name), "D" => text("a") };
    let cleaned = made()
        .link(dictionary! { "S" => "Launch", "F" => text("run.exe") })
        .link(dictionary! { "S" => "GoToE", "F" => text("in.pdf") })
        .link(file("/etc/one.pdf"))
        .link(uri("file:///etc/two"))
        .link(file("annex/three.pdf"))
        .link(uri("four.pdf#place"))
        .link(uri("mailto:five@example.org"))
        .cleaned();
    assert_eq!(cleaned.found(What::Launches), Some((4, &[1][..])));
    for word in ["run.exe", "in.pdf", "one.pdf", "two"] {
        assert!(!cleaned.says(word), "{word}");
    }
    for word in ["annex/three.pdf", "four.pdf#place", "mailto:five"] {
        assert!(cleaned.says(word), "{word}");
    }
    let links = cleaned
        .page()
        .get(b"Annots")
        .and_then(Object::as_array)
        .expect("links");
    assert_eq!(links.len(), 3);
}

#[test]
fn actions_that_send_or_change_something_go() {
    let plain = |kind: &str| dictionary! { "S" => kind };
    let cleaned = made()
        .link(dictionary! { "S" => "SubmitForm", "F" => text("https://example.org") })
        .link(dictionary! { "S" => "ImportData", "F" => text("a.fdf") })
        .link(plain("ResetForm"))
        .link(plain("Hide"))
        .link(plain("SetOCGState"))
        .link(dictionary! { "S" => "Named", "N" => "Print" })
        .link(dictionary! { "S" => "Named", "N" => "NextPage" })
        .cleaned();
    assert_eq!(cleaned.found(What::Submissions), Some((6, &[1][..])));
    assert!(!cleaned.says("/SubmitForm") && !cleaned.says("/Print"));
    assert!(cleaned.says("/NextPage"));
}

#[test]
fn embedded_files_go() {
    let mut pdf = made();
    let file = pdf.object(Stream::new(
        dictionary! { "Type" => "EmbeddedFile" },
        b"the secret".to_vec(),
    ));
    let specification = dictionary! {
        "Type" => "Filespec",
        "F" => text("secret.txt"),
        "EF" => dictionary! { "F" => file },
    };
    let one = pdf.object(specification.clone());
    let cleaned = pdf
        .catalog(
            "Names",
            dictionary! {
                "EmbeddedFiles" => dictionary! { "Names" => vec![text("a"), one.into()] },
                "Dests" => dictionary! { "Names" => Vec::<Object>::new() },
            },
        )
        .catalog("AF", vec![one.into()])
        .catalog("Collection", dictionary! { "View" => "T" })
        .annotation(dictionary! {
            "Subtype" => "FileAttachment",
            "Rect" => numbers([10, 10, 20, 20]),
            "FS" => specification,
        })
        .cleaned();
    assert_eq!(cleaned.found(What::EmbeddedFiles), Some((2, &[1][..])));
    for word in ["secret", "/EmbeddedFile", "/AF", "/Filespec", "/Collection"] {
        assert!(!cleaned.says(word), "{word}");
    }
    assert!(cleaned.says("/Dests"));
}

#[test]
fn films_leave_their_picture() {
    let mut pdf = made();
    let poster = pdf.object(Stream::new(
        dictionary! { "BBox" => numbers([0, 0, 10, 10]) },
        b"0 0 10 10 re f % poster".to_vec(),
    ));
    let cleaned = pdf
        .annotation(dictionary! {
            "Subtype" => "Screen",
            "Rect" => numbers([100, 100, 200, 200]),
            "F" => 4,
            "AP" => dictionary! { "N" => poster },
            "A" => dictionary! { "S" => "Rendition", "OP" => 0 },
        })
        .annotation(dictionary! { "Subtype" => "Movie", "Rect" => numbers([0, 0, 9, 9]) })
        .cleaned();
    assert_eq!(cleaned.found(What::Media), Some((3, &[1][..])));
    assert_eq!(cleaned.drawings(), ["0 0 10 10 re f % poster"]);
    assert!(!cleaned.says("/Screen") && !cleaned.says("/Movie"));
}

#[test]
fn forms_of_xfa_go() {
    let form = dictionary! { "Fields" => Vec::<Object>::new(), "XFA" => text("<xdp/>") };
    let cleaned = made().catalog("AcroForm", form).cleaned();
    assert_eq!(cleaned.found(What::Xfa), Some((1, &[][..])));
    assert!(!cleaned.says("/XFA") && !cleaned.says("/AcroForm"));
}

#[test]
fn streams_in_other_files_and_parts_of_other_files_go() {
    let mut pdf = made();
    let form = |extra: Dictionary| {
        let mut form = dictionary! { "Subtype" => "Form", "BBox" => numbers([0, 0, 10, 10]) };
        form.extend(&extra);
        Stream::new(form, b"% was not shown".to_vec())
    };
    let external = pdf.object(form(dictionary! { "F" => text("other.bin") }));
    let reference = dictionary! { "F" => text("other.pdf"), "Page" => 0 };
    let referring = pdf.object(form(dictionary! { "Ref" => reference }));
    let priced = pdf.object(form(dictionary! { "OPI" => dictionary! { "2.0" => 1 } }));
    let printed = pdf.object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "PS" },
        b"(x) run".to_vec(),
    ));
    let drawings =
        dictionary! { "A" => external, "AA" => referring, "C" => priced, "D" => printed };
    let cleaned = pdf
        .page("Resources", dictionary! { "XObject" => drawings })
        .cleaned();
    assert_eq!(cleaned.found(What::ExternalReferences), Some((3, &[][..])));
    assert_eq!(cleaned.found(What::Scripts), Some((1, &[][..])));
    assert!(!cleaned.says("other."));
    // What the file itself holds of an external stream was never shown; a drawing named `AA` is no action.
    let drawings = cleaned.drawings();
    assert_eq!(drawings, ["", "% was not shown", "% was not shown", ""]);
}

#[test]
fn what_programs_leave_behind_goes() {
    let mut pdf = made();
    let author = pdf.object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        b"<author/>".to_vec(),
    ));
    let image = pdf.object(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => numbers([0, 0, 1, 1]),
            "Metadata" => author,
            "PieceInfo" => dictionary! { "Editor" => dictionary! { "Private" => 1 } },
        },
        Vec::new(),
    ));
    let thumb = pdf.object(Stream::new(Dictionary::new(), b"small".to_vec()));
    let cleaned = pdf
        .page(
            "Resources",
            dictionary! { "XObject" => dictionary! { "A" => image } },
        )
        .page("Thumb", thumb)
        .page("Metadata", author)
        .catalog("SpiderInfo", dictionary! { "V" => 1 })
        .catalog(
            "Names",
            dictionary! { "IDS" => dictionary! { "Names" => Vec::<Object>::new() } },
        )
        .cleaned();
    for word in ["<author/>", "/Private", "/Thumb", "/SpiderInfo", "/IDS"] {
        assert!(!cleaned.says(word), "{word}");
    }
}

#[test]
fn layers_that_are_off_are_told_with_their_pages() {
    let mut pdf = made();
    let layer = |name: &str| dictionary! { "Type" => "OCG", "Name" => text(name) };
    let (on, off) = (pdf.object(layer("on")), pdf.object(layer("off")));
    let cleaned = pdf
        .catalog(
            "OCProperties",
            dictionary! {
                "OCGs" => vec![on.into(), off.into()],
                "D" => dictionary! { "OFF" => vec![off.into()] },
                "Configs" => vec![Object::Dictionary(dictionary! { "Name" => text("drafts") })],
            },
        )
        .page(
            "Resources",
            dictionary! { "Properties" => dictionary! { "L0" => off } },
        )
        .cleaned();
    assert_eq!(cleaned.found(What::HiddenLayers), Some((1, &[1][..])));
    assert!(!cleaned.says("drafts"));
}

#[test]
fn what_is_not_accessible_is_told() {
    let cleaned = made().cleaned();
    for what in [
        What::NotTagged,
        What::NoLanguage,
        What::NotUa,
        What::NotArchival,
    ] {
        assert_eq!(cleaned.found(what), Some((1, &[][..])), "{what:?}");
    }
    assert_eq!(cleaned.found(What::FontsMissing), Some((1, &[1][..])));
    assert_eq!(cleaned.found(What::FiguresWithoutAlt), None);
}

#[test]
fn figures_without_words_are_told_whatever_their_role_is_called() {
    let mut pdf = made();
    let root = pdf.document.new_object_id();
    let figure = |kind: &str| {
        dictionary! { "Type" => "StructElem", "S" => kind, "P" => root, "Pg" => pdf.page }
    };
    let (bare, mut told) = (figure("Chart"), figure("Figure"));
    told.set("Alt", text("A rise"));
    let (bare, told) = (pdf.object(bare), pdf.object(told));
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![bare.into(), told.into()],
        "RoleMap" => dictionary! { "Chart" => "Picture", "Picture" => "Figure" },
    };
    pdf.document.set_object(root, tree);
    let cleaned = pdf
        .catalog("StructTreeRoot", root)
        .catalog("MarkInfo", dictionary! { "Marked" => true })
        .catalog("Lang", text("en-GB"))
        .cleaned();
    assert_eq!(cleaned.found(What::FiguresWithoutAlt), Some((1, &[1][..])));
    assert_eq!(cleaned.found(What::NotTagged), None);
    assert_eq!(cleaned.found(What::NoLanguage), None);
}

#[test]
fn signatures_stay_as_they_are_drawn_but_hold_no_longer() {
    let mut pdf = made();
    let drawn = pdf.object(Stream::new(
        dictionary! { "BBox" => numbers([0, 0, 100, 20]) },
        b"% signed".to_vec(),
    ));
    let signature = dictionary! { "Type" => "Sig", "Contents" => text("0123") };
    let cleaned = pdf
        .annotation(dictionary! {
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => text("signature"),
            "V" => signature,
            "Rect" => numbers([100, 100, 200, 120]),
            "F" => 132,
            "AP" => dictionary! { "N" => drawn },
        })
        .cleaned();
    assert_eq!(cleaned.found(What::Signatures), Some((1, &[1][..])));
    assert_eq!(cleaned.drawings(), ["% signed"]);
    assert!(!cleaned.says("/Sig") && !cleaned.says("/Widget"));
}
