//! Captions of tables: a paragraph "Table: …" above or below one.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, Inline};

use super::parse::Parsed;

const LEAD: &str = "table:";

/// Gives each caption to its table.
pub fn captions(parts: Vec<Parsed>, out: &mut Diagnostics) -> Vec<Parsed> {
    let mut all: Vec<Parsed> = Vec::new();
    let mut waiting: Option<Parsed> = None;
    for mut parsed in parts {
        if let Some(caption) = waiting.take() {
            // Above its table, or else below the one before.
            match (&parsed.part.block, all.last_mut()) {
                (Block::Table(_), _) => give(caption, &mut parsed),
                (_, Some(before)) if wants(before) => give(caption, before),
                _ => astray(caption, &mut all, out),
            }
        }
        if is_caption(&parsed.part.block) {
            waiting = Some(parsed);
        } else {
            all.push(parsed);
        }
    }
    match (waiting, all.last_mut()) {
        (Some(caption), Some(before)) if wants(before) => give(caption, before),
        (Some(caption), _) => astray(caption, &mut all, out),
        _ => {}
    }
    all
}

fn is_caption(block: &Block) -> bool {
    let Block::Paragraph { of } = block else {
        return false;
    };
    let Some(Inline::Text(first)) = of.first() else {
        return false;
    };
    first
        .get(..LEAD.len())
        .is_some_and(|lead| lead.eq_ignore_ascii_case(LEAD))
}

fn wants(parsed: &Parsed) -> bool {
    matches!(&parsed.part.block, Block::Table(grid) if grid.caption.is_none())
}

fn give(caption: Parsed, to: &mut Parsed) {
    let (Block::Paragraph { mut of }, Block::Table(grid)) =
        (caption.part.block, &mut to.part.block)
    else {
        return;
    };
    if let Some(Inline::Text(first)) = of.first_mut() {
        *first = first[LEAD.len()..].trim_start().to_owned();
    }
    grid.caption = Some(of);
    to.part.places.splice(0..0, caption.part.places);
    to.said = caption.said;
}

fn astray(caption: Parsed, all: &mut Vec<Parsed>, out: &mut Diagnostics) {
    out.add(Code::CaptionAstray, caption.part.place().clone(), "the caption has no table above or below it")
        .hint("put it right above the table's first line, with an empty line between, or begin the sentence with another word");
    all.push(caption);
}
