use super::super::packed::{first_sheet, marked, opened, packed, text, xlsx};
use super::super::sheet::{Area, Content};
use crate::diagnostic::Code;

const STYLES: &str = r#"
    <numFmts><numFmt numFmtId="164" formatCode="&quot;£&quot;#,##0"/></numFmts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF00703C"/></patternFill></fill>
    <fill><patternFill patternType="solid"><fgColor indexed="10"/></patternFill></fill>
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill></fills>
    <cellXfs><xf numFmtId="0" fillId="0"/><xf numFmtId="9" fillId="1"/><xf numFmtId="14" fillId="2"/><xf numFmtId="164" fillId="3"/></cellXfs>"#;

fn sheet(rows: &str) -> super::Sheet {
    first_sheet(
        "tracker.xlsx",
        &xlsx(&format!("<sheetData>{rows}</sheetData>"), STYLES, ""),
    )
}

#[test]
fn values_come_as_the_sheet_shows_them() {
    let sheet = sheet(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>0.42</v></c><c r="C1" s="2"><v>43555</v></c>
        <c r="D1" s="3"><v>1200</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c>
        <c r="G1"><f>1/0</f><v></v></c><c r="H1" t="str"><f>""</f><v></v></c><c r="I1"><f>1+1</f><v>2</v></c></row>"#,
    );
    let shown: Vec<String> = (0..9).map(|column| text(&sheet, 0, column)).collect();
    assert_eq!(
        shown,
        [
            "1",
            "42%",
            "2019-03-31",
            "£1,200",
            "Yes",
            "#REF!",
            "",
            "",
            "2"
        ]
    );
    assert_eq!(
        sheet.cell(0, 6).map(|cell| &cell.content),
        Some(&Content::Uncalculated("1/0".to_owned()))
    );
    assert_eq!(sheet.cell(0, 7), None);
}

#[test]
fn fills_are_read_by_value_and_by_palette() {
    let sheet = sheet(r#"<row><c s="1"/><c s="2"/><c s="3"/><c><v>5</v></c></row>"#);
    let fills: Vec<_> = (0..4)
        .map(|column| sheet.cell(0, column).and_then(|cell| cell.fill))
        .collect();
    assert_eq!(
        fills,
        [
            Some([0x00, 0x70, 0x3c]),
            Some([0xff, 0x00, 0x00]),
            None,
            None
        ]
    );
    assert_eq!(text(&sheet, 0, 3), "5");
}

#[test]
fn runs_keep_their_looks_in_shared_and_inline_text() {
    let strings = r#"<si><t>  plain  </t><rPh><t>aid</t></rPh></si><si><r><t xml:space="preserve">One </t></r>
        <r><rPr><b/><i val="0"/></rPr><t>two</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r></si>"#;
    let rows = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>
        <c r="C2" t="inlineStr"><is><r><rPr><u/><strike/></rPr><t>x &amp; y_x000D_&#10;z</t></r></is></c></row>"#;
    let sheet = first_sheet(
        "tracker.xlsx",
        &xlsx(&format!("<sheetData>{rows}</sheetData>"), STYLES, strings),
    );
    assert_eq!(marked(&sheet, 1, 0), "plain");
    assert_eq!(marked(&sheet, 1, 1), "One |*two*|^3");
    assert_eq!(marked(&sheet, 1, 2), "_~x & y\nz_~");
}

#[test]
fn what_is_hidden_is_left_out_and_recorded() {
    let sheet = r#"<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>
        <row r="3" hidden="1"/></sheetData>"#;
    let (workbook, _) = opened("tracker.xlsm", &xlsx(sheet, STYLES, ""));
    let sheets = workbook.expect("it opens").sheets;
    assert_eq!(
        (
            sheets[0].hidden_rows.as_slice(),
            sheets[0].hidden_columns.as_slice()
        ),
        ([1].as_slice(), [1].as_slice())
    );
    assert_eq!(
        sheets[0]
            .rows
            .values()
            .map(|cells| cells.len())
            .sum::<usize>(),
        1
    );
    assert!(sheets[1].hidden && sheets[1].rows.is_empty());
}

#[test]
fn merged_areas_keep_one_value_where_it_shows() {
    let sheet = r#"<sheetData><row r="1" hidden="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="A2"><v>8</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:A3"/></mergeCells>"#;
    let sheet = first_sheet("tracker.xlsx", &xlsx(sheet, STYLES, ""));
    assert_eq!(text(&sheet, 1, 0), "7");
    assert_eq!(
        sheet.merged,
        [Area {
            top: 0,
            left: 0,
            bottom: 2,
            right: 0
        }]
    );
}

#[test]
fn links_of_cells_become_links_of_their_text() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="str"><v>plan</v></c></row></sheetData>
        <hyperlinks><hyperlink ref="A1" r:id="l1" location="aims"/></hyperlinks>"#;
    let sheet = first_sheet("tracker.xlsx", &xlsx(sheet, STYLES, ""));
    assert_eq!(
        marked(&sheet, 0, 0),
        "plan[https://northmarch.example/#aims]"
    );
}

#[test]
fn escapes_are_undone_once() {
    assert_eq!(
        super::strings::unescaped("a_x000D_\nb_x005F_x000D_ _xZZZZ_ é_x"),
        "a\nb_x000D_ _xZZZZ_ é_x"
    );
}

#[test]
fn missing_text_and_far_corners_are_refused() {
    let refused = |cell: &str| {
        opened(
            "tracker.xlsx",
            &xlsx(&format!("<sheetData><row>{cell}</row></sheetData>"), "", ""),
        )
        .1
    };
    assert_eq!(
        refused(r#"<c r="A1" t="s"><v>5</v></c>"#),
        [Code::WorkbookBroken]
    );
    assert_eq!(
        refused(r#"<c r="XFD1048576"><v>5</v></c>"#),
        [Code::TooLarge]
    );
    assert_eq!(refused(&"<c>".repeat(200)), [Code::TooLarge]);
    assert_eq!(refused("<c><v>5</v>"), [Code::WorkbookBroken]);
}

/// Adds parts to a workbook of one sheet, and refers to them from the sheet and from the workbook.
fn with_parts(of_sheet: &str, of_workbook: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, to: &str| {
        format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{to}"/>"#)
    };
    let sheets = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Theme 3" r:id="s1"/></sheets></workbook>"#;
    let list = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let sheet = relation("s1", &format!("{office}/worksheet"), "sheet1.xml") + of_workbook;
    let mut all = vec![
        ("xl/workbook.xml", sheets.to_owned()),
        ("xl/_rels/workbook.xml.rels", list(sheet)),
        (
            "xl/sheet1.xml",
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#
                .to_owned(),
        ),
        ("xl/_rels/sheet1.xml.rels", list(of_sheet.to_owned())),
    ];
    all.extend(parts.iter().map(|(name, text)| (*name, (*text).to_owned())));
    packed(&all)
}

const NOTES: &str = r#"<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments1.xml"/>"#;
const THREADS: &str = r#"<Relationship Id="t" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="threads.xml"/>"#;

#[test]
fn comments_are_noted_once_a_cell_and_changes_once() {
    let notes = r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>A</author></authors>
        <commentList><comment ref="D7" authorId="0"><text><t>private</t></text></comment><comment ref="B2"/></commentList></comments>"#;
    let threads = r#"<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
        <threadedComment ref="D7" id="1"><text>private</text></threadedComment><threadedComment ref="D7" id="2"/>
        <threadedComment ref="E7" id="3"/></ThreadedComments>"#;
    let changes = r#"<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders" Target="revisions/revisionHeaders.xml"/>"#;
    let parts = [("xl/comments1.xml", notes), ("xl/threads.xml", threads)];
    let bytes = with_parts(&format!("{NOTES}{THREADS}"), changes, &parts);
    let workbook = opened("tracker.xlsx", &bytes).0.expect("it opens");
    assert!(workbook.keeps_changes);
    let places = workbook.sheets[0].comments.iter().copied();
    assert_eq!(Vec::from_iter(places), [(1, 1), (6, 3), (6, 4)]);
}

#[test]
fn comments_that_cannot_be_read_keep_nobody_from_the_rows() {
    let broken = r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList><comment ref="D7"/><comm"#;
    for parts in [&[("xl/comments1.xml", broken)][..], &[]] {
        let (workbook, problems) = opened("tracker.xlsx", &with_parts(NOTES, "", parts));
        assert_eq!(problems, []);
        let workbook = workbook.expect("it opens");
        assert_eq!(
            (workbook.sheets[0].comments.len(), workbook.keeps_changes),
            (parts.len(), false)
        );
    }
}
