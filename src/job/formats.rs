//! One paper in each format that is asked for.

use crate::compile::{self, Shared, Task};
use crate::diagnostic::Diagnostics;
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
    let asked = |format: &&PaperFormat| formats.contains(format);
    for format in PaperFormat::ALL.iter().filter(asked) {
        let model = render::in_format(task.model, *format);
        let task = Task {
            model: &model,
            ..*task
        };
        let bytes = match format {
            PaperFormat::Pdf => compile::compile(shared, &task, out)?,
            PaperFormat::Html => compile::html(shared, &task, out)?.page.into_bytes(),
        };
        made.push((*format, bytes));
    }
    Some(made)
}
