//! The file of a paper rolled forward.

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::schema_line;
use crate::load::NodeValue;
use crate::model::{ClosedLines, Origin};
use crate::paper_file::RolledFile;

use super::Old;
use super::begun::Begun;
use super::book::Book;
use super::fields;
use super::rows::closed;
use super::told::Told;
use crate::job::way::{folder, way};

/// A paper's file that is being rolled forward.
pub(super) struct Paper<'a> {
    /// The quarter that is made.
    pub(super) begun: &'a Begun<'a>,
    /// The old paper.
    pub(super) old: &'a Old,
    /// The new file, from the office's folder.
    pub(super) new: &'a str,
    /// What it will say.
    pub(super) file: RolledFile,
}

/// Returns the text of a new paper; what people should look at is told.
pub(super) fn rolled(
    begun: &Begun<'_>,
    old: &Old,
    books: &[Book<'_>],
    told: &mut Told,
    out: &mut Diagnostics,
) -> Option<String> {
    let text = door::text(&old.path).ok();
    let Some(file) = text.and_then(|text| RolledFile::parse(&text)) else {
        let message = format!("`{}` cannot be rolled forward", old.shown);
        out.add(
            Code::FileUnreadable,
            Origin::file(old.shown.as_str()),
            message,
        )
        .hint("check that you may read it, and that it is TOML in UTF-8");
        return None;
    };
    let mut paper = Paper {
        begun,
        old,
        new: &begun.places.papers[&old.shown],
        file,
    };
    fields::roll(&mut paper, told);
    paper.tables(books);
    paper.rows(told);
    paper.words(told);
    let line = schema_line(paper.new, &old.paper.kind.name);
    Some(paper.file.text(&line))
}

impl Paper<'_> {
    /// Names the new workbooks, their sheets and their headings.
    fn tables(&mut self, books: &[Book<'_>]) {
        for layout in &self.old.layouts {
            let book = books.iter().find(|book| *book.old == *layout.workbook.file);
            let Some(book) = book else { continue };
            let table = layout.table.as_str();
            self.file
                .set(&[table, "workbook"], way(folder(self.new), book.new));
            if let Some(sheet) = book.sheet(layout) {
                self.file.set(&[table, "sheet"], sheet);
            }
            self.file.remove(&[table, "heading-row"]);
            self.file.each_text(&[table, "columns"], &mut |column, _| {
                book.heading(layout, column).map(str::to_owned)
            });
            self.file.each_text(&["headings", table], &mut |_, text| {
                Some(self.begun.roll.text(text))
            });
        }
    }

    /// Empties what is asked anew in rows that stand in the paper.
    fn rows(&mut self, told: &mut Told) {
        let leaves_out = self.begun.office.board.closed_lines == ClosedLines::LeaveOut;
        for (name, kind) in &self.old.paper.kind.tables {
            let Some(table) = self
                .old
                .paper
                .tables
                .get(name)
                .filter(|_| self.is_inline(name))
            else {
                continue;
            };
            let over = |(_, row): &(usize, &crate::model::Row)| closed(row, table.key.as_ref());
            let over: Vec<(usize, &crate::model::Row)> =
                table.rows.iter().enumerate().filter(over).collect();
            let labels: Vec<&str> = over.iter().map(|(_, row)| row.label.as_str()).collect();
            if leaves_out && !over.is_empty() {
                let rows: Vec<usize> = over.iter().map(|(at, _)| *at).collect();
                self.file.leave_out(name, &rows);
                told.left(
                    &self.old.shown,
                    format!("`{name}`: closed lines: {}", labels.join(", ")),
                );
            }
            let anew = kind.columns.iter().filter(|(_, column)| column.is_anew());
            let anew: Vec<&str> = anew.map(|(name, _)| name.as_str()).collect();
            let said = self.begun.roll.from.to_string();
            if !anew.is_empty() {
                self.file.empty(name, &anew, &said);
            }
        }
    }

    /// Returns whether a table's rows stand in the paper itself.
    fn is_inline(&self, table: &str) -> bool {
        let NodeValue::Table(entries) = &self.old.node.value else {
            return false;
        };
        let entry = entries.iter().find(|entry| entry.key == table);
        entry.is_some_and(|entry| matches!(entry.node.value, NodeValue::List(_)))
    }

    /// Tells which of the paper's own words speak of the old quarter.
    fn words(&mut self, told: &mut Told) {
        let (roll, new) = (self.begun.roll, self.new);
        for table in ["wording", "footnotes", "glossary"] {
            self.file.each_text(&[table], &mut |key, text| {
                if roll.names(text) {
                    told.look(
                        new,
                        format!("`{key}` in `[{table}]` speaks of {}", roll.from),
                    );
                }
                None
            });
        }
    }
}
