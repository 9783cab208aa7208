//! What a source keeps out of sight never reaches an output, nor does what the machine knows of who works at it.

use std::fs;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::search::places;
use crate::support::workspace::Workspace;

const NAMED: &str = "\n[deliverables]\nworkbook = \"t.FORM\"\n";
/// A word that stands in each place that no reader sees.
const SECRET: &str = "Quornbeck";
/// A word that stands where readers see it: the search finds what is there.
const SEEN: &str = "Marlstone";
/// The rows of a tracker, and whether each is hidden; so is its last column.
const ROWS: [(bool, [&str; 6]); 3] = [
    (
        false,
        [
            "No",
            "Lead Officer",
            "Deliverable",
            "Status",
            "Update",
            SECRET,
        ],
    ),
    (
        false,
        [
            "1",
            "Head of Estates",
            "Open the new station",
            "G",
            SEEN,
            SECRET,
        ],
    ),
    (true, ["2", SECRET, SECRET, "R", SECRET, SECRET]),
];

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("in memory");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// A workbook with secrets in its properties, comments, pivot cache, hidden sheets, hidden rows and a hidden column.
fn xlsx() -> Vec<u8> {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let relations = |list: &[(&str, &str)]| {
        let one = |(at, (of, to)): (usize, &(&str, &str))| {
            format!(
                "<Relationship Id=\"r{}\" Type=\"{KIND}/{of}\" Target=\"{to}\"/>",
                at + 1
            )
        };
        let all: String = list.iter().enumerate().map(one).collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: usize, hidden: bool, cells: [&str; 6]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        let hidden = if hidden { " hidden=\"1\"" } else { "" };
        format!("<row r=\"{number}\"{hidden}>{cells}</row>")
    };
    let rows: Vec<String> = (1..)
        .zip(ROWS)
        .map(|(number, (hidden, cells))| row(number, hidden, cells))
        .collect();
    let sheet = |inside: &str, columns: &str| {
        format!("<worksheet {MAIN}>{columns}<sheetData>{inside}</sheetData></worksheet>")
    };
    let secret = row(1, false, [SECRET; 6]);
    packed(&[
        (
            "_rels/.rels",
            relations(&[
                ("officeDocument", "xl/workbook.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
            ]),
        ),
        (
            "docProps/core.xml",
            format!(
                "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>{SECRET}</dc:creator><dc:title>{SECRET}</dc:title><cp:lastModifiedBy>{SECRET}</cp:lastModifiedBy></cp:coreProperties>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {MAIN} xmlns:r=\"{KIND}\"><fileSharing userName=\"{SECRET}\"/><sheets><sheet name=\"Theme 1\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/><sheet name=\"Older\" sheetId=\"3\" state=\"veryHidden\" r:id=\"r2\"/></sheets><definedNames><definedName name=\"{SECRET}\">'Old'!$A$1</definedName></definedNames></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("worksheet", "s1.xml"),
                ("worksheet", "s2.xml"),
                ("pivotCacheDefinition", "pivotCache/d.xml"),
            ]),
        ),
        (
            "xl/s1.xml",
            sheet(
                &rows.concat(),
                "<cols><col min=\"6\" max=\"6\" hidden=\"1\"/></cols>",
            ),
        ),
        ("xl/s2.xml", sheet(&secret, "")),
        (
            "xl/_rels/s1.xml.rels",
            relations(&[("comments", "comments1.xml")]),
        ),
        (
            "xl/comments1.xml",
            format!(
                "<comments {MAIN}><authors><author>{SECRET}</author></authors><commentList><comment ref=\"E2\" authorId=\"0\"><text><t>{SECRET}</t></text></comment></commentList></comments>"
            ),
        ),
        (
            "xl/pivotCache/d.xml",
            format!(
                "<pivotCacheDefinition {MAIN} refreshedBy=\"{SECRET}\"><cacheFields><cacheField name=\"{SECRET}\"/></cacheFields></pivotCacheDefinition>"
            ),
        ),
        (
            "xl/pivotCache/r.xml",
            format!("<pivotCacheRecords {MAIN}><r><s v=\"{SECRET}\"/></r></pivotCacheRecords>"),
        ),
    ])
}

/// The same of LibreOffice, which keeps tracked changes and annotations too.
fn ods() -> Vec<u8> {
    let spaces: String = ["office", "table", "text", "style"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\" "))
        .concat();
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\">{}<text:p>{text}</text:p></table:table-cell>",
            match text {
                SEEN => format!(
                    "<office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET}</text:p></office:annotation>"
                ),
                _ => String::new(),
            }
        )
    };
    let row = |hidden: bool, cells: [&str; 6]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        let hidden = if hidden {
            " table:visibility=\"collapse\""
        } else {
            ""
        };
        format!("<table:table-row{hidden}>{cells}</table:table-row>")
    };
    let rows = ROWS.map(|(hidden, cells)| row(hidden, cells));
    let changes = format!(
        "<table:tracked-changes><table:cell-content-change><table:previous>{}</table:previous></table:cell-content-change></table:tracked-changes>",
        cell(SECRET)
    );
    let hidden = format!(
        "<table:table table:name=\"Old\" table:style-name=\"gone\">{}</table:table>",
        row(false, [SECRET; 6])
    );
    let content = format!(
        "<office:document-content {spaces} xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><office:automatic-styles><style:style style:name=\"gone\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{changes}<table:table table:name=\"Theme 1\"><table:table-column table:number-columns-repeated=\"5\"/><table:table-column table:visibility=\"collapse\"/>{}</table:table>{hidden}</office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    packed(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        ("content.xml", content),
        (
            "meta.xml",
            format!(
                "<office:document-meta {spaces}><office:meta>{SECRET}</office:meta></office:document-meta>"
            ),
        ),
    ])
}

/// Returns whether a word stands in a file, or in a part of one that is packed.
fn holds(bytes: &[u8], word: &str) -> bool {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return !places(bytes, word).is_empty();
    };
    (0..zip.len()).any(|at| {
        let mut part = Vec::new();
        let read = zip.by_index(at).expect("a part").read_to_end(&mut part);
        read.is_ok() && !places(&part, word).is_empty()
    })
}

#[test]
fn what_a_workbook_hides_reaches_no_output_and_the_run_says_what_was_left_out() {
    for (form, bytes) in [("xlsx", xlsx()), ("xlsm", xlsx()), ("ods", ods())] {
        let office = Workspace::paper(&NAMED.replace("FORM", form));
        let office = office.file(&format!("data/t.{form}"), bytes);
        let ran = office.run(&["build", "--format", "pdf,html,docx", "--keep-sources"]);
        assert_eq!(ran.code, 0, "{form}: {}", ran.stderr);
        let codes = ran.codes();
        assert!(
            codes.contains(&"0107") && codes.contains(&"1709"),
            "{form}: {codes:?}"
        );
        assert!(
            ran.stderr.contains("`Old`") && ran.stderr.contains("row 3; column F"),
            "{}",
            ran.stderr
        );
        assert!(
            !format!("{}{}", ran.stdout, ran.stderr).contains(SECRET),
            "{}",
            ran.stderr
        );
        for ending in ["pdf", "html", "docx"] {
            let file = fs::read(office.path(&format!("output/paper.{ending}"))).expect("made");
            assert!(holds(&file, SEEN), "{form}: nothing is found in {ending}");
        }
        for file in office.files("output") {
            let bytes = fs::read(office.path(&file)).expect("made");
            assert!(!holds(&bytes, SECRET), "{form}: {file}");
        }
    }
}

#[test]
fn outputs_say_nothing_of_who_made_them_where_and_when() {
    let made = |user: &str, clock: &str| {
        let office = Workspace::paper(&NAMED.replace("FORM", "xlsx"))
            .file("data/t.xlsx", xlsx())
            .file(&format!("home/{user}/here"), "")
            .variable("USER", user)
            .variable("LOGNAME", user)
            .variable("HOSTNAME", user)
            .variable("SOURCE_DATE_EPOCH", clock);
        let home = office.path(&format!("home/{user}"));
        let office = office
            .variable("HOME", &home.display().to_string())
            .start_in(&home);
        let root = office.path("").display().to_string();
        let build = ["build", "--root", &root, "--format", "pdf,html,docx"];
        let ran = office.run(&build);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let read = |file: &String| fs::read(office.path(file)).expect("made");
        let files = office.files("output").into_iter();
        let files: Vec<(String, Vec<u8>)> = files
            .filter(|file| !file.contains("/.cache/"))
            .map(|file| (file.clone(), read(&file)))
            .collect();
        let folder = office.path("");
        let folder = folder.file_name().expect("a name").display().to_string();
        let place = folder.replace(|c: char| !c.is_ascii_alphanumeric(), "");
        for (file, bytes) in &files {
            assert!(!holds(bytes, user), "{file} says who");
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains(&folder) && !holds(bytes, &place),
                "{file} says where"
            );
        }
        files
    };
    let (one, other) = (
        made("Wilberfoss", "86400"),
        made("Ramsbotham", "1900000000"),
    );
    assert!(one.len() >= 3);
    for ((file, one), (again, other)) in one.iter().zip(&other) {
        assert_eq!(file, again);
        assert!(one == other, "{file} differs");
    }
}
