//! Papers that are set beside earlier ones: is it the right paper, and which lines have other refs than they had?

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Comparison, Paper, Past, State, Table, TableComparison, Value};

/// Lines whose titles are less alike than this have no more than their refs in common.
const ALIKE: f64 = 0.5;

/// Looks at each paper that this one is compared with, and at those that it sets against each other.
pub fn check(paper: &Paper, out: &mut Diagnostics) {
    check_past(paper, out);
    for (name, field) in &paper.kind.fields {
        if let (Some(_), Some(cell)) = (&field.against, paper.fields.get(name)) {
            cell.value
                .papers()
                .iter()
                .for_each(|new| check_past(new, out));
        }
    }
}

fn check_past(paper: &Paper, out: &mut Diagnostics) {
    for (field, comparison) in &paper.past {
        let Some((cell, old)) = paper.fields.get(field).and_then(named) else {
            continue;
        };
        if !one_kind(paper, old, cell, out) {
            continue;
        }
        later(paper, old, field, cell, out);
        in_common(paper, comparison, old, cell, out);
        for (name, compared) in &comparison.tables {
            if let (Some(new), Some(then)) = (paper.tables.get(name), old.tables.get(name)) {
                renumbered(name, compared, (new, then), (cell, old), out);
            }
        }
    }
}

fn named(cell: &Cell) -> Option<(&Cell, &Paper)> {
    match &cell.value {
        Value::Paper(old) => Some((cell, old)),
        _ => None,
    }
}

fn one_kind(paper: &Paper, old: &Paper, cell: &Cell, out: &mut Diagnostics) -> bool {
    let (now, then) = (&paper.kind.name, &old.kind.name);
    if now != then {
        let message = format!(
            "`{}` cannot be compared with `{}`: one is of the document `{now}`, the other of `{then}`",
            paper.file, old.file
        );
        out.add(Code::PaperUnfit, cell.origin.clone(), message)
            .hint("compare two papers of one kind of document");
    }
    now == then
}

fn later(paper: &Paper, old: &Paper, field: &str, cell: &Cell, out: &mut Diagnostics) {
    let (Some(now), Some(then)) = (paper.quarter(), old.quarter()) else {
        return;
    };
    if then >= now {
        let message = format!("`{field}` names a paper of {then}, and this one is of {now}");
        out.add(Code::NotEarlier, cell.origin.clone(), message)
            .hint("name the paper of an earlier quarter, or correct the `quarter` of one of them");
    }
}

/// Two papers without a line in common are hardly two papers of one subject.
fn in_common(
    paper: &Paper,
    comparison: &Comparison,
    old: &Paper,
    cell: &Cell,
    out: &mut Diagnostics,
) {
    let is_other = |past: &Past| {
        past.similarity
            .map_or(past.state == State::New, |like| like < ALIKE)
    };
    let mut rows = comparison.tables.values().flat_map(|table| &table.rows);
    let old_has_rows = old.tables.values().any(|table| !table.rows.is_empty());
    let has_rows = paper.tables.values().any(|table| !table.rows.is_empty());
    if has_rows && old_has_rows && rows.all(is_other) {
        let message = format!("this paper and `{}` have no line in common", old.file);
        out.add(Code::NothingInCommon, cell.origin.clone(), message)
            .hint(
                "check that it is the paper that is meant: lines are matched by ref, then by title",
            );
    }
}

/// Tells which lines were matched by their titles under other refs, so that somebody can look.
fn renumbered(
    name: &str,
    compared: &TableComparison,
    (new, then): (&Table, &Table),
    (cell, old): (&Cell, &Paper),
    out: &mut Diagnostics,
) {
    let moved = new.rows.iter().zip(&compared.rows);
    let moved = moved.filter(|(_, past)| past.state == State::Renumbered);
    let list: Vec<String> = moved
        .filter_map(|(row, past)| {
            let was = &then.rows.get(past.row?)?.label;
            let alike = match (past.similarity? * 100.0).round() {
                100.0 => "the same title".to_owned(),
                percent => format!("titles {percent}% alike"),
            };
            Some(format!("`{}` was `{was}` ({alike})", row.label))
        })
        .collect();
    if !list.is_empty() {
        let message = format!(
            "lines of `{name}` have other refs than in `{}`: {}",
            old.file,
            list.join(", ")
        );
        out.add(Code::Renumbered, cell.origin.clone(), message)
            .hint("where two of them are not the same line, give the new one a ref that was not used before");
    }
}
