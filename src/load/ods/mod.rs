//! `.ods`, read from the file's own XML: `content.xml`, and `styles.xml` for the styles it builds on.
//!
//! What a number shows is taken from the file, which keeps it beside the value. Left unread: looks of whole cells other than fills,
//! conditional formats, pictures and charts, and what comments say: where they stand is noted.

mod cell;
mod lines;
pub(super) mod styles;
mod table;

use std::sync::Arc;

use self::styles::Styles;
use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::sheet::Workbook;
use super::xml::{Element, Xml};

/// What `mimetype` says of a spreadsheet; templates of spreadsheets go on with `-template`.
const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Returns whether a zip file is a workbook of this kind.
pub(super) fn is_ods(archive: &mut Archive) -> bool {
    match archive.head("mimetype", 200) {
        Ok(mime) => mime.trim().starts_with(MIME),
        Err(_) => archive.has("content.xml") && archive.has("META-INF/manifest.xml"),
    }
}

/// Reads a workbook.
pub(super) fn read(
    archive: &mut Archive,
    shown: &Arc<str>,
    budget: &mut Budget,
) -> Result<Workbook, Fault> {
    if archive.has("META-INF/manifest.xml")
        && is_encrypted(&mut archive.xml("META-INF/manifest.xml")?)?
    {
        return Err(Fault::Password);
    }
    let mut styles = Styles::default();
    if archive.has("styles.xml") {
        let mut xml = archive.xml("styles.xml")?;
        xml.root()?;
        xml.children(|xml, element| styles.section(xml, &element, budget))?;
    }
    let mut workbook = Workbook {
        file: shown.clone(),
        sheets: Vec::new(),
        keeps_changes: false,
    };
    content(
        &mut archive.xml("content.xml")?,
        styles,
        &mut workbook,
        budget,
    )?;
    Ok(workbook)
}

/// Reads the sheets, and before them the styles that only they use.
fn content(
    xml: &mut Xml<'_>,
    mut styles: Styles,
    workbook: &mut Workbook,
    budget: &mut Budget,
) -> Result<(), Fault> {
    xml.root()?;
    xml.children(|xml, element| {
        if element.name != "office:body" {
            return styles.section(xml, &element, budget);
        }
        xml.children(|xml, body| {
            if body.name != "office:spreadsheet" {
                return Ok(());
            }
            xml.children(|xml, part| spreadsheet(xml, &part, &styles, workbook, budget))
        })
    })
}

/// Reads a part of the spreadsheet: a sheet, or what was changed.
fn spreadsheet(
    xml: &mut Xml<'_>,
    part: &Element,
    styles: &Styles,
    workbook: &mut Workbook,
    budget: &mut Budget,
) -> Result<(), Fault> {
    match part.name.as_str() {
        // The element alone says no more than that changes would be kept.
        "table:tracked-changes" => xml.children(|_, _| {
            workbook.keeps_changes = true;
            Ok(())
        }),
        // Copies that the program keeps of other files' sheets are tables too.
        "table:table" if part.get("table:style-name") != Some("ta_extref") => {
            budget.thing()?;
            let sheet = table::read(xml, part, styles, &workbook.file, budget)?;
            workbook.sheets.push(sheet);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Returns whether the list of parts says that they are encrypted.
pub(super) fn is_encrypted(xml: &mut Xml<'_>) -> Result<bool, Fault> {
    let mut encrypted = false;
    xml.root()?;
    xml.children(|xml, _| {
        xml.children(|_, child| {
            encrypted |= child.name == "manifest:encryption-data";
            Ok(())
        })
    })?;
    Ok(encrypted)
}

#[cfg(test)]
mod tests;
