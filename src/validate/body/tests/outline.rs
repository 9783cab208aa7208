//! A body as tests write it down.

use crate::model::{Block, Inline, Mark, Part, RichText, plain};

/// Writes parts down a line each, so that a test reads like the text.
pub fn outline(parts: &[Part]) -> String {
    parts.iter().map(outline_of).collect()
}

fn outline_of(part: &Part) -> String {
    let number = part.number.as_deref().unwrap_or("-");
    let id = part.id.as_deref().unwrap_or("-");
    match &part.block {
        Block::Heading { of } => format!(
            "{} {number} {} [{id}]\n",
            "#".repeat(part.level.unwrap_or(0).into()),
            plain(of)
        ),
        Block::Paragraph { of } => format!("{number} {} [{id}]\n", words(of)),
        Block::Letters { of, ids, .. } => items(of, ids),
        Block::Table(grid) => format!(
            "table {number} {} [{id}]\n",
            grid.caption.as_deref().map(plain).unwrap_or_default()
        ),
        Block::Figure(figure) => format!("figure {number} {} [{id}]\n", figure.alt),
        Block::Chart(chart) => format!("chart {number} {} [{id}]\n", chart.title),
        other => {
            let mut lines = Vec::new();
            other.visit(&mut |line| lines.push(words(line)));
            format!("* {}\n", lines.join(" / "))
        }
    }
}

fn items(of: &[RichText], ids: &[String]) -> String {
    let item = |(item, id): (&RichText, &String)| {
        let inner: String = item
            .0
            .iter()
            .map(|block| match block {
                Block::Letters { of, ids, .. } => items(of, ids),
                other => {
                    let mut text = String::new();
                    other.visit(&mut |line| text += &words(line));
                    format!("{text} [{id}]\n")
                }
            })
            .collect();
        inner
    };
    of.iter().zip(ids).map(item).collect()
}

/// The words of a line, with what its cross-references lead to.
fn words(line: &[Inline]) -> String {
    line.iter()
        .map(|piece| match piece {
            Inline::Mark(Mark::Refer {
                to, noun, number, ..
            }) => format!("<{noun} {number}: {to}>"),
            Inline::Mark(Mark::See { to, of }) => format!("<{}: {to}>", plain(of)),
            other => plain(std::slice::from_ref(other)),
        })
        .collect()
}
