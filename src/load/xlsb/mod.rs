//! `.xlsb`: the parts of an `.xlsx` as records of bytes instead of XML, read from the file's own records.
//!
//! A general reader leaves out formulas that end in an error, keeps hidden rows and columns, and stops at files that Excel opens. Left
//! unread: links, and what `.xlsx` leaves unread.

mod records;
mod styles;
mod text;
mod worksheet;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::records::Records;
use self::styles::Styles;
use self::text::Texts;
use super::archive::Archive;
use super::budget::Budget;
use super::comments::{Read, note};
use super::date::Epoch;
use super::fault::Fault;
use super::grid::hidden_sheet;
use super::relations::{Relations, main_part};
use super::sheet::{Sheet, Workbook};
use super::tab::Tab;

/// What the cells of every sheet refer to.
struct Common {
    texts: Texts,
    styles: Styles,
    epoch: Epoch,
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
    let (mut sheets, mut parts) = (Vec::new(), Vec::new());
    for tab in tabs {
        parts.push(relations.get(&tab.relation).map(|of| of.target.clone()));
        sheets.push(sheet(archive, tab, &relations, &common, shown, budget)?);
    }
    let how = (&["comments"][..], commented as Read);
    note(archive, &mut sheets, &parts, how, budget);
    Ok(Workbook {
        file: shown.clone(),
        sheets,
        keeps_changes: relations.kind("revisionHeaders").is_some(),
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

/// Reads the places of comments from a part; a thread has a note of its own there, in the same cell.
fn commented(
    archive: &mut Archive,
    part: &str,
    budget: &mut Budget,
    places: &mut BTreeSet<(u32, u32)>,
) -> Result<(), Fault> {
    let mut records = Records::open(archive, part, budget)?;
    while let Some(kind) = records.next()? {
        // Each comment begins with its author, its row twice and its column twice.
        if kind == 0x27b {
            budget.thing()?;
            places.insert((records.u32(4), records.u32(12)));
        }
    }
    Ok(())
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
    let grid = worksheet::read(
        &mut Records::open(archive, &relation.target, budget)?,
        common,
        budget,
    )?;
    Ok(grid.finish(tab.name, shown.clone()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::limits::Limits;
    use super::*;

    /// Packs a part with comments: each a record of 36 bytes, with its row and its column in the middle.
    fn comments(places: &[(u8, u8)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("xl/comments1.bin", options).expect("a part");
        for (row, column) in places {
            let mut record = [0_u8; 39];
            record[..3].copy_from_slice(&[0xfb, 0x04, 36]);
            (record[7], record[11], record[15], record[19]) = (*row, *row, *column, *column);
            zip.write_all(&record).expect("a part");
        }
        zip.finish().expect("a zip file").into_inner()
    }

    #[test]
    fn comments_are_noted_where_they_stand() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tracker.xlsb");
        std::fs::write(&path, comments(&[(6, 3), (1, 1)])).expect("a file");
        let limits = Limits::default();
        let mut archive = Archive::open(&path, &limits).expect("it opens");
        let mut places = BTreeSet::new();
        let part = "xl/comments1.bin";
        commented(&mut archive, part, &mut Budget::new(&limits), &mut places).expect("it is read");
        assert_eq!(Vec::from_iter(places), [(1, 1), (6, 3)]);
    }
}
