//! Which sheet of a workbook holds a table.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Sheet, Workbook};
use crate::model::Phrase;

use super::heading_row::expected;
use super::heading_words::{fold, names_quarter};
use super::headings::{Headings, headings};
use super::tracker::Request;

/// Finds the sheet that the paper names.
pub fn named_sheet<'a>(
    workbook: &'a Workbook,
    name: &Phrase,
    out: &mut Diagnostics,
) -> Option<&'a Sheet> {
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let found = visible
        .iter()
        .find(|sheet| sheet.name.trim().to_lowercase() == name.text.trim().to_lowercase());
    if found.is_none() {
        let hidden = workbook
            .sheets
            .iter()
            .any(|sheet| sheet.hidden && fold(&sheet.name) == fold(&name.text));
        let what = if hidden { "is hidden" } else { "is not there" };
        let message = format!("the sheet `{}` {what} in `{}`", name.text, workbook.file);
        let problem = out.add(Code::SheetMissing, name.origin.clone(), message);
        match suggest(&name.text, visible.iter().map(|sheet| &*sheet.name)) {
            _ if hidden => problem.hint("show the sheet in the workbook, or name another one"),
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("the workbook has {}", names(&visible))),
        };
    }
    found.copied()
}

/// Finds the visible sheet whose headings are complete, and these; of several, the one with most columns, then the paper's own
/// quarter.
pub fn only_sheet<'a>(
    workbook: &'a Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<(&'a Sheet, Headings)> {
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let read = |sheet: &&'a Sheet| Some((*sheet, headings(sheet, request.table, request.hints)?));
    let mut with_headings: Vec<(&Sheet, Headings)> = visible.iter().filter_map(read).collect();
    let complete = with_headings
        .iter()
        .filter(|(_, found)| found.complete(request.table));
    let most = complete.clone().map(|(_, found)| found.found.len()).max();
    let best: Vec<&(&Sheet, Headings)> = complete
        .filter(|(_, found)| Some(found.found.len()) == most)
        .collect();
    let own = |(sheet, _): &&(&Sheet, Headings)| {
        request
            .hints
            .quarter
            .is_some_and(|quarter| names_quarter(&sheet.name, quarter))
    };
    let of_quarter: Vec<&(&Sheet, Headings)> = best.iter().copied().filter(own).collect();
    match (&best[..], &of_quarter[..]) {
        ([only], _) | (_, [only]) => return Some((*only).clone()),
        ([], _) => {}
        ([(first, _), ..], _) => {
            let best: Vec<&Sheet> = best.iter().map(|(sheet, _)| *sheet).collect();
            let message = format!(
                "`{}` could be read from {} of `{}`",
                request.name,
                names(&best),
                workbook.file
            );
            out.add(Code::SheetAmbiguous, request.asked.clone(), message)
                .hint(format!("say which, as in `sheet = \"{}\"`", first.name));
            return None;
        }
    }
    // The nearest sheet is shown with what it lacks: a misspelt heading is likelier than a missing table.
    with_headings.sort_by_key(|(_, found)| std::cmp::Reverse(found.found.len()));
    let nearest = with_headings.into_iter().next();
    if let Some(nearest) = nearest.filter(|(_, found)| found.found.len() > 1) {
        return Some(nearest);
    }
    let message = format!(
        "no sheet of `{}` has the headings of `{}`",
        workbook.file, request.name
    );
    out.add(Code::SheetMissing, request.asked.clone(), message)
        .hint(format!(
            "expected headings such as {}",
            expected(request.table)
        ))
        .hint(format!("visible sheets: {}", names(&visible)));
    None
}

fn names(sheets: &[&Sheet]) -> String {
    let names: Vec<String> = sheets
        .iter()
        .map(|sheet| format!("`{}`", sheet.name))
        .collect();
    if names.is_empty() {
        "no visible sheet".to_owned()
    } else {
        names.join(", ")
    }
}
