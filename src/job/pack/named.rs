//! The file of a paper, as a meeting names it: looked for, and checked to be one that a pack can hold.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::job::Office;
use crate::job::papers::tidy;
use crate::model::Origin;
use crate::pack::{Access, AgendaItem, ItemPaper};

use super::libre_office::Part;

/// A paper of an item, and how messages call it.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The item.
    pub item: &'a AgendaItem,
    /// The position of the paper among the item's.
    pub position: usize,
    /// Whether nothing of it may be kept.
    pub secret: bool,
    /// Whether no edition of the run shows it, so that nothing of it may be said but that it cannot be used.
    pub unsaid: bool,
}

/// The file of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The file.
    pub path: PathBuf,
    /// The file as the user knows it.
    pub shown: String,
    /// What it is read as.
    pub form: Form,
}

/// What a file is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A paper of the office.
    Ours,
    /// A PDF.
    Pdf,
    /// A document that LibreOffice opens; its ending.
    Document(Part, String),
}

impl Wanted<'_> {
    /// Returns the paper.
    pub fn paper(&self) -> &ItemPaper {
        &self.item.papers[self.position]
    }

    /// Returns whether the public may not see it.
    pub fn exempt(&self) -> bool {
        matches!(self.item.access, Access::Exempt(_))
    }

    /// Returns where problems with it are told.
    pub fn origin(&self) -> Origin {
        self.paper().origin.clone()
    }

    /// Returns what messages call it: its file, but no name of an exempt paper.
    pub fn called(&self) -> String {
        if self.exempt() {
            let (place, item) = (self.position + 1, &self.item.number);
            return match self.item.papers.len() {
                1 => format!("the paper of item {item}"),
                _ => format!("paper {place} of item {item}"),
            };
        }
        format!("`{}`", self.paper().file)
    }

    /// Finds the file; what is wrong with it is reported.
    pub fn find(&self, office: &Office, folder: &Path, out: &mut Diagnostics) -> Option<Named> {
        let path = tidy(&folder.join(self.paper().file.replace('\\', "/")));
        if path.is_dir() {
            self.missing(office, &path, out);
            return None;
        }
        let form = self.form(&path, out)?;
        let real = path.canonicalize().ok().filter(|real| real.is_file());
        let Some(real) = real else {
            self.missing(office, &path, out);
            return None;
        };
        let root = office.root.canonicalize();
        if !root.is_ok_and(|root| real.starts_with(root)) {
            let message = format!("{} lies outside the office's folder", self.called());
            out.add(Code::FileUnreadable, self.origin(), message)
                .hint("put a copy beside the meeting's file, and name that");
            return None;
        }
        let shown = office.shown(&path);
        Some(Named { path, shown, form })
    }

    fn missing(&self, office: &Office, path: &Path, out: &mut Diagnostics) {
        let message = match path.is_dir() {
            true => format!("{} is a folder", self.called()),
            false => format!("there is no file for {}", self.called()),
        };
        let problem = out.add(Code::ItemFileMissing, self.origin(), message);
        problem.hint(match self.exempt() {
            true => "its place is told from the meeting's own folder".to_owned(),
            false => format!(
                "looked for `{}`: a paper's place is told from the meeting's own folder",
                office.shown(path)
            ),
        });
        problem.hint("where it comes later, leave it out and write `state = \"to follow\"`");
    }

    fn form(&self, path: &Path, out: &mut Diagnostics) -> Option<Form> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let ending = ending.to_lowercase();
        if let Some(part) = Part::of(&ending) {
            return Some(Form::Document(part, ending));
        }
        match ending.as_str() {
            "toml" | "md" => return Some(Form::Ours),
            "pdf" => return Some(Form::Pdf),
            _ => {}
        }
        let message = format!("{} is of no kind that a pack can hold", self.called());
        out.add(Code::FormatUnknown, self.origin(), message)
            .hint(match ending.as_str() {
                "jpg" | "jpeg" | "png" | "gif" | "tif" | "tiff" | "heic" | "svg" => {
                    "an image has no words for those who cannot see it: put it into a paper, with a caption, or save it as a PDF"
                }
                "docm" | "xlsm" | "pptm" | "dotm" | "xlsb" => {
                    "save it without macros, as `.docx`, `.xlsx` or `.pptx`, or as a PDF"
                }
                _ => "name a paper of the office (`.toml`, `.md`), a PDF, or a document (`.docx`, `.odt`, `.xlsx`, …)",
            });
        None
    }
}
