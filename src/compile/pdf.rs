//! From a laid-out paper to PDF.

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::world::{PaperWorld, datetime};
use super::{Shared, Task, inspect, problems};

/// The standards that a PDF conforms to.
#[derive(Clone)]
pub struct Standards(PdfStandards);

impl std::fmt::Debug for Standards {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Standards")
    }
}

impl Standards {
    /// Reads names such as `ua-1` and `a-2a`; `place` is where the office gives them.
    pub fn new(names: &[String], place: &Origin, out: &mut Diagnostics) -> Option<Self> {
        let mut standards = Vec::new();
        for name in names {
            match serde_json::from_value::<PdfStandard>(name.as_str().into()) {
                Ok(standard) => standards.push(standard),
                Err(_) => {
                    out.add(
                        Code::ValueWrong,
                        place.clone(),
                        format!("`{name}` is not a PDF standard"),
                    )
                    .hint("use names such as `ua-1`, `a-2a`, `a-2u`, `a-3a` or `1.7`");
                }
            }
        }
        if standards.len() < names.len() {
            return None;
        }
        match PdfStandards::new(&standards) {
            Ok(standards) => Some(Self(standards)),
            Err(error) => {
                out.add(
                    Code::SettingConflict,
                    place.clone(),
                    error.message().to_string(),
                )
                .hint("`ua-1` goes with one of `a-2a`, `a-2u` or `a-3a`");
                None
            }
        }
    }
}

/// A paper as a PDF.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Compiles a paper to PDF; every fault is reported, and a paper with faults is not given.
pub fn compile(shared: &Shared, task: &Task<'_>, out: &mut Diagnostics) -> Option<Pdf> {
    let world = PaperWorld::paged(shared, task);
    let compiled = typst::compile::<PagedDocument>(&world);
    problems::report(&compiled.warnings, Code::TemplateWarning, &world, task, out);
    let document = match compiled.output {
        Ok(document) => document,
        Err(errors) => {
            problems::report(&errors, Code::TemplateFault, &world, task, out);
            return None;
        }
    };
    inspect::inspect(&document, task, out);
    let options = PdfOptions {
        ident: Smart::Custom(task.paper.to_owned()),
        creator: Smart::Custom(Some("boardpaper".to_owned())),
        timestamp: datetime(task.date).map(Timestamp::new_utc),
        standards: task.standards.0.clone(),
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&document, &options) {
        Ok(bytes) => Some(Pdf {
            bytes,
            pages: document.pages().len(),
        }),
        Err(errors) => {
            problems::report(&errors, Code::NotConforming, &world, task, out);
            None
        }
    }
}
