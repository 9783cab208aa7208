//! What a workbook keeps that is not in the paper: hidden sheets, comments, a record of changes.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Sheet, Workbook};
use crate::model::{Origin, cell_name, some};

/// So many sheets are named; of more it is only told how many.
const NAMED: usize = 8;

/// Says what a workbook keeps.
pub fn say(workbook: &Workbook, out: &mut Diagnostics) {
    say_hidden_sheets(workbook, out);
    say_comments(workbook, out);
    if workbook.keeps_changes {
        let place = Origin::file(workbook.file.clone());
        let message = "the workbook keeps a record of what was changed in it, and by whom";
        out.add(Code::WorkbookChanges, place, message)
            .hint("accept the changes and stop recording them before the workbook itself is sent or published");
    }
}

fn say_comments(workbook: &Workbook, out: &mut Diagnostics) {
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let has: Vec<&Sheet> = visible.filter(|sheet| !sheet.comments.is_empty()).collect();
    let (place, message) = match has[..] {
        [] => return,
        [sheet] => (sheet.whole(), comments_of(sheet)),
        _ => {
            let cells: usize = has.iter().map(|sheet| sheet.comments.len()).sum();
            let sheets = has.iter().copied();
            let message = format!("sheets have comments in {cells} cells: {}", names(sheets));
            (Origin::file(workbook.file.clone()), message)
        }
    };
    out.add(Code::WorkbookComments, place, message)
        .hint("see whether the paper takes account of them; delete them before the workbook itself is sent or published");
}

fn comments_of(sheet: &Sheet) -> String {
    let first = sheet.comments.first();
    let first = first.map_or_else(String::new, |(row, column)| cell_name(*row, *column));
    match sheet.comments.len() {
        1 => format!("the sheet has a comment, in cell {first}"),
        count => format!("the sheet has comments in {count} cells, the first in {first}"),
    }
}

fn say_hidden_sheets(workbook: &Workbook, out: &mut Diagnostics) {
    let hidden = names(workbook.sheets.iter().filter(|sheet| sheet.hidden));
    if !hidden.is_empty() {
        let origin = Origin::file(workbook.file.clone());
        let message = format!("left out hidden sheets: {hidden}");
        out.add(Code::HiddenLeftOut, origin, message)
            .hint("show them in the workbook if they belong in the paper");
    }
}

fn names<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> String {
    let names: Vec<String> = sheets.map(|sheet| format!("`{}`", sheet.name)).collect();
    some(&names, NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::headings::tests::sheet;

    fn said(count: usize, hidden: bool) -> Vec<String> {
        let named = |at: usize| Sheet {
            name: format!("S{at}").into(),
            hidden,
            comments: [(1, 3), (2, 3)].into(),
            ..sheet(&[&["A"]])
        };
        let workbook = Workbook {
            file: "t.xlsx".into(),
            sheets: (1..=count).map(named).collect(),
            keeps_changes: false,
        };
        let mut out = Diagnostics::default();
        say(&workbook, &mut out);
        out.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn a_workbook_of_many_sheets_is_told_of_once() {
        let told = said(1, false);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("the sheet has comments in 2 cells, the first in D2"));
        let told = said(40, false);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("comments in 80 cells: `S1`, `S2`"),
            "{told:?}"
        );
        assert!(told[0].contains("`S8` and 32 more"), "{told:?}");
        let told = said(40, true);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("left out hidden sheets: `S1`"), "{told:?}");
        assert!(told[0].contains("`S8` and 32 more"), "{told:?}");
    }
}
