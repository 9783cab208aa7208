//! The sheets of a pack that are papers of ours without a file of their own: cover, front sheet, dividers.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Severity};
use crate::job::Prepared;
use crate::job::inputs::Inputs;
use crate::job::reader::Reader;
use crate::model::{Edition, Origin, PackSheet, Paper};
use crate::render;
use crate::toml_text::quoted;

use super::gather::Gather;
use super::known::Known;
use super::source::Content;

/// A sheet, as a PDF.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its PDF.
    pub content: Content,
    /// What is known of it.
    pub known: Known,
}

/// The sheets of a meeting.
pub struct Sheets<'a> {
    gather: &'a Gather<'a>,
    path: &'a Path,
    meeting: Paper,
}

impl<'a> Sheets<'a> {
    /// Takes a meeting, without the names of the papers' files: no sheet says them, and those of exempt ones nobody must find.
    pub fn new(gather: &'a Gather<'a>, path: &'a Path, meeting: &Paper) -> Self {
        let mut meeting = meeting.clone();
        let rows = meeting
            .tables
            .values_mut()
            .flat_map(|table| &mut table.rows);
        rows.for_each(|row| row.cells.retain(|_, cell| cell.value.files().is_empty()));
        Self {
            gather,
            path,
            meeting,
        }
    }

    /// Sets the front sheet.
    pub fn front(&self, pack: &PackSheet, out: &mut Diagnostics) -> Option<Sheet> {
        let mut paper = self.meeting.clone();
        paper.pack = Some(pack.clone());
        self.set(paper, pack, out)
    }

    /// Sets a sheet of another document that names the meeting, such as its cover, or the divider of an item.
    pub fn beside(
        &self,
        document: &str,
        item: Option<&str>,
        pack: &PackSheet,
        out: &mut Diagnostics,
    ) -> Option<Sheet> {
        let office = self.gather.office;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let item = item.map(|item| format!("item = {}\n", quoted(item)));
        let text = format!(
            "document = {}\nmeeting = {}\n{}",
            quoted(document),
            quoted(&name),
            item.unwrap_or_default()
        );
        let place = self.place(document);
        let mut problems = Diagnostics::default();
        let paper = Reader::new(office).read_text(&place, &text, &mut problems);
        self.append(&office.shown(&place), problems, out);
        let mut paper = paper.filter(|_| !out.has_errors())?;
        paper.pack = Some(pack.clone());
        self.set(paper, pack, out)
    }

    /// Takes over errors; the text of a sheet stands in no file, so that they are said of the meeting's.
    fn append(&self, place: &str, mut problems: Diagnostics, out: &mut Diagnostics) {
        self.gather.office.rules.apply(&mut problems);
        problems.retain(|problem| problem.severity == Severity::Error);
        for problem in problems.iter_mut() {
            if problem
                .origin
                .as_ref()
                .is_some_and(|origin| origin.path() == place)
            {
                problem.origin = Some(Origin::file(self.meeting.file.as_str()));
            }
        }
        out.append(problems);
    }

    /// Returns the file that a sheet would stand in: beside the meeting's.
    fn place(&self, document: &str) -> PathBuf {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        self.path
            .with_file_name(format!("{stem}-pack-{document}.toml"))
    }

    /// Sets a sheet; what only members may see is kept nowhere.
    fn set(&self, paper: Paper, pack: &PackSheet, out: &mut Diagnostics) -> Option<Sheet> {
        let sources = render::render(&paper, &self.gather.office.library, out)?;
        let prepared = Prepared {
            shown: paper.file,
            kind: paper.kind.name,
            sources,
            images: Vec::new(),
            inputs: Inputs::default(),
        };
        let open = pack.edition == Edition::Public;
        let made = self.gather.made(&prepared, open, out)?;
        let (content, known) = made.ok()?;
        Some(Sheet { content, known })
    }
}
