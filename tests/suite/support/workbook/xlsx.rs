//! Workbooks in the form of Excel.

use super::{Cell, Content, Sheet, escape, fills, pack, rows};

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Makes an `.xlsx`.
pub fn xlsx(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let read: Vec<_> = sheets.iter().map(|(_, text)| rows(text)).collect();
    let fills = fills(&read);
    let mut files = vec![
        (
            "[Content_Types].xml".to_owned(),
            content_types(sheets.len()),
        ),
        (
            "_rels/.rels".to_owned(),
            relations(&[(
                "rId1".to_owned(),
                "officeDocument",
                "xl/workbook.xml".to_owned(),
            )]),
        ),
        ("xl/workbook.xml".to_owned(), workbook(sheets)),
        ("xl/_rels/workbook.xml.rels".to_owned(), parts(sheets.len())),
        ("xl/styles.xml".to_owned(), styles(&fills)),
    ];
    for (i, rows) in read.iter().enumerate() {
        files.push((
            format!("xl/worksheets/sheet{}.xml", i + 1),
            worksheet(rows, &fills),
        ));
    }
    pack(&files)
}

fn content_types(sheets: usize) -> String {
    let part = |name: &str, kind: &str| {
        format!(r#"<Override PartName="/xl/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>"#)
    };
    let sheets: String = (1..=sheets)
        .map(|i| part(&format!("worksheets/sheet{i}"), "worksheet"))
        .collect();
    format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}{}{sheets}</Types>"#,
        part("workbook", "sheet.main"),
        part("styles", "styles"),
    )
}

fn relations(list: &[(String, &str, String)]) -> String {
    let one = |(id, kind, target): &(String, &str, String)| {
        format!(r#"<Relationship Id="{id}" Type="{DOCUMENT}/{kind}" Target="{target}"/>"#)
    };
    format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships">{}</Relationships>"#,
        list.iter().map(one).collect::<String>()
    )
}

fn parts(sheets: usize) -> String {
    let sheet = |i| {
        (
            format!("rId{i}"),
            "worksheet",
            format!("worksheets/sheet{i}.xml"),
        )
    };
    let mut list: Vec<_> = (1..=sheets).map(sheet).collect();
    list.push(("styles".to_owned(), "styles", "styles.xml".to_owned()));
    relations(&list)
}

fn workbook(sheets: &[Sheet<'_>]) -> String {
    let sheet = |(i, (name, _)): (usize, &Sheet<'_>)| {
        format!(
            r#"<sheet name="{}" sheetId="{n}" r:id="rId{n}"/>"#,
            escape(name),
            n = i + 1
        )
    };
    let list: String = sheets.iter().enumerate().map(sheet).collect();
    format!(r#"<workbook {MAIN} xmlns:r="{DOCUMENT}"><sheets>{list}</sheets></workbook>"#)
}

fn styles(fills: &[String]) -> String {
    let fill = |fill: &String| {
        format!(
            r#"<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/></patternFill></fill>"#
        )
    };
    let format = |i| format!(r#"<xf fillId="{i}" applyFill="1"/>"#);
    let drawn: String = fills.iter().map(fill).collect();
    // The first two fills of every workbook are Excel's own.
    let formats: String = (2..fills.len() + 2).map(format).collect();
    format!(
        r#"<styleSheet {MAIN}><fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{drawn}</fills><borders><border/></borders><cellXfs><xf/>{formats}</cellXfs></styleSheet>"#
    )
}

fn worksheet(rows: &[Vec<Cell>], fills: &[String]) -> String {
    let mut data = String::new();
    for (i, row) in rows.iter().enumerate() {
        let cells: String = row
            .iter()
            .zip('A'..)
            .map(|(cell, letter)| drawn(cell, &format!("{letter}{}", i + 1), fills))
            .collect();
        data += &format!(r#"<row r="{}">{cells}</row>"#, i + 1);
    }
    format!(r#"<worksheet {MAIN}><sheetData>{data}</sheetData></worksheet>"#)
}

fn drawn(cell: &Cell, name: &str, fills: &[String]) -> String {
    let style = cell
        .fill
        .as_ref()
        .and_then(|fill| fills.iter().position(|known| known == fill));
    let style = style
        .map(|i| format!(r#" s="{}""#, i + 1))
        .unwrap_or_default();
    match &cell.content {
        Content::Nothing if style.is_empty() => String::new(),
        Content::Nothing => format!(r#"<c r="{name}"{style}/>"#),
        Content::Number(number) => format!(r#"<c r="{name}"{style}><v>{number}</v></c>"#),
        Content::Error(error) => format!(r#"<c r="{name}"{style} t="e"><v>{error}</v></c>"#),
        Content::Text(runs) => {
            let runs: String = runs.iter().map(|(bold, text)| run(*bold, text)).collect();
            format!(r#"<c r="{name}"{style} t="inlineStr"><is>{runs}</is></c>"#)
        }
    }
}

fn run(bold: bool, text: &str) -> String {
    let look = if bold { "<rPr><b/></rPr>" } else { "" };
    format!(
        r#"<r>{look}<t xml:space="preserve">{}</t></r>"#,
        escape(text)
    )
}
