//! The figures of a chart, from the fence or from a sheet.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Sheet, Workbook};
use crate::model::{Phrase, Series};
use crate::validate::heading_words::fold;
use crate::validate::paper::Beside;
use crate::validate::raw::Raw;
use crate::validate::section::Section;
use crate::validate::sheet_choice::named_sheet;

use super::chart::headings;
use super::chart_figure::Figure;
use super::parse::Fence;

/// Figures by series.
pub struct Data {
    /// What they belong to.
    pub categories: Vec<String>,
    /// A name and a figure for each category.
    pub rows: Vec<(String, Vec<Figure>)>,
}

impl Data {
    /// Returns whether there is something to draw, and as many figures as categories; reports it otherwise.
    pub fn fits(&self, fence: &Fence, out: &mut Diagnostics) -> bool {
        let count = self.categories.len();
        let uneven = self.rows.iter().find(|(_, figures)| figures.len() != count);
        let message = match uneven {
            _ if count == 0 || self.rows.is_empty() => "the chart has no figures".to_owned(),
            Some((name, figures)) => format!(
                "the chart has {count} categories, but `{name}` has {} figures",
                figures.len()
            ),
            None if self.figures().all(|figure| figure.value.is_none()) => {
                "no figure of the chart is a number".to_owned()
            }
            None => return true,
        };
        out.add(Code::ChartFaulty, fence.origin.clone(), message)
            .hint("give `categories = [\"Q1\", \"Q2\"]` and `series = [{ name = \"Burglary\", values = [41, 38] }]`, with `\"[x]\"` where there is no figure");
        false
    }

    /// Shows all figures.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.rows.iter().flat_map(|(_, figures)| figures)
    }

    /// Returns the series as they are drawn.
    pub fn series(&self, unit: &str, colours: &[Option<String>]) -> Vec<Series> {
        let series = |(i, (name, figures)): (usize, &(String, Vec<Figure>))| Series {
            name: name.clone(),
            values: figures.iter().map(|figure| figure.value).collect(),
            shown: figures.iter().map(|figure| figure.shown(unit)).collect(),
            colour: colours.get(i).cloned().flatten(),
        };
        self.rows.iter().enumerate().map(series).collect()
    }
}

/// Reads figures from columns of a sheet: `categories` and `series` are their headings.
pub fn from_sheet(
    section: &mut Section<'_>,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Option<Data> {
    let named = section.phrase("workbook", out)?;
    let sheet = section.phrase("sheet", out);
    let first = section.phrase("categories", out);
    let wanted = headings(section, out);
    let Some(first) = first else {
        out.add(
            Code::FieldMissing,
            section.origin.clone(),
            "`categories` is missing in the chart",
        )
        .hint("name the heading of the column, as in `categories = \"Quarter\"`");
        return None;
    };
    let workbook = beside.workbook(&named, out)?;
    let sheet = match sheet {
        Some(name) => named_sheet(&workbook, &name, out)?,
        None => sheet_with(&workbook, &first, out)?,
    };
    read(sheet, &first, &wanted, out)
}

fn sheet_with<'a>(
    workbook: &'a Workbook,
    first: &Phrase,
    out: &mut Diagnostics,
) -> Option<&'a Sheet> {
    let mut visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let found = visible
        .clone()
        .find(|sheet| heading(sheet, &first.text).is_some());
    let found = found.or_else(|| visible.next());
    if found.is_none() {
        out.add(
            Code::SheetMissing,
            first.origin.clone(),
            format!("`{}` has no visible sheet", workbook.file),
        )
        .hint("show the sheet in the workbook");
    }
    found
}

fn read(sheet: &Sheet, first: &Phrase, wanted: &[Phrase], out: &mut Diagnostics) -> Option<Data> {
    let Some((row, column)) = heading(sheet, &first.text) else {
        say_missing(sheet, first, out);
        return None;
    };
    let columns: Option<Vec<(String, u32)>> = wanted
        .iter()
        .map(|name| match in_row(sheet, row, &name.text) {
            Some(column) => Some((name.text.clone(), column)),
            None => {
                say_missing(sheet, name, out);
                None
            }
        })
        .collect();
    let rows: Vec<u32> = sheet
        .rows
        .range(row + 1..)
        .map(|(row, _)| *row)
        .take_while(|row| !text(sheet, *row, column).is_empty())
        .collect();
    let figures = |column: u32, out: &mut Diagnostics| -> Option<Vec<Figure>> {
        rows.iter()
            .map(|row| figure(sheet, *row, column, out))
            .collect()
    };
    Some(Data {
        categories: rows.iter().map(|row| text(sheet, *row, column)).collect(),
        rows: columns?
            .into_iter()
            .map(|(name, column)| Some((name, figures(column, out)?)))
            .collect::<Option<Vec<_>>>()?,
    })
}

fn figure(sheet: &Sheet, row: u32, column: u32, out: &mut Diagnostics) -> Option<Figure> {
    let origin = sheet.origin(row, column);
    match sheet.cell(row, column) {
        Some(cell) => Figure::from_raw(&Raw::from_cell(cell, origin), out),
        None => Some(Figure::blank(origin)),
    }
}

fn text(sheet: &Sheet, row: u32, column: u32) -> String {
    sheet
        .cell(row, column)
        .map(|cell| {
            crate::validate::clean::one_line(
                &Raw::from_cell(cell, sheet.origin(row, column)).plain(),
            )
        })
        .unwrap_or_default()
}

/// Finds the topmost cell of a sheet that says a heading.
fn heading(sheet: &Sheet, words: &str) -> Option<(u32, u32)> {
    sheet
        .rows
        .keys()
        .find_map(|row| Some((*row, in_row(sheet, *row, words)?)))
}

fn in_row(sheet: &Sheet, row: u32, words: &str) -> Option<u32> {
    let wanted = fold(words);
    sheet
        .rows
        .get(&row)?
        .keys()
        .copied()
        .find(|column| fold(&text(sheet, row, *column)) == wanted)
}

fn say_missing(sheet: &Sheet, name: &Phrase, out: &mut Diagnostics) {
    let message = format!(
        "no column of the sheet `{}` has the heading `{}`",
        sheet.name, name.text
    );
    let cells = || {
        sheet
            .rows
            .iter()
            .take(20)
            .flat_map(|(row, cells)| cells.keys().map(move |column| text(sheet, *row, *column)))
    };
    let all: Vec<String> = cells().filter(|text| !text.is_empty()).collect();
    let problem = out.add(Code::HeadingMissing, name.origin.clone(), message);
    match suggest(&name.text, all.iter().map(String::as_str)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("write the heading as it stands in the sheet"),
    };
}
