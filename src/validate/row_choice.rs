//! Which rows of a sheet a paper takes: those that say something in a column, or those between two lines of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Entry, NodeValue, Sheet};
use crate::model::{Phrase, column_name};

use super::clean::one_line;
use super::heading_words::fold;
use super::headings::Headings;
use super::section::{Section, wrong_type};

/// Which rows are taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowChoice {
    /// Headings, and what their cells say in rows that are taken.
    columns: Vec<(Phrase, Vec<String>)>,
    /// The line that the rows stand below.
    from: Option<Phrase>,
    /// The line that ends them.
    to: Option<Phrase>,
}

/// Reads `rows` of a table: `{ Theme = "3" }`, or `{ from = "Theme 3: …", to = "Theme 4: …" }`.
pub fn row_choice(mut section: Section<'_>, out: &mut Diagnostics) -> RowChoice {
    let mut choice = RowChoice::default();
    for entry in section.all() {
        let values = values(entry, out);
        let phrase = |text: &String| Phrase {
            text: text.clone(),
            origin: entry.node.origin.clone(),
        };
        match entry.key.as_str() {
            "from" => choice.from = values.first().map(phrase),
            "to" => choice.to = values.first().map(phrase),
            key => choice.columns.push((
                Phrase {
                    text: key.to_owned(),
                    origin: entry.origin.clone(),
                },
                values,
            )),
        }
    }
    section.finish(out);
    choice
}

/// Returns what a cell may say: a text, a number, or a list of them.
fn values(entry: &Entry, out: &mut Diagnostics) -> Vec<String> {
    let one = |value: &NodeValue| match value {
        NodeValue::Text(text) => Some(text.clone()),
        NodeValue::Integer(number) => Some(number.to_string()),
        NodeValue::Float(number) => Some(number.to_string()),
        _ => None,
    };
    let values: Vec<String> = match &entry.node.value {
        NodeValue::List(items) => items.iter().filter_map(|item| one(&item.value)).collect(),
        value => one(value).into_iter().collect(),
    };
    if values.is_empty() {
        wrong_type(
            &entry.node,
            &entry.key,
            "text in quotes, or a list of it",
            out,
        );
    }
    values
}

impl RowChoice {
    /// Returns the rows below the headings that are taken; what cannot be found is reported, and gives none.
    pub fn pick(
        &self,
        sheet: &Sheet,
        headings: &Headings,
        out: &mut Diagnostics,
    ) -> Option<BTreeSet<u32>> {
        let start = self.line(sheet, self.from.as_ref(), out)?;
        let end = self.line(sheet, self.to.as_ref(), out)?;
        let below = start.map_or(headings.row, |row| row.max(headings.row));
        let next = headings.end_after(below);
        let mut picked: BTreeSet<u32> = sheet
            .rows
            .range(below + 1..)
            .map(|(row, _)| *row)
            .take_while(|row| [end, next].into_iter().flatten().all(|end| *row < end))
            .collect();
        for (heading, values) in &self.columns {
            let column = column_of(sheet, headings, heading, out)?;
            let said = said(sheet, headings, column);
            let wanted: Vec<String> = values.iter().map(|value| fold(value)).collect();
            picked.retain(|row| {
                said.get(row)
                    .is_some_and(|text| wanted.contains(&fold(text)))
            });
            if picked.is_empty() {
                none_says(sheet, heading, values, &said, out);
                return None;
            }
        }
        Some(picked)
    }

    /// Returns the columns of the sheet that rows are told by.
    pub fn columns(&self, sheet: &Sheet, headings: &Headings) -> Vec<u32> {
        let mut unsaid = Diagnostics::default();
        let column =
            |(heading, _): &(Phrase, Vec<String>)| column_of(sheet, headings, heading, &mut unsaid);
        self.columns.iter().filter_map(column).collect()
    }

    fn line(
        &self,
        sheet: &Sheet,
        asked: Option<&Phrase>,
        out: &mut Diagnostics,
    ) -> Option<Option<u32>> {
        let Some(asked) = asked else {
            return Some(None);
        };
        let is = |text: &str| fold(text) == fold(&asked.text);
        let found = sheet.rows.iter().find(|(_, cells)| {
            let mut filled = cells.values().filter(|cell| !cell.is_blank());
            filled
                .next()
                .is_some_and(|cell| is(&one_line(&cell.text())))
        });
        if found.is_none() {
            let message = format!(
                "no row of the sheet `{}` begins with `{}`",
                sheet.name, asked.text
            );
            out.add(Code::RowsNotFound, asked.origin.clone(), message)
                .hint("write the line as it stands on the sheet");
        }
        found.map(|(row, _)| Some(*row))
    }
}

fn column_of(
    sheet: &Sheet,
    headings: &Headings,
    heading: &Phrase,
    out: &mut Diagnostics,
) -> Option<u32> {
    let wanted = fold(&heading.text);
    let known: Vec<(u32, &str)> = headings.texts().collect();
    let by_name = known.iter().find(|(_, text)| fold(text) == wanted);
    let found = by_name.map(|(column, _)| *column).or_else(|| {
        let widest = sheet
            .rows
            .values()
            .filter_map(|cells| cells.keys().max())
            .max()?;
        (0..=*widest)
            .find(|column| wanted == format!("column {}", column_name(*column).to_lowercase()))
    });
    if found.is_none() {
        let message = format!(
            "no heading reads `{}` in row {}",
            heading.text,
            headings.row + 1
        );
        let problem = out.add(Code::HeadingMissing, heading.origin.clone(), message);
        match suggest(&heading.text, known.iter().map(|(_, text)| *text)) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("write the heading as it stands in the tracker"),
        };
    }
    found
}

/// Returns what each row says in a column; a blank cell says what the one above it says.
pub fn said(sheet: &Sheet, headings: &Headings, column: u32) -> BTreeMap<u32, String> {
    let mut last = String::new();
    let mut said = BTreeMap::new();
    for (row, cells) in headings.below(sheet) {
        if let Some(cell) = cells.get(&column).filter(|cell| !cell.is_blank()) {
            last = one_line(&cell.text());
        }
        said.insert(*row, last.clone());
    }
    said
}

fn none_says(
    sheet: &Sheet,
    heading: &Phrase,
    values: &[String],
    said: &BTreeMap<u32, String>,
    out: &mut Diagnostics,
) {
    let wanted: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    let message = format!(
        "no row of the sheet `{}` says {} under `{}`",
        sheet.name,
        wanted.join(" or "),
        heading.text
    );
    let mut others: Vec<String> = Vec::new();
    for text in said.values().filter(|text| !text.is_empty()) {
        let text = format!("`{text}`");
        if !others.contains(&text) {
            others.push(text);
        }
    }
    others.truncate(10);
    out.add(Code::RowsNotFound, heading.origin.clone(), message)
        .hint(format!("the rows say {}", others.join(", ")));
}
