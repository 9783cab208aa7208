//! What stands in a line that is to be answered anew, and which lines were filled in when they were asked for.

use crate::job::hash::hash;
use crate::model::{Column, Paper, Quarter, Row, TableKind, Value, ValueType};
use crate::returns::{Filled, Line, Return};

/// So much of a hash tells one text from another.
const ENOUGH: usize = 16;

/// Finds the row of a line.
pub(super) fn row_of<'a>(paper: &'a Paper, line: &Line) -> Option<(&'a TableKind, &'a Row)> {
    let kind = paper.kind.tables.get(&line.table)?;
    let column = kind.column_of(ValueType::Ref)?;
    let mut rows = paper.tables.get(&line.table)?.rows.iter();
    let is = |row: &&Row| {
        row.value(column)
            .is_some_and(|own| own.plain().trim() == line.reference)
    };
    Some((kind, rows.find(is)?))
}

/// Returns what a row says in a column that is to be answered: of figures by quarter, that of the paper's own.
pub(super) fn answer(
    row: &Row,
    (name, column): (&str, &Column),
    quarter: Option<Quarter>,
) -> Option<String> {
    let value = row.value(name)?;
    let text = match (column.by_quarter, value) {
        (true, Value::Series(points)) => {
            let own = points.iter().find(|point| Some(point.quarter) == quarter);
            own?.figure.shown.clone()
        }
        _ => value.plain(),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Returns the hash of what a row says that is to be answered anew; none where it is blank.
pub(super) fn says(paper: &Paper, kind: &TableKind, row: &Row) -> Option<String> {
    let due = kind.answers().filter(|(_, column)| column.is_due());
    let said = due.filter_map(|(name, column)| {
        let text = answer(row, (name, column), paper.quarter())?;
        Some(format!("{name}\n{text}\n"))
    });
    let said: String = said.collect();
    (!said.is_empty()).then(|| hash(said.as_bytes())[..ENOUGH].to_owned())
}

/// Returns which of the lines were filled in when they were asked for first: now, or in the round that is made again.
pub(super) fn filled(lines: &[Line], before: &[Return], papers: &[Paper]) -> Vec<Filled> {
    let of = |line: &Line| {
        let asked = before.iter().find(|asked| asked.lines.contains(line));
        let says = match asked {
            Some(asked) => asked.filled(line).map(str::to_owned),
            None => now(line, papers),
        };
        Some(Filled {
            paper: line.paper.clone(),
            table: line.table.clone(),
            reference: line.reference.clone(),
            says: says?,
        })
    };
    lines.iter().filter_map(of).collect()
}

fn now(line: &Line, papers: &[Paper]) -> Option<String> {
    let paper = papers.iter().find(|paper| paper.file == line.paper)?;
    let (kind, row) = row_of(paper, line)?;
    says(paper, kind, row)
}
