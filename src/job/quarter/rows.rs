//! The rows of a new tracker's sheet.

use crate::load::Content;
use crate::model::{ClosedLines, Judged, Note, Row, StatusKey, Value, ValueType};
use crate::tracker::{self, TrackerCell};
use crate::validate::{LaidRow, Layout};

use super::Old;
use super::begun::Begun;
use super::cells::{cell, is_empty};
use super::columns::{Columns, Planned, Source};

/// The rows of a sheet, and what people should know of them.
#[derive(Default)]
pub(super) struct Made {
    /// The rows, with a cell for each column that is planned.
    pub(super) rows: Vec<Vec<TrackerCell>>,
    /// What of the old rows is left out.
    pub(super) left: Vec<String>,
    /// What was kept and may no longer hold.
    pub(super) looks: Vec<String>,
}

/// A line of a paper's table.
struct Line<'a> {
    row: &'a Row,
    /// The workbook it stands in.
    file: &'a str,
    key: Option<&'a StatusKey>,
    /// The paper's notes, whose marks are typed again.
    notes: &'a [Note],
}

/// Makes the rows of a sheet.
pub(super) fn rows(begun: &Begun<'_>, tables: &[(&Old, &Layout)], columns: &Columns) -> Made {
    let mut made = Made::default();
    let (mut closed, mut uncalculated) = (Vec::new(), 0);
    let leaves_out = begun.office.board.closed_lines == ClosedLines::LeaveOut;
    for laid in &tables[0].1.rows {
        let line = tables
            .iter()
            .find_map(|(old, layout)| line(old, layout, laid));
        if let Some(line) = line.as_ref().filter(|line| line.is_closed()) {
            closed.push(line.row.label.clone());
            if leaves_out {
                continue;
            }
        }
        let open = |content: &&Content| matches!(content, Content::Uncalculated(_));
        uncalculated += laid.cells.iter().filter(open).count();
        let cells = columns.planned.iter();
        made.rows.push(
            cells
                .map(|planned| planned_cell(planned, laid, line.as_ref()))
                .collect(),
        );
    }
    if !closed.is_empty() {
        let lines = format!("closed lines: {}", closed.join(", "));
        match leaves_out {
            true => made.left.push(lines),
            false => made.looks.push(format!(
                "{lines}; `[new-quarter]` with `closed = \"leave-out\"` in `data/board.toml` leaves them out"
            )),
        }
    }
    if uncalculated > 0 {
        made.left
            .push(format!("formulas without a result ({uncalculated})"));
    }
    made
}

fn line<'a>(old: &'a Old, layout: &'a Layout, laid: &LaidRow) -> Option<Line<'a>> {
    let of = layout.rows.iter().find(|row| row.at == laid.at)?.of?;
    let table = old.paper.tables.get(&layout.table)?;
    Some(Line {
        row: table.rows.get(of)?,
        file: &layout.workbook.file,
        key: table.key.as_ref(),
        notes: &old.paper.notes,
    })
}

impl Line<'_> {
    fn is_closed(&self) -> bool {
        closed(self.row, self.key)
    }

    /// Returns what the line says in a column where that stands in no cell of the workbook: an answer that was collected, or a
    /// status that is told by a colour.
    fn said(&self, column: &str, content: &Content) -> Option<TrackerCell> {
        let said = self.row.cells.get(column)?;
        let elsewhere = said.origin.path() != self.file;
        let given =
            matches!(said.value, Value::Status(_)) && self.row.judged != Some(Judged::Computed);
        (elsewhere || given && is_empty(content)).then(|| tracker::cell(&said.value, self.notes))
    }
}

/// Returns whether the work of a row is over.
pub(super) fn closed(row: &Row, key: Option<&StatusKey>) -> bool {
    let code = row.cells.values().find_map(|cell| match &cell.value {
        Value::Status(code) => Some(code),
        _ => None,
    });
    let step = code.zip(key).and_then(|(code, key)| key.by_code(code));
    step.is_some_and(|step| step.closed)
}

fn planned_cell(planned: &Planned, laid: &LaidRow, line: Option<&Line<'_>>) -> TrackerCell {
    let (Source::Old(at) | Source::Earlier(at)) = planned.source else {
        return TrackerCell::Empty;
    };
    let content = &laid.cells[at];
    let as_text = matches!(
        planned.of_type(),
        Some(ValueType::Ref | ValueType::Text | ValueType::Person | ValueType::Organisation)
    );
    let said = match (&planned.name, line) {
        (Some((name, None)), Some(line)) => line.said(name, content),
        _ => None,
    };
    said.unwrap_or_else(|| cell(content, as_text))
}
