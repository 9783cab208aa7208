//! `.xlsb`: the parts of an `.xlsx` as records of bytes instead of XML, read from the file's own records.
//!
//! A general reader leaves out formulas that end in an error, keeps hidden rows and columns, and stops at files that Excel opens. Left
//! unread: links, and what `.xlsx` leaves unread.

mod records;
mod styles;
mod text;
mod worksheet;

use std::sync::Arc;

use self::records::Records;
use self::styles::Styles;
use self::text::Texts;
use super::archive::Archive;
use super::budget::Budget;
use super::date::Epoch;
use super::fault::Fault;
use super::grid::hidden_sheet;
use super::relations::{Relations, main_part};
use super::sheet::{Sheet, Workbook};

/// What the cells of every sheet refer to.
struct Common {
    texts: Texts,
    styles: Styles,
    epoch: Epoch,
}

/// A sheet as the workbook lists it.
struct Tab {
    name: Arc<str>,
    hidden: bool,
    relation: String,
}

/// Returns whether a zip file is a workbook of this kind.
pub(super) fn is_xlsb(archive: &mut Archive) -> bool {
    main_part(archive).is_some_and(|part| part.ends_with(".bin"))
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
    let (tabs, epoch) = tabs(&mut Records::open(archive, &part, budget)?, budget)?;
    let styles = Styles::read(
        archive,
        relations.kind("styles"),
        relations.kind("theme"),
        budget,
    )?;
    let texts = text::shared(archive, relations.kind("sharedStrings"), &styles, budget)?;
    let common = Common {
        texts,
        styles,
        epoch,
    };
    let mut sheets = Vec::new();
    for tab in tabs {
        sheets.push(sheet(archive, tab, &relations, &common, shown, budget)?);
    }
    Ok(Workbook {
        file: shown.clone(),
        sheets,
    })
}

/// Reads the list of sheets and the date system.
fn tabs(records: &mut Records<'_>, budget: &mut Budget) -> Result<(Vec<Tab>, Epoch), Fault> {
    let (mut tabs, mut epoch) = (Vec::new(), Epoch::Of1900);
    while let Some(kind) = records.next()? {
        match kind {
            0x99 if records.u32(0) & 1 != 0 => epoch = Epoch::Of1904,
            0x9c => {
                budget.thing()?;
                let (relation, after) = records.wide(8);
                let (name, _) = records.wide(after);
                tabs.push(Tab {
                    name: name.into(),
                    hidden: records.u32(0) != 0,
                    relation,
                });
            }
            _ => {}
        }
    }
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
    let Some(relation) = relations.get(&tab.relation) else {
        return Err(Fault::broken(format!(
            "it does not say where sheet `{}` is",
            tab.name
        )));
    };
    if relation.kind != "worksheet" {
        sheet.hidden = false;
        return Ok(sheet);
    }
    let grid = worksheet::read(
        &mut Records::open(archive, &relation.target, budget)?,
        common,
        budget,
    )?;
    Ok(grid.finish(tab.name, shown.clone()))
}
