//! What a workbook keeps that is not in the paper: hidden sheets, comments, a record of changes.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Sheet, Workbook};
use crate::model::{Origin, cell_name};

/// Says what a workbook keeps.
pub fn say(workbook: &Workbook, out: &mut Diagnostics) {
    say_hidden_sheets(workbook, out);
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible.for_each(|sheet| say_comments(sheet, out));
    if workbook.keeps_changes {
        let place = Origin::file(workbook.file.clone());
        let message = "the workbook keeps a record of what was changed in it, and by whom";
        out.add(Code::WorkbookChanges, place, message)
            .hint("accept the changes and stop recording them before the workbook itself is sent or published");
    }
}

fn say_comments(sheet: &Sheet, out: &mut Diagnostics) {
    let Some((row, column)) = sheet.comments.first() else {
        return;
    };
    let first = cell_name(*row, *column);
    let message = match sheet.comments.len() {
        1 => format!("the sheet has a comment, in cell {first}"),
        count => format!("the sheet has comments in {count} cells, the first in {first}"),
    };
    out.add(Code::WorkbookComments, sheet.whole(), message)
        .hint("see whether the paper takes account of them; delete them before the workbook itself is sent or published");
}

fn say_hidden_sheets(workbook: &Workbook, out: &mut Diagnostics) {
    let hidden: Vec<String> = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.hidden)
        .map(|sheet| format!("`{}`", sheet.name))
        .collect();
    if !hidden.is_empty() {
        let origin = Origin::file(workbook.file.clone());
        out.add(
            Code::HiddenLeftOut,
            origin,
            format!("left out hidden sheets: {}", hidden.join(", ")),
        )
        .hint("show them in the workbook if they belong in the paper");
    }
}
