//! Workbooks in the form of LibreOffice.

use super::{Cell, Content, Sheet, escape, fills, pack, rows};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const SPACES: [(&str, &str); 5] = [
    ("office", "office:1.0"),
    ("table", "table:1.0"),
    ("text", "text:1.0"),
    ("style", "style:1.0"),
    ("fo", "xsl-fo-compatible:1.0"),
];

/// Makes an `.ods`.
pub fn ods(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let read: Vec<_> = sheets.iter().map(|(_, text)| rows(text)).collect();
    let fills = fills(&read);
    let tables: String = sheets
        .iter()
        .zip(&read)
        .map(|((name, _), rows)| table(name, rows))
        .collect();
    let spaces: String = SPACES
        .iter()
        .map(|(short, long)| {
            format!(r#" xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}""#)
        })
        .collect();
    let content = format!(
        r#"<office:document-content{spaces} office:version="1.3"><office:automatic-styles>{}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#,
        styles(&fills),
    );
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    pack(&[
        ("mimetype".to_owned(), KIND.to_owned()),
        ("content.xml".to_owned(), content),
        ("META-INF/manifest.xml".to_owned(), manifest),
    ])
}

fn styles(fills: &[String]) -> String {
    let fill = |fill: &String| {
        format!(
            r##"<style:style style:name="fill-{fill}" style:family="table-cell"><style:table-cell-properties fo:background-color="#{fill}"/></style:style>"##
        )
    };
    let fills: String = fills.iter().map(fill).collect();
    format!(
        r#"<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>{fills}"#
    )
}

fn table(name: &str, rows: &[Vec<Cell>]) -> String {
    let row = |row: &Vec<Cell>| {
        format!(
            "<table:table-row>{}</table:table-row>",
            row.iter().map(drawn).collect::<String>()
        )
    };
    format!(
        r#"<table:table table:name="{}">{}</table:table>"#,
        escape(name),
        rows.iter().map(row).collect::<String>()
    )
}

fn drawn(cell: &Cell) -> String {
    let style = cell
        .fill
        .as_ref()
        .map(|fill| format!(r#" table:style-name="fill-{fill}""#))
        .unwrap_or_default();
    match &cell.content {
        Content::Nothing => format!("<table:table-cell{style}/>"),
        Content::Number(number) => format!(
            r#"<table:table-cell{style} office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
        ),
        Content::Error(error) => format!(
            r#"<table:table-cell{style} table:formula="of:={error}" office:value-type="string" office:string-value=""><text:p>{error}</text:p></table:table-cell>"#
        ),
        Content::Text(runs) => format!(
            r#"<table:table-cell{style} office:value-type="string">{}</table:table-cell>"#,
            paragraphs(runs)
        ),
    }
}

/// Each line of a cell is a paragraph.
fn paragraphs(runs: &[(bool, String)]) -> String {
    let mut text = String::from("<text:p>");
    for (bold, run) in runs {
        let (open, close) = if *bold {
            (r#"<text:span text:style-name="bold">"#, "</text:span>")
        } else {
            ("", "")
        };
        let lines: Vec<String> = run
            .split('\n')
            .map(|line| format!("{open}{}{close}", escape(line)))
            .collect();
        text += &lines.join("</text:p><text:p>");
    }
    text + "</text:p>"
}
