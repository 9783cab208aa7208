//! The workbook put together.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use super::dropdown::Lists;
use super::names::{defined, tab};
use super::{
    Fault, Takes, Tracker, TrackerCell, TrackerColumn, TrackerSheet, height, instructions,
    plain_sheet, sheet,
};

const INSTRUCTIONS: &str = "Instructions";
/// Empty rows below glossary and footnotes.
const ROOM: usize = 15;

/// Makes a workbook: the same bytes for the same tracker, whoever makes it and whenever.
pub fn workbook(tracker: &Tracker) -> Result<Vec<u8>, Fault> {
    let mut book = Book::new(tracker)?;
    let first = book.add(INSTRUCTIONS, false)?;
    instructions::write(first, tracker)?;
    for sheet in &tracker.sheets {
        book.rows(sheet)?;
    }
    for sheet in word_sheets(tracker) {
        book.rows(&sheet)?;
    }
    for other in &tracker.others {
        plain_sheet::other(book.add(&other.name, true)?, other)?;
    }
    book.finish()
}

/// A workbook as far as it is made.
struct Book {
    workbook: Workbook,
    tabs: Vec<String>,
    names: Vec<String>,
    lists: Lists,
}

impl Book {
    fn new(tracker: &Tracker) -> Result<Self, Fault> {
        let mut workbook = Workbook::new();
        // A day of no meaning: the clock would make each run's bytes differ.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(&tracker.title)
            .set_company(&tracker.organisation)
            .set_creation_datetime(&made);
        workbook.set_properties(&properties);
        let named = tracker.sheets.iter().map(|sheet| sheet.name.as_str());
        let named = named.chain(tracker.others.iter().map(|other| other.name.as_str()));
        let taken: Vec<String> = named
            .chain([INSTRUCTIONS, GLOSSARY, FOOTNOTES])
            .map(str::to_owned)
            .collect();
        let lists = Lists {
            tab: tab("Lists", &taken),
            ..Lists::default()
        };
        Ok(Self {
            workbook,
            tabs: Vec::new(),
            names: Vec::new(),
            lists,
        })
    }

    fn add(&mut self, name: &str, wide: bool) -> Result<&mut Worksheet, Fault> {
        let name = tab(name, &self.tabs);
        let sheet = self.workbook.add_worksheet();
        sheet
            .set_name(&name)?
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_header("&L&A").set_footer("&LPage &P of &N");
        if wide {
            sheet.set_landscape();
        }
        self.tabs.push(name);
        Ok(sheet)
    }

    fn rows(&mut self, sheet: &TrackerSheet) -> Result<(), Fault> {
        let mut lists = std::mem::take(&mut self.lists);
        sheet::write(self.add(&sheet.name, true)?, sheet, &mut lists)?;
        self.lists = lists;
        let tab = self.tabs.last().cloned().unwrap_or_default();
        for (at, column) in (0..).zip(&sheet.columns) {
            let name = defined(&tab, &column.heading, &self.names);
            let letter = crate::model::column_name(at);
            let (first, last) = (sheet::HEADINGS + 2, sheet::last(sheet) + 1);
            let quoted = tab.replace('\'', "''");
            let range = format!("='{quoted}'!${letter}${first}:${letter}${last}");
            self.workbook.define_name(&name, &range)?;
            self.names.push(name);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, Fault> {
        if !self.lists.columns.is_empty() {
            let lists = std::mem::take(&mut self.lists);
            plain_sheet::lists(self.add(&lists.tab, false)?, &lists)?;
        }
        height::free(self.workbook.save_to_buffer()?)
    }
}

const GLOSSARY: &str = "Glossary";
const FOOTNOTES: &str = "Footnotes";

/// Returns the sheets of terms and of footnotes, where the tracker has them.
fn word_sheets(tracker: &Tracker) -> Vec<TrackerSheet> {
    let glossary = tracker
        .glossary
        .as_ref()
        .map(|rows| words(GLOSSARY, ["Term", "Meaning"], rows));
    let footnotes = tracker
        .footnotes
        .as_ref()
        .map(|rows| words(FOOTNOTES, ["Mark", "Text"], rows));
    glossary.into_iter().chain(footnotes).collect()
}

fn words(name: &str, headings: [&str; 2], rows: &[(String, String)]) -> TrackerSheet {
    let column = |heading: &str, takes, width| TrackerColumn {
        heading: heading.to_owned(),
        takes,
        locked: false,
        width: Some(width),
    };
    let [first, second] = headings;
    TrackerSheet {
        name: name.to_owned(),
        title: name.to_owned(),
        columns: vec![
            column(first, Takes::Text, 24.0),
            column(second, Takes::LongText, 90.0),
        ],
        rows: rows
            .iter()
            .map(|(word, text)| vec![TrackerCell::plain(word), TrackerCell::plain(text)])
            .collect(),
        room: ROOM,
        protected: false,
    }
}
