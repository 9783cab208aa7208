//! Small pages in, parts out.

use std::io::Read;

use super::page_tests::page;
use super::{About, write};
use crate::model::Date;

fn about() -> About {
    About {
        title: "Theme 3 <update>".to_owned(),
        author: "Northmarch".to_owned(),
        subject: String::new(),
        keywords: String::new(),
        language: "en-GB".to_owned(),
        landscape: true,
        large: false,
        footer: "Northmarch".to_owned(),
        page: "Page {page} of {pages}".to_owned(),
        accent: "1d3d6b".to_owned(),
    }
}

fn bytes(text: &str) -> Vec<u8> {
    write(
        &page(text),
        &about(),
        Date::new(2019, 3, 31).expect("a day"),
    )
}

/// Returns a part of what a page gives.
fn part(text: &str, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes(text))).expect("a zip file");
    let mut part = String::new();
    zip.by_name(name)
        .expect(name)
        .read_to_string(&mut part)
        .expect("text");
    part
}

fn document(text: &str) -> String {
    part(text, "word/document.xml")
}

/// Counts how often one text stands in another.
fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn the_first_title_is_the_title_and_sections_are_headings() {
    let document = document("<h1>Theme 3</h1><h2>Deliverables</h2><h3>3.1 <b>Knife</b> crime</h3>");
    let at = |style: &str| {
        document
            .find(&format!("<w:pStyle w:val=\"{style}\"/>"))
            .expect(style)
    };
    assert!(at("Title") < at("Heading1") && at("Heading1") < at("Heading2"));
}

#[test]
fn spaces_are_those_that_a_browser_shows() {
    let document = document("<p>\n  One <b> two</b>\n three <br/> four </p>\n<p> </p>");
    assert_eq!(count(&document, "<w:p>"), 1);
    for text in [">One <", ">two<", "> three<", ">four<"] {
        assert!(document.contains(text), "{text} in {document}");
    }
}

#[test]
fn lists_count_by_themselves_and_start_anew() {
    let text = "<ol><li>a<ol type=\"a\"><li>b</li></ol></li></ol><ol start=\"7\"><li><p>c</p><p>more</p></li><li value=\"9\">d</li></ol><ul><li>e</li></ul><ul><li>f</li></ul>";
    let (document, numbering) = (document(text), part(text, "word/numbering.xml"));
    let numbers: Vec<&str> = document
        .split("<w:numId w:val=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "5"]);
    assert_eq!(count(&numbering, "<w:num "), 5);
    assert!(
        numbering.contains("<w:startOverride w:val=\"7\"/>")
            && numbering.contains("<w:startOverride w:val=\"9\"/>")
    );
    assert!(numbering.contains("<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"1\"/>"));
    assert!(document.contains("<w:pStyle w:val=\"ListContinue\"/><w:ind w:left=\"400\"/>"));
}

#[test]
fn a_note_is_words_own_and_its_second_mark_refers_to_the_first() {
    let mark = "<sup><a role=\"doc-noteref\" href=\"#note-entry-1\">1</a></sup>";
    let text = format!(
        "<p>One{mark} two{mark}</p><section role=\"doc-endnotes\"><h2>Notes</h2><ol>\
         <li id=\"note-entry-1\">A <em>note</em>, <a href=\"https://northmarch.example/\">there</a> <a role=\"doc-backlink\" href=\"#note-1\">back</a></li>\
         <li id=\"note-entry-2\">Uncited</li></ol></section>"
    );
    let (document, notes) = (document(&text), part(&text, "word/footnotes.xml"));
    assert_eq!(count(&document, "<w:footnoteReference "), 1);
    assert!(document.contains(" NOTEREF _Ref100000001 \\f \\h "));
    assert!(document.contains("w:name=\"_Ref100000001\""));
    assert!(document.contains(">Uncited<") && document.contains(">Notes<"));
    assert!(
        notes.contains("<w:footnoteRef/>") && notes.contains(">note<") && !notes.contains("back")
    );
    assert!(part(&text, "word/_rels/footnotes.xml.rels").contains("https://northmarch.example/"));
}

#[test]
fn a_status_is_its_code_on_its_colour_and_its_word() {
    let document = document(
        "<p><span class=\"status\" data-code=\"A\" data-fill=\"#ffbf47\" data-ink=\"#000000\">\
         <span class=\"badge\" aria-hidden=\"true\">A</span> <span>Amber</span></span></p>\
         <p><span class=\"status\" data-code=\"Complete\"><span>Complete</span></span></p>",
    );
    assert!(
        document.contains("<w:color w:val=\"000000\"/>") && document.contains("w:fill=\"ffbf47\"")
    );
    assert!(document.contains(">\u{a0}A\u{a0}<") && document.contains(">Amber<"));
    assert_eq!(
        (count(&document, "Complete"), count(&document, ">A<")),
        (1, 0)
    );
}

#[test]
fn head_rows_come_back_and_short_rows_stay_whole() {
    let long = "word ".repeat(2000);
    let document = document(&format!(
        "<table><caption>Measures</caption><thead><tr><th>No</th><th>Measure</th></tr></thead>\
         <tbody><tr><th>1</th><td>{long}</td></tr><tr><td colspan=\"2\">short</td></tr></tbody></table>"
    ));
    assert_eq!(
        (
            count(&document, "<w:tblHeader/>"),
            count(&document, "<w:cantSplit/>")
        ),
        (1, 2)
    );
    assert!(
        document.contains("<w:tblCaption w:val=\"Measures\"/>")
            && document.contains("<w:gridSpan w:val=\"2\"/>")
    );
    assert!(
        document
            .find("Caption\"/><w:keepNext/>")
            .expect("a caption")
            < document.find("<w:tbl>").expect("a table")
    );
}

#[test]
fn a_row_with_a_note_may_break() {
    let document = document(
        "<table><tr><td>a<sup><a role=\"doc-noteref\" href=\"#note-entry-1\">1</a></sup></td></tr><tr><td>b</td></tr></table>\
         <section role=\"doc-endnotes\"><ol><li id=\"note-entry-1\">n</li></ol></section>",
    );
    assert_eq!(count(&document, "<w:cantSplit/>"), 1);
}

#[test]
fn a_cell_over_several_rows_goes_on_below() {
    let document = document(
        "<table><tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>",
    );
    assert_eq!(
        (
            count(&document, "w:val=\"restart\""),
            count(&document, "w:val=\"continue\"")
        ),
        (1, 1)
    );
    assert_eq!(count(&document, "<w:tc>"), 6);
}

#[test]
fn columns_are_as_wide_as_their_words_need() {
    let text = format!(
        "<table><tr><td>1</td><td>{}</td></tr></table>",
        "some words ".repeat(20)
    );
    let document = document(&text);
    let widths: Vec<usize> = document
        .split("<w:gridCol w:w=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect();
    assert_eq!(widths.iter().sum::<usize>(), about().text_width());
    assert!(widths[0] * 8 < widths[1], "{widths:?}");
}

#[test]
fn links_lead_to_bookmarks_and_out() {
    let text = "<h2 id=\"deliverables-1\">One</h2><p><a href=\"#deliverables-1\">see</a> <a href=\"#gone\">lost</a> <a href=\"a.docx\">out</a> <a href=\"a.docx#deliverables-2\">there</a></p><p id=\"main\">p</p><div id=\"unasked\">p</div>";
    let document = document(text);
    assert!(document.contains("<w:bookmarkStart w:id=\"0\" w:name=\"deliverables_1\"/>"));
    assert!(document.contains("<w:hyperlink w:anchor=\"deliverables_1\" w:history=\"1\">"));
    assert_eq!(
        (
            count(&document, "<w:hyperlink "),
            count(&document, "<w:bookmarkStart ")
        ),
        (3, 2)
    );
    assert!(document.contains("w:anchor=\"deliverables_2\""));
    assert!(document.contains(">lost<"));
    assert!(
        part(text, "word/_rels/document.xml.rels")
            .contains("Target=\"a.docx\" TargetMode=\"External\"")
    );
}

#[test]
fn pictures_have_their_words_and_drawings_are_their_words() {
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    let document = document(&format!(
        "<figure><img src=\"data:image/png;base64,{dot}\" alt=\"A &quot;dot&quot;\"/><figcaption>Figure 1</figcaption></figure>\
         <p><svg role=\"img\" aria-label=\"Rising\"><path/></svg></p><p><img src=\"a.svg\" alt=\"A map\"/></p>"
    ));
    assert_eq!(count(&document, "descr=\"A &quot;dot&quot;\""), 2);
    assert!(document.contains(">Rising<") && document.contains(">A map<"));
}

#[test]
fn a_term_and_what_is_said_of_it_are_one_line() {
    let long = "word ".repeat(40);
    let document = document(&format!(
        "<dl><div><dt>Lead</dt><dd>Head of Policy</dd></div><div><dt>Status</dt><dd><b>Green</b> <p>Improved</p></dd></div>\
         <dt>Update</dt><dd><p>{long}</p><p>Two</p></dd></dl>"
    ));
    assert_eq!(count(&document, "<w:p>"), 5);
    assert!(document.contains("> – <"));
    assert!(document.contains(">: <") && document.contains(">Head of Policy<"));
}

#[test]
fn what_is_for_browsers_is_left_out() {
    let document = document(
        "<a class=\"skip\" href=\"#main\">Skip</a><main id=\"main\"><p>Text<span aria-hidden=\"true\">x</span></p></main><footer>Foot</footer>",
    );
    assert!(
        document.contains(">Text<") && !document.contains("Skip") && !document.contains("Foot")
    );
}

#[test]
fn the_file_says_what_it_is() {
    let core = part("<p>a</p>", "docProps/core.xml");
    assert!(
        core.contains("<dc:title>Theme 3 &lt;update&gt;</dc:title>")
            && core.contains("2019-03-31T00:00:00Z")
    );
    let footer = part("<p>a</p>", "word/footer1.xml");
    assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "));
    assert!(part("<p>a</p>", "word/styles.xml").contains("<w:lang w:val=\"en-GB\"/>"));
}

#[test]
fn boxes_are_ticked_by_a_click_and_cards_are_one_line() {
    let document = document(
        "<ul class=\"boxes\"><li>Yes</li></ul><ul class=\"cards\"><li><p>G</p><p>2 of 3</p></li></ul>",
    );
    assert_eq!(
        (
            count(&document, "<w14:checkbox>"),
            count(&document, "<w:numPr>")
        ),
        (1, 1)
    );
    assert!(document.contains("> – <") && count(&document, "<w:p>") == 2);
}

#[test]
fn what_has_a_page_of_its_own_begins_one_unless_the_title_does() {
    let document = document(
        "<h1>a</h1><div class=\"full-page\"><h2>b</h2><p>c</p></div><div class=\"full-page\"><h2>d</h2></div>",
    );
    assert_eq!(count(&document, "<w:pageBreakBefore/>"), 1);
}

#[test]
fn facts_below_a_heading_stay_with_what_follows() {
    let document =
        document("<h3>3.1</h3><dl><dt>Lead</dt><dd>One</dd><dt>Due</dt><dd>May</dd></dl>");
    assert!(document.contains("<w:p><w:pPr><w:keepNext/></w:pPr>") && document.contains("> · <"));
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let text = "<h1>a</h1><ol><li>b</li></ol><table><tr><td>c</td></tr></table>";
    assert_eq!(bytes(text), bytes(text));
}
