//! Which kind of paper an old one is.

use crate::load::{TextBlock, TextDocument, TextTable};
use crate::model::Kind;

use super::grid::{grid, turned};
use super::sections::below;

/// Returns how well each kind fits, best first; kinds that know no table of the document are left out.
pub fn likeliest<'a>(document: &TextDocument, kinds: &'a [Kind]) -> Vec<&'a Kind> {
    let mut tables = Vec::new();
    gather(&document.blocks, &mut tables);
    let mut fitting: Vec<(usize, &Kind)> = kinds
        .iter()
        .filter(|kind| kind.pack.is_none())
        .map(|kind| (weight(kind, &tables) + headed(kind, &document.blocks), kind))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    fitting.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    fitting.into_iter().map(|(_, kind)| kind).collect()
}

/// Weighs rows that are not in a table, by the first of them.
fn headed(kind: &Kind, blocks: &[TextBlock]) -> usize {
    let facts = blocks
        .iter()
        .enumerate()
        .find_map(|(at, block)| match block {
            TextBlock::Paragraph(heading) => below(heading, &blocks[at + 1..], kind),
            TextBlock::Table(_) => None,
        });
    facts.map_or(0, |facts| 10 * (100 + 2 * facts.values.len()))
}

/// Lists all tables, those in cells of others among them.
pub fn gather<'a>(blocks: &'a [TextBlock], into: &mut Vec<&'a TextTable>) {
    for block in blocks {
        if let TextBlock::Table(table) = block {
            into.push(table);
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                gather(&cell.blocks, into);
            }
        }
    }
}

/// A table that is known counts for more than any number of its columns.
fn weight(kind: &Kind, tables: &[&TextTable]) -> usize {
    let best = |table: &&TextTable| {
        let turned = turned(table, kind);
        let table = turned.as_ref().unwrap_or(table);
        let found = kind
            .tables
            .values()
            .filter_map(|described| grid(table, described));
        found.map(|(_, known)| 100 + 2 * known).max().unwrap_or(0)
    };
    let tables: usize = tables.iter().map(best).sum();
    // Of two kinds that know the tables, the one that needs what they have was made for them.
    let lines = kind
        .fields
        .values()
        .filter(|field| !field.lines.is_empty())
        .count();
    if tables == 0 { 0 } else { tables * 10 + lines }
}
