//! Rows that stand in the paper itself.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Entry, Node, NodeValue};
use crate::model::{FinancialYear, Quarter, TableKind};

use super::loose::{LooseRow, LooseTable};
use super::quarters::{named_quarter, quarter_of, slot};
use super::raw::{Found, Raw};
use super::section::{Section, wrong_type};

/// Takes rows that stand in the paper; `year` is that of a quarter without one.
pub fn inline_rows(
    name: &str,
    table: &TableKind,
    rows: &[Node],
    year: Option<FinancialYear>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let mut loose = LooseTable::default();
    for node in rows {
        let mut section = Section::new(node, &format!("a row of `{name}`"), out)?;
        let mut cells: IndexMap<String, Raw> = IndexMap::new();
        for (column, described) in &table.columns {
            match section.get(column) {
                Some(node) if described.by_quarter => {
                    cells.extend(by_quarter(column, node, year, out));
                }
                Some(node) => {
                    cells.insert(column.clone(), Raw::from_node(node));
                }
                None => {}
            }
        }
        section.finish(out);
        loose.rows.push(LooseRow {
            cells,
            origin: node.origin.clone(),
        });
    }
    for (column, described) in &table.columns {
        let is = |name: &String| name == column || quarter_of(name, column).is_some();
        let given = loose.rows.iter().any(|row| row.cells.keys().any(is));
        if given || described.required {
            loose.headings.insert(
                column.clone(),
                described.headings.first().unwrap_or(column).clone(),
            );
        }
    }
    Some(loose)
}

/// Takes `{ "2026-27 Q1" = "42%" }` as a cell for each quarter.
fn by_quarter(
    column: &str,
    node: &Node,
    year: Option<FinancialYear>,
    out: &mut Diagnostics,
) -> Vec<(String, Raw)> {
    let NodeValue::Table(entries) = &node.value else {
        wrong_type(
            node,
            column,
            "a table such as `{ \"2026-27 Q1\" = \"42%\" }`",
            out,
        );
        return Vec::new();
    };
    let dated = entries
        .iter()
        .any(|entry| named_quarter(&entry.key, None).is_some());
    let mut seen: Vec<(Quarter, &Entry)> = Vec::new();
    let mut cells = Vec::new();
    for entry in entries {
        let named = named_quarter(&entry.key, year).filter(|named| named.words.is_empty());
        let Some(named) = named else {
            let message = format!("`{}` in `{column}` names no quarter", entry.key);
            out.add(Code::QuarterUnknown, entry.origin.clone(), message)
                .hint("write it as in `2026-27 Q1`");
            continue;
        };
        let quarter = named.quarter;
        let first = seen.iter().find(|(other, _)| *other == quarter);
        if dated && named_quarter(&entry.key, None).is_none() {
            let message = format!(
                "`{}` in `{column}` names no year, and other quarters do",
                entry.key
            );
            out.add(Code::QuarterUnknown, entry.origin.clone(), message)
                .hint(format!("write the year beside it, as in `{quarter}`"));
        } else if let Some((_, first)) = first {
            say_twice(column, quarter, first, entry, out);
        } else {
            cells.push((slot(column, quarter), Raw::from_node(&entry.node)));
        }
        seen.push((quarter, entry));
    }
    cells
}

/// Reports two figures of one quarter, with both places.
fn say_twice(column: &str, quarter: Quarter, first: &Entry, second: &Entry, out: &mut Diagnostics) {
    let message = format!(
        "`{}` and `{}` in `{column}` are both {quarter}",
        first.key, second.key
    );
    out.add(Code::HeadingTwice, second.origin.clone(), message)
        .hint(format!(
            "the other stands in {}: keep one of them",
            first.origin
        ));
}

/// Takes `term = "meaning"` as rows of a table of two columns.
pub fn pairs(
    name: &str,
    table: &TableKind,
    mut section: Section<'_>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let columns: Vec<&String> = table.columns.keys().collect();
    let [first, second] = columns[..] else {
        out.add(
            Code::FieldMissing,
            section.origin.clone(),
            format!("`[{name}]` names no workbook"),
        )
        .hint(format!(
            "add `workbook = \"tracker.xlsx\"`, or give the rows as `[[{name}]]`"
        ));
        return None;
    };
    let row = |entry: &Entry| {
        let term = Raw {
            found: Found::Written(entry.key.clone()),
            fill: None,
            ink: None,
            origin: entry.origin.clone(),
        };
        let cells = IndexMap::from([
            (first.clone(), term),
            (second.clone(), Raw::from_node(&entry.node)),
        ]);
        LooseRow {
            cells,
            origin: entry.origin.clone(),
        }
    };
    let rows = section.all().iter().map(row).collect();
    let headings = columns
        .iter()
        .map(|column| ((*column).clone(), (*column).clone()))
        .collect();
    Some(LooseTable {
        headings,
        rows,
        ..LooseTable::default()
    })
}
