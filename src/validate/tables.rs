//! The tables of a paper: its own rows, trackers, and sheets that are found by their names.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Node, NodeValue, Workbook};
use crate::model::{
    Board, Cell, Kind, Origin, Phrase, Quarter, StatusKey, Table, TableKind, Value, ValueType,
};

use super::answers::{self, Answer};
use super::automatic;
use super::board::phrases;
use super::headings::Hints;
use super::inline::{inline_rows, pairs};
use super::judge::Judging;
use super::kept;
use super::loose::LooseTable;
use super::paper::Beside;
use super::row_choice::row_choice;
use super::section::Section;
use super::stacked::Stacked;
use super::standing_paper::StandingTable;
use super::table::Reading;
use super::tracker::{Request, sheet_by_itself, tracker};

/// Reads tables, and remembers the workbooks it has seen.
pub struct Tables<'a> {
    board: &'a Board,
    beside: &'a mut dyn Beside,
    used: Vec<Arc<Workbook>>,
    /// The workbook that was named last.
    named: Option<Phrase>,
    quarter: Option<Quarter>,
    /// The names of status keys that fields give by default.
    keys: IndexMap<String, Phrase>,
    /// Whether a table could not be read at all.
    pub failed: bool,
}

impl<'a> Tables<'a> {
    /// Starts with no workbook read; `fields` are the paper's.
    pub fn new(
        board: &'a Board,
        beside: &'a mut dyn Beside,
        fields: &IndexMap<String, Cell>,
    ) -> Self {
        Self {
            board,
            beside,
            used: Vec::new(),
            named: None,
            quarter: quarter(fields),
            keys: texts(fields),
            failed: false,
        }
    }

    /// Reads all tables that the description names.
    pub fn read(
        &mut self,
        file: &mut Section<'_>,
        kind: &Kind,
        out: &mut Diagnostics,
    ) -> IndexMap<String, Table> {
        let mut headings = file.section("headings", out);
        let mut tables = IndexMap::new();
        let answers = self.answers(out);
        let mut stacked = Stacked::default();
        for (name, table) in &kind.tables {
            let given = headings
                .as_mut()
                .and_then(|section| section.section(name, out));
            let given = given
                .map(|section| shown_headings(section, table, out))
                .unwrap_or_default();
            let Some((mut loose, key)) = self.found(file, name, table, out) else {
                continue;
            };
            stacked.note(&loose);
            answers::apply((name, table), self.quarter, &mut loose, &answers, out);
            let reading = Reading {
                name,
                kind: table,
                key: key.as_ref(),
                texts: &self.board.texts,
                headings: &given,
                quarter: self.quarter,
            };
            let mut read = reading.table(&loose, out);
            if let Some(rule) = &table.judge {
                Judging::new(name, table, rule, self.quarter).judge(&mut read, &loose.rows, out);
            }
            tables.insert(name.clone(), read);
        }
        stacked.say(out);
        // Of a table that could not be read, nobody knows what it has.
        if !self.failed {
            answers::say_astray(&answers, tables.keys(), out);
        }
        if let Some(section) = headings {
            section.finish(out);
        }
        tables
    }

    /// Reads all tables as they stand before anybody says what type their values are.
    pub fn standing(
        &mut self,
        file: &mut Section<'_>,
        kind: &Kind,
        out: &mut Diagnostics,
    ) -> IndexMap<String, StandingTable> {
        let mut headings = file.section("headings", out);
        let answers = self.answers(out);
        let mut tables = IndexMap::new();
        for (name, table) in &kind.tables {
            let given = headings
                .as_mut()
                .and_then(|section| section.section(name, out));
            let given = given.map(|section| shown_headings(section, table, out));
            if let Some((tracked, key)) = self.found(file, name, table, out) {
                let mut now = tracked.clone();
                answers::apply((name, table), self.quarter, &mut now, &answers, out);
                let mut shown = tracked.headings.clone();
                let given = given.into_iter().flatten();
                shown.extend(given.map(|(name, phrase)| (name, phrase.text)));
                let standing = StandingTable {
                    tracked,
                    now,
                    key,
                    shown,
                };
                tables.insert(name.clone(), standing);
            }
        }
        tables
    }

    /// Returns what was collected for the paper in its quarter.
    fn answers(&mut self, out: &mut Diagnostics) -> Vec<Answer> {
        let quarter = self.quarter;
        let answers = quarter.map(|quarter| self.beside.answers(quarter, out));
        answers.unwrap_or_default()
    }

    /// Finds a table's rows, each with its ref, and the key of its statuses.
    fn found(
        &mut self,
        file: &mut Section<'_>,
        name: &str,
        table: &TableKind,
        out: &mut Diagnostics,
    ) -> Option<(LooseTable, Option<StatusKey>)> {
        let mut loose = self.loose(file, name, table, out)?;
        automatic::number(name, table, &mut loose, out);
        let key = self.key(file, name, table, &loose, out);
        Some((loose, key))
    }

    /// Finds a table's rows: in the paper, in the workbook it names, or on a sheet that is called like it.
    fn loose(
        &mut self,
        file: &mut Section<'_>,
        name: &str,
        table: &TableKind,
        out: &mut Diagnostics,
    ) -> Option<LooseTable> {
        let Some(node) = file.get(name) else {
            if table.required {
                self.failed = true;
                out.add(Code::FieldMissing, file.origin.clone(), format!("the paper has no `{name}`"))
                    .hint(format!("name a tracker, as in `[{name}]` with `workbook = \"tracker.xlsx\"`, or give the rows as `[[{name}]]`"));
            }
            return self.sheet_called(name, table, out);
        };
        // What stands in the paper itself adds to the sheet that is called like the table.
        let from_workbook = matches!(&node.value, NodeValue::Table(entries)
            if entries.iter().any(|entry| entry.key == "workbook" || entry.key == "sheet"));
        let mut loose = match &node.value {
            NodeValue::List(rows) => {
                let year = self.quarter.map(|quarter| quarter.year);
                inline_rows(name, table, rows, year, out)
            }
            NodeValue::Table(_) => self.table_given(name, table, node, out),
            _ => {
                super::section::wrong_type(node, name, "a table or a list of rows", out);
                None
            }
        };
        if loose.is_none() {
            self.failed = true;
        } else if !table.sheets.is_empty()
            && !from_workbook
            && let (Some(loose), Some(more)) = (&mut loose, self.sheet_called(name, table, out))
        {
            loose.rows.extend(more.rows);
        }
        if table.required && loose.as_ref().is_some_and(|loose| loose.rows.is_empty()) {
            out.add(
                Code::TableEmpty,
                node.origin.clone(),
                format!("`{name}` has no rows"),
            )
            .hint("fill in the rows below the headings");
        }
        loose
    }

    /// Reads a table from the first sheet of the paper's workbooks that is called like it.
    fn sheet_called(
        &self,
        name: &str,
        table: &TableKind,
        out: &mut Diagnostics,
    ) -> Option<LooseTable> {
        let columns = IndexMap::new();
        let hints = Hints {
            columns: &columns,
            quarter: self.quarter,
            row: None,
        };
        self.used.iter().find_map(|workbook| {
            let asked = Origin::file(workbook.file.clone());
            sheet_by_itself(
                workbook,
                &Request {
                    name,
                    table,
                    sheet: None,
                    rows: None,
                    hints,
                    asked: &asked,
                },
                out,
            )
        })
    }

    fn table_given(
        &mut self,
        name: &str,
        table: &TableKind,
        node: &Node,
        out: &mut Diagnostics,
    ) -> Option<LooseTable> {
        let mut section = Section::new(node, &format!("`[{name}]`"), out)?;
        let named = section.phrase("workbook", out);
        // A table that only names its sheet stands in the workbook of the table before it.
        let inherited = self.named.clone().filter(|_| section.has("sheet"));
        let Some(workbook) = named.or(inherited) else {
            return pairs(name, table, section, out);
        };
        self.named = Some(workbook.clone());
        let sheet = section.phrase("sheet", out);
        let columns = section
            .section("columns", out)
            .map(|section| phrases(section, out))
            .unwrap_or_default();
        let row = section.number("heading-row", out);
        let rows = section
            .section("rows", out)
            .map(|section| row_choice(section, out));
        section.finish(out);
        let read = self.beside.workbook(&workbook, out)?;
        if !self.used.contains(&read) {
            kept::say(&read, out);
            self.used.push(read.clone());
        }
        let hints = Hints {
            columns: &columns,
            quarter: self.quarter,
            row: row.map(|row| (row as u32).saturating_sub(1)),
        };
        let request = Request {
            name,
            table,
            sheet: sheet.as_ref(),
            rows: rows.as_ref(),
            hints,
            asked: &workbook.origin,
        };
        tracker(&read, &request, out)
    }

    /// Finds the key of a table's statuses: the one the paper names, or the only one there is.
    ///
    /// A table without statuses has a key where the paper names one: a form to fill in shows its steps.
    fn key(
        &mut self,
        file: &mut Section<'_>,
        name: &str,
        table: &TableKind,
        loose: &LooseTable,
        out: &mut Diagnostics,
    ) -> Option<StatusKey> {
        let field = table.key.as_ref()?;
        let named = file
            .phrase(field, out)
            .or_else(|| self.keys.get(field).cloned());
        let status = table.column_of(ValueType::Status)?;
        let keys = &self.board.keys;
        if named.is_none() && !loose.headings.contains_key(status) {
            // Nobody gives statuses; a rule computes them, where there is a key that says by which steps.
            let only = keys.values().next().filter(|_| keys.len() == 1);
            let by_rule = only.is_some_and(|key| key.steps.iter().any(|step| step.when.is_some()));
            if table.judge.is_none() || !by_rule {
                return None;
            }
        }
        let list = || {
            keys.keys()
                .map(|key| format!("`{key}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (named, keys.len()) {
            (Some(named), _) => {
                let found = keys.get(&named.text).cloned();
                if found.is_none() {
                    self.failed = true;
                    let problem = out.add(
                        Code::StatusKeyFaulty,
                        named.origin,
                        format!("there is no status key `{}`", named.text),
                    );
                    match suggest(&named.text, keys.keys().map(String::as_str)) {
                        Some(near) => problem.hint(format!("did you mean `{near}`?")),
                        None if keys.is_empty() => {
                            problem.hint("add `[status-key.NAME]` with its steps to `board.toml`")
                        }
                        None => problem.hint(format!("`board.toml` has {}", list())),
                    };
                }
                found
            }
            (None, 1) => keys.values().next().cloned(),
            (None, count) => {
                self.failed = true;
                let hint = if count == 0 {
                    "add `[status-key.rag]` to `board.toml`".to_owned()
                } else {
                    format!("add a line `{field} = \"…\"` with one of {}", list())
                };
                out.add(
                    Code::FieldMissing,
                    file.origin.clone(),
                    format!("the paper does not say which status key `{name}` follows"),
                )
                .hint(hint);
                None
            }
        }
    }
}

/// Returns the quarter that fields name.
pub fn quarter(fields: &IndexMap<String, Cell>) -> Option<Quarter> {
    fields.values().find_map(|cell| match cell.value {
        Value::Quarter(quarter) => Some(quarter),
        _ => None,
    })
}

/// Returns the fields that are a line of text, with their places.
fn texts(fields: &IndexMap<String, Cell>) -> IndexMap<String, Phrase> {
    let text = |(name, cell): (&String, &Cell)| match &cell.value {
        Value::Text(text) => Some((
            name.clone(),
            Phrase {
                text: text.clone(),
                origin: cell.origin.clone(),
            },
        )),
        _ => None,
    };
    fields.iter().filter_map(text).collect()
}

/// Reads the headings that the paper gives for the columns of a table.
fn shown_headings(
    mut section: Section<'_>,
    table: &TableKind,
    out: &mut Diagnostics,
) -> IndexMap<String, Phrase> {
    let mut shown = IndexMap::new();
    for column in table.columns.keys() {
        if let Some(heading) = section.phrase(column, out) {
            shown.insert(column.clone(), heading);
        }
    }
    section.finish(out);
    shown
}
