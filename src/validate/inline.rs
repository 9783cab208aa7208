//! Rows that stand in the paper itself.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Entry, Node};
use crate::model::TableKind;

use super::loose::{LooseRow, LooseTable};
use super::raw::{Found, Raw};
use super::section::Section;

/// Takes rows that stand in the paper.
pub fn inline_rows(
    name: &str,
    table: &TableKind,
    rows: &[Node],
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let mut loose = LooseTable::default();
    for node in rows {
        let mut section = Section::new(node, &format!("a row of `{name}`"), out)?;
        let cell = |column: &String| Some((column.clone(), Raw::from_node(section.get(column)?)));
        let cells: IndexMap<String, Raw> = table.columns.keys().filter_map(cell).collect();
        section.finish(out);
        loose.rows.push(LooseRow {
            cells,
            origin: node.origin.clone(),
        });
    }
    for (column, described) in &table.columns {
        let given = loose.rows.iter().any(|row| row.cells.contains_key(column));
        if given || described.required {
            loose.headings.insert(
                column.clone(),
                described.headings.first().unwrap_or(column).clone(),
            );
        }
    }
    Some(loose)
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
    Some(LooseTable { headings, rows })
}
