//! Word documents: every word of the paper, in what Word has of its own for it.

use std::process::Command;
use std::sync::OnceLock;

use crate::support::docx::Docx;
use crate::support::html::Tag;
use crate::support::pdf::Pdf;
use crate::support::repo;
use crate::support::words::words;
use crate::support::workspace::Workspace;

const DOCUMENT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";

/// A paper in three forms.
struct Forms {
    path: String,
    docx: Docx,
    page: Tag,
    pdf: Pdf,
}

/// Returns the sample's papers, built once for all tests.
fn papers() -> &'static [Forms] {
    static PAPERS: OnceLock<Vec<Forms>> = OnceLock::new();
    PAPERS.get_or_init(|| {
        let office = Workspace::copy_of(&repo(""));
        let ran = office.run(&["build", "--format", "docx,pdf,html"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let documents = documents(&office);
        assert!(!documents.is_empty() && documents.len() == office.pdfs().len());
        let forms = |path: String| Forms {
            docx: Docx::open(&office.path(&path)),
            page: office.page(&path.replace(".docx", ".html")),
            pdf: office.pdf(&path.replace(".docx", ".pdf")),
            path,
        };
        documents.into_iter().map(forms).collect()
    })
}

fn documents(office: &Workspace) -> Vec<String> {
    let mut files = office.files("output");
    files.retain(|path| path.ends_with(".docx"));
    files
}

/// Calls a function for each paper of the sample: its name, its document and its PDF.
fn each(see: impl Fn(&str, &Docx, &Pdf)) {
    for paper in papers() {
        see(&paper.path, &paper.docx, &paper.pdf);
    }
}

/// Lists the words that stand less often in one text than in another. Numbers need only stand there: Word counts lists by
/// itself.
fn missing(found: &str, wanted: &str) -> Vec<String> {
    let (found, wanted) = (words(found), words(wanted));
    let is_short = |(word, count): &(&String, &usize)| {
        let numeric = word.chars().all(char::is_numeric);
        found.get(*word).copied().unwrap_or_default() < if numeric { 1 } else { **count }
    };
    let short = wanted.iter().filter(is_short);
    short.map(|(word, _)| word.clone()).collect()
}

#[test]
fn a_document_has_every_word_of_the_page_and_none_of_its_own() {
    for Forms {
        path, docx, page, ..
    } in papers()
    {
        let notes = docx.all(DOCUMENT, "w:footnoteReference").len();
        let marks: String = (1..=notes).map(|mark| format!(" {mark} ")).collect();
        let document = docx.text(DOCUMENT) + &docx.text(NOTES) + &marks;
        let mut text: String = page
            .all(&["header", "main"])
            .iter()
            .map(|part| part.text() + " ")
            .collect();
        // A drawing is what is said of it, and not what stands in it.
        for drawing in page.all(&["svg"]) {
            text = text.replacen(&drawing.text(), " ", 1);
            text += &format!("{} ", drawing.get("aria-label").unwrap_or_default());
        }
        // Notes stand at the feet of pages, without a heading.
        if let Some(heading) = page.place("notes") {
            assert!(notes > 0 && text.contains(&heading.text()), "{path}");
            text = text.replacen(&format!(" {} ", heading.text()), " ", 1);
        }
        // What is written in a drawing is told in the drawing's words, and stands in its table.
        let drawn: String = page
            .all(&["svg"])
            .iter()
            .map(|svg| svg.text() + " ")
            .collect();
        let lost = missing(&(document.clone() + " " + &drawn), &text);
        assert_eq!(lost, [""; 0], "{path}: lost");
        let told = page.all(&["svg", "img"]).into_iter();
        let told = told.filter_map(|drawn| drawn.get("aria-label").or(drawn.get("alt")));
        let known = words(&(text + " " + &told.collect::<Vec<_>>().join(" ")));
        let own: Vec<String> = words(&document)
            .into_keys()
            .filter(|word| !known.contains_key(word))
            .collect();
        assert_eq!(own, [""; 0], "{path}: of its own");
    }
}

#[test]
fn headings_are_those_of_the_bookmarks() {
    each(|path, docx, pdf| {
        let headings = docx.headings();
        assert_eq!(headings.iter().filter(|(level, _)| *level == 0).count(), 1);
        for bookmark in pdf.bookmarks() {
            let has = |(level, text): &(usize, String)| {
                *level == bookmark.level && missing(text, &bookmark.title).is_empty()
            };
            assert!(
                headings.iter().any(has),
                "{path}: no heading for {bookmark:?}"
            );
        }
    });
}

#[test]
fn what_a_document_refers_to_is_there() {
    each(|path, docx, _| {
        let has = |part: &str, name: &str, key: &str, wanted: &[&str]| {
            let known = docx.values(part, name, key);
            for wanted in wanted {
                assert!(known.contains(wanted), "{path}: no {name} `{wanted}`");
            }
        };
        for part in [DOCUMENT, NOTES] {
            let of = |name: &str, key: &str| docx.values(part, name, key);
            has(
                "word/styles.xml",
                "w:style",
                "w:styleId",
                &of("w:pStyle", "w:val"),
            );
            has(
                "word/styles.xml",
                "w:style",
                "w:styleId",
                &of("w:rStyle", "w:val"),
            );
            has(
                "word/styles.xml",
                "w:style",
                "w:styleId",
                &of("w:tblStyle", "w:val"),
            );
            has(
                "word/numbering.xml",
                "w:num",
                "w:numId",
                &of("w:numId", "w:val"),
            );
            let links = docx.all(part, "w:hyperlink").into_iter();
            let inside = links.filter(|link| !link.attributes.contains_key("r:id"));
            let inside: Vec<&str> = inside
                .map(|link| link.attributes["w:anchor"].as_str())
                .collect();
            has(DOCUMENT, "w:bookmarkStart", "w:name", &inside);
            let relations = part.replace("word/", "word/_rels/") + ".rels";
            has(&relations, "Relationship", "Id", &of("w:hyperlink", "r:id"));
        }
        let marks = docx.values(DOCUMENT, "w:footnoteReference", "w:id");
        has(NOTES, "w:footnote", "w:id", &marks);
        for relation in docx.all("word/_rels/document.xml.rels", "Relationship") {
            let target = format!("word/{}", relation.attributes["Target"]);
            let outside = relation.attributes.contains_key("TargetMode");
            assert!(outside || docx.names.contains(&target), "{path}: {target}");
        }
        for (part, name) in docx
            .names
            .iter()
            .filter_map(|name| Some((name, name.strip_suffix(".xml")?)))
        {
            let named = docx.values("[Content_Types].xml", "Override", "PartName");
            let known = name == "[Content_Types]" || named.contains(&format!("/{part}").as_str());
            assert!(known, "{path}: {part} has no type");
        }
    });
}

#[test]
fn a_link_into_another_document_leads_to_a_bookmark_there() {
    let mut found = 0;
    for Forms { path, docx, .. } in papers() {
        let relations = docx.all("word/_rels/document.xml.rels", "Relationship");
        for link in docx.all(DOCUMENT, "w:hyperlink") {
            let (Some(id), Some(name)) =
                (link.attributes.get("r:id"), link.attributes.get("w:anchor"))
            else {
                continue;
            };
            let relation = relations
                .iter()
                .find(|relation| relation.attributes["Id"] == *id);
            let file = &relation.expect("a relationship").attributes["Target"];
            let wanted = followed(path, file);
            let other = papers().iter().find(|paper| paper.path == wanted);
            let other = other.unwrap_or_else(|| panic!("{path}: no {wanted}"));
            let names = other.docx.values(DOCUMENT, "w:bookmarkStart", "w:name");
            assert!(
                names.contains(&name.as_str()),
                "{path}: no {name} in {file}"
            );
            found += 1;
        }
    }
    assert!(found > 0, "a summary leads to its papers' lines");
}

/// Returns the path that a link in a file leads to.
fn followed(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn heads_of_tables_come_back_and_pages_are_those_of_the_paper() {
    each(|path, docx, pdf| {
        let tables = docx.all(DOCUMENT, "w:tbl").len();
        assert_eq!(docx.all(DOCUMENT, "w:tblHeader").len(), tables, "{path}");
        let (width, height) = pdf.pages()[0].size;
        let turned = docx.values(DOCUMENT, "w:pgSz", "w:orient");
        assert_eq!(
            turned,
            [if width > height {
                "landscape"
            } else {
                "portrait"
            }],
            "{path}"
        );
        let title = docx.all("docProps/core.xml", "dc:title");
        assert_eq!(Some(title[0].text.clone()), pdf.property("Title"), "{path}");
        let language = docx.values("word/styles.xml", "w:lang", "w:val");
        assert_eq!(Some(language[0].to_owned()), pdf.language(), "{path}");
    });
}

#[test]
fn two_builds_give_the_same_bytes_alone_and_among_others() {
    let office = Workspace::copy_of(&repo(""));
    let alone = Workspace::copy_of(&repo("")).variable("TZ", "Pacific/Auckland");
    let papers = [
        "data/2026-27/q1/theme-3.toml",
        "data/2026-27/q2/theme-1.toml",
    ];
    let both = office.run(&[&["build", "--format", "docx,html"], &papers[..]].concat());
    let one = alone.run(&["build", "--format", "docx", papers[0]]);
    assert_eq!(
        (both.code, one.code),
        (0, 0),
        "{}{}",
        both.stderr,
        one.stderr
    );
    let [path] = &documents(&alone)[..] else {
        panic!("one paper was asked for")
    };
    assert!(alone.pdfs().is_empty(), "no PDF was asked for");
    let read = |office: &Workspace| std::fs::read(office.path(path)).expect("was built");
    assert!(read(&office) == read(&alone), "{path} differs");
}

/// Prints documents to PDF in LibreOffice, where it is there.
fn printed(office: &Workspace, documents: &[String]) -> Option<()> {
    let settings = office.path("settings").display().to_string();
    let mut command = Command::new("soffice");
    command
        .arg(format!("-env:UserInstallation=file://{settings}"))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(office.path("printed"))
        .args(documents.iter().map(|path| office.path(path)));
    let output = command.output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    // So it says when it was installed without its part for texts.
    (!said.contains("could not be loaded")).then_some(())
}

#[test]
fn libre_office_opens_a_document_and_prints_its_words() {
    let office = Workspace::copy_of(&repo(""));
    let papers = [
        "data/2026-27/q2/theme-2.toml",
        "data/2026-27/q2/key-questions-checklist.toml",
    ];
    let ran = office.run(&[&["build", "--format", "docx"], &papers[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let documents = documents(&office);
    if printed(&office, &documents).is_none() {
        eprintln!("skipped: there is no LibreOffice Writer to open documents with");
        return;
    }
    for path in documents {
        let docx = Docx::open(&office.path(&path));
        let name = path.rsplit('/').next().expect("a name");
        let pdf = Pdf::open(&office.path("printed").join(name.replace(".docx", ".pdf")));
        // Lines of this PDF follow each other without a space.
        let found = pdf.text_layer();
        for (word, count) in words(&(docx.text(DOCUMENT) + &docx.text(NOTES))) {
            assert!(
                found.matches(&word).count() >= count,
                "{path}: `{word}`\n{found}"
            );
        }
    }
}
