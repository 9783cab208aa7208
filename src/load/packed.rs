//! Workbooks for tests, packed from readable text.

use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::limits::Limits;
use super::sheet::{Cell, Sheet, Workbook};
use super::workbook::workbook;
use crate::diagnostic::{Code, Diagnostics};

/// What every namespace of a test's XML is called.
const OPEN_DOCUMENT: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;

/// Reads what a file of these bytes and this name gives.
pub(super) fn opened(name: &str, bytes: &[u8]) -> (Option<Workbook>, Vec<Code>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    read(&path, &Limits::default())
}

/// Reads a file within limits.
pub(super) fn read(path: &Path, limits: &Limits) -> (Option<Workbook>, Vec<Code>) {
    let mut out = Diagnostics::default();
    let workbook = workbook(path, "tracker", limits, &mut out);
    assert!(
        out.iter().all(|problem| !problem.hints.is_empty()),
        "every problem says what to do"
    );
    (workbook, out.iter().map(|problem| problem.code).collect())
}

/// Packs parts into a zip file.
pub(super) fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// Packs an `.xlsx` of one sheet, `Theme 3`, with styles and shared texts.
pub(super) fn xlsx(sheet: &str, styles: &str, strings: &str) -> Vec<u8> {
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    let r = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let relation = |id: &str, of: &str, to: &str| {
        format!(r#"<Relationship Id="{id}" Type="{kind}/{of}" Target="{to}"/>"#)
    };
    let workbook = format!(
        r#"<workbook {main} {r}><sheets><sheet name="Theme 3" r:id="s1"/>
        <sheet name="Private" state="veryHidden" r:id="s1"/></sheets></workbook>"#
    );
    let of_workbook = [
        relation("s1", "worksheet", "/xl/worksheets/sheet1.xml"),
        relation("s2", "styles", "styles.xml"),
        relation("s3", "sharedStrings", "sharedStrings.xml"),
    ];
    let link = format!(
        r#"<Relationship Id="l1" Type="{kind}/hyperlink" TargetMode="External" Target="https://northmarch.example/"/>"#
    );
    packed(&[
        (
            "_rels/.rels",
            relations(relation("w", "officeDocument", "xl/workbook.xml")),
        ),
        ("xl/workbook.xml", workbook),
        (
            "xl/_rels/workbook.xml.rels",
            relations(of_workbook.concat()),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet {main} {r}>{sheet}</worksheet>"),
        ),
        ("xl/worksheets/_rels/sheet1.xml.rels", relations(link)),
        (
            "xl/styles.xml",
            format!("<styleSheet {main}>{styles}</styleSheet>"),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst {main}>{strings}</sst>"),
        ),
    ])
}

/// Packs an `.ods` of automatic styles and tables.
pub(super) fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {OPEN_DOCUMENT}><office:automatic-styles>{styles}</office:automatic-styles>
        <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        ("content.xml", content),
    ])
}

/// Returns the first sheet of a workbook that must open.
pub(super) fn first_sheet(name: &str, bytes: &[u8]) -> Sheet {
    let (workbook, problems) = opened(name, bytes);
    assert_eq!(problems, []);
    workbook.expect("it opens").sheets.remove(0)
}

/// Returns a cell's text; none for no cell.
pub(super) fn text(sheet: &Sheet, row: u32, column: u32) -> String {
    sheet.cell(row, column).map(Cell::text).unwrap_or_default()
}

/// Returns a cell's runs with marks for their looks: `*bold*`, `/italic/`, `_underline_`, `~strike~`, `^super`, `,sub`, `[link]`.
pub(super) fn marked(sheet: &Sheet, row: u32, column: u32) -> String {
    let Some(super::sheet::Content::Text(runs)) = sheet.cell(row, column).map(|cell| &cell.content)
    else {
        return String::new();
    };
    let mark = |on: bool, mark: &'static str| if on { mark } else { "" };
    let marked = runs.iter().map(|run| {
        let around = [
            mark(run.bold, "*"),
            mark(run.italic, "/"),
            mark(run.underline, "_"),
            mark(run.strike, "~"),
        ]
        .concat();
        let script = match run.script {
            Some(super::sheet::Script::Super) => "^",
            Some(super::sheet::Script::Sub) => ",",
            None => "",
        };
        let link = run
            .link
            .as_ref()
            .map(|link| format!("[{link}]"))
            .unwrap_or_default();
        format!("{around}{script}{}{around}{link}", run.text)
    });
    marked.collect::<Vec<_>>().join("|")
}
