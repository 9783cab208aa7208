//! A tracker workbook as offices keep it: a title above the headings, long updates with bold sub-headings and typed bullets.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Outcome;
use crate::words::Words;

/// How many words the updates of a paper have, one after the other and over again: some a line, some a page and a half.
const UPDATES: [usize; 16] = [
    420, 450, 210, 530, 150, 220, 160, 410, 190, 210, 180, 70, 110, 340, 200, 690,
];
/// The statuses of deliverables, most of them green.
const STATUSES: [&str; 8] = ["G", "g", "Green", "A", "G", "green", "G ", "NS"];
const HEADINGS: [&str; 5] = [
    "No",
    "Organisation",
    "Specific deliverables",
    "RAG Status",
    "Update",
];

/// A cell's text in runs: bold or not.
type Runs = Vec<(bool, String)>;

/// Writes a tracker of so many deliverables; every so many cite a note (0 for none), the first of them `note-1`.
pub fn write(path: &Path, seed: u64, deliverables: usize, noted: usize) -> Outcome<()> {
    edited(path, seed, (deliverables, noted), 0)
}

/// Writes the same with one update edited; the next time another, and that one as it was. The first time, none is.
pub fn edited(
    path: &Path,
    seed: u64,
    (deliverables, noted): (usize, usize),
    times: usize,
) -> Outcome<()> {
    let mut words = Words::new(seed);
    let mut book = Book::default();
    book.row([plain("Delivery plan tracker")]);
    book.row([]);
    book.row(HEADINGS.map(plain));
    for i in 0..deliverables {
        let note = (noted > 0 && i % noted == 0).then(|| i / noted + 1);
        let mut row = deliverable(&mut words, i, note);
        if times > 0 && times % deliverables == i {
            row[4].push((false, format!(" Edited for the {times}. time.")));
        }
        book.row(row);
    }
    book.save(path)
}

fn deliverable(words: &mut Words, i: usize, note: Option<usize>) -> [Runs; 5] {
    let length = 12 + words.below(20);
    let title = words.sentence(length);
    [
        plain((i + 1).to_string()),
        plain(["NOPCC", "Force", "NOPCC and Force"][i % 3]),
        plain(title),
        plain(STATUSES[i % STATUSES.len()]),
        update(words, UPDATES[i % UPDATES.len()], note),
    ]
}

/// Paragraphs and, in longer updates, bullets and a bold sub-heading now and then.
fn update(words: &mut Words, length: usize, note: Option<usize>) -> Runs {
    let first = words.paragraph(length.min(40));
    let mark = note.map_or_else(String::new, |note| format!("[^note-{note}]"));
    let mut runs = vec![(false, format!("{first}{mark}"))];
    let mut left = length.saturating_sub(40);
    while left > 0 {
        let next = (30 + words.below(60)).min(left);
        left -= next;
        match words.below(6) {
            0 => runs.extend([
                (true, format!("\n\n{}", words.phrase(3))),
                (false, format!("\n{}", words.paragraph(next))),
            ]),
            1 => runs.push((false, bullets(words, next))),
            _ => runs.push((false, format!("\n\n{}", words.paragraph(next)))),
        }
    }
    runs
}

fn bullets(words: &mut Words, length: usize) -> String {
    let items = length.div_ceil(15);
    (0..items)
        .map(|i| format!("\n• {}", words.phrase((length - i * 15).min(15))))
        .collect()
}

fn plain(text: impl Into<String>) -> Runs {
    vec![(false, text.into())]
}

/// One sheet and its shared strings, as spreadsheet programs write them.
#[derive(Default)]
struct Book {
    rows: usize,
    sheet: String,
    strings: String,
    count: usize,
}

impl Book {
    fn row<const N: usize>(&mut self, cells: [Runs; N]) {
        self.rows += 1;
        self.sheet += &format!("<row r=\"{}\">", self.rows);
        for (column, runs) in ('A'..).zip(cells) {
            self.sheet += &format!(
                "<c r=\"{column}{}\" t=\"s\"><v>{}</v></c>",
                self.rows, self.count
            );
            self.string(&runs);
        }
        self.sheet += "</row>";
    }

    fn string(&mut self, runs: &Runs) {
        self.count += 1;
        self.strings += "<si>";
        for (bold, text) in runs {
            let looks = if *bold { "<rPr><b/></rPr>" } else { "" };
            let text = format!("<t xml:space=\"preserve\">{}</t>", escaped(text));
            self.strings += &if runs.len() == 1 {
                text
            } else {
                format!("<r>{looks}{text}</r>")
            };
        }
        self.strings += "</si>";
    }

    fn save(&self, path: &Path) -> Outcome<()> {
        let mut file = ZipWriter::new(File::create(path)?);
        let sheet = format!(
            "<worksheet {MAIN}><sheetData>{}</sheetData></worksheet>",
            self.sheet
        );
        let strings = format!(
            "<sst {MAIN} count=\"{0}\" uniqueCount=\"{0}\">{1}</sst>",
            self.count, self.strings
        );
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", &sheet),
            ("xl/sharedStrings.xml", &strings),
        ];
        for (name, text) in parts {
            file.start_file(name, SimpleFileOptions::default())?;
            write!(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}")?;
        }
        file.finish()?;
        Ok(())
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Theme 3" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
