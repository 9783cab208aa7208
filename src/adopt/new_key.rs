//! A status key that the office has not yet, proposed from the statuses of a tracker and the key block on its sheets.

use indexmap::IndexMap;

use crate::load::{Sheet, Workbook};
use crate::paper_file::{FileValue, PaperFile};
use crate::validate::{fold, one_line};

use super::key::{Seen, Status, hex};

/// What a key block says of a status.
#[derive(Default)]
struct Explained {
    label: Option<String>,
    meaning: Option<String>,
    fill: Option<[u8; 3]>,
}

/// Returns the lines for `board.toml` that would make a key of the statuses that were seen.
pub fn new_key(workbook: &Workbook, seen: &IndexMap<Status, Seen>, name: &str) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut steps = Vec::new();
    for (status, seen) in seen {
        let code = match status {
            Status::Text(text) => text.clone(),
            Status::Fill(fill) => hex(*fill),
        };
        // A symbol has no letters to be folded.
        let same = match fold(&code) {
            folded if folded.is_empty() => code.clone(),
            folded => folded,
        };
        if known.contains(&same) {
            continue;
        }
        known.push(same);
        let said = explained(workbook, status);
        let text = |text: &str| FileValue::from(text);
        // No font may have a symbol: it is read, and letters are printed for it.
        let symbol = fold(&code).is_empty();
        let short = match symbol {
            true => format!("S{}", steps.len() + 1),
            false => code.clone(),
        };
        let mut step = vec![
            ("code".to_owned(), text(&short)),
            (
                "label".to_owned(),
                text(said.label.as_deref().unwrap_or(&short)),
            ),
            (
                "meaning".to_owned(),
                text(said.meaning.as_deref().unwrap_or("to be filled in")),
            ),
        ];
        if symbol {
            let aliases = FileValue::from(vec![code.clone()]);
            step.push(("aliases".to_owned(), aliases));
        }
        let fill = match status {
            Status::Fill(fill) => Some(*fill),
            Status::Text(_) => seen.fill.or(said.fill),
        };
        step.extend(fill.map(|fill| ("colour".to_owned(), text(&hex(fill)))));
        steps.push(FileValue::Parts(step));
    }
    let mut file = PaperFile::new("");
    file.table(
        &format!("status-key.{name}"),
        [("steps", FileValue::List(steps))],
    );
    file.text().trim().to_owned()
}

/// Looks for a cell that says a status alone, with its label and meaning to the right: the block that explains the key.
fn explained(workbook: &Workbook, status: &Status) -> Explained {
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let found = visible.filter_map(|sheet| on_sheet(sheet, status));
    let best = found.max_by_key(|found| (found.meaning.is_some(), found.label.is_some()));
    best.unwrap_or_default()
}

fn on_sheet(sheet: &Sheet, status: &Status) -> Option<Explained> {
    sheet.rows.values().find_map(|cells| {
        let mut filled = cells
            .values()
            .filter(|cell| !cell.is_blank() || cell.fill.is_some());
        let first = filled.next()?;
        let is = match status {
            Status::Text(text) => fold(&one_line(&first.text())) == fold(text),
            Status::Fill(fill) => first.fill == Some(*fill),
        };
        let rest: Vec<String> = filled
            .filter(|cell| !cell.is_blank())
            .map(|cell| one_line(&cell.text()))
            .collect();
        // A row with more is one of the tracker's own.
        if !is || rest.is_empty() || rest.len() > 2 {
            return None;
        }
        let (label, meaning) = match &rest[..] {
            [meaning] if meaning.contains(' ') => (None, Some(meaning.clone())),
            [label] => (Some(label.clone()), None),
            [label, meaning, ..] => (Some(label.clone()), Some(meaning.clone())),
            [] => (None, None),
        };
        let fill = cells.values().find_map(|cell| cell.fill);
        Some(Explained {
            label,
            meaning,
            fill,
        })
    })
}
