//! A paper's TOML file and its trackers: loose values in, a paper out.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Library, Node, NodeValue, Workbook};
use crate::model::{
    Board, Cell, Field, Kind, Paper, Phrase, Quarter, StatusKey, Table, TableKind, Value, ValueType,
};

use super::board::phrases;
use super::headings::Hints;
use super::kind::kind;
use super::raw::Raw;
use super::section::Section;
use super::table::Reading;
use super::tracker::{LooseRow, LooseTable, Request, sheet_by_itself, tracker};
use super::value::{Expected, value};
use super::{notes, see};

/// Gives the workbook that a paper names; a workbook that cannot be read is reported and `None`.
pub type Workbooks<'a> = dyn FnMut(&Phrase, &mut Diagnostics) -> Option<Arc<Workbook>> + 'a;

/// Reads a paper; what could not be read is reported, and only a whole paper is given.
pub fn paper(
    node: &Node,
    board: &Board,
    library: &Library,
    workbooks: &mut Workbooks<'_>,
    out: &mut Diagnostics,
) -> Option<Paper> {
    let mut file = Section::new(node, "the paper", out)?;
    let document = file.phrase("document", out)?;
    let kind = kind(library, document.text.trim(), &document.origin, out)?;
    let fields = fields(&mut file, &kind, out);
    let wording = file
        .section("wording", out)
        .map(|section| phrases(section, out))
        .unwrap_or_default();
    let mut reader = Reader {
        board,
        workbooks,
        used: Vec::new(),
        named: None,
        quarter: quarter(&fields),
        failed: false,
    };
    let mut tables = reader.tables(&mut file, &kind, out);
    let failed = reader.failed;
    file.finish(out);
    let noted = notes::Notes::take(&mut tables, out);
    let mut paper = Paper {
        file: node.origin.path().to_owned(),
        board: board.clone(),
        kind,
        fields,
        tables,
        wording,
    };
    see::link(&mut paper, out);
    noted.number(&mut paper, failed, out);
    (!failed).then_some(paper)
}

fn quarter(fields: &IndexMap<String, Cell>) -> Option<Quarter> {
    fields.values().find_map(|cell| {
        if let Value::Quarter(quarter) = cell.value {
            Some(quarter)
        } else {
            None
        }
    })
}

/// Reads the fields that the description names; those of a group stand in a table of its own.
fn fields(file: &mut Section<'_>, kind: &Kind, out: &mut Diagnostics) -> IndexMap<String, Cell> {
    let mut groups: BTreeMap<&str, Option<Section<'_>>> = BTreeMap::new();
    let mut read = IndexMap::new();
    for (name, field) in &kind.fields {
        let node = match name.split_once('.') {
            None => file.get(name),
            Some((group, part)) => {
                let section = groups
                    .entry(group)
                    .or_insert_with(|| file.section(group, out));
                section.as_mut().and_then(|section| section.get(part))
            }
        };
        if let Some(cell) = read_field(name, field, node, file, out) {
            read.insert(name.clone(), cell);
        }
    }
    groups
        .into_values()
        .flatten()
        .for_each(|section| section.finish(out));
    read
}

fn read_field(
    name: &str,
    field: &Field,
    node: Option<&Node>,
    file: &Section<'_>,
    out: &mut Diagnostics,
) -> Option<Cell> {
    let said = format!("`{name}`");
    let expected = Expected {
        name: &said,
        of_type: field.of_type,
        choices: &field.choices,
        key: None,
    };
    let raw = node.map(Raw::from_node);
    match raw.filter(|raw| !raw.is_blank()) {
        Some(raw) => value(&raw, &expected, out),
        None if field.required => {
            out.add(
                Code::FieldMissing,
                file.origin.clone(),
                format!("the paper has no `{name}`"),
            )
            .hint(example(name, field));
            None
        }
        None => literal_default(field, &expected, out),
    }
}

/// Defaults of text are phrases and wait for the wording; others are read like what someone typed.
fn literal_default(field: &Field, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Cell> {
    let default = field
        .default
        .as_ref()
        .filter(|_| field.of_type != ValueType::Text)?;
    let raw = Raw {
        found: super::raw::Found::Written(default.text.clone()),
        fill: None,
        origin: default.origin.clone(),
    };
    value(&raw, expected, out)
}

fn example(name: &str, field: &Field) -> String {
    let value = match field.of_type {
        ValueType::Quarter => "\"2018-19 Q4\"",
        ValueType::Date => "2019-03-31",
        ValueType::Flag => "true",
        ValueType::Number => "1",
        _ => "\"…\"",
    };
    format!("add a line such as `{name} = {value}`")
}

/// Reads tables, and remembers the workbooks it has seen.
struct Reader<'a, 'b> {
    board: &'a Board,
    workbooks: &'a mut Workbooks<'b>,
    used: Vec<Arc<Workbook>>,
    /// The workbook that was named last.
    named: Option<Phrase>,
    quarter: Option<Quarter>,
    failed: bool,
}

impl Reader<'_, '_> {
    fn tables(
        &mut self,
        file: &mut Section<'_>,
        kind: &Kind,
        out: &mut Diagnostics,
    ) -> IndexMap<String, Table> {
        let mut headings = file.section("headings", out);
        let mut tables = IndexMap::new();
        for (name, table) in &kind.tables {
            let given = headings
                .as_mut()
                .and_then(|section| section.section(name, out));
            let given: IndexMap<String, String> = given
                .map(|section| phrases(section, out))
                .unwrap_or_default()
                .into_iter()
                .map(|(n, p)| (n, p.text))
                .collect();
            let Some(loose) = self.loose(file, name, table, out) else {
                continue;
            };
            let key = self.key(file, name, table, &loose, out);
            let reading = Reading {
                name,
                kind: table,
                key: key.as_ref(),
                headings: &given,
            };
            tables.insert(name.clone(), reading.table(&loose, out));
        }
        if let Some(section) = headings {
            section.finish(out);
        }
        tables
    }

    /// Finds a table's rows: in the paper, in the workbook it names, or on a sheet that is called like it.
    fn loose(
        &mut self,
        file: &mut Section<'_>,
        name: &str,
        table: &TableKind,
        out: &mut Diagnostics,
    ) -> Option<LooseTable> {
        let by_itself = |reader: &Self, out: &mut Diagnostics| {
            let columns = IndexMap::new();
            let hints = Hints {
                columns: &columns,
                quarter: reader.quarter,
            };
            let find = |workbook: &Arc<Workbook>, out: &mut Diagnostics| {
                let asked = crate::model::Origin::file(workbook.file.clone());
                sheet_by_itself(
                    workbook,
                    &Request {
                        name,
                        table,
                        sheet: None,
                        hints,
                        asked: &asked,
                    },
                    out,
                )
            };
            reader.used.iter().find_map(|workbook| find(workbook, out))
        };
        let Some(node) = file.get(name) else {
            if table.required {
                self.failed = true;
                out.add(Code::FieldMissing, file.origin.clone(), format!("the paper has no `{name}`"))
                    .hint(format!("name a tracker, as in `[{name}]` with `workbook = \"tracker.xlsx\"`, or give the rows as `[[{name}]]`"));
            }
            return by_itself(self, out);
        };
        let mut loose = match &node.value {
            NodeValue::List(rows) => inline_rows(name, table, rows, out),
            NodeValue::Table(_) => self.from_table(name, table, node, out),
            _ => {
                super::section::wrong_type(node, name, "a table or a list of rows", out);
                None
            }
        };
        if loose.is_none() {
            self.failed = true;
        } else if !table.sheets.is_empty()
            && let (Some(loose), Some(more)) = (&mut loose, by_itself(self, out))
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

    fn from_table(
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
        section.finish(out);
        let read = (self.workbooks)(&workbook, out)?;
        if !self.used.contains(&read) {
            say_hidden_sheets(&read, out);
            self.used.push(read.clone());
        }
        let hints = Hints {
            columns: &columns,
            quarter: self.quarter,
        };
        let request = Request {
            name,
            table,
            sheet: sheet.as_ref(),
            hints,
            asked: &workbook.origin,
        };
        tracker(&read, &request, out)
    }

    /// Finds the key of a table's statuses: the one the paper names, or the only one there is.
    fn key(
        &mut self,
        file: &mut Section<'_>,
        name: &str,
        table: &TableKind,
        loose: &LooseTable,
        out: &mut Diagnostics,
    ) -> Option<StatusKey> {
        let field = table.key.as_ref()?;
        let named = file.phrase(field, out);
        let status = table.column_of(ValueType::Status)?;
        if !loose.headings.contains_key(status) {
            return None;
        }
        let keys = &self.board.keys;
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

fn say_hidden_sheets(workbook: &Workbook, out: &mut Diagnostics) {
    let hidden: Vec<String> = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.hidden)
        .map(|sheet| format!("`{}`", sheet.name))
        .collect();
    if !hidden.is_empty() {
        let origin = crate::model::Origin::file(workbook.file.clone());
        out.add(
            Code::HiddenLeftOut,
            origin,
            format!("left out hidden sheets: {}", hidden.join(", ")),
        )
        .hint("show them in the workbook if they belong in the paper");
    }
}

/// Takes rows that stand in the paper.
fn inline_rows(
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
fn pairs(
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
    let row = |entry: &crate::load::Entry| {
        let term = Raw {
            found: super::raw::Found::Written(entry.key.clone()),
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
