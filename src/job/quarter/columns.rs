//! The columns of a new tracker's sheet: the old ones in their order, last quarter's words beside what is asked anew.

use crate::model::{Column, Quarter, StatusKey, ValueType};
use crate::tracker::{Takes, TrackerCell, TrackerColumn, earlier};
use crate::validate::{LaidColumn, Layout, fold, named_quarter};

use super::Old;
use super::begun::Begun;
use super::roll::Roll;

/// Text that is longer, in characters, wraps.
const LINE: usize = 40;

/// The columns of a sheet.
pub(super) struct Columns {
    /// From left to right.
    pub(super) planned: Vec<Planned>,
    /// What of the old columns is left out.
    pub(super) left: Vec<String>,
}

/// Where the cells of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// From the old column of this position.
    Old(usize),
    /// From nowhere: they are asked anew, beside the old column of this position.
    Anew(usize),
    /// From the old column of this position, as what was said last quarter.
    Earlier(usize),
    /// From nowhere: they are the new quarter's figures.
    Figures,
}

/// A column of the new sheet.
pub(super) struct Planned {
    heading: String,
    pub(super) source: Source,
    /// Its name in the description, and the quarter of one that has a column for each.
    pub(super) name: Option<(String, Option<Quarter>)>,
    described: Option<Column>,
    key: Option<StatusKey>,
    is_title: bool,
}

/// Plans the columns of a sheet that holds tables of one paper or several.
pub(super) fn columns(begun: &Begun<'_>, tables: &[(&Old, &Layout)]) -> Columns {
    let mut columns = Columns {
        planned: Vec::new(),
        left: Vec::new(),
    };
    for (position, column) in tables[0].1.columns.iter().enumerate() {
        if column.earlier {
            columns
                .left
                .push(format!("the column `{}`", column.heading));
            continue;
        }
        let named = tables.iter().find_map(|table| named(table, column));
        match named {
            Some(named) => columns.add(position, column, named, begun.roll),
            None => columns.planned.push(Planned::carried(position, column)),
        }
    }
    columns.add_figures(begun.roll.to);
    columns.tell_apart(begun.roll.to);
    columns
}

/// A column of a description, with what it belongs to.
struct Named<'a> {
    name: &'a str,
    quarter: Option<Quarter>,
    described: &'a Column,
    key: Option<&'a StatusKey>,
    is_title: bool,
}

fn named<'a>((old, layout): &(&'a Old, &'a Layout), column: &LaidColumn) -> Option<Named<'a>> {
    let own = layout.columns.iter().find(|own| own.at == column.at)?;
    let kind = &old.paper.kind.tables[&layout.table];
    let name = own.name.as_deref()?;
    // Notes stand in no table of the paper any more.
    let table = old.paper.tables.get(&layout.table);
    Some(Named {
        name,
        quarter: own.quarter,
        described: &kind.columns[name],
        key: table.and_then(|table| table.key.as_ref()),
        is_title: kind.title() == Some(name),
    })
}

impl Columns {
    fn add(&mut self, position: usize, column: &LaidColumn, named: Named<'_>, roll: Roll) {
        let anew = named.described.is_anew() && named.quarter.is_none();
        let heading = match named.quarter {
            Some(quarter) => with_year(&column.heading, quarter),
            None if anew => roll.text(&column.heading),
            None => column.heading.clone(),
        };
        let planned = |heading, source| Planned {
            heading,
            source,
            name: Some((named.name.to_owned(), named.quarter)),
            described: Some(named.described.clone()),
            key: named.key.cloned(),
            is_title: named.is_title,
        };
        if !anew {
            self.planned.push(planned(heading, Source::Old(position)));
            return;
        }
        let known = &named.described.headings;
        let is_known = known
            .iter()
            .any(|known| fold(known) == fold(&column.heading));
        let base = match known.first() {
            Some(first) if !is_known => first.clone(),
            _ => column.heading.clone(),
        };
        self.planned.push(planned(heading, Source::Anew(position)));
        let before = earlier(&base, roll.from);
        self.planned
            .push(planned(before, Source::Earlier(position)));
    }

    /// Adds a column for the new quarter's figures behind the last of each column that has one for each quarter.
    fn add_figures(&mut self, to: Quarter) {
        let quarters = |planned: &Planned| match &planned.name {
            Some((name, Some(quarter))) => Some((name.clone(), *quarter)),
            _ => None,
        };
        let mut names: Vec<String> = Vec::new();
        for (name, _) in self.planned.iter().filter_map(quarters) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names {
            let own = |planned: &Planned| quarters(planned).filter(|(own, _)| *own == name);
            if self
                .planned
                .iter()
                .any(|planned| own(planned).is_some_and(|(_, of)| of == to))
            {
                continue;
            }
            let last = self
                .planned
                .iter()
                .rposition(|planned| own(planned).is_some());
            if let Some(last) = last {
                let column = self.planned[last].figures(&name, to);
                self.planned.insert(last + 1, column);
            }
        }
    }

    /// Says of a carried heading that it is of another year where it would be read as the new quarter's: `Q1 update`.
    fn tell_apart(&mut self, to: Quarter) {
        let anew = |planned: &&Planned| matches!(planned.source, Source::Anew(_));
        let described = self.planned.iter().filter(anew);
        let described = described.filter_map(|planned| planned.described.as_ref());
        let known: Vec<String> = described
            .flat_map(|column| column.headings.iter().map(|heading| fold(heading)))
            .collect();
        for planned in self
            .planned
            .iter_mut()
            .filter(|planned| planned.name.is_none())
        {
            let named = named_quarter(&planned.heading, Some(to.year));
            if named.is_some_and(|named| named.quarter == to && known.contains(&named.words)) {
                let heading = format!("Of an earlier year: {}", planned.heading);
                self.left.push(format!(
                    "the heading `{}`, which is `{heading}` now",
                    planned.heading
                ));
                planned.heading = heading;
            }
        }
    }

    fn asked_headings(&self) -> impl Iterator<Item = &str> {
        let anew = |planned: &&Planned| matches!(planned.source, Source::Anew(_) | Source::Figures);
        self.planned
            .iter()
            .filter(anew)
            .map(|planned| planned.heading.as_str())
    }

    /// Returns the headings of columns that are none of a paper's: they are carried over as they are.
    pub(super) fn others(&self) -> Vec<String> {
        let others = self.planned.iter().filter(|planned| planned.name.is_none());
        others
            .map(|planned| format!("`{}`", planned.heading))
            .collect()
    }

    /// Returns the headings of what is asked anew, as sentences quote them.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked_headings()
            .map(|heading| format!("“{heading}”"))
            .collect()
    }

    /// Returns the new heading of a column, or of one quarter of it: `actuals Q1 2026-27`.
    pub(super) fn heading(&self, slot: &str) -> Option<&str> {
        let is = |planned: &&Planned| match &planned.name {
            Some((name, None)) => name == slot && !matches!(planned.source, Source::Earlier(_)),
            Some((name, Some(quarter))) => *slot == format!("{name} {quarter}"),
            None => false,
        };
        self.planned
            .iter()
            .find(is)
            .map(|planned| planned.heading.as_str())
    }

    /// Returns which columns stand on the sheet: last quarter's words do where there are any.
    fn stand(&self, rows: &[Vec<TrackerCell>]) -> Vec<bool> {
        let stands = |(at, planned): (usize, &Planned)| {
            let filled = rows.iter().any(|row| row[at] != TrackerCell::Empty);
            filled || !matches!(planned.source, Source::Earlier(_))
        };
        self.planned.iter().enumerate().map(stands).collect()
    }

    /// Makes the columns of the sheet; `rows` has a cell for each that is planned.
    pub(super) fn made(&self, rows: &[Vec<TrackerCell>]) -> Vec<TrackerColumn> {
        let stand = self.stand(rows);
        let planned = self.planned.iter().enumerate().filter(|(at, _)| stand[*at]);
        planned
            .map(|(at, planned)| planned.made(at, rows))
            .collect()
    }

    /// Takes the cells of the columns that stand on the sheet.
    pub(super) fn within(&self, rows: Vec<Vec<TrackerCell>>) -> Vec<Vec<TrackerCell>> {
        let stand = self.stand(&rows);
        let kept = |row: Vec<TrackerCell>| {
            let cells = row.into_iter().zip(&stand);
            cells
                .filter(|(_, stands)| **stands)
                .map(|(cell, _)| cell)
                .collect()
        };
        rows.into_iter().map(kept).collect()
    }
}

impl Planned {
    fn carried(position: usize, column: &LaidColumn) -> Self {
        Self {
            heading: column.heading.clone(),
            source: Source::Old(position),
            name: None,
            described: None,
            key: None,
            is_title: false,
        }
    }

    /// Returns a column like this one for the figures of another quarter.
    fn figures(&self, name: &str, to: Quarter) -> Self {
        let from = self.name.as_ref().and_then(|(_, quarter)| *quarter);
        let rolled = from.map(|from| Roll { from, to }.text(&self.heading));
        let says = |heading: &String| {
            named_quarter(heading, None).is_some_and(|named| named.quarter == to)
        };
        let known = self
            .described
            .as_ref()
            .and_then(|column| column.headings.first());
        let plain = || format!("{} {to}", known.map_or(name, String::as_str));
        Self {
            heading: rolled.filter(says).unwrap_or_else(plain),
            source: Source::Figures,
            name: Some((name.to_owned(), Some(to))),
            described: self.described.clone(),
            key: None,
            is_title: false,
        }
    }

    /// Returns what type of value the column has.
    pub(super) fn of_type(&self) -> Option<ValueType> {
        self.described.as_ref().map(|column| column.of_type)
    }

    fn made(&self, at: usize, rows: &[Vec<TrackerCell>]) -> TrackerColumn {
        let is_earlier = matches!(self.source, Source::Earlier(_));
        TrackerColumn {
            heading: self.heading.clone(),
            takes: match is_earlier {
                true => words(at, rows),
                false => self.takes(at, rows),
            },
            locked: is_earlier || self.is_title || self.of_type() == Some(ValueType::Ref),
            width: None,
        }
    }

    fn takes(&self, at: usize, rows: &[Vec<TrackerCell>]) -> Takes {
        let Some(column) = &self.described else {
            return words(at, rows);
        };
        match (column.of_type, &self.key) {
            (ValueType::Status, Some(key)) => Takes::Status(key.clone()),
            (ValueType::RichText, _) => Takes::LongText,
            (ValueType::Date, _) => Takes::Date,
            (ValueType::Number, _) if !column.words => Takes::Number,
            (ValueType::Choice, _) => Takes::OneOf(column.choices.clone()),
            (ValueType::Flag, _) => Takes::OneOf(vec!["Yes".to_owned(), "No".to_owned()]),
            (ValueType::Person | ValueType::Organisation, _) => match said(at, rows) {
                said if said.is_empty() => Takes::Text,
                said => Takes::OneOf(said),
            },
            _ => words(at, rows),
        }
    }
}

/// Returns whether a column's texts are long.
fn words(at: usize, rows: &[Vec<TrackerCell>]) -> Takes {
    let long = |row: &Vec<TrackerCell>| match &row[at] {
        TrackerCell::Text(runs) => {
            runs.iter()
                .map(|run| run.text.chars().count())
                .sum::<usize>()
                > LINE
        }
        _ => false,
    };
    match rows.iter().any(long) {
        true => Takes::LongText,
        false => Takes::Text,
    }
}

/// Returns what a column's cells say, each once, in the order of the rows.
fn said(at: usize, rows: &[Vec<TrackerCell>]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for row in rows {
        if let TrackerCell::Text(runs) = &row[at] {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !said.contains(&text) {
                said.push(text);
            }
        }
    }
    said
}

/// Returns a heading of figures that says its year: next year it would be read as that year's.
fn with_year(heading: &str, quarter: Quarter) -> String {
    if named_quarter(heading, None).is_some() {
        return heading.to_owned();
    }
    match named_quarter(heading, Some(quarter.year)) {
        Some(_) => format!("{heading} {}", quarter.year),
        None => format!("{heading} {quarter}"),
    }
}
