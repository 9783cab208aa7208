use super::super::packed::{first_sheet, marked, ods, opened, packed, text};
use super::super::sheet::{Area, Content, Sheet};
use crate::diagnostic::Code;

fn sheet(rows: &str) -> Sheet {
    let styles = r##"<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="s" style:family="text" style:parent-style-name="b"><style:text-properties style:text-position="super 58%"/></style:style>
        <style:style style:name="g" style:family="table-cell"><style:table-cell-properties fo:background-color="#00703c"/></style:style>"##;
    first_sheet(
        "tracker.ods",
        &ods(
            styles,
            &format!(r#"<table:table table:name="Theme 3">{rows}</table:table>"#),
        ),
    )
}

#[test]
fn values_come_as_the_file_shows_them() {
    let sheet = sheet(
        r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.42"><text:p>42%</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2019-03-31T00:00:00"><text:p>31/03/19</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1+1"/></table:table-row>"#,
    );
    let shown: Vec<String> = (0..5).map(|column| text(&sheet, 0, column)).collect();
    assert_eq!(shown, ["1", "42%", "2019-03-31", "Yes", "Err:502"]);
    assert_eq!(
        sheet.cell(0, 5).map(|cell| &cell.content),
        Some(&Content::Uncalculated("of:=1+1".to_owned()))
    );
}

#[test]
fn lines_runs_spaces_and_links_are_kept() {
    let sheet = sheet(
        r#"<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>private</text:p></office:annotation>
        <text:p>One <text:span text:style-name="b">two<text:span text:style-name="s">3</text:span></text:span></text:p>
        <text:p>a
          b<text:s text:c="2"/>c<text:line-break/><text:a xlink:href="https://northmarch.example/">d</text:a></text:p>
        <text:list><text:list-item><text:p>e</text:p></text:list-item></text:list></table:table-cell></table:table-row>"#,
    );
    let wanted = "One |*two*|*^3*|\na b  c\n|d[https://northmarch.example/]|\n• e";
    assert_eq!(marked(&sheet, 0, 0), wanted);
}

#[test]
fn repeats_spans_and_fills_stay_small() {
    let sheet = sheet(
        r#"<table:table-column table:default-cell-style-name="g"/><table:table-column table:number-columns-repeated="16383"/>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>y</text:p></table:table-cell>
        <table:covered-table-cell><text:p>hidden below</text:p></table:covered-table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:style-name="g" table:number-columns-repeated="16384"/></table:table-row>"#,
    );
    assert_eq!(
        (text(&sheet, 0, 0), text(&sheet, 1, 0), text(&sheet, 2, 0)),
        ("x".into(), "x".into(), "y".into())
    );
    assert_eq!(
        sheet.cell(0, 0).and_then(|cell| cell.fill),
        Some([0x00, 0x70, 0x3c])
    );
    assert_eq!(
        sheet.merged,
        [Area {
            top: 2,
            left: 0,
            bottom: 2,
            right: 1
        }]
    );
    assert_eq!(sheet.rows.len(), 3);
}

#[test]
fn what_is_hidden_is_left_out_and_recorded() {
    let cell =
        r#"<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let styles = r#"<style:style style:name="t" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let tables = format!(
        r#"<table:table table:name="Theme 3"><table:table-column/><table:table-column table:visibility="collapse"/>
        <table:table-row>{cell}{cell}</table:table-row><table:table-row-group table:display="false"><table:table-row>{cell}</table:table-row></table:table-row-group>
        <table:table-row table:visibility="filter">{cell}</table:table-row></table:table>
        <table:table table:name="Private" table:style-name="t"><table:table-row>{cell}</table:table-row></table:table>"#
    );
    let (workbook, _) = opened("tracker.ods", &ods(styles, &tables));
    let sheets = workbook.expect("it opens").sheets;
    assert_eq!(
        (
            sheets[0].hidden_rows.as_slice(),
            sheets[0].hidden_columns.as_slice()
        ),
        ([1, 2].as_slice(), [1].as_slice())
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
fn encrypted_parts_ask_for_a_copy_without_password() {
    let manifest = r#"<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
        <m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>"#;
    let parts = [
        ("mimetype", super::MIME.to_owned()),
        ("META-INF/manifest.xml", manifest.to_owned()),
        ("content.xml", "noise".to_owned()),
    ];
    assert_eq!(
        opened("tracker.ods", &packed(&parts)).1,
        [Code::PasswordProtected]
    );
}

#[test]
fn text_repeated_over_the_whole_sheet_is_refused() {
    let row = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let tables = format!(r#"<table:table table:name="Theme 3">{row}</table:table>"#);
    assert_eq!(opened("tracker.ods", &ods("", &tables)).1, [Code::TooLarge]);
}

#[test]
fn comments_and_changes_are_noted_where_they_stand() {
    let comment = "<office:annotation><text:p>private</text:p></office:annotation>";
    let rows = format!(
        r#"<table:table-row table:number-rows-repeated="3"/><table:table-row><table:table-cell table:number-columns-repeated="2"/>
        <table:table-cell office:value-type="string">{comment}<text:p>One</text:p></table:table-cell>
        <table:table-cell>{comment}</table:table-cell></table:table-row>"#
    );
    assert_eq!(Vec::from_iter(sheet(&rows).comments), [(3, 2), (3, 3)]);
    let keeps = |changes: &str| {
        let tables = format!(r#"{changes}<table:table table:name="Theme 3"/>"#);
        opened("tracker.ods", &ods("", &tables))
            .0
            .expect("it opens")
            .keeps_changes
    };
    assert!(keeps(
        "<table:tracked-changes><table:deletion/></table:tracked-changes>"
    ));
    assert!(!keeps("<table:tracked-changes/>"));
}
