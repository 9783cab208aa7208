//! Old papers for tests, written by hand as Word and Writer keep them.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A block of an old paper.
#[derive(Clone)]
pub enum Block {
    Heading(u8, Vec<Piece>),
    Paragraph(Vec<Piece>),
    Bullets(Vec<Vec<Piece>>),
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Clone)]
pub struct Cell {
    pub blocks: Vec<Block>,
    /// How many columns it takes.
    pub wide: usize,
    /// Whether it goes on from the one above.
    pub goes_on: bool,
    /// The colour behind it.
    pub fill: Option<String>,
}

/// A piece of a line.
#[derive(Clone)]
pub enum Piece {
    Text(String),
    Bold(String),
    Hidden(String),
    Inserted(String),
    Deleted(String),
    Comment(String),
    Boxed(String),
    Note(String),
    /// Words in a content control.
    Control(String),
    Page,
}

/// Makes a line of plain text.
pub fn text(text: &str) -> Vec<Piece> {
    vec![Piece::Text(text.to_owned())]
}

/// Makes a paragraph of plain text.
pub fn line(words: &str) -> Block {
    Block::Paragraph(text(words))
}

/// Makes a row of cells of plain text.
pub fn row(cells: &[&str]) -> Vec<Cell> {
    cells
        .iter()
        .map(|words| cell(1, vec![line(words)]))
        .collect()
}

/// Makes a cell.
pub fn cell(wide: usize, blocks: Vec<Block>) -> Cell {
    Cell {
        blocks,
        wide,
        goes_on: false,
        fill: None,
    }
}

/// The colours that cells may have.
pub const FILLS: [&str; 4] = ["92D050", "FFC000", "FF0000", "D9D9D9"];

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// Writes a paper with a footer as `.docx`.
pub fn docx(blocks: &[Block]) -> Vec<u8> {
    let mut word = Word::default();
    let body = word.blocks(blocks);
    let w = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml""#;
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package =
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
    let refers = |id: &str, to: &str| {
        format!(r#"<Relationship Id="{id}" Type="{kind}/{id}" Target="{to}"/>"#)
    };
    let parts = ["styles", "numbering", "footnotes", "comments", "footer"];
    let inner: String = parts
        .iter()
        .map(|part| refers(part, &format!("{part}.xml")))
        .collect();
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let styles: String = (1..=4)
        .map(|rank| format!(r#"<w:style w:type="paragraph" w:styleId="H{rank}"><w:name w:val="heading {rank}"/></w:style>"#))
        .collect();
    let footer = r#"<w:p><w:r><w:t xml:space="preserve">Foot of page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>"#;
    zipped(&[
        (
            "_rels/.rels",
            format!(
                "{package}{}</Relationships>",
                refers("officeDocument", "word/document.xml")
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!("{package}{inner}</Relationships>"),
        ),
        (
            "word/document.xml",
            format!("<w:document {w}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            format!("<w:styles {w}>{styles}</w:styles>"),
        ),
        (
            "word/numbering.xml",
            format!("<w:numbering {w}>{numbering}</w:numbering>"),
        ),
        (
            "word/footnotes.xml",
            format!("<w:footnotes {w}>{}</w:footnotes>", word.notes),
        ),
        (
            "word/comments.xml",
            format!("<w:comments {w}>{}</w:comments>", word.comments),
        ),
        ("word/footer.xml", format!("<w:ftr {w}>{footer}</w:ftr>")),
    ])
}

#[derive(Default)]
struct Word {
    notes: String,
    comments: String,
    count: usize,
}

impl Word {
    fn blocks(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading(rank, line) => {
                self.paragraph(&format!(r#"<w:pStyle w:val="H{rank}"/>"#), line)
            }
            Block::Paragraph(line) => self.paragraph("", line),
            Block::Bullets(items) => {
                let listed = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
                items
                    .iter()
                    .map(|item| self.paragraph(listed, item))
                    .collect()
            }
            Block::Table(rows) => {
                let rows: String = rows.iter().map(|row| self.row(row)).collect();
                format!("<w:tbl>{rows}</w:tbl>")
            }
        }
    }

    fn row(&mut self, row: &[Cell]) -> String {
        let mut cells = String::new();
        for cell in row {
            let merge = if cell.goes_on { "<w:vMerge/>" } else { "" };
            let blocks = self.blocks(&cell.blocks);
            let fill = cell.fill.iter();
            let fill: String = fill
                .map(|fill| format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>"#))
                .collect();
            let said = format!(
                r#"<w:tcPr><w:gridSpan w:val="{}"/>{merge}{fill}</w:tcPr>"#,
                cell.wide
            );
            let _ = write!(cells, "<w:tc>{said}{blocks}<w:p/></w:tc>");
        }
        format!("<w:tr>{cells}</w:tr>")
    }

    fn paragraph(&mut self, said: &str, line: &[Piece]) -> String {
        let pieces: String = line.iter().map(|piece| self.piece(piece)).collect();
        format!("<w:p><w:pPr>{said}</w:pPr>{pieces}</w:p>")
    }

    fn piece(&mut self, piece: &Piece) -> String {
        let run = |said: &str, text: &str| {
            format!(
                r#"<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
                safe(text)
            )
        };
        self.count += 1;
        let id = self.count;
        match piece {
            Piece::Text(text) => run("", text),
            Piece::Bold(text) => run("<w:b/>", text),
            Piece::Hidden(text) => run("<w:vanish/>", text),
            Piece::Inserted(text) => format!("<w:ins>{}</w:ins>", run("", text)),
            Piece::Deleted(text) => format!("<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>", safe(text)),
            Piece::Comment(text) => {
                let _ = write!(self.comments, r#"<w:comment w:id="{id}"><w:p>{}</w:p></w:comment>"#, run("", text));
                format!(r#"<w:r><w:commentReference w:id="{id}"/></w:r>"#)
            }
            Piece::Boxed(text) => {
                let inner = format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run("", text));
                format!("<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>")
            }
            Piece::Note(text) => {
                let _ = write!(self.notes, r#"<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>"#, run("", text));
                format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#)
            }
            Piece::Control(text) => format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run("", text)),
            Piece::Page => r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#.to_owned(),
        }
    }
}

/// Writes a paper with a footer as `.odt`.
pub fn odt(blocks: &[Block]) -> Vec<u8> {
    let names = ["office", "text", "table", "style"]
        .map(|name| format!(r#"xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#));
    let names = names.join(" ")
        + r#" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;
    let mut deleted = String::new();
    let body: String = blocks
        .iter()
        .map(|block| open_block(block, &mut deleted))
        .collect();
    let styles = r#"<office:automatic-styles>
        <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="X" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let filled = |fill: &str| {
        format!(
            r##"<style:style style:name="F{fill}" style:family="table-cell"><style:table-cell-properties fo:background-color="#{fill}"/></style:style>"##
        )
    };
    let fills: String = FILLS.map(filled).concat();
    let styles = format!("{styles}{fills}</office:automatic-styles>");
    let footer = "<office:master-styles><style:master-page><style:footer><text:p>Foot of page <text:page-number>7</text:page-number></text:p></style:footer></style:master-page></office:master-styles>";
    let changes = format!("<text:tracked-changes>{deleted}</text:tracked-changes>");
    zipped(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.text".to_owned(),
        ),
        (
            "content.xml",
            format!(
                "<office:document-content {names}>{styles}<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>"
            ),
        ),
        (
            "styles.xml",
            format!("<office:document-styles {names}>{footer}</office:document-styles>"),
        ),
    ])
}

fn open_blocks(blocks: &[Block], deleted: &mut String) -> String {
    blocks
        .iter()
        .map(|block| open_block(block, deleted))
        .collect()
}

fn open_block(block: &Block, deleted: &mut String) -> String {
    match block {
        Block::Heading(rank, line) => {
            format!(
                r#"<text:h text:outline-level="{rank}">{}</text:h>"#,
                open_line(line, deleted)
            )
        }
        Block::Paragraph(line) => format!("<text:p>{}</text:p>", open_line(line, deleted)),
        Block::Bullets(items) => {
            let item = |item: &Vec<Piece>| {
                format!(
                    "<text:list-item><text:p>{}</text:p></text:list-item>",
                    open_line(item, deleted)
                )
            };
            let items: String = items.iter().map(item).collect();
            format!("<text:list>{items}</text:list>")
        }
        Block::Table(rows) => {
            let rows: String = rows.iter().map(|row| open_row(row, deleted)).collect();
            format!("<table:table>{rows}</table:table>")
        }
    }
}

fn open_row(row: &[Cell], deleted: &mut String) -> String {
    let mut cells = String::new();
    for cell in row {
        let covered = if cell.goes_on {
            cell.wide
        } else {
            cell.wide - 1
        };
        if !cell.goes_on {
            let blocks = open_blocks(&cell.blocks, deleted);
            let fill = cell.fill.iter();
            let style: String = fill
                .map(|fill| format!(r#" table:style-name="F{fill}""#))
                .collect();
            let _ = write!(
                cells,
                r#"<table:table-cell{style} table:number-columns-spanned="{}">{blocks}</table:table-cell>"#,
                cell.wide
            );
        }
        cells.push_str(&"<table:covered-table-cell/>".repeat(covered));
    }
    format!("<table:table-row>{cells}</table:table-row>")
}

fn open_line(line: &[Piece], deleted: &mut String) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => safe(text),
        Piece::Inserted(text) => format!(r#"<text:change-start/>{}<text:change-end/>"#, safe(text)),
        Piece::Bold(text) => format!(
            r#"<text:span text:style-name="B">{}</text:span>"#,
            safe(text)
        ),
        Piece::Hidden(text) => format!(
            r#"<text:span text:style-name="X">{}</text:span>"#,
            safe(text)
        ),
        Piece::Deleted(text) => {
            let _ = write!(
                deleted,
                "<text:changed-region><text:deletion><text:p>{}</text:p></text:deletion></text:changed-region>",
                safe(text)
            );
            "<text:change/>".to_owned()
        }
        Piece::Comment(text) => format!(
            "<office:annotation><text:p>{}</text:p></office:annotation>",
            safe(text)
        ),
        Piece::Boxed(text) => format!(
            "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
            safe(text)
        ),
        Piece::Note(text) => format!(
            r#"<text:note text:note-class="footnote"><text:note-citation>9</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>"#,
            safe(text)
        ),
        Piece::Control(text) => format!(
            "<loext:content-control>{}</loext:content-control>",
            safe(text)
        ),
        Piece::Page => "<text:page-number>7</text:page-number>".to_owned(),
    };
    line.iter().map(piece).collect()
}

fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
