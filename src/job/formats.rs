//! One paper in each format that is asked for.

use crate::compile::{self, Html, Shared, Task};
use crate::diagnostic::Diagnostics;
use crate::docx::{self, About};
use crate::model::PaperFormat;
use crate::render;

/// Makes a paper in all formats or in none: the first that fails has said what is wrong with the paper.
pub(super) fn make(
    shared: &Shared,
    task: &Task<'_>,
    formats: &[PaperFormat],
    out: &mut Diagnostics,
) -> Option<Vec<(PaperFormat, Vec<u8>)>> {
    let mut made = Vec::new();
    let mut page = None;
    let asked = |format: &&PaperFormat| formats.contains(format);
    for format in PaperFormat::ALL.iter().filter(asked) {
        let model = render::in_format(task.model, *format);
        let task = Task {
            model: &model,
            ..*task
        };
        let bytes = match format {
            PaperFormat::Pdf => compile::compile(shared, &task, out)?,
            PaperFormat::Html => html(&mut page, shared, &task, out)?
                .page
                .clone()
                .into_bytes(),
            PaperFormat::Docx => {
                let tree = &html(&mut page, shared, &task, out)?.tree;
                docx::write(tree, &About::of(task.model), task.date)
            }
        };
        made.push((*format, bytes));
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
