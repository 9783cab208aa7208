//! One worksheet: its rows and columns, merged areas and links.

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::grid::Grid;
use super::super::relations::Relations;
use super::super::sheet::Area;
use super::super::xml::{Element, Xml};
use super::Common;
use super::cell;

/// Reads a worksheet.
pub(super) fn read(
    xml: &mut Xml<'_>,
    common: &Common,
    links: &Relations,
    budget: &mut Budget,
) -> Result<Grid, Fault> {
    let mut grid = Grid::default();
    let mut linked = Vec::new();
    xml.root()?;
    xml.children(|xml, element| match element.name.as_str() {
        "cols" => xml.children(|_, column| {
            hide_columns(&column, &mut grid, budget);
            Ok(())
        }),
        "sheetData" => rows(xml, common, &mut grid, budget),
        "mergeCells" => xml.children(|_, merged| match merged.get("ref").and_then(area) {
            Some(area) => grid.merge(area, budget),
            None => Ok(()),
        }),
        "hyperlinks" => xml.children(|_, link| {
            budget.thing()?;
            linked.extend(target(&link, links));
            Ok(())
        }),
        _ => Ok(()),
    })?;
    for (area, address) in linked {
        grid.link(area, &address, budget)?;
    }
    Ok(grid)
}

/// Returns the place of `B7`, counted from 0.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column
            .checked_mul(26)?
            .checked_add(u32::from(letter - b'A') + 1)?;
    }
    Some((
        number.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

/// Returns the area of `A1:B7`, or of a single cell.
fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    Some(Area {
        top: top.min(bottom),
        left: left.min(right),
        bottom: top.max(bottom),
        right: left.max(right),
    })
}

/// Notes the columns an element stands for as hidden, if they are, or have no width.
fn hide_columns(column: &Element, grid: &mut Grid, budget: &Budget) {
    let hidden = column.flag("hidden") == Some(true) || column.number::<f64>("width") == Some(0.0);
    let (Some(first), Some(last)) = (column.number::<u32>("min"), column.number::<u32>("max"))
    else {
        return;
    };
    if hidden && first > 0 && last >= first {
        grid.hide_columns(first - 1, last - 1, budget);
    }
}

/// Reads the rows; one that does not say its number follows the one before.
fn rows(
    xml: &mut Xml<'_>,
    common: &Common,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let mut next = 0_u32;
    xml.children(|xml, element| {
        if element.name != "row" {
            return Ok(());
        }
        let row = element
            .number::<u32>("r")
            .and_then(|number| number.checked_sub(1))
            .unwrap_or(next);
        next = row.saturating_add(1);
        if element.flag("hidden") == Some(true) || element.number::<f64>("ht") == Some(0.0) {
            grid.hide_rows(row, row, budget);
        }
        cells(xml, row, common, grid, budget)
    })
}

fn cells(
    xml: &mut Xml<'_>,
    row: u32,
    common: &Common,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let mut next = 0_u32;
    xml.children(|xml, element| {
        if element.name != "c" {
            return Ok(());
        }
        let (row, column) = element.get("r").and_then(place).unwrap_or((row, next));
        next = column.saturating_add(1);
        let cell = cell::read(xml, &element, (row, column), common)?;
        grid.put(row, column, cell, budget)
    })
}

/// Returns the area of a link and the address it leads to; links within the workbook lead nowhere on paper.
fn target(link: &Element, relations: &Relations) -> Option<(Area, String)> {
    let area = link.get("ref").and_then(area)?;
    let address = &relations.get(link.get("r:id")?)?.target;
    Some((
        area,
        match link.get("location") {
            Some(place) if !place.is_empty() => format!("{address}#{place}"),
            _ => address.clone(),
        },
    ))
}
