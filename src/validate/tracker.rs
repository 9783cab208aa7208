//! A sheet of a tracker as loose rows under the names of the description.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Area, Sheet, Workbook};
use crate::model::{Origin, Phrase, TableKind, ValueType, cell_name, column_name};

use super::clean::one_line;
use super::headings::{Headings, Hints, fold, headings, names_quarter};
use super::raw::Raw;

/// A row before its values are read: what was found, by column of the description.
#[derive(Clone, Debug)]
pub struct LooseRow {
    /// The values by column.
    pub cells: IndexMap<String, Raw>,
    /// Where the row starts.
    pub origin: Origin,
}

/// A table before its values are read.
#[derive(Clone, Debug, Default)]
pub struct LooseTable {
    /// Headings as the office has them, by column.
    pub headings: IndexMap<String, String>,
    /// The rows.
    pub rows: Vec<LooseRow>,
}

/// What is looked for in a workbook.
pub struct Request<'a> {
    /// The table's name.
    pub name: &'a str,
    /// The table's description.
    pub table: &'a TableKind,
    /// The sheet that the paper names.
    pub sheet: Option<&'a Phrase>,
    /// What helps to read headings.
    pub hints: Hints<'a>,
    /// Where the paper names the workbook.
    pub asked: &'a Origin,
}

/// Reads a table from a workbook.
pub fn tracker(
    workbook: &Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let sheet = match request.sheet {
        Some(name) => named_sheet(workbook, name, out)?,
        None => only_sheet(workbook, request, out)?,
    };
    read_sheet(sheet, request, out)
}

/// Reads a table from a sheet that its description names, if the workbook has one.
pub fn sheet_by_itself(
    workbook: &Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let names: Vec<String> = request.table.sheets.iter().map(|name| fold(name)).collect();
    let sheet = workbook
        .sheets
        .iter()
        .find(|sheet| !sheet.hidden && names.contains(&fold(&sheet.name)))?;
    read_sheet(sheet, request, out)
}

fn read_sheet(sheet: &Sheet, request: &Request<'_>, out: &mut Diagnostics) -> Option<LooseTable> {
    say_hidden(sheet, out);
    let headings = heading_row(sheet, request, out)?;
    say_unused(sheet, &headings, out);
    let rows = Reader::new(sheet, &headings, request.table).rows(out);
    let headings = headings
        .found
        .into_iter()
        .map(|(name, (_, heading))| (name, heading))
        .collect();
    Some(LooseTable { headings, rows })
}

fn named_sheet<'a>(
    workbook: &'a Workbook,
    name: &Phrase,
    out: &mut Diagnostics,
) -> Option<&'a Sheet> {
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let found = visible
        .iter()
        .find(|sheet| sheet.name.trim().to_lowercase() == name.text.trim().to_lowercase());
    if found.is_none() {
        let hidden = workbook
            .sheets
            .iter()
            .any(|sheet| sheet.hidden && fold(&sheet.name) == fold(&name.text));
        let what = if hidden { "is hidden" } else { "is not there" };
        let message = format!("the sheet `{}` {what} in `{}`", name.text, workbook.file);
        let problem = out.add(Code::SheetMissing, name.origin.clone(), message);
        match suggest(&name.text, visible.iter().map(|sheet| &*sheet.name)) {
            _ if hidden => problem.hint("show the sheet in the workbook, or name another one"),
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("the workbook has {}", names(&visible))),
        };
    }
    found.copied()
}

/// Finds the visible sheet whose headings are complete; of several, the one with most columns, then the paper's own quarter.
fn only_sheet<'a>(
    workbook: &'a Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<&'a Sheet> {
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let read = |sheet: &&'a Sheet| Some((*sheet, headings(sheet, request.table, request.hints)?));
    let mut with_headings: Vec<(&Sheet, Headings)> = visible.iter().filter_map(read).collect();
    let complete = with_headings
        .iter()
        .filter(|(_, found)| found.complete(request.table));
    let most = complete.clone().map(|(_, found)| found.found.len()).max();
    let best: Vec<&Sheet> = complete
        .filter(|(_, found)| Some(found.found.len()) == most)
        .map(|(sheet, _)| *sheet)
        .collect();
    let own = |sheet: &&Sheet| {
        request
            .hints
            .quarter
            .is_some_and(|quarter| names_quarter(&sheet.name, quarter))
    };
    let of_quarter: Vec<&Sheet> = best.iter().copied().filter(own).collect();
    match (&best[..], &of_quarter[..]) {
        ([only], _) | (_, [only]) => return Some(only),
        ([], _) => {}
        ([first, ..], _) => {
            let message = format!(
                "`{}` could be read from {} of `{}`",
                request.name,
                names(&best),
                workbook.file
            );
            out.add(Code::SheetAmbiguous, request.asked.clone(), message)
                .hint(format!("say which, as in `sheet = \"{}\"`", first.name));
            return None;
        }
    }
    // The nearest sheet is shown with what it lacks: a misspelt heading is likelier than a missing table.
    with_headings.sort_by_key(|(_, found)| std::cmp::Reverse(found.found.len()));
    if let Some((sheet, _)) = with_headings
        .first()
        .filter(|(_, found)| found.found.len() > 1)
    {
        return Some(sheet);
    }
    let message = format!(
        "no sheet of `{}` has the headings of `{}`",
        workbook.file, request.name
    );
    out.add(Code::SheetMissing, request.asked.clone(), message)
        .hint(format!(
            "expected headings such as {}",
            expected(request.table)
        ))
        .hint(format!("visible sheets: {}", names(&visible)));
    None
}

fn expected(table: &TableKind) -> String {
    let first = |column: &crate::model::Column| {
        column
            .headings
            .first()
            .map(|heading| format!("`{heading}`"))
    };
    table
        .columns
        .values()
        .filter(|column| column.required)
        .filter_map(first)
        .collect::<Vec<_>>()
        .join(", ")
}

fn names(sheets: &[&Sheet]) -> String {
    let names: Vec<String> = sheets
        .iter()
        .map(|sheet| format!("`{}`", sheet.name))
        .collect();
    if names.is_empty() {
        "no visible sheet".to_owned()
    } else {
        names.join(", ")
    }
}

/// Finds the row of headings and reports what it lacks.
fn heading_row(sheet: &Sheet, request: &Request<'_>, out: &mut Diagnostics) -> Option<Headings> {
    let whole = sheet.whole();
    let Some(found) = headings(sheet, request.table, request.hints) else {
        out.add(
            Code::HeadingMissing,
            whole,
            format!("no row has the headings of `{}`", request.name),
        )
        .hint(format!(
            "expected headings such as {}",
            expected(request.table)
        ));
        return None;
    };
    let mut fine = true;
    for name in found.missing(request.table) {
        fine = false;
        missing(sheet, &found, name, request, out);
    }
    for (name, others) in &found.twice {
        fine = false;
        let list: Vec<String> = others
            .iter()
            .map(|(column, text)| format!("`{text}` ({})", cell_name(found.row, *column)))
            .collect();
        let (column, text) = &others[0];
        out.add(
            Code::HeadingTwice,
            sheet.origin(found.row, *column),
            format!("`{name}` could be any of {}", list.join(", ")),
        )
        .hint(format!(
            "say which, as in `columns = {{ {name} = \"{text}\" }}`"
        ));
    }
    for (name, phrase) in request
        .hints
        .columns
        .iter()
        .filter(|(name, _)| !found.found.contains_key(*name))
    {
        fine = false;
        not_as_named(&found, name, phrase, request, out);
    }
    fine.then_some(found)
}

fn missing(
    sheet: &Sheet,
    found: &Headings,
    name: &str,
    request: &Request<'_>,
    out: &mut Diagnostics,
) {
    if request.hints.columns.contains_key(name) {
        return;
    }
    let column = &request.table.columns[name];
    let known = column.headings.first().map_or(name, String::as_str);
    let place = sheet.origin(
        found.row,
        found
            .found
            .values()
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0),
    );
    let problem = out.add(
        Code::HeadingMissing,
        place,
        format!("no heading for `{name}`, such as `{known}`"),
    );
    let near = found
        .unused
        .iter()
        .find(|(_, text)| suggest(text, column.headings.iter().map(String::as_str)).is_some());
    if let Some((at, text)) = near {
        problem.hint(format!(
            "did you mean `{text}` ({})? then say `columns = {{ {name} = \"{text}\" }}`",
            cell_name(found.row, *at)
        ));
    } else {
        problem.hint(format!(
            "add the column, or say which it is, as in `columns = {{ {name} = \"…\" }}`"
        ));
    }
}

fn not_as_named(
    found: &Headings,
    name: &str,
    phrase: &Phrase,
    request: &Request<'_>,
    out: &mut Diagnostics,
) {
    if !request.table.columns.contains_key(name) {
        let problem = out.add(
            Code::FieldUnknown,
            phrase.origin.clone(),
            format!("`{}` has no column `{name}`", request.name),
        );
        if let Some(near) = suggest(name, request.table.columns.keys().map(String::as_str)) {
            problem.hint(format!("did you mean `{near}`?"));
        }
        return;
    }
    let message = format!(
        "no heading reads `{}` in row {}",
        phrase.text,
        found.row + 1
    );
    let problem = out.add(Code::HeadingMissing, phrase.origin.clone(), message);
    match suggest(
        &phrase.text,
        found.unused.iter().map(|(_, text)| text.as_str()),
    ) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("write the heading as it stands in the tracker"),
    };
}

fn say_hidden(sheet: &Sheet, out: &mut Diagnostics) {
    let rows: Vec<String> = sheet
        .hidden_rows
        .iter()
        .map(|row| (row + 1).to_string())
        .collect();
    let columns: Vec<String> = sheet
        .hidden_columns
        .iter()
        .map(|column| column_name(*column))
        .collect();
    let mut parts = Vec::new();
    if !rows.is_empty() {
        parts.push(format!("rows {}", rows.join(", ")));
    }
    if !columns.is_empty() {
        parts.push(format!("columns {}", columns.join(", ")));
    }
    if !parts.is_empty() {
        let origin = sheet.whole();
        out.add(
            Code::HiddenLeftOut,
            origin,
            format!("left out what is hidden: {}", parts.join("; ")),
        )
        .hint("show them in the workbook if they belong in the paper");
    }
}

fn say_unused(sheet: &Sheet, headings: &Headings, out: &mut Diagnostics) {
    if headings.unused.is_empty() {
        return;
    }
    let list: Vec<String> = headings
        .unused
        .iter()
        .map(|(column, text)| format!("`{text}` ({})", cell_name(headings.row, *column)))
        .collect();
    let origin = sheet.whole();
    out.add(
        Code::ColumnUnused,
        origin,
        format!("columns not used: {}", list.join(", ")),
    );
}

/// Reads the rows below the headings.
struct Reader<'a> {
    sheet: &'a Sheet,
    headings: &'a Headings,
    refs: Option<u32>,
    /// Merged areas by the rows they cover.
    merged: BTreeMap<u32, Vec<Area>>,
}

impl<'a> Reader<'a> {
    fn new(sheet: &'a Sheet, headings: &'a Headings, table: &TableKind) -> Self {
        let mut merged: BTreeMap<u32, Vec<Area>> = BTreeMap::new();
        for area in sheet
            .merged
            .iter()
            .filter(|area| area.bottom > area.top && area.top > headings.row)
        {
            for row in area.top..=area.bottom.min(area.top + 1000) {
                merged.entry(row).or_default().push(*area);
            }
        }
        let refs = table
            .column_of(ValueType::Ref)
            .and_then(|name| headings.found.get(name))
            .map(|(column, _)| *column);
        Self {
            sheet,
            headings,
            refs,
            merged,
        }
    }

    fn rows(&self, out: &mut Diagnostics) -> Vec<LooseRow> {
        let mut rows: Vec<LooseRow> = Vec::new();
        for (row, _) in self.sheet.rows.range(self.headings.row + 1..) {
            let Some(loose) = self.row(*row, out) else {
                continue;
            };
            match rows.last_mut() {
                Some(above) if self.continues(*row) => extend(above, loose),
                _ => rows.push(loose),
            }
        }
        rows
    }

    fn row(&self, row: u32, out: &mut Diagnostics) -> Option<LooseRow> {
        let raw = |(name, (column, _)): (&String, &(u32, String))| {
            let (from, cell) = self.cell(row, *column)?;
            Some((
                name.clone(),
                Raw::from_cell(cell, self.sheet.origin(from, *column)),
            ))
        };
        let cells: IndexMap<String, Raw> = self.headings.found.iter().filter_map(raw).collect();
        let filled: Vec<(&String, &Raw)> =
            cells.iter().filter(|(_, raw)| !raw.is_blank()).collect();
        if self.repeats_headings(&filled) || filled.is_empty() {
            return None;
        }
        // One filled cell is a sub-heading, a remark or a number typed ahead; a row of a tracker has more.
        if let ([(_, only)], true) = (&filled[..], self.headings.found.len() > 2) {
            let text: String = one_line(&only.plain()).chars().take(60).collect();
            out.add(
                Code::RowLeftOut,
                only.origin.clone(),
                format!("left out a row that says only `{text}`"),
            )
            .hint("fill in the row if it belongs in the paper, or empty it");
            return None;
        }
        let first = self
            .headings
            .found
            .values()
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0);
        Some(LooseRow {
            cells,
            origin: self.sheet.origin(row, self.refs.unwrap_or(first)),
        })
    }

    /// Returns the cell of a row, or the one that is merged down over it.
    fn cell(&self, row: u32, column: u32) -> Option<(u32, &'a crate::load::Cell)> {
        if let Some(cell) = self.sheet.cell(row, column) {
            return Some((row, cell));
        }
        let area = self.area(row, column)?;
        Some((area.top, self.sheet.cell(area.top, area.left)?))
    }

    fn area(&self, row: u32, column: u32) -> Option<&Area> {
        self.merged
            .get(&row)?
            .iter()
            .find(|area| (area.left..=area.right).contains(&column))
    }

    /// Whether a row goes on with the deliverable above: its ref is merged down from there.
    fn continues(&self, row: u32) -> bool {
        self.refs
            .and_then(|column| self.area(row, column))
            .is_some_and(|area| area.top < row)
    }

    /// Whether a row is the headings once more, as trackers copied from Word have them.
    fn repeats_headings(&self, filled: &[(&String, &Raw)]) -> bool {
        filled.len() > 1
            && filled.iter().all(|(name, raw)| {
                self.headings
                    .found
                    .get(*name)
                    .is_some_and(|(_, text)| fold(text) == fold(&raw.plain()))
            })
    }
}

/// Adds the text of a row to the row it goes on from; what is merged down is already there.
fn extend(above: &mut LooseRow, more: LooseRow) {
    for (name, raw) in more.cells {
        match above.cells.get_mut(&name) {
            Some(before) if before.origin == raw.origin || raw.is_blank() => {}
            Some(before) if !before.is_blank() => before.join(&raw),
            _ => {
                above.cells.insert(name, raw);
            }
        }
    }
}
