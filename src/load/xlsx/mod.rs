//! `.xlsx` and `.xlsm`, read from the file's own XML.
//!
//! A general reader gives values without the bold runs inside a cell, without fills, and with the rows that were hidden on purpose; joining
//! its results with those of a second pass would mean two readings that must agree on every cell. So one pass reads all of it.
//! Left unread: looks of whole cells other than fills, conditional formats, pictures and charts, and what comments say: where they
//! stand is noted.

mod cell;
mod comments;
mod strings;
mod styles;
mod worksheet;

use std::sync::Arc;

use self::strings::Strings;
use self::styles::Styles;
use super::archive::Archive;
use super::budget::Budget;
use super::comments::{Read, note};
use super::date::Epoch;
use super::fault::Fault;
use super::grid::hidden_sheet;
use super::relations::{Relations, main_part};
use super::sheet::{Sheet, Workbook};
use super::tab::Tab;
use super::xml::Xml;

/// What the cells of every sheet refer to.
struct Common {
    strings: Strings,
    styles: Styles,
    epoch: Epoch,
}

/// Returns whether a zip file is a workbook of this kind.
pub(super) fn is_xlsx(archive: &mut Archive) -> bool {
    let Some(part) = main_part(archive).filter(|part| !part.ends_with(".bin")) else {
        return false;
    };
    // A damaged list of sheets is still one; what else there may be says so in its first element.
    let root = |mut xml: Xml<'_>| xml.root().map(|root| root.name);
    part.to_ascii_lowercase().contains("workbook")
        || archive
            .xml(&part)
            .and_then(root)
            .is_ok_and(|name| name == "workbook")
}

/// Reads a workbook.
pub(super) fn read(
    archive: &mut Archive,
    shown: &Arc<str>,
    budget: &mut Budget,
) -> Result<Workbook, Fault> {
    let part =
        main_part(archive).ok_or_else(|| Fault::broken("it does not say where its sheets are"))?;
    let relations = Relations::of(archive, &part, budget)?;
    let (tabs, epoch) = tabs(&mut archive.xml(&part)?, budget)?;
    let styles = Styles::read(
        archive,
        relations.kind("styles"),
        relations.kind("theme"),
        budget,
    )?;
    let strings = strings::shared(archive, relations.kind("sharedStrings"), budget)?;
    let common = Common {
        strings,
        styles,
        epoch,
    };
    let (mut sheets, mut parts) = (Vec::new(), Vec::new());
    for tab in tabs {
        parts.push(relations.get(&tab.relation).map(|of| of.target.clone()));
        sheets.push(sheet(archive, tab, &relations, &common, shown, budget)?);
    }
    let how = (comments::KINDS, comments::placed as Read);
    note(archive, &mut sheets, &parts, how, budget);
    Ok(Workbook {
        file: shown.clone(),
        sheets,
        keeps_changes: relations.kind("revisionHeaders").is_some(),
    })
}

/// Reads the list of sheets and the date system.
fn tabs(xml: &mut Xml<'_>, budget: &mut Budget) -> Result<(Vec<Tab>, Epoch), Fault> {
    let (mut tabs, mut epoch) = (Vec::new(), Epoch::Of1900);
    xml.root()?;
    xml.children(|xml, element| match element.name.as_str() {
        "workbookPr" => {
            if element.flag("date1904") == Some(true) {
                epoch = Epoch::Of1904;
            }
            Ok(())
        }
        "sheets" => xml.children(|_, sheet| {
            budget.thing()?;
            tabs.push(Tab {
                name: sheet.get("name").unwrap_or_default().into(),
                hidden: matches!(sheet.get("state"), Some("hidden" | "veryHidden")),
                relation: sheet.get("r:id").unwrap_or_default().to_owned(),
            });
            Ok(())
        }),
        _ => Ok(()),
    })?;
    Ok((tabs, epoch))
}

/// Reads one sheet; a hidden one and one that holds a chart come without cells.
fn sheet(
    archive: &mut Archive,
    tab: Tab,
    relations: &Relations,
    common: &Common,
    shown: &Arc<str>,
    budget: &mut Budget,
) -> Result<Sheet, Fault> {
    let mut sheet = hidden_sheet(tab.name.clone(), shown.clone());
    if tab.hidden {
        return Ok(sheet);
    }
    let Some(relation) = tab.cells(relations)? else {
        sheet.hidden = false;
        return Ok(sheet);
    };
    let links = Relations::of(archive, &relation.target, budget)?;
    let grid = worksheet::read(&mut archive.xml(&relation.target)?, common, &links, budget)?;
    Ok(grid.finish(tab.name, shown.clone()))
}

#[cfg(test)]
mod tests;
