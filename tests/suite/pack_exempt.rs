//! What must not be in the public edition: a word planted everywhere in an exempt paper, looked for in all that a run wrote.

use lopdf::{Object, Stream, dictionary};

use crate::support::made::{Made, moved};
use crate::support::search::places;

/// A PDF of someone else with a word of its own in every corner.
struct Planted {
    /// Each corner and its word.
    words: Vec<(&'static str, &'static str)>,
    bytes: Vec<u8>,
}

/// In which corners a word stays when the paper is packed for members; from the others it is taken out.
const KEPT: [&str; 8] = [
    "text",
    "text in pieces",
    "text by its font",
    "hexadecimal text",
    "tags",
    "alternative text",
    "bookmark",
    "link",
];

fn planted(packed: bool) -> Planted {
    let words = vec![
        ("text", "Quornbeck"),
        ("text in pieces", "Vexhollow"),
        ("text by its font", "Mirthgate"),
        ("hexadecimal text", "Brackenspur"),
        ("tags", "Tollivant"),
        ("alternative text", "Gristhorpe"),
        ("bookmark", "Wexcombe"),
        ("link", "Fallowdene"),
        ("author", "Hobkirkton"),
        ("subject", "Penhallick"),
        ("XMP", "Ravelstock"),
        ("attachment", "Scarfskerry"),
        ("name of an attachment", "Umberleigh"),
        ("comment", "Yarnbrook"),
        ("value of a field", "Zennorby"),
        ("named place", "Oxenhopeton"),
        ("page label", "Dunkeswick"),
        ("script", "Jacobstow"),
        ("layer", "Kettlewell"),
        ("title", "Ivinghoe"),
    ];
    let say = |corner: &str| {
        words
            .iter()
            .find(|(known, _)| *known == corner)
            .expect("a corner")
            .1
    };
    let mut pdf = Made::new();
    let (first, last) = say("text in pieces").split_at(4);
    let hex: String = say("hexadecimal text")
        .bytes()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let draw = format!(
        "/P <</MCID 0 /ActualText ({tags})>> BDC BT /F 12 Tf 72 700 Td ({text}) Tj 0 -20 Td [({first}) -40 ({last})] TJ \
         0 -20 Td <{hex}> Tj 0 -20 Td /S 12 Tf ({by_font}) Tj ET EMC /Figure <</MCID 1>> BDC 72 500 50 50 re f EMC \
         /OC /Off BDC BT /F 12 Tf 72 400 Td (Notes) Tj ET EMC",
        tags = say("tags"),
        text = say("text"),
        by_font = moved(say("text by its font")).replace('(', "\\("),
    );
    let page = pdf.page((595.0, 842.0), &draw);
    tag(&mut pdf, page, say("alternative text"));
    annotate(&mut pdf, page, &say);
    describe(&mut pdf, page, &say);
    Planted {
        words,
        bytes: pdf.bytes(packed),
    }
}

/// Tags the page's text and its figure.
fn tag(pdf: &mut Made, page: lopdf::ObjectId, alt: &str) {
    let (root, document) = (pdf.add(dictionary! {}), pdf.add(dictionary! {}));
    let text = pdf.add(
        dictionary! { "Type" => "StructElem", "S" => "P", "P" => document, "Pg" => page, "K" => 0 },
    );
    let figure = pdf.add(dictionary! {
        "Type" => "StructElem", "S" => "Figure", "P" => document, "Pg" => page, "K" => 1, "Alt" => Object::string_literal(alt),
    });
    let parents =
        dictionary! { "Nums" => vec![0.into(), Object::Array(vec![text.into(), figure.into()])] };
    *pdf.document.get_dictionary_mut(document).expect("there") = dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => vec![text.into(), figure.into()] };
    *pdf.document.get_dictionary_mut(root).expect("there") = dictionary! { "Type" => "StructTreeRoot", "K" => document, "ParentTree" => parents, "ParentTreeNextKey" => 1 };
    let catalog = pdf.catalog;
    pdf.set(catalog, "StructTreeRoot", root);
    pdf.set(catalog, "MarkInfo", dictionary! { "Marked" => true });
    pdf.set(catalog, "Lang", Object::string_literal("en-GB"));
    pdf.set(page, "StructParents", 0);
}

/// Adds a link, a comment and a field to the page.
fn annotate(pdf: &mut Made, page: lopdf::ObjectId, say: &dyn Fn(&str) -> &'static str) {
    let place = |top: i64| vec![72.into(), top.into(), 200.into(), (top + 20).into()];
    let address = format!("https://{}.example/", say("link").to_lowercase());
    let link = pdf.add(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => place(300),
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(address) },
    });
    let comment = pdf.add(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => place(250), "Contents" => Object::string_literal(say("comment")),
    });
    let field = pdf.add(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => Object::string_literal("f"), "Rect" => place(200),
        "V" => Object::string_literal(say("value of a field")),
    });
    pdf.set(
        page,
        "Annots",
        vec![link.into(), comment.into(), field.into()],
    );
    let catalog = pdf.catalog;
    pdf.set(
        catalog,
        "AcroForm",
        dictionary! { "Fields" => vec![field.into()] },
    );
}

/// Fills what is not on the page: properties, bookmark, names, labels, layers, files.
fn describe(pdf: &mut Made, page: lopdf::ObjectId, say: &dyn Fn(&str) -> &'static str) {
    let text = |corner: &str| Object::string_literal(say(corner));
    let info = pdf.add(dictionary! { "Title" => text("title"), "Author" => text("author"), "Subject" => text("subject") });
    pdf.document.trailer.set("Info", info);
    let xmp = format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><!-- {} --></x:xmpmeta>",
        say("XMP")
    );
    let metadata = pdf.add(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp.into_bytes(),
    ));
    let there = || Object::Array(vec![page.into(), "Fit".into()]);
    let (outlines, mark) = (pdf.add(dictionary! {}), pdf.add(dictionary! {}));
    *pdf.document.get_dictionary_mut(mark).expect("there") =
        dictionary! { "Title" => text("bookmark"), "Parent" => outlines, "Dest" => there() };
    *pdf.document.get_dictionary_mut(outlines).expect("there") =
        dictionary! { "Type" => "Outlines", "First" => mark, "Last" => mark, "Count" => 1 };
    let file = pdf.add(Stream::new(
        dictionary! { "Type" => "EmbeddedFile" },
        say("attachment").as_bytes().to_vec(),
    ));
    let file = pdf.add(dictionary! { "Type" => "Filespec", "F" => text("name of an attachment"), "EF" => dictionary! { "F" => file } });
    let layer = pdf.add(dictionary! { "Type" => "OCG", "Name" => text("layer") });
    let script = dictionary! { "S" => "JavaScript", "JS" => text("script") };
    let catalog = pdf.catalog;
    pdf.set(catalog, "Metadata", metadata);
    pdf.set(catalog, "Outlines", outlines);
    pdf.set(catalog, "OpenAction", script);
    pdf.set(
        catalog,
        "PageLabels",
        dictionary! { "Nums" => vec![0.into(), dictionary! { "P" => text("page label") }.into()] },
    );
    pdf.set(catalog, "OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => dictionary! { "OFF" => vec![layer.into()] } });
    pdf.set(catalog, "Names", dictionary! {
        "Dests" => dictionary! { "Names" => vec![text("named place"), there()] },
        "EmbeddedFiles" => dictionary! { "Names" => vec![Object::string_literal("a"), file.into()] },
    });
}

#[test]
fn the_search_finds_every_planted_word_in_the_paper_itself() {
    for packed in [false, true] {
        let paper = planted(packed);
        for (corner, word) in &paper.words {
            assert!(
                !places(&paper.bytes, word).is_empty(),
                "{corner}, packed: {packed}"
            );
        }
        assert!(places(&paper.bytes, "Xylophonist").is_empty());
    }
}

#[test]
fn the_search_reads_words_however_they_are_written() {
    let word = "Quornbeck";
    let wide: Vec<u8> = word.bytes().flat_map(|byte| [0, byte]).collect();
    let hex: String = wide.iter().map(|byte| format!("{byte:02X}")).collect();
    let octal: String = word.bytes().map(|byte| format!("\\{byte:03o}")).collect();
    let base64 = {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode("x Quornbeck y")
    };
    for text in [
        word.to_uppercase().into_bytes(),
        wide,
        hex.into_bytes(),
        octal.into_bytes(),
        base64.into_bytes(),
    ] {
        let around = [b"some ".as_slice(), &text, b" more"].concat();
        assert!(
            !places(&around, word).is_empty(),
            "{}",
            String::from_utf8_lossy(&text)
        );
    }
}
