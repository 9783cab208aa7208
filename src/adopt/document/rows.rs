//! The rows of a table: lines of their own, texts over the whole width below them, and rows that go on from the one above.

use indexmap::IndexMap;

use crate::load::{Run, TextBlock, TextCell, TextRow};
use crate::model::{TableKind, ValueType};
use crate::validate::{fold, one_line};

use super::cell_text::{append, breaks_off, plain, plain_run, runs};
use super::grid::Placed;
use super::sorter::{Open, Sorter, beginning};
use super::{Left, OldRow};

/// How people say that a row goes on from the page before, without signs and spaces.
const GOES_ON: [&str; 7] = [
    "cont",
    "contd",
    "conted",
    "continued",
    "continues",
    "continuedoverleaf",
    "contdoverleaf",
];

impl<'a> Sorter<'a> {
    /// Reads rows of the open table; `own` tells whether they stand below its headings.
    pub fn rows(&mut self, rows: &[TextRow], own: bool) {
        for (at, row) in rows.iter().enumerate() {
            let next = rows[at + 1..].iter().find(|row| !is_blank(row));
            self.row(row, own, next);
        }
    }

    fn row(&mut self, row: &TextRow, own: bool, next: Option<&TextRow>) {
        let Some(open) = self.open.clone().filter(|_| !is_blank(row)) else {
            return;
        };
        let words = || {
            row.cells
                .iter()
                .map(TextCell::text)
                .collect::<Vec<_>>()
                .join("\n")
        };
        if open.grid.repeats(row) {
            self.paper
                .left_out
                .push(Left::new("headings that come again", &words()));
            return;
        }
        let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
        if filled.all(|cell| is_going_on(&cell.text())) {
            self.paper
                .left_out
                .push(Left::new("a row that says it goes on", &words()));
            return;
        }
        let placed = open.grid.place(row, own);
        if self.is_total(&open, &placed) {
            let left_out = &mut self.paper.left_out;
            return left_out.push(Left::new("a row of totals", &words()));
        }
        match placed {
            Placed::Columns(cells) => self.line(&open, values(&open, &cells), fill(&open, &cells)),
            Placed::Wide(labels, cell) => {
                let parts_rows = next
                    .is_some_and(|next| matches!(open.grid.place(next, own), Placed::Columns(_)));
                self.wide(&open, &labels, cell, parts_rows);
            }
            Placed::Astray => self.unplaced("row", &words()),
        }
    }

    /// Reads a row that has a cell for each column.
    fn line(&mut self, open: &Open<'a>, mut row: OldRow, fill: Option<[u8; 3]>) {
        self.told_nested(&row);
        let table = self.paper.tables.entry(open.name.to_owned()).or_default();
        let Some(last) = table
            .rows
            .last_mut()
            .filter(|last| goes_on(open.described, &row, last))
        else {
            strip_going_on(open.described, &mut row, &mut self.paper.left_out);
            table
                .fills
                .extend(fill.map(|fill| (table.rows.len(), fill)));
            table.rows.push(row);
            return;
        };
        let mut repeated = Vec::new();
        for (name, more) in row {
            let text = plain(&more);
            let before = last.entry(name).or_default();
            if is_going_on(&text) || without_going_on(&text) == plain(before).trim() {
                repeated.push(text);
            } else {
                append(before, more);
            }
        }
        repeated.retain(|text| !text.trim().is_empty());
        if !repeated.is_empty() {
            self.paper.left_out.push(Left::new(
                "a row's head that comes again",
                &repeated.join("\n"),
            ));
        }
    }

    /// Reads a text over the whole width.
    fn wide(&mut self, open: &Open<'a>, labels: &[&TextCell], cell: &TextCell, parts_rows: bool) {
        let label: Vec<String> = labels.iter().map(|cell| cell.text()).collect();
        let label = one_line(&label.join(" "));
        if self
            .paper
            .tables
            .get(open.name)
            .is_none_or(|table| table.rows.is_empty())
        {
            self.unplaced("paragraph", &label);
            return self.above_rows(&cell.blocks);
        }
        if let Some((name, line, rest)) = self.headed(&cell.blocks) {
            self.unplaced("label", &label);
            return self.put_text(name, line, &rest);
        }
        let text = runs(&cell.blocks);
        if text.is_empty() {
            return self.unplaced("a label without a text", &label);
        }
        if label.is_empty() && parts_rows && self.is_heading_between(open, &text) {
            return self.unplaced("heading between rows", &plain(&text));
        }
        if self.has_updates() && label.is_empty() {
            self.tell_wide(&plain(&text));
        }
        let meant = column_named(open.described, &label).map(str::to_owned);
        let own = [open.described.update(), label_column(open.described)];
        match meant.filter(|name| !own.contains(&Some(name.as_str()))) {
            Some(name) => self.add(open, &name, &label, text),
            None => self.add_update(text, &label),
        }
    }

    /// Tells of a text over the whole width that a row took although updates have a column of their own.
    fn tell_wide(&mut self, text: &str) {
        let row = self.last_ref().unwrap_or_default();
        let doubt = format!(
            "row `{row}` took the row over the whole width below it: `{}`",
            beginning(text)
        );
        self.paper.doubts.push(doubt);
    }

    /// Returns the field whose text a cell holds, by its first line, and the rest of the cell.
    fn headed(&self, blocks: &[TextBlock]) -> Option<(String, String, Vec<TextBlock>)> {
        let at = blocks.iter().position(|block| !block.is_blank())?;
        let TextBlock::Paragraph(first) = &blocks[at] else {
            return None;
        };
        let line = one_line(first.text().split('\n').next().unwrap_or_default());
        let name = self.lines.heads(&line, &self.paper)?;
        let mut rest = blocks[at..].to_vec();
        match first.text().split_once('\n') {
            Some((_, more)) if !more.trim().is_empty() => {
                let more = vec![plain_run(more)];
                rest[0] = TextBlock::Paragraph(crate::load::Paragraph {
                    runs: more,
                    ..first.clone()
                });
            }
            _ => drop(rest.remove(0)),
        }
        Some((name, line, rest))
    }

    /// Adds a text to the last row's update, with what stands before it as its label.
    pub fn add_update(&mut self, text: Vec<Run>, label: &str) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let Some(update) = open.described.update() else {
            return self.unplaced("row", &plain(&text));
        };
        let labels = label_column(open.described);
        let Some(last) = self.last_row(&open) else {
            return;
        };
        let before = last.get(update).cloned().unwrap_or_default();
        let mut text = text;
        match (label.is_empty(), before.is_empty(), labels) {
            (true, _, _) => {}
            (false, true, Some(labels)) if !last.contains_key(labels) => {
                last.insert(labels.to_owned(), vec![plain_run(label)]);
            }
            (false, false, Some(labels)) if breaks_off(&before, &text) => {
                let said = last.entry(labels.to_owned()).or_default();
                said.push(plain_run(&format!(" {label}")));
            }
            (false, _, _) => {
                let heading = Run {
                    bold: true,
                    ..plain_run(label)
                };
                text.splice(..0, [heading, plain_run("\n")]);
            }
        }
        append(last.entry(update.to_owned()).or_default(), text);
        self.know(&open, update);
        if let Some(labels) = labels.filter(|_| !label.is_empty()) {
            self.know(&open, labels);
        }
    }

    /// Adds a text to a column of the last row; the label that names the column is its heading.
    fn add(&mut self, open: &Open<'a>, name: &str, label: &str, text: Vec<Run>) {
        if let Some(last) = self.last_row(open) {
            append(last.entry(name.to_owned()).or_default(), text);
        }
        let Some(table) = self.paper.tables.get_mut(open.name) else {
            return;
        };
        if table.columns.iter().all(|(known, _)| known != name) {
            table.columns.push((name.to_owned(), label.to_owned()));
        }
    }

    /// Gives the table a column that has no heading in the document.
    fn know(&mut self, open: &Open<'a>, name: &str) {
        let Some(table) = self.paper.tables.get_mut(open.name) else {
            return;
        };
        if table.columns.iter().all(|(known, _)| known != name) {
            let heading = open.described.columns[name].headings.first();
            table
                .columns
                .push((name.to_owned(), heading.cloned().unwrap_or_default()));
        }
    }

    fn last_row(&mut self, open: &Open<'a>) -> Option<&mut OldRow> {
        self.paper.tables.get_mut(open.name)?.rows.last_mut()
    }

    /// Returns what the last row of the open table is called.
    pub fn last_ref(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        let table = self.paper.tables.get(open.name)?;
        let named = open.described.column_of(ValueType::Ref)?;
        let said = table.rows.last()?.get(named).map(|runs| plain(runs));
        let said = said
            .map(|text| one_line(&text))
            .filter(|text| !text.is_empty());
        Some(said.unwrap_or_else(|| table.rows.len().to_string()))
    }

    /// Tells of text that says it goes on.
    fn told_nested(&mut self, row: &OldRow) {
        let text: Vec<String> = row.values().map(|runs| plain(runs)).collect();
        let lines = text.iter().filter(|text| text.contains(" | "));
        let doubts =
            lines.map(|text| format!("a table inside a cell is lines now: `{}`", beginning(text)));
        let doubts: Vec<String> = doubts.collect();
        self.paper.doubts.extend(doubts);
    }
}

fn is_blank(row: &TextRow) -> bool {
    row.cells.iter().all(TextCell::is_blank)
}

/// Returns what a row says in each column.
fn values(open: &Open<'_>, cells: &[(usize, &TextCell)]) -> OldRow {
    let mut row = IndexMap::new();
    for (slot, cell) in cells {
        let Some(slot) = open.grid.slots.get(*slot) else {
            continue;
        };
        let said: &mut Vec<Run> = row.entry(slot.name.clone()).or_default();
        append(said, runs(&cell.blocks));
    }
    row
}

/// Returns the colour of a row's status where its cell is empty and no other cell of the row has that colour.
fn fill(open: &Open<'_>, cells: &[(usize, &TextCell)]) -> Option<[u8; 3]> {
    let status = open.described.column_of(ValueType::Status)?;
    let named = |slot: usize| open.grid.slots.get(slot).map(|slot| slot.name.as_str());
    let (_, cell) = cells
        .iter()
        .find(|(slot, _)| named(*slot) == Some(status))?;
    let fill = cell.fill.filter(|_| cell.is_blank())?;
    let alike = cells.iter().filter(|(_, other)| other.fill == Some(fill));
    (alike.count() == 1).then_some(fill)
}

/// Whether a row is more of the last one: it has no ref of its own, or says that it goes on.
fn goes_on(described: &TableKind, row: &OldRow, last: &OldRow) -> bool {
    let said = |row: &OldRow, name: Option<&str>| {
        let runs = name.and_then(|name| row.get(name));
        runs.map(|runs| plain(runs).trim().to_owned())
            .unwrap_or_default()
    };
    let (number, title) = (described.column_of(ValueType::Ref), described.title());
    let (own, before) = (said(row, number), said(last, number));
    let own_title = said(row, title);
    let same_title = own_title.is_empty()
        || is_going_on(&own_title)
        || without_going_on(&own_title) == said(last, title);
    if number.is_none_or(|number| !row.contains_key(number)) {
        return same_title;
    }
    if own.is_empty() {
        let status = said(row, described.column_of(ValueType::Status));
        return same_title || status.is_empty();
    }
    let bare = without_going_on(&own);
    bare.is_empty() || (bare == before && (bare != own || same_title))
}

/// Takes the words that a row goes on out of what it is called by.
fn strip_going_on(described: &TableKind, row: &mut OldRow, left_out: &mut Vec<Left>) {
    let Some(runs) = described
        .column_of(ValueType::Ref)
        .and_then(|name| row.get_mut(name))
    else {
        return;
    };
    let text = plain(runs);
    let bare = without_going_on(&text);
    if bare != text.trim() {
        left_out.push(Left::new("a row's head that says it goes on", &text));
        *runs = vec![plain_run(&bare)];
    }
}

/// Whether a text only says that something goes on: `(Cont.d..)`.
pub fn is_going_on(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    GOES_ON.contains(&letters.to_lowercase().as_str())
}

/// Returns a text without a last part in brackets that only says it goes on.
fn without_going_on(text: &str) -> String {
    let text = text.trim();
    let cut = text.rfind('(').filter(|at| is_going_on(&text[*at..]));
    cut.map_or(text, |at| text[..at].trim_end()).to_owned()
}

/// Returns the column that a label names.
pub fn column_named<'k>(described: &'k TableKind, label: &str) -> Option<&'k str> {
    let folded = fold(label);
    let known = |headings: &[String]| headings.iter().any(|heading| fold(heading) == folded);
    let mut columns = described.columns.iter();
    let found = columns.find(|(_, column)| !folded.is_empty() && known(&column.headings))?;
    Some(found.0.as_str())
}

/// Returns the column for the words before an update: the free text right before it that is written anew for each paper.
fn label_column(described: &TableKind) -> Option<&str> {
    let at = described.columns.get_index_of(described.update()?)?;
    let (name, column) = described.columns.get_index(at.checked_sub(1)?)?;
    let is_label = column.of_type == ValueType::Text && !column.required && !column.compare;
    is_label.then_some(name.as_str())
}
