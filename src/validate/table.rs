//! Loose rows in, typed rows out.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    Cell, Column, Heading, Origin, Phrase, Point, Quarter, Row, StandingText, StatusKey, Table,
    TableKind, Value, ValueType,
};

use super::clean::one_line;
use super::fill;
use super::loose::{LooseRow, LooseTable};
use super::quarters::quarter_of;
use super::raw::Raw;
use super::rows::is_total;
use super::value::{Expected, value};

/// What a table's rows are read by.
pub struct Reading<'a> {
    /// The table's name.
    pub name: &'a str,
    /// The table's description.
    pub kind: &'a TableKind,
    /// The key of its statuses.
    pub key: Option<&'a StatusKey>,
    /// The standing texts of the office.
    pub texts: &'a IndexMap<String, StandingText>,
    /// Headings that the paper gives, by column.
    pub headings: &'a IndexMap<String, Phrase>,
    /// The paper's quarter: figures of later ones are left out.
    pub quarter: Option<Quarter>,
}

impl Reading<'_> {
    /// Reads all rows; what is wrong with any of them is reported.
    pub fn table(&self, loose: &LooseTable, out: &mut Diagnostics) -> Table {
        let mut seen = Seen::default();
        let rows: Vec<Row> = loose
            .rows
            .iter()
            .enumerate()
            .map(|(i, row)| self.row(i, row, loose, &mut seen, out))
            .collect();
        fill::say(&seen.fills, out);
        say_later(&seen.later, out);
        let columns = self
            .kind
            .columns
            .iter()
            .filter(|(name, column)| self.has(name, column, loose));
        Table {
            columns: columns
                .map(|(name, column)| self.heading(name, column, loose, &rows))
                .collect(),
            key: self.key.cloned(),
            rows,
            above: loose.above.clone(),
        }
    }

    /// Whether a table has a column: a heading stands over it, or over one of its quarters, or its rule fills it.
    fn has(&self, name: &str, column: &Column, loose: &LooseTable) -> bool {
        let by_rule =
            column.of_type == ValueType::Status && self.kind.judge.is_some() && self.key.is_some();
        let mut known = loose.headings.keys();
        by_rule || known.any(|known| known == name || quarter_of(known, name).is_some())
    }

    fn heading(&self, name: &str, column: &Column, loose: &LooseTable, rows: &[Row]) -> Heading {
        let given = self.headings.get(name);
        let typed = given
            .map(|phrase| &phrase.text)
            .or_else(|| loose.headings.get(name));
        let heading = typed
            .cloned()
            .or_else(|| column.headings.first().cloned())
            .unwrap_or_else(|| name.to_owned());
        Heading {
            name: name.to_owned(),
            heading,
            of_type: column.of_type,
            quarters: quarters(name, rows),
            origin: given
                .map(|phrase| &phrase.origin)
                .or_else(|| loose.places.get(name))
                .cloned(),
        }
    }

    fn row(
        &self,
        i: usize,
        loose: &LooseRow,
        table: &LooseTable,
        seen: &mut Seen,
        out: &mut Diagnostics,
    ) -> Row {
        let called = self.called(i, loose);
        let mut cells = IndexMap::new();
        for (name, column) in &self.kind.columns {
            let cell = if column.by_quarter {
                self.series(name, column, loose, table, &called, seen, out)
            } else {
                self.cell(name, column, loose, table, &called, seen, out)
            };
            cells.extend(cell.map(|cell| (name.clone(), cell)));
        }
        let label = self.label(loose).unwrap_or_else(|| (i + 1).to_string());
        Row {
            id: seen.id(self.name, &label),
            label,
            cells,
            judged: None,
            short_travel: None,
            long_travel: None,
        }
    }

    /// Reads the figures of all quarters, the oldest first.
    #[allow(
        clippy::too_many_arguments,
        reason = "one value needs its column, its row and what rows before it hold"
    )]
    fn series(
        &self,
        name: &str,
        column: &Column,
        loose: &LooseRow,
        table: &LooseTable,
        called: &str,
        seen: &mut Seen,
        out: &mut Diagnostics,
    ) -> Option<Cell> {
        let mut points = Vec::new();
        for slot in loose.cells.keys() {
            let Some(quarter) = quarter_of(slot, name) else {
                continue;
            };
            let cell = self.cell(
                slot,
                &Column {
                    required: false,
                    ..column.clone()
                },
                loose,
                table,
                called,
                seen,
                out,
            );
            let Some(Cell {
                value: Value::Number(figure),
                origin,
            }) = cell
            else {
                continue;
            };
            if self.quarter.is_some_and(|own| quarter > own) {
                seen.later.push((origin, quarter));
            } else {
                points.push(Point {
                    quarter,
                    figure,
                    origin,
                });
            }
        }
        points.sort_by_key(|point| point.quarter);
        if points.is_empty() {
            // What could not be read has been reported already.
            let mut slots = loose.filled().map(|(slot, _)| slot);
            if column.required && !slots.any(|slot| quarter_of(slot, name).is_some()) {
                self.missing(name, column, loose, called, out);
            }
            return None;
        }
        let origin = points.last()?.origin.clone();
        Some(Cell {
            value: Value::Series(points),
            origin,
        })
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one value needs its column, its row and what rows before it hold"
    )]
    fn cell(
        &self,
        name: &str,
        column: &Column,
        loose: &LooseRow,
        table: &LooseTable,
        called: &str,
        seen: &mut Seen,
        out: &mut Diagnostics,
    ) -> Option<Cell> {
        let said = format!("`{name}` of {called}");
        let expected = Expected {
            name: &said,
            of_type: column.of_type,
            choices: &column.choices,
            key: self.key,
            texts: self.texts,
            words: column.words,
        };
        let raw = loose.cells.get(name);
        let blank = raw.is_none_or(|raw| {
            raw.is_blank() && (raw.fill.is_none() || column.of_type != ValueType::Status)
        });
        if blank {
            if column.required && table.headings.contains_key(name) {
                self.missing(name, column, loose, called, out);
            }
            return None;
        }
        let cell = value(raw?, &expected, out)?;
        if let Value::Status(code) = &cell.value
            && self.is_by_colour(raw?)
        {
            seen.fills.push((cell.origin.clone(), code.clone()));
        }
        if column.unique {
            seen.once(name, &cell, called, out);
        }
        Some(cell)
    }

    /// Whether a status is said by the fill of an empty cell, or by the colour of a sign that no step has.
    fn is_by_colour(&self, raw: &Raw) -> bool {
        let text = one_line(&raw.plain());
        let is_step = self.key.is_some_and(|key| key.step(&text).is_some());
        raw.is_blank() || (raw.ink.is_some() && !is_step)
    }

    /// Only a workbook's cell can say a status by its colour.
    fn status_hint(&self, loose: &LooseRow) -> &'static str {
        let coloured = |key: &StatusKey| key.steps.iter().any(|step| step.colour.is_some());
        match loose.origin {
            Origin::Cell { .. } | Origin::Sheet { .. } if self.key.is_some_and(coloured) => {
                "type its status, or fill its cell with the colour of its step"
            }
            _ => "type its status",
        }
    }

    fn missing(
        &self,
        name: &str,
        column: &Column,
        loose: &LooseRow,
        called: &str,
        out: &mut Diagnostics,
    ) {
        let origin = loose
            .cells
            .get(name)
            .map_or(&loose.origin, |raw: &Raw| &raw.origin)
            .clone();
        if column.of_type == ValueType::Status {
            out.add(
                Code::StatusMissing,
                origin,
                format!("{called} has no status"),
            )
            .hint(self.status_hint(loose));
        } else {
            out.add(
                Code::CellMissing,
                origin,
                format!("{called} has no `{name}`"),
            )
            .hint(if self.label(loose).is_some_and(|label| is_total(&label)) {
                "if this is a line of totals, delete it or move it out of the table; if not, fill it in"
            } else {
                "fill it in"
            });
        }
    }

    /// What messages call a row: deliverable `4`, or row 4 of `deliverables`.
    fn called(&self, i: usize, loose: &LooseRow) -> String {
        let one = self.name.strip_suffix('s').unwrap_or(self.name);
        match self.label(loose) {
            Some(label) => format!("{one} `{label}`"),
            None => format!("row {} of `{}`", i + 1, self.name),
        }
    }

    fn label(&self, loose: &LooseRow) -> Option<String> {
        let raw = loose.cells.get(self.kind.column_of(ValueType::Ref)?)?;
        let label = one_line(&raw.plain());
        (!label.is_empty()).then_some(label)
    }
}

/// What rows before a row hold.
#[derive(Default)]
struct Seen {
    values: BTreeMap<(String, String), Origin>,
    ids: BTreeMap<String, usize>,
    /// Statuses that were read from colours.
    fills: Vec<(Origin, String)>,
    /// Figures that were left out because their quarter is later than the paper's.
    later: Vec<(Origin, Quarter)>,
}

/// Returns the quarters that rows have figures of, the oldest first.
fn quarters(name: &str, rows: &[Row]) -> Vec<Quarter> {
    let points = rows.iter().filter_map(|row| match row.value(name) {
        Some(Value::Series(points)) => Some(points),
        _ => None,
    });
    let all: BTreeSet<Quarter> = points.flatten().map(|point| point.quarter).collect();
    all.into_iter().collect()
}

/// Says once which quarters were left out because they come after the paper's.
fn say_later(later: &[(Origin, Quarter)], out: &mut Diagnostics) {
    let Some((origin, _)) = later.first() else {
        return;
    };
    let quarters: BTreeSet<Quarter> = later.iter().map(|(_, quarter)| *quarter).collect();
    let list: Vec<String> = quarters.iter().map(Quarter::to_string).collect();
    let message = format!(
        "left out figures of quarters later than the paper's: {}",
        list.join(", ")
    );
    out.add(Code::LaterQuarter, origin.clone(), message)
        .hint("say the year in the heading, as in `Q3 2025-26`, or take the figures out");
}

impl Seen {
    /// Reports a value that another row has.
    fn once(&mut self, name: &str, cell: &Cell, called: &str, out: &mut Diagnostics) {
        let key = (name.to_owned(), cell.value.plain().to_lowercase());
        match self.values.get(&key) {
            Some(first) => {
                out.add(
                    Code::RefTwice,
                    cell.origin.clone(),
                    format!("{called} appears twice"),
                )
                .hint(format!(
                    "it stands already in {first}: give this row a new {name}, or delete it"
                ));
            }
            None => {
                self.values.insert(key, cell.origin.clone());
            }
        }
    }

    /// Returns an id that no other row has.
    fn id(&mut self, table: &str, label: &str) -> String {
        let plain: String = label
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let id = format!("{table}-{}", plain.to_lowercase());
        let times = self.ids.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 {
            id
        } else {
            format!("{id}-{times}")
        }
    }
}
