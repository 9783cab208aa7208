//! What must not be in the public edition: a word planted everywhere in an exempt paper, looked for in all that a run wrote.

use lopdf::{Object, Stream, dictionary};

use crate::support::made::{Made, moved};
use crate::support::search::places;
use crate::support::workspace::{BOARD, Ran, Workspace};

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

/// The office's own exempt paper, with a word of its own in every corner.
const OWN: &str = r#"+++
document = "board-report"
board = "Panel"
date = 2026-11-19
title = "Ottershawe tenders"
author = "Report of the Lastingham team"
summary = "A summary by Nunnington."

[[contacts]]
name = "Appletreewick"
+++

# Background by Blubberhouses

The firm is Crackpotts, see [](#deepdale-place).[^n]

![A plan that shows Eavestone](plan.svg)

Table: Prices of Follifoot {#deepdale-place}

| Firm | Price |
|:--|--:|
| Giggleswick | 12 |

[^n]: A note by Hubberholme.
"#;

/// The words of the office's own exempt paper, where each stands, and whether members find it in their pack.
const OWN_WORDS: [(&str, &str, bool); 13] = [
    ("title", "Ottershawe", true),
    ("author", "Lastingham", true),
    ("summary", "Nunnington", true),
    ("contact", "Appletreewick", true),
    ("heading and bookmark", "Blubberhouses", true),
    ("text", "Crackpotts", true),
    ("name of a place", "deepdale", false),
    ("alternative text", "Eavestone", true),
    ("caption", "Follifoot", true),
    ("cell", "Giggleswick", true),
    ("note", "Hubberholme", true),
    ("file name", "Inglebyarncliffe", false),
    ("file name of an appendix", "Kirkbymalzeard", false),
];

/// What is written on the appendix in the meeting's own file.
const APPENDIX_TITLE: &str = "Thixendale";

const PICTURE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>"#;

/// An office with one open item and one exempt one, which has both papers.
fn office(paper: &Planted) -> Workspace {
    let meeting = format!(
        "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\nnotice = \"council\"\n\
         items = [\n  {{ title = \"Open business\", paper = \"../open.md\" }},\n  {{ title = \"Closed business\", \
         paper = \"../inglebyarncliffe.md\", exempt = [3], reason = \"Prices.\", \
         appendices = [{{ file = \"../kirkbymalzeard.pdf\", title = \"{APPENDIX_TITLE} appendix\" }}] }},\n  \
         {{ title = \"More open business\", paper = \"../more.md\" }},\n]\n"
    );
    let open = |title: &str| {
        format!(
            "+++\ndocument = \"board-report\"\nboard = \"Panel\"\ndate = 2026-11-19\ntitle = \"{title}\"\n+++\n\n# Part\n\nNothing is said here.\n"
        )
    };
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/open.md", open("Open report"))
        .file("data/more.md", open("More to report"))
        .file("data/inglebyarncliffe.md", OWN)
        .file("data/plan.svg", PICTURE)
        .file("data/kirkbymalzeard.pdf", &paper.bytes)
        .file("data/meetings/november.toml", meeting)
        .file("tmp/keep", "")
}

/// Packs, with temporary files in a folder that can be looked at.
#[track_caller]
fn pack(office: Workspace, arguments: &[&str]) -> (Workspace, Ran) {
    let folder = office.path("tmp").display().to_string();
    let office = office.variable("TMPDIR", &folder).variable("HOME", &folder);
    let ran = office.run(
        &[
            &[
                "pack",
                "data/meetings/november.toml",
                "--today",
                "2026-11-02",
            ],
            arguments,
        ]
        .concat(),
    );
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    (office, ran)
}

/// Lists where any of the words stands in what a run wrote, and in what it printed where it was for the public alone.
fn leaks(
    office: &Workspace,
    ran: Option<&Ran>,
    words: &[(&str, &str)],
    secrets: &[String],
) -> Vec<String> {
    let mut written: Vec<(String, Vec<u8>)> = Vec::new();
    for said in ran.into_iter().flat_map(|ran| [&ran.stdout, &ran.stderr]) {
        written.push(("what it printed".to_owned(), said.clone().into_bytes()));
    }
    for folder in ["output", "data/history", "tmp"] {
        let files = office.files(folder).into_iter();
        let public = files.filter(|file| {
            !file.starts_with("output/restricted/") && !file.ends_with("restricted.json")
        });
        for file in public {
            let bytes = std::fs::read(office.path(&file)).expect("readable");
            written.push((file.clone(), bytes));
            written.push((format!("the name of {file}"), file.into_bytes()));
        }
    }
    let mut leaks = Vec::new();
    for (name, bytes) in &written {
        for (corner, word) in words {
            leaks.extend(
                places(bytes, word)
                    .into_iter()
                    .map(|place| format!("{name}: the {corner} ({word}): {place}")),
            );
        }
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        leaks.extend(
            secrets
                .iter()
                .filter(|secret| text.contains(secret.as_str()))
                .map(|secret| format!("{name}: the hash {secret}")),
        );
    }
    assert!(written.len() > 5, "files were looked at");
    leaks
}

/// The hashes of files, in hexadecimal.
fn hashes(office: &Workspace, files: &[&str]) -> Vec<String> {
    use sha2::{Digest, Sha256};
    let hash = |file: &&str| Sha256::digest(std::fs::read(office.path(file)).expect("readable"));
    files
        .iter()
        .map(hash)
        .map(|hash| hash.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect()
}

fn all_words(paper: &Planted) -> Vec<(&'static str, &'static str)> {
    let own = OWN_WORDS.iter().map(|(corner, word, _)| (*corner, *word));
    own.chain(paper.words.iter().copied())
        .chain([("title of an appendix", APPENDIX_TITLE)])
        .collect()
}

#[test]
fn nothing_of_an_exempt_paper_is_in_what_is_written_for_the_public() {
    for packed in [false, true] {
        let paper = planted(packed);
        let (office, ran) = pack(office(&paper), &["--edition", "public", "--publish"]);
        let secrets = hashes(
            &office,
            &["data/inglebyarncliffe.md", "data/kirkbymalzeard.pdf"],
        );
        assert_eq!(
            leaks(&office, Some(&ran), &all_words(&paper), &secrets),
            Vec::<String>::new()
        );
        assert!(office.files("output/restricted").is_empty());
    }
}

#[test]
fn nor_is_it_beside_a_restricted_edition_or_in_a_supplement_or_revision() {
    let paper = planted(true);
    let words = all_words(&paper);
    let (office, _) = pack(office(&paper), &["--publish"]);
    let mut files = vec![
        "data/inglebyarncliffe.md".to_owned(),
        "data/kirkbymalzeard.pdf".to_owned(),
    ];
    files.extend(
        office
            .files("output/restricted")
            .into_iter()
            .filter(|file| file.ends_with(".pdf")),
    );
    let secrets = hashes(
        &office,
        &files.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let late = ", { title = \"Late business\", paper = \"../inglebyarncliffe-2.pdf\", exempt = [3], urgent = \"It came late.\", reason = \"Prices.\" },\n]\n";
    assert_eq!(leaks(&office, None, &words, &secrets), Vec::<String>::new());
    let office = office
        .edit("data/meetings/november.toml", ",\n]\n", late)
        .edit("data/open.md", "Nothing", "Little")
        .file("data/inglebyarncliffe-2.pdf", planted(false).bytes);
    for (arguments, name) in [
        (["--revision"], "revision"),
        (["--supplementary"], "supplement"),
    ] {
        let more = pack(office_again(&office), &arguments);
        let made = more
            .0
            .files("output")
            .into_iter()
            .any(|file| file.contains(name));
        assert!(made, "{name}: {:?}", more.0.files("output"));
        assert_eq!(leaks(&more.0, None, &words, &secrets), Vec::<String>::new());
    }
}

/// Copies an office with what was written for it.
fn office_again(office: &Workspace) -> Workspace {
    let all = office.files("").into_iter();
    all.fold(Workspace::empty(), |copy, file| {
        let bytes = std::fs::read(office.path(&file)).expect("readable");
        copy.file(&file, bytes)
    })
}

#[test]
fn members_find_every_word_in_their_pack_where_it_stood() {
    for packed in [false, true] {
        let paper = planted(packed);
        let (office, _) = pack(office(&paper), &["--edition", "restricted"]);
        let bytes =
            std::fs::read(office.path("output/restricted/meetings/november-pack-restricted.pdf"))
                .expect("was packed");
        let own = OWN_WORDS
            .iter()
            .filter(|(_, _, kept)| *kept)
            .map(|(corner, word, _)| (*corner, *word));
        let foreign = paper
            .words
            .iter()
            .copied()
            .filter(|(corner, _)| KEPT.contains(corner));
        for (corner, word) in own.chain(foreign) {
            assert!(
                !places(&bytes, word).is_empty(),
                "the {corner} ({word}) is lost"
            );
        }
    }
}
