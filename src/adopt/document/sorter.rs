//! The blocks of a document one after the other: lines, tables and what goes on between tables.

use crate::load::{Paragraph, Run, TextBlock, TextTable, plain};
use crate::model::{Board, Kind, TableKind};
use crate::paper_file::FileValue;
use crate::validate::{fold, one_line};

use super::cell_text::{breaks_off, plain as plain_runs, runs};
use super::grid::{Grid, Placed, known_as, turned, width};
use super::lines::{Line, Lines};
use super::markdown::markdown;
use super::marks;
use super::rows::is_going_on;
use super::sections::Section;
use super::{Left, OldField, OldPaper, key};

/// Puts each block of a document where it belongs.
pub fn sorted(blocks: &[TextBlock], kind: &Kind, board: &Board) -> OldPaper {
    let mut sorter = Sorter {
        kind,
        lines: Lines::new(kind, &board.organisation),
        board,
        paper: OldPaper::default(),
        open: None,
        heads: None,
        trails: false,
        below_line: false,
        in_section: None,
        facts_told: false,
        taken: Vec::new(),
    };
    sorter.blocks(&unwrapped(blocks));
    sorter.end_text();
    sorter.tell_taken();
    sorter.paper
}

/// Returns blocks with tables that only frame a text replaced by that text.
pub fn unwrapped(blocks: &[TextBlock]) -> Vec<TextBlock> {
    let mut flat = Vec::new();
    for block in blocks {
        match block {
            TextBlock::Table(table) if table.rows.iter().all(|row| row.cells.len() == 1) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| flat.extend(unwrapped(&cell.blocks)));
            }
            _ => flat.push(block.clone()),
        }
    }
    flat
}

/// A paper as its blocks are sorted.
pub struct Sorter<'a> {
    pub kind: &'a Kind,
    /// What lines of it are known by.
    pub lines: Lines<'a>,
    board: &'a Board,
    pub paper: OldPaper,
    /// The table whose rows may go on.
    pub open: Option<Open<'a>>,
    /// The field whose text comes next, the line above it, and its text so far.
    heads: Option<(String, String, Vec<TextBlock>)>,
    /// Whether the last row's text goes on below its table.
    trails: bool,
    /// Whether the line right above is the last that has no place.
    below_line: bool,
    /// The row outside tables whose text is being read.
    pub in_section: Option<Section>,
    /// Whether the line of that row's facts was passed.
    pub facts_told: bool,
    /// Rows that took text from below their tables: how many paragraphs, and how the first begins.
    taken: Vec<(String, usize, String)>,
}

/// A table whose rows may go on.
#[derive(Clone)]
pub struct Open<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its description.
    pub described: &'a TableKind,
    /// Where its columns stand.
    pub grid: Grid,
}

impl<'a> Sorter<'a> {
    fn blocks(&mut self, blocks: &[TextBlock]) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                _ if block.is_blank() => {}
                _ if self.section(block, &blocks[at + 1..]) => self.below_line = false,
                TextBlock::Paragraph(paragraph) => {
                    let before = self.paper.unplaced.len();
                    self.paragraph(paragraph, &blocks[at + 1..]);
                    self.below_line = self.paper.unplaced.len() > before;
                }
                TextBlock::Table(table) => {
                    self.table(table);
                    self.below_line = false;
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, rest: &[TextBlock]) {
        let text = one_line(&plain(&[TextBlock::Paragraph(paragraph.clone())]));
        if self.open.is_some() && is_going_on(&text) {
            let left_out = &mut self.paper.left_out;
            return left_out.push(Left::new("a line that says it goes on", &text));
        }
        if self.open.is_some() && self.lines.is_of_another(&text, &self.paper) {
            return self.of_another(&text);
        }
        if self.heads.is_none() && self.goes_on(paragraph, rest) {
            return self.more(runs(&[TextBlock::Paragraph(paragraph.clone())]));
        }
        self.trails = false;
        if key::is_line(&text, self.board) {
            return self
                .paper
                .left_out
                .push(Left::new("a line of the status key", &text));
        }
        let bare = marks::without(&text);
        match self.lines.read(&bare, &mut self.paper) {
            Line::Fields => {
                marks::tell(&text, &mut self.paper.left_out);
                self.end_text();
            }
            Line::Heads(name) => {
                marks::tell(&text, &mut self.paper.left_out);
                self.end_text();
                self.heads = Some((name, text, Vec::new()));
            }
            Line::Unknown => self.text(paragraph, &text),
        }
    }

    /// Tells of the title of another paper below the rows of this one.
    fn of_another(&mut self, text: &str) {
        self.end_text();
        self.trails = false;
        self.unplaced("heading", text);
        self.paper.doubts.push(format!(
            "`{text}` is the title of another paper: the rows below it are among those of this one"
        ));
    }

    /// Takes a paragraph that is no line of its own: into the field it stands below, or among what has no place.
    fn text(&mut self, paragraph: &Paragraph, text: &str) {
        if paragraph.rank.is_some() {
            self.end_text();
        }
        match &mut self.heads {
            Some((_, _, blocks)) => blocks.push(TextBlock::Paragraph(paragraph.clone())),
            None if paragraph.rank.is_some() => self.unplaced("heading", text),
            None => self.unplaced("paragraph", text),
        }
    }

    /// Whether a paragraph below a table is more of its last row: the table goes on behind it, or the row's text is not at its end.
    fn goes_on(&mut self, paragraph: &Paragraph, rest: &[TextBlock]) -> bool {
        if paragraph.rank.is_some() || self.open.is_none() {
            return false;
        }
        if self.trails {
            return true;
        }
        if self.counts(&paragraph.text()) {
            return false;
        }
        let Some(update) = self.last_update() else {
            return false;
        };
        let own = runs(&[TextBlock::Paragraph(paragraph.clone())]);
        let unfinished = breaks_off(&update, &own) || (update.is_empty() && !self.has_updates());
        if unfinished && !self.is_line(paragraph) {
            self.trails = true;
            return true;
        }
        let mut until = rest.iter().take_while(|block| !is_heading(block));
        let next = until.find_map(|block| match block {
            TextBlock::Table(table) => Some(table),
            TextBlock::Paragraph(_) => None,
        });
        next.is_some_and(|table| self.continues(table)) && !self.is_line(paragraph)
    }

    /// Whether a line only counts the rows of the open table, as `Deliverable 2` does above a table of its own.
    fn counts(&self, text: &str) -> bool {
        let folded = fold(text);
        let (Some(open), Some((words, number))) = (&self.open, folded.rsplit_once(' ')) else {
            return false;
        };
        let mut columns = open.described.columns.values();
        let known = columns.any(|column| column.headings.iter().any(|known| fold(known) == words));
        known && number.chars().any(|c| c.is_ascii_digit())
    }

    fn is_line(&self, paragraph: &Paragraph) -> bool {
        let line = marks::without(&one_line(&paragraph.text()));
        self.lines.knows(&line, &self.paper)
    }

    /// Whether the updates of the open table stand in a column of their own.
    pub fn has_updates(&self) -> bool {
        let Some(open) = &self.open else { return false };
        open.grid
            .slots
            .iter()
            .any(|slot| Some(slot.name.as_str()) == open.described.update())
    }

    /// Returns the update of the last row of the open table.
    pub fn last_update(&self) -> Option<Vec<Run>> {
        let open = self.open.as_ref()?;
        let last = self.paper.tables.get(open.name)?.rows.last()?;
        Some(
            last.get(open.described.update()?)
                .cloned()
                .unwrap_or_default(),
        )
    }

    fn table(&mut self, table: &TextTable) {
        self.trails = false;
        let turned = turned(table, self.kind);
        let table = turned.as_ref().unwrap_or(table);
        if let Some((name, described, grid)) = self.recognised(table) {
            self.end_text();
            return self.known(
                table,
                Open {
                    name,
                    described,
                    grid,
                },
            );
        }
        if let Some(printed) = key::printed(table, self.board) {
            return self.key(table, printed.map(|key| key.name.as_str()));
        }
        if self.continues(table) {
            self.end_text();
            let own = self
                .open
                .as_ref()
                .is_some_and(|open| open.grid.width == width(table));
            return self.rows(&table.rows, own);
        }
        self.end_text();
        self.unplaced("table", &plain(&[TextBlock::Table(table.clone())]));
    }

    /// Returns the table of the kind whose headings a table has.
    pub fn recognised(&self, table: &TextTable) -> Option<(&'a str, &'a TableKind, Grid)> {
        known_as(table, self.kind)
    }

    /// Reads a table that has headings; what stands above them are lines of the paper.
    fn known(&mut self, table: &TextTable, open: Open<'a>) {
        let above = TextTable {
            rows: table.rows[..open.grid.top].to_vec(),
        };
        let below = &table.rows[open.grid.row + 1..];
        match key::printed(&above, self.board) {
            Some(printed) => self.key(&above, printed.map(|key| key.name.as_str())),
            None => {
                let cells = above.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| self.blocks(&cell.blocks));
            }
        }
        let headings = &table.rows[open.grid.top..=open.grid.row];
        for cell in headings.iter().flat_map(|row| &row.cells) {
            marks::tell(&cell.text(), &mut self.paper.left_out);
        }
        let rows = self.paper.tables.entry(open.name.to_owned()).or_default();
        for slot in &open.grid.slots {
            if rows.columns.iter().all(|(name, _)| *name != slot.name) {
                rows.columns.push((slot.name.clone(), slot.heading.clone()));
            }
        }
        self.open = Some(open);
        self.rows(below, true);
    }

    /// Whether a table without headings holds more rows of the open one.
    fn continues(&self, table: &TextTable) -> bool {
        let Some(open) = &self.open else { return false };
        if let Some((name, _, _)) = self.recognised(table) {
            return name == open.name;
        }
        let own = open.grid.width == width(table);
        let placed = |row| !matches!(open.grid.place(row, own), Placed::Astray);
        key::printed(table, self.board).is_none() && table.rows.iter().all(placed)
    }

    /// Leaves out a printed key, and the line right above it.
    fn key(&mut self, table: &TextTable, name: Option<&str>) {
        let what = match name {
            Some(name) => format!("the status key `{name}` and its counts"),
            None => "counts of statuses".to_owned(),
        };
        let heading = self.paper.unplaced.pop_if(|_| self.below_line);
        if let Some(heading) = heading {
            self.paper
                .left_out
                .push(Left::new("the heading of the status key", &heading.text));
        }
        let words = plain(&[TextBlock::Table(table.clone())]);
        self.paper.left_out.push(Left::new(&what, &words));
    }

    /// Ends the text of a field.
    pub fn end_text(&mut self) {
        let Some((name, line, blocks)) = self.heads.take() else {
            return;
        };
        self.put_text(name, line, &blocks);
    }

    /// Gives a field its text.
    pub fn put_text(&mut self, name: String, line: String, blocks: &[TextBlock]) {
        if blocks.iter().all(TextBlock::is_blank) {
            return self.unplaced("heading", &line);
        }
        let value = FileValue::Text(format!("{}\n", markdown(blocks)));
        self.paper.fields.insert(name, OldField { value, line });
    }

    /// Takes note of words that have no place.
    pub fn unplaced(&mut self, what: &str, text: &str) {
        if !text.trim().is_empty() {
            self.paper.unplaced.push(Left::new(what, text));
        }
    }

    /// Reads what stands in a row over the whole width before the first row.
    pub fn above_rows(&mut self, blocks: &[TextBlock]) {
        let open = self.open.take();
        self.blocks(blocks);
        self.open = open;
    }

    /// Takes text below a table into its last row.
    fn more(&mut self, text: Vec<Run>) {
        let row = self.last_ref().unwrap_or_default();
        match self.taken.last_mut().filter(|(last, _, _)| *last == row) {
            Some((_, count, _)) => *count += 1,
            None => self.taken.push((row, 1, beginning(&plain_runs(&text)))),
        }
        self.add_update(text, "");
    }

    /// Tells which rows took text from below their tables.
    fn tell_taken(&mut self) {
        for (row, count, words) in std::mem::take(&mut self.taken) {
            let paragraphs = if count == 1 {
                "1 paragraph"
            } else {
                &format!("{count} paragraphs")
            };
            let doubt =
                format!("row `{row}` took {paragraphs} from below its table, from `{words}` on");
            self.paper.doubts.push(doubt);
        }
    }
}

/// Returns the first words of a text.
pub fn beginning(text: &str) -> String {
    let line = one_line(text);
    let words: Vec<&str> = line.split(' ').collect();
    match words.len() {
        0..=8 => line,
        _ => format!("{} …", words[..8].join(" ")),
    }
}

fn is_heading(block: &TextBlock) -> bool {
    matches!(block, TextBlock::Paragraph(paragraph) if paragraph.rank.is_some() && !paragraph.is_blank())
}
