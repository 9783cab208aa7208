//! One paper in each format that is asked for.

use crate::compile::{self, Html, Shared, Task};
use crate::diagnostic::Diagnostics;
use crate::docx::{self, About};
use crate::model::PaperFormat;
use crate::render;

/// A paper in one format.
pub(super) struct Made {
    /// The format.
    pub format: PaperFormat,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
}

/// Makes a paper in all formats or in none: the first that fails has said what is wrong with the paper.
pub(super) fn make(
    shared: &Shared,
    task: &Task<'_>,
    formats: &[PaperFormat],
    out: &mut Diagnostics,
) -> Option<Vec<Made>> {
    let mut made = Vec::new();
    let mut page = None;
    let asked = |format: &&PaperFormat| formats.contains(format);
    for format in PaperFormat::ALL.iter().filter(asked) {
        let model = render::in_format(task.model, *format);
        let task = Task {
            model: &model,
            ..*task
        };
        let mut pages = None;
        let bytes = match format {
            PaperFormat::Pdf => {
                let pdf = compile::compile(shared, &task, out)?;
                pages = Some(pdf.pages);
                pdf.bytes
            }
            PaperFormat::Html => html(&mut page, shared, &task, out)?
                .page
                .clone()
                .into_bytes(),
            PaperFormat::Docx => {
                let tree = &html(&mut page, shared, &task, out)?.tree;
                docx::write(tree, &About::of(task.model), task.date)
            }
        };
        made.push(Made {
            format: *format,
            bytes,
            pages,
        });
    }
    Some(made)
}

/// Returns the paper's page, set once for all formats whose model is the same.
fn html<'a>(
    page: &'a mut Option<(String, Html)>,
    shared: &Shared,
    task: &Task<'_>,
    out: &mut Diagnostics,
) -> Option<&'a Html> {
    if !matches!(page, Some((model, _)) if model == task.model) {
        *page = Some((task.model.to_owned(), compile::html(shared, task, out)?));
    }
    page.as_ref().map(|(_, html)| html)
}
