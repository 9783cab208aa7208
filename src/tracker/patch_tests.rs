use super::*;
use crate::diagnostic::Diagnostics;
use crate::load::{Content, Limits, Run, workbook};
use crate::model::Date;

/// The sample office's tracker, made in a spreadsheet program.
const TRACKER: &str = "data/2026-27/q2/theme-1-tracker.xlsx";

fn run(text: &str, bold: bool) -> Run {
    Run {
        text: text.to_owned(),
        bold,
        ..Run::default()
    }
}

fn at(row: u32, column: u32, cell: TrackerCell) -> Patch {
    Patch {
        sheet: "Theme 1".to_owned(),
        row,
        column,
        cell,
    }
}

fn read(bytes: &[u8]) -> crate::load::Workbook {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.xlsx");
    std::fs::write(&path, bytes).expect("written");
    let mut out = Diagnostics::default();
    workbook(&path, "t.xlsx", &Limits::default(), &mut out).expect("readable")
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let name = file.name().expect("a name").to_string();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("readable");
        parts.insert(name, bytes);
    }
    parts
}

#[test]
fn only_the_cells_that_are_named_change() {
    let was = std::fs::read(TRACKER).expect("the sample");
    let before = read(&was);
    let sheet = |book: &crate::load::Workbook| {
        book.sheets
            .iter()
            .find(|sheet| &*sheet.name == "Theme 1")
            .expect("there")
            .clone()
    };
    let old = sheet(&before);
    let (&row, cells) = old.rows.iter().nth(3).expect("a row");
    let &column = cells.keys().next().expect("a cell");
    let runs = vec![
        run("Very ", false),
        run("late", true),
        run(" & <more>\n_x0041_ ", false),
    ];
    let patches = [
        at(row, column, TrackerCell::Text(runs.clone())),
        at(row, 60, TrackerCell::plain("beside")),
    ];
    let now = patch(&was, &patches).expect("patched");
    let new = sheet(&read(&now));
    let mut expected = old.clone();
    let put = |cells: &mut BTreeMap<u32, crate::load::Cell>, column, runs| {
        cells.entry(column).or_default().content = Content::Text(runs);
    };
    let cells = expected.rows.get_mut(&row).expect("a row");
    put(cells, column, runs);
    put(cells, 60, vec![run("beside", false)]);
    assert_eq!(new.rows, expected.rows);
    let (old, new) = (parts(&was), parts(&now));
    let differing: Vec<&String> = old.keys().filter(|name| old[*name] != new[*name]).collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert!(old.keys().eq(new.keys()));
}

#[test]
fn a_formula_is_lost_with_the_order_of_calculation() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><f>1+1</f><v>2</v></c><c r=\"B1\" s=\"1\"/></row><row r=\"2\"/></sheetData></worksheet>";
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/><Relationship Id=\"r2\" Type=\"x/calcChain\" Target=\"calcChain.xml\"/><Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    let files = [
        (
            "[Content_Types].xml",
            "<Types><Override PartName=\"/xl/calcChain.xml\" ContentType=\"c\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"w\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Theme 1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", rels),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        ("xl/calcChain.xml", "<calcChain><c r=\"A1\"/></calcChain>"),
        ("xl/worksheets/s.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    let was = zip.finish().expect("packed").into_inner();
    let day = Date {
        year: 2026,
        month: 9,
        day: 30,
    };
    let patches = [
        at(0, 0, TrackerCell::plain("G")),
        at(0, 1, TrackerCell::Date(day)),
        at(1, 2, TrackerCell::Date(day)),
    ];
    let now = patch(&was, &patches).expect("patched");
    let parts = parts(&now);
    let text = |name: &str| String::from_utf8_lossy(&parts[name]).into_owned();
    assert!(!parts.contains_key("xl/calcChain.xml"));
    assert!(!text("xl/_rels/workbook.xml.rels").contains("calcChain"));
    assert!(text("xl/_rels/workbook.xml.rels").contains("styles.xml"));
    assert!(!text("[Content_Types].xml").contains("calcChain"));
    assert_eq!(
        text("xl/worksheets/s.xml"),
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">G</t></is></c><c r=\"B1\" s=\"1\"><v>46295</v></c></row><row r=\"2\"><c r=\"C2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">30 September 2026</t></is></c></row></sheetData></worksheet>"
    );
    let elsewhere = Patch {
        sheet: "Other".to_owned(),
        ..patches[0].clone()
    };
    assert!(patch(&was, &[elsewhere]).is_err());
    let twice = [patches[0].clone(), at(0, 0, TrackerCell::plain("R"))];
    assert!(patch(&was, &twice).is_err());
}
