//! Long papers without contents.

use crate::check::Subject;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, Body, Origin, Value};

/// The headings of a paper that is long, where the office does not say.
const HEADINGS: usize = 12;
/// The words of a paper that is long, where the office does not say: about four pages.
const WORDS: usize = 1_500;

/// Reports a paper with a long text and without contents, where its kind can have them.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let paper = subject.paper;
    for (name, field) in &paper.kind.fields {
        let cell = paper.fields.get(name).map(|cell| &cell.value);
        let (Some(Value::Body(body)), Some(asked)) = (cell, &field.body.contents) else {
            continue;
        };
        let has = paper.fields.get(asked).map(|cell| &cell.value);
        let headings = headings(body);
        if has == Some(&Value::Flag(true)) || !is_long(body, headings, subject) {
            continue;
        }
        let message = format!("a paper with {headings} headings has no contents");
        out.add(
            Code::ContentsMissing,
            Origin::file(paper.file.as_str()),
            message,
        )
        .hint(format!("write `{asked} = true` among its fields"));
    }
}

fn headings(Body(parts): &Body) -> usize {
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    parts.iter().filter(|part| is_heading(&part.block)).count()
}

fn is_long(body: &Body, headings: usize, subject: &Subject<'_>) -> bool {
    match subject.settings.contents_from {
        Some(from) => headings >= from,
        None => headings >= HEADINGS && body.plain().split_whitespace().count() >= WORDS,
    }
}
