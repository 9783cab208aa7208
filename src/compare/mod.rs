//! Last quarter beside this one: rows of two papers matched, and what became of each.
//!
//! Pure functions on papers: nothing is read here, and nothing is reported.

mod changes;
mod direction;
mod likeness;
mod matching;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{
    Comparison, MatchedBy, Paper, Past, State, Table, TableComparison, TableKind, Value, ValueType,
};

use likeness::Title;
use matching::{Line, Pair, pairs};

/// Sets a paper beside each that its description compares it with.
pub fn compare(paper: &mut Paper) {
    let compared = paper.fields.iter().filter_map(|(name, cell)| {
        let field = paper.kind.fields.get(name)?;
        match &cell.value {
            Value::Paper(old) if field.compare => Some((name.clone(), beside(paper, old))),
            _ => None,
        }
    });
    let past: IndexMap<String, Comparison> = compared.collect();
    paper.past = past;
    set_against(paper);
}

/// Sets papers that are named against each other, as if the newer named the older itself.
fn set_against(paper: &mut Paper) {
    for (name, field) in &paper.kind.fields {
        let Some(older) = &field.against else {
            continue;
        };
        let Some(cell) = paper.fields.get(older).cloned() else {
            continue;
        };
        let newer = paper.fields.get_mut(name).map(|cell| &mut cell.value);
        if let (Value::Paper(old), Some(Value::Paper(new))) = (&cell.value, newer) {
            let new = Arc::make_mut(new);
            new.past.insert(older.clone(), beside(new, old));
            new.fields.insert(older.clone(), cell);
        }
    }
}

/// Sets a paper beside an older one; only tables that both have are compared.
pub fn beside(new: &Paper, old: &Paper) -> Comparison {
    let both = new.tables.iter().filter_map(|(name, table)| {
        let kind = new.kind.tables.get(name)?;
        let old = old.tables.get(name)?;
        Some((name.clone(), table_beside(kind, table, old)))
    });
    Comparison {
        tables: both.collect(),
    }
}

fn table_beside(kind: &TableKind, new: &Table, old: &Table) -> TableComparison {
    let pairs = pairs(&lines(kind, new), &lines(kind, old));
    let mut rows: Vec<Past> = new.rows.iter().map(|_| Past::new_row()).collect();
    let mut gone: Vec<usize> = (0..old.rows.len()).collect();
    for pair in pairs {
        gone.retain(|row| *row != pair.old);
        rows[pair.new] = past(kind, (new, old), &pair);
    }
    TableComparison { rows, gone }
}

fn past(kind: &TableKind, (new, old): (&Table, &Table), pair: &Pair) -> Past {
    let (now, then) = (&new.rows[pair.new], &old.rows[pair.old]);
    let changed = changes::changed(kind, (new, now), (old, then));
    let is_date = |name: &String| kind.columns[name].of_type == ValueType::Date;
    Past {
        state: if pair.renumbered {
            State::Renumbered
        } else {
            State::Kept
        },
        row: Some(pair.old),
        matched: Some(if pair.by_ref {
            MatchedBy::Ref
        } else {
            MatchedBy::Title
        }),
        similarity: pair.similarity,
        direction: direction::direction((new, now), (old, then)),
        revised: changed.iter().any(is_date),
        changed,
    }
}

/// Takes what rows are matched by: the ref, and the title.
fn lines(kind: &TableKind, table: &Table) -> Vec<Line> {
    let (reference, title) = (kind.column_of(ValueType::Ref), kind.title());
    let plain = |row: &crate::model::Row, column: Option<&str>| {
        let value = row.value(column?)?;
        Some(value.plain())
    };
    let rows = table.rows.iter();
    rows.map(|row| Line {
        reference: plain(row, reference).map(|text| text.trim().to_lowercase()),
        title: Title::new(&plain(row, title).unwrap_or_default()),
    })
    .collect()
}
