//! Trackers of different make, each written as some office keeps its own.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::truth::{Line, lines};

/// A tracker: its file's name and bytes.
pub type Tracker = (&'static str, Vec<u8>);

/// Fills of the steps as spreadsheets offer them.
const FILLS: [(&str, u32); 3] = [("G", 0x92D050), ("A", 0xFFC000), ("R", 0xFF0000)];

fn saved(mut workbook: Workbook, name: &'static str) -> Tracker {
    (name, workbook.save_to_buffer().expect("a workbook"))
}

fn named<'w>(workbook: &'w mut Workbook, name: &str) -> &'w mut Worksheet {
    workbook.add_worksheet().set_name(name).expect("a name")
}

/// Writes texts into a row from a column on; blank ones are left out.
fn put(sheet: &mut Worksheet, row: u32, from: u16, texts: &[&str]) {
    for (column, text) in (from..).zip(texts).filter(|(_, text)| !text.is_empty()) {
        sheet.write(row, column, *text).expect("a cell");
    }
}

/// Writes texts with bars between them into a row from its first column on.
fn texts(sheet: &mut Worksheet, row: u32, texts: &str) {
    put(sheet, row, 0, &texts.split('|').collect::<Vec<_>>());
}

fn merge(sheet: &mut Worksheet, area: [u32; 4], text: &str) {
    let [top, left, bottom, right] = area;
    let column = |column: u32| u16::try_from(column).expect("few");
    let plain = Format::new();
    sheet
        .merge_range(top, column(left), bottom, column(right), text, &plain)
        .expect("an area");
}

/// Writes lines below each other as ref, officer, title, status, update.
fn plain_rows(sheet: &mut Worksheet, from: u32, lines: &[Line]) {
    for (row, line) in (from..).zip(lines) {
        put(
            sheet,
            row,
            0,
            &[
                line.number,
                "Head of Policy",
                line.title,
                line.status,
                &line.update,
            ],
        );
    }
}

const HEADINGS: [&str; 5] = ["Ref", "Lead Officer", "Deliverable", "RAG", "Update"];

/// Headings in the first row, and nothing else: all else is said by the file's name.
pub fn first_row() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    put(sheet, 0, 0, &HEADINGS);
    plain_rows(sheet, 1, &lines(1));
    saved(workbook, "Theme 1 - Safer streets - 2026-27 Q2.xlsx")
}

/// As the first, with a filter that hides its first two lines.
pub fn filtered() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    put(sheet, 0, 0, &HEADINGS);
    plain_rows(sheet, 1, &lines(1));
    for row in [1, 2] {
        sheet.set_row_hidden(row).expect("a row");
    }
    saved(workbook, "Theme 1 - Safer streets - 2026-27 Q2.xlsx")
}

/// Headings in row 9 of the second sheet, below a key of the statuses; a hidden column, a line of totals.
pub fn ninth_row() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "READ ME FIRST");
    for (row, text) in (0..).zip([
        "How to fill in this tracker",
        "Type a status and an update on each line.",
        "Save it and send it back by Friday.",
    ]) {
        put(sheet, row, 0, &[text]);
    }
    let sheet = named(&mut workbook, "Deliverables");
    texts(sheet, 0, "Police and Crime Plan 2026-30");
    texts(sheet, 1, "Theme 2: Standing by victims");
    texts(sheet, 2, "Quarter 2, 2026-27");
    for (row, (code, meaning)) in
        (3..).zip([("G", "On course"), ("A", "At risk"), ("R", "Off course")])
    {
        put(sheet, row, 1, &[code, meaning]);
    }
    texts(
        sheet,
        8,
        "No.|Cost centre|Owner|Strategic Activity|RAG Status|Progress to date",
    );
    for (row, line) in (9..).zip(&lines(2)) {
        put(
            sheet,
            row,
            0,
            &[
                line.number,
                "CC-100",
                "Head of Courts",
                line.title,
                line.status,
                &line.update,
            ],
        );
    }
    texts(sheet, 13, "Total");
    put(sheet, 13, 4, &["3"]);
    sheet.set_column_hidden(1).expect("a column");
    saved(workbook, "returns.xlsx")
}

/// Two rows of headings: quarters merged over status and update, the others merged down.
pub fn two_rows() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Theme 1");
    texts(
        sheet,
        0,
        "Police and Crime Plan 2026-30 - Theme 1: Safer streets - Q2 2026-27",
    );
    for (column, text) in (0..).zip(["Ref", "Lead Officer", "Deliverable"]) {
        merge(sheet, [2, column, 3, column], text);
    }
    merge(sheet, [2, 3, 2, 4], "Q1");
    merge(sheet, [2, 5, 2, 6], "Q2");
    put(sheet, 3, 3, &["Status", "Update", "Status", "Update"]);
    for (row, line) in (4..).zip(&lines(1)) {
        let last = ["G", "What was said in the first quarter."];
        put(
            sheet,
            row,
            0,
            &[
                line.number,
                "Head of Policy",
                line.title,
                last[0],
                last[1],
                line.status,
                &line.update,
            ],
        );
    }
    saved(workbook, "grouped.xlsx")
}

/// Headings in two rows that no title tells the quarter of: three quarters, of which the last is empty.
pub fn three_quarters() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    texts(
        sheet,
        0,
        "Police and Crime Plan 2026-30 - Theme 1: Safer streets",
    );
    for (column, text) in (0..).zip(["Ref", "Deliverable", "Lead"]) {
        merge(sheet, [2, column, 3, column], text);
    }
    for (quarter, text) in (0..).zip(["Q1", "Q2", "Q3"]) {
        merge(sheet, [2, 3 + 2 * quarter, 2, 4 + 2 * quarter], text);
        let column = 3 + 2 * u16::try_from(quarter).expect("few");
        put(sheet, 3, column, &["Status", "Update"]);
    }
    for (row, line) in (4..).zip(&lines(1)) {
        let before = [line.number, line.title, "Head of Policy", "G", "It began."];
        put(sheet, row, 0, &before);
        put(sheet, row, 5, &[line.status, &line.update]);
    }
    saved(workbook, "three quarters 2026-27 Q2.xlsx")
}

/// Statuses shown by the fill of their cells alone.
pub fn by_colour() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Tracker");
    texts(sheet, 0, "Theme 1 – Safer streets");
    texts(sheet, 1, "Update for Q2 2026-27");
    put(sheet, 3, 0, &HEADINGS);
    for (row, line) in (4..).zip(&lines(1)) {
        put(
            sheet,
            row,
            0,
            &[line.number, "Head of Policy", line.title, "", &line.update],
        );
        let fill = FILLS
            .iter()
            .find(|(code, _)| *code == line.status)
            .expect("a fill")
            .1;
        let format = Format::new().set_background_color(fill);
        sheet.write_blank(row, 3, &format).expect("a cell");
    }
    saved(workbook, "coloured.xlsx")
}

/// All themes on one sheet, told apart by a column: number and name on the first line of each, blank below.
pub fn theme_column() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Delivery plan");
    texts(sheet, 0, "Police and Crime Plan 2026-30|||Q2 2026-27");
    texts(
        sheet,
        3,
        "Theme|Ref|Action Owner|Deliverable|RAG|Commentary",
    );
    let mut row = 4;
    for (theme, name) in [(1, "1. Safer streets"), (2, "2. Standing by victims")] {
        for (i, line) in lines(theme).iter().enumerate() {
            let first = if i == 0 { name } else { "" };
            put(
                sheet,
                row,
                0,
                &[
                    first,
                    line.number,
                    "Head of Policy",
                    line.title,
                    line.status,
                    &line.update,
                ],
            );
            row += 1;
        }
    }
    saved(workbook, "plan Q2 2026-27.xlsx")
}

/// All themes on one sheet, a line with its name above each, the headings once more below it.
pub fn banners() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "All themes");
    texts(sheet, 0, "Police and Crime Plan 2026-30");
    texts(sheet, 1, "Position at Q2 2026-27");
    let mut row = 3;
    for (theme, name) in [
        (1, "Theme 1: Safer streets"),
        (2, "Theme 2: Standing by victims"),
        (3, "Theme 3: Ending violence"),
    ] {
        merge(sheet, [row, 0, row, 4], name);
        put(sheet, row + 1, 0, &HEADINGS);
        plain_rows(sheet, row + 2, &lines(theme));
        row += 3 + u32::try_from(lines(theme).len()).expect("few");
    }
    saved(workbook, "all-themes.xlsx")
}

/// One theme a sheet, with a sheet of instructions first and one put away.
pub fn sheets() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Guidance");
    texts(sheet, 0, "Fill in your own theme only.");
    for (theme, name) in [(1, "Safer streets"), (2, "Standing by victims")] {
        let sheet = named(&mut workbook, &format!("Theme {theme}"));
        put(sheet, 0, 0, &[&format!("Theme {theme}: {name}")]);
        texts(sheet, 1, "Quarter 2 2026/27");
        texts(
            sheet,
            3,
            "No|Organisation|Specific deliverables|RAGB STATUS|Update",
        );
        plain_rows(sheet, 4, &lines(theme));
    }
    let sheet = named(&mut workbook, "Archive Q1");
    put(sheet, 3, 0, &HEADINGS);
    plain_rows(sheet, 4, &lines(3));
    saved(workbook, "themes.xlsx")
}

/// Refs, titles and statuses merged over the rows of several updates.
pub fn merged_refs() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Theme 2");
    texts(sheet, 0, "Theme 2: Standing by victims - Q2 2026-27");
    texts(sheet, 3, "Ref|Lead|Deliverable|RAG Rating|Progress Update");
    let mut row = 4;
    for line in lines(2) {
        for (column, text) in (0..).zip([line.number, "Head of Courts", line.title, line.status]) {
            merge(sheet, [row, column, row + 1, column], text);
        }
        put(sheet, row, 4, &[&line.update]);
        put(sheet, row + 1, 4, &["More is said in the autumn."]);
        row += 2;
    }
    saved(workbook, "merged.xlsx")
}

/// As it is published: the update across the sheet, below the line that it is about.
pub fn row_below() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Appendix A");
    for (row, text) in (0..).zip([
        "APPENDIX A",
        "Police and Crime Plan 2026-30",
        "Theme 1: Safer streets",
        "Quarter 2 2026-27",
        "Final",
    ]) {
        merge(sheet, [row, 0, row, 3], text);
    }
    texts(sheet, 6, "No|Organisation|Deliverable|RAG");
    let mut row = 7;
    for line in lines(1) {
        put(
            sheet,
            row,
            0,
            &[line.number, "Force", line.title, line.status],
        );
        merge(sheet, [row + 1, 0, row + 1, 3], &line.update);
        row += 2;
    }
    saved(workbook, "appendix.xlsx")
}

/// Headings in words that no description knows.
pub fn own_words() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Tracker");
    texts(sheet, 0, "Theme 1: Safer streets, Q2 2026-27");
    texts(
        sheet,
        2,
        "Ref|Lead Officer|What we promised|Where we are|What we have to say",
    );
    plain_rows(sheet, 3, &lines(1));
    saved(workbook, "own-words.xlsx")
}

/// A CSV file with semicolons, its headings in row 4, in the signs of Windows.
pub fn semicolons() -> Tracker {
    let mut text = String::from(
        "Police and Crime Plan 2026-30;;;;\r\nTheme 3: Ending violence;;;;\r\nQ2 2026-27;;;;\r\nRef;Owner;Action;RAG;Commentary\r\n",
    );
    for line in lines(3) {
        text += &format!(
            "{};Head of Policy;{};{};\"{}\"\r\n",
            line.number,
            line.title,
            line.status.to_lowercase(),
            line.update
        );
    }
    ("theme-3.csv", text.into_bytes())
}

/// A wide one: a pair of columns for each quarter, of which the third is still empty, and measures on a sheet of their own.
pub fn wide() -> Tracker {
    let mut workbook = Workbook::new();
    let sheet = named(&mut workbook, "Delivery Plan");
    texts(sheet, 0, "Delivery Plan 2026-27");
    let headings = "Theme|Ref|Objective|Deliverable|Lead officer|Due date|Q1 RAG|Q1 Update|Q2 RAG|Q2 Update|Q3 RAG|Q3 Update|Notes";
    texts(sheet, 2, headings);
    let mut row = 3;
    for theme in [1, 2] {
        for line in lines(theme) {
            let theme = theme.to_string();
            let first = [
                &*theme,
                line.number,
                "Feel safe",
                line.title,
                "Head of Policy",
            ];
            put(sheet, row, 0, &first);
            let last = ["31/03/2027", "G", "It began.", line.status, &line.update];
            put(sheet, row, 5, &last);
            row += 1;
        }
    }
    let sheet = named(&mut workbook, "Measures");
    texts(sheet, 0, "Theme|No|Measure|Target|Performance to date");
    texts(sheet, 1, "1|M1|Recorded burglary|Down|It fell by a tenth.");
    texts(sheet, 2, "2|M2|Victims satisfied|80%|It rose to 81%.");
    saved(workbook, "wide.xlsx")
}
