//! A new quarter that is being made: all its files.

use crate::diagnostic::{Code, Diagnostics};
use crate::job::{Making, Office};
use crate::model::{Date, Origin};
use crate::tracker;

use super::book::Book;
use super::found::Found;
use super::places::Places;
use super::roll::Roll;
use super::told::Told;
use super::{Old, paper};

/// A new quarter that is being made.
pub(super) struct Begun<'a> {
    /// The office.
    pub(super) office: &'a Office,
    /// The step between the quarters.
    pub(super) roll: Roll,
    /// The papers' date, where somebody says it.
    pub(super) date: Option<Date>,
    /// All papers of the office.
    pub(super) all: &'a [Found],
    /// The papers that are rolled.
    pub(super) old: &'a [Old],
    /// Where their files go.
    pub(super) places: &'a Places,
}

impl Begun<'_> {
    /// Makes the papers, each after the workbooks that it is the first to name: a paper is never there without them.
    pub(super) fn make(&self, told: &mut Told, out: &mut Diagnostics) -> Option<Making> {
        let books: Vec<Book<'_>> = self
            .places
            .books
            .iter()
            .map(|(old, new)| Book::new(self, old, new))
            .collect();
        let mut making = Making::default();
        let mut whole = true;
        for old in self.old {
            let text = paper::rolled(self, old, &books, told, out);
            whole &= text.is_some();
            for layout in &old.layouts {
                let book = books.iter().find(|book| *book.old == *layout.workbook.file);
                let Some(book) = book else { continue };
                if making.files().iter().any(|made| made.shown == book.new) {
                    continue;
                }
                let bytes = self.workbook(book, told, out);
                whole &= bytes.is_some();
                making.add(book.new, bytes.unwrap_or_default());
            }
            making.add(
                self.places.papers[&old.shown].as_str(),
                text.unwrap_or_default(),
            );
        }
        whole.then_some(making)
    }

    fn workbook(&self, book: &Book<'_>, told: &mut Told, out: &mut Diagnostics) -> Option<Vec<u8>> {
        match tracker::workbook(&book.tracker(told)) {
            Ok(bytes) => Some(bytes),
            Err(fault) => {
                let message = format!("cannot make `{}`: {fault}", book.new);
                out.add(Code::NotWritten, Origin::file(book.old), message)
                    .hint("shorten or divide what is too long in the old workbook, and try again");
                None
            }
        }
    }
}
