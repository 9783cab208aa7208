//! One paper in each format that is asked for.

use crate::compile::{self, Html, Shared, Task};
use crate::diagnostic::Diagnostics;
use crate::docx::{self, About};
use crate::model::PaperFormat;

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
        let bytes = match format {
            PaperFormat::Pdf => compile::compile(shared, task, out)?,
            PaperFormat::Html => html(&mut page, shared, task, out)?
                .page
                .clone()
                .into_bytes(),
            PaperFormat::Docx => {
                let tree = &html(&mut page, shared, task, out)?.tree;
                docx::write(tree, &About::of(task.model), task.date)
            }
        };
        made.push((*format, bytes));
    }
    Some(made)
}

/// Returns the paper's page, set once for all formats that are made of it.
fn html<'a>(
    page: &'a mut Option<Html>,
    shared: &Shared,
    task: &Task<'_>,
    out: &mut Diagnostics,
) -> Option<&'a Html> {
    if page.is_none() {
        *page = compile::html(shared, task, out);
    }
    page.as_ref()
}
