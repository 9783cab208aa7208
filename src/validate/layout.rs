//! Where a paper's tables stand on the sheets of its trackers: all columns and rows, those of the paper and those beside them.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::load::{Content, Node, NodeValue, Sheet, Workbook};
use crate::model::{Paper, Phrase, Quarter, TableKind, column_name};

use super::board::phrases;
use super::heading_row::heading_row;
use super::heading_words::is_earlier;
use super::headings::{Headings, Hints};
use super::loose::LooseRow;
use super::paper::Beside;
use super::quarters::quarter_of;
use super::raw::{Found, Raw};
use super::row_choice::row_choice;
use super::rows::{Became, Rows};
use super::section::Section;
use super::tracker::{Request, above, chosen_sheet};

/// A table on a sheet of a tracker.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The table's name in the description.
    pub table: String,
    /// The workbook.
    pub workbook: Arc<Workbook>,
    /// The sheet's name.
    pub sheet: String,
    /// The row with its headings, and its first column where another table stands beside it: what tells tables of a sheet apart.
    pub part: (u32, Option<u32>),
    /// The row of the sheet, from 0, in which another table begins below it.
    pub next: Option<u32>,
    /// The headings of tables beside it.
    pub beside: Vec<String>,
    /// What stands above the headings.
    pub above: Vec<Phrase>,
    /// The columns that have a heading or hold something, from left to right.
    pub columns: Vec<LaidColumn>,
    /// The rows below the headings that hold something.
    pub rows: Vec<LaidRow>,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct LaidColumn {
    /// The sheet's column, from 0.
    pub at: u32,
    /// The heading as typed; `Column F` where there is none.
    pub heading: String,
    /// The column of the description that it is; none where it is none of the paper's.
    pub name: Option<String>,
    /// The quarter it is of, where the column has one for each.
    pub quarter: Option<Quarter>,
    /// Whether it holds what was said in an earlier quarter, put beside this one's.
    pub earlier: bool,
}

/// A row of a sheet.
#[derive(Clone, Debug)]
pub struct LaidRow {
    /// The sheet's row, the first of several, from 0.
    pub at: u32,
    /// Which row of the table it is; none for sub-headings, remarks and rows that the paper does not take.
    pub of: Option<usize>,
    /// What its cells hold, one for each column.
    pub cells: Vec<Content>,
}

/// Finds where the tables of a paper stand that name a workbook; `node` is the paper's file.
pub fn layouts(
    node: &Node,
    paper: &Paper,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Vec<Layout> {
    let Some(mut file) = Section::new(node, "the paper", out) else {
        return Vec::new();
    };
    let (mut named, mut found) = (None, Vec::new());
    for (name, table) in &paper.kind.tables {
        let given = file
            .get(name)
            .filter(|node| matches!(node.value, NodeValue::Table(_)));
        let section = given.and_then(|node| Section::new(node, name, out));
        let Some(mut section) = section else { continue };
        // A table that only names its sheet stands in the workbook of the table before it.
        let inherited = named.clone().filter(|_| section.has("sheet"));
        let Some(workbook) = section.phrase("workbook", out).or(inherited) else {
            continue;
        };
        named = Some(workbook.clone());
        let sheet = section.phrase("sheet", out);
        let columns = section.section("columns", out);
        let columns = columns.map(|section| phrases(section, out));
        let heading_row = section.number("heading-row", out);
        let rows = section.section("rows", out);
        let rows = rows.map(|section| row_choice(section, out));
        let request = Request {
            name,
            table,
            sheet: sheet.as_ref(),
            rows: rows.as_ref(),
            hints: Hints {
                columns: &columns.unwrap_or_default(),
                quarter: paper.quarter(),
                row: heading_row.map(|row| (row as u32).saturating_sub(1)),
            },
            asked: &workbook.origin,
        };
        let laid = beside.workbook(&workbook, out).and_then(|read| {
            let (sheet, found) = chosen_sheet(&read, &request, out)?;
            layout((sheet, found), &read, &request, out)
        });
        found.extend(laid);
    }
    found
}

fn layout(
    (sheet, found): (&Sheet, Option<Headings>),
    workbook: &Arc<Workbook>,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<Layout> {
    let headings = heading_row(sheet, found, request, out)?;
    let mut columns = columns(sheet, &headings, request.table);
    for column in columns.iter_mut().filter(|column| column.name.is_none()) {
        column.earlier = is_earlier(&column.heading, request.table, request.hints.quarter);
    }
    let beside = match headings.is_beside {
        true => beside(&headings, &mut columns),
        false => Vec::new(),
    };
    let mut rows = rows(sheet, &headings, &columns, request.table, out);
    if let Some(choice) = request.rows {
        let picked = choice.pick(sheet, &headings, out)?;
        let taken = Rows::new(sheet, &headings, request.table).only(Some(&picked));
        let (_, traces) = taken.traced(out);
        for row in &mut rows {
            row.of = traces.iter().find_map(|(at, became)| match became {
                Became::Row(of) if *at == row.at => Some(*of),
                _ => None,
            });
        }
    }
    let own = headings.found.values().map(|(column, _)| *column).min();
    Some(Layout {
        part: (headings.row, own.filter(|_| headings.is_beside)),
        next: headings.end_after(headings.row),
        beside,
        table: request.name.to_owned(),
        workbook: workbook.clone(),
        sheet: sheet.name.to_string(),
        above: above(sheet, headings.row),
        columns,
        rows,
    })
}

/// Takes the columns of other tables out, and returns their headings.
fn beside(headings: &Headings, columns: &mut Vec<LaidColumn>) -> Vec<String> {
    let found = || headings.found.values().map(|(column, _)| *column);
    let (Some(first), Some(last)) = (found().min(), found().max()) else {
        return Vec::new();
    };
    let others = columns.extract_if(.., |column| !(first..=last).contains(&column.at));
    others.map(|column| column.heading).collect()
}

/// Lists the columns: those of the description, those with other headings, and those that hold something below none.
fn columns(sheet: &Sheet, headings: &Headings, table: &TableKind) -> Vec<LaidColumn> {
    let mut columns: IndexMap<u32, LaidColumn> = IndexMap::new();
    for (slot, (at, heading)) in &headings.found {
        let quarter = |name: &&String| quarter_of(slot, name).is_some();
        let name = table.columns.keys().find(|name| *name == slot);
        let name = name.or_else(|| table.columns.keys().find(quarter));
        let quarter = name.and_then(|name| quarter_of(slot, name));
        columns.insert(*at, laid(*at, heading, name.cloned(), quarter));
    }
    for (at, heading) in &headings.unused {
        columns
            .entry(*at)
            .or_insert_with(|| laid(*at, heading, None, None));
    }
    for cells in headings.below(sheet).map(|(_, cells)| cells) {
        for at in cells.iter().filter(|(_, cell)| !cell.is_blank()) {
            let heading = format!("Column {}", column_name(*at.0));
            columns
                .entry(*at.0)
                .or_insert_with(|| laid(*at.0, &heading, None, None));
        }
    }
    columns.sort_keys();
    let mut columns: Vec<LaidColumn> = columns.into_values().collect();
    // What stands in rows below gets a column of its own, behind the others.
    if let Some((name, column)) = headings
        .below
        .as_ref()
        .and_then(|name| table.columns.get_key_value(name))
    {
        let at = columns.last().map_or(0, |last| last.at + 1);
        let heading = column.headings.first().unwrap_or(name);
        columns.push(laid(at, heading, Some(name.clone()), None));
    }
    columns
}

fn laid(at: u32, heading: &str, name: Option<String>, quarter: Option<Quarter>) -> LaidColumn {
    LaidColumn {
        at,
        heading: heading.to_owned(),
        name,
        quarter,
        earlier: false,
    }
}

fn rows(
    sheet: &Sheet,
    headings: &Headings,
    columns: &[LaidColumn],
    table: &TableKind,
    out: &mut Diagnostics,
) -> Vec<LaidRow> {
    let (loose, traces) = Rows::new(sheet, headings, table).traced(out);
    let mut rows: Vec<LaidRow> = Vec::new();
    let at = |row: u32, column: u32| sheet.cell(row, column).map(|cell| cell.content.clone());
    for (row, became) in traces {
        let own = columns
            .iter()
            .map(|column| at(row, column.at).unwrap_or_default());
        let own: Vec<Content> = own.collect();
        match became {
            Became::Row(of) if rows.last().is_some_and(|last| last.of == Some(of)) => {
                let last = rows.last_mut().expect("there is one");
                let beside = columns.iter().zip(last.cells.iter_mut()).zip(own);
                for ((_, cell), more) in beside.filter(|((column, _), _)| column.name.is_none()) {
                    join(cell, more);
                }
            }
            Became::Row(of) => rows.push(LaidRow {
                at: row,
                of: Some(of),
                cells: cells(&loose[of], headings, columns, own),
            }),
            Became::LeftOut if own.iter().any(|content| !is_blank(content)) => {
                rows.push(LaidRow {
                    at: row,
                    of: None,
                    cells: own,
                });
            }
            Became::LeftOut => {}
        }
    }
    rows
}

/// Takes what a row of the table says in its own columns, and what stands beside it in the others.
fn cells(
    row: &LooseRow,
    headings: &Headings,
    columns: &[LaidColumn],
    own: Vec<Content>,
) -> Vec<Content> {
    let cell = |(column, own): (&LaidColumn, Content)| {
        let mut found = headings.found.iter();
        let found = found.find(|(_, (at, _))| *at == column.at);
        let slot = found.map(|(slot, _)| slot).or(column.name.as_ref());
        let raw = slot.and_then(|slot| row.cells.get(slot));
        raw.map_or(own, content)
    };
    columns.iter().zip(own).map(cell).collect()
}

fn content(raw: &Raw) -> Content {
    match &raw.found {
        Found::Typed(runs) => Content::Text(runs.clone()),
        Found::Number(value, shown) => Content::Number {
            value: *value,
            shown: shown.clone(),
        },
        Found::Date(date) => Content::Date {
            year: date.year,
            month: u32::from(date.month),
            day: u32::from(date.day),
        },
        Found::Flag(yes) => Content::Boolean(*yes),
        Found::Error(error) => Content::Error(error.clone()),
        Found::Uncalculated(formula) => Content::Uncalculated(formula.clone()),
        Found::Nothing | Found::Written(_) | Found::Nested(_) => Content::Empty,
    }
}

/// Adds what stands below a cell beside the row.
fn join(cell: &mut Content, more: Content) {
    match (&mut *cell, more) {
        (_, more) if is_blank(&more) => {}
        (Content::Text(runs), Content::Text(more)) => {
            runs.push(crate::load::Run {
                text: "\n".to_owned(),
                ..crate::load::Run::default()
            });
            runs.extend(more);
        }
        (cell, more) if is_blank(cell) => *cell = more,
        _ => {}
    }
}

/// Returns whether there is nothing to read.
fn is_blank(content: &Content) -> bool {
    match content {
        Content::Empty => true,
        Content::Text(runs) => runs.iter().all(|run| run.text.trim().is_empty()),
        _ => false,
    }
}
