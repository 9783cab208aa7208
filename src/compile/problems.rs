//! The typesetter's problems in our words: template, line and column.

use typst::World;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::Task;
use super::world::PaperWorld;

const PACKAGE: &str = "packages are not fetched: put the package's files into a folder below `data/templates`, and import them from there, as in `#import \"/packages/name/lib.typ\"`";
const OTHER_VERSION: &str = "if this template, or the one it imports from, is a copy of your own, another version of boardpaper may have written it: move it away, write a new one with `boardpaper templates eject`, and make your changes again";

/// Takes over problems under a code.
pub fn report(
    problems: &[SourceDiagnostic],
    code: Code,
    world: &PaperWorld<'_>,
    task: &Task<'_>,
    out: &mut Diagnostics,
) {
    for problem in problems {
        let origin = place(problem, world).unwrap_or_else(|| Origin::file(task.paper));
        let added = out.add(code, origin, problem.message.replace("\n", " "));
        for hint in &problem.hints {
            added.hint(hint.v.to_string());
        }
        if problem.message.starts_with("package not found") {
            added.hint(PACKAGE);
        }
        if problem.message == "unresolved import" {
            added.hint(OTHER_VERSION);
        }
        added.hint(format!("seen while setting `{}`", task.paper));
    }
}

/// Finds the place in the office's own template nearest to a fault: the fault's, or a call that led to it.
fn place(problem: &SourceDiagnostic, world: &PaperWorld<'_>) -> Option<Origin> {
    let calls = problem.trace.iter().map(|call| DiagSpan::from(call.span));
    std::iter::once(problem.span)
        .chain(calls)
        .find_map(|span| origin(span, world))
}

fn origin(span: DiagSpan, world: &PaperWorld<'_>) -> Option<Origin> {
    let id = span.id()?;
    let range = world.range(span)?;
    let source = world.source(id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    let text = source.text().get(range.clone()).unwrap_or_default();
    let length = text.lines().next().unwrap_or_default().chars().count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Origin::Text {
        file: world.shared.name(id).into(),
        line: number(line + 1),
        column: number(column + 1),
        length: number(length.max(1)),
    })
}
