//! Putting answers into the trackers themselves.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::hash::hash;
use crate::job::{ANSWERS, Office, schema_line};
use crate::model::{Date, Origin, ValueType};
use crate::returns::{Changed, Kept, Report, overlay};
use crate::tracker::{Patch, TrackerCell, patch};
use crate::validate::LooseRow;
use crate::write;

use super::Collecting;
use super::record::real;
use super::round::{Asked, Open};
use super::settled::Change;

/// The cells of a tracker that change: by sheet, row and column.
type Cells = Vec<Patch>;

/// The most characters that a cell of a workbook holds.
const LONGEST: usize = 32_767;

/// Patches the trackers, keeps what they were, and what was answered beside that; all of it or nothing.
pub fn merge(
    office: &Office,
    open: &Open,
    (asked, shown): (&Collecting, &str),
    (kept, changes): (&[Kept], &[Change]),
    report: &mut Report,
    out: &mut Diagnostics,
) {
    let Some(by_tracker) = places(open, changes, out) else {
        return;
    };
    let stem = shown.trim_end_matches(".toml").to_owned();
    let (mut copies, mut patched, mut trackers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut like, mut fine) = (BTreeMap::new(), true);
    for (tracker, cells) in by_tracker {
        let changed = changed(office, &tracker, &cells);
        let (path, now, was) = match changed {
            Ok(changed) => changed,
            Err(why) => {
                fine = false;
                refuse(&Origin::file(tracker.as_str()), &tracker, &why, out);
                continue;
            }
        };
        let copy = format!("{stem}/{}-{}", trackers.len() + 1, name(&tracker));
        trackers.push(Changed {
            file: tracker.clone(),
            copy: copy.clone(),
            now: hash(&now),
        });
        if like.insert(path.clone(), path.clone()).is_some() {
            fine = false;
            let why = "another paper has it under another name";
            refuse(&Origin::file(tracker.as_str()), &tracker, why, out);
            continue;
        }
        like.insert(office.root.join(&copy), path.clone());
        copies.push((office.root.join(&copy), was, copy));
        patched.push((path, now, tracker));
    }
    let line = schema_line(shown, ANSWERS);
    let text = overlay(&line, &asked.date.iso(), kept, &trackers);
    // They take their places in this order: no tracker changes before its copy and the record of it are there.
    let mut files = copies;
    files.push((office.root.join(shown), text.into_bytes(), shown.to_owned()));
    files.append(&mut patched);
    if !fine || !(asked.dry_run || write::replace_all_like(&files, &like, out)) {
        return;
    }
    report.written = trackers.into_iter().map(|tracker| tracker.file).collect();
    report.written.push(shown.to_owned());
}

/// Patches a tracker; gives its place, and what it is and was.
fn changed(
    office: &Office,
    tracker: &str,
    cells: &Cells,
) -> Result<(PathBuf, Vec<u8>, Vec<u8>), String> {
    let path = real(office, tracker)?;
    let was = door::bytes(&path, door::LARGEST).map_err(|error| error.to_string())?;
    Ok((path, patch(&was, cells)?, was))
}

fn name(tracker: &str) -> &str {
    tracker.rsplit('/').next().unwrap_or(tracker)
}

/// Finds the cells of the trackers that change; those that cannot be changed are reported, and then there are none.
fn places(
    open: &Open,
    changes: &[Change],
    out: &mut Diagnostics,
) -> Option<BTreeMap<String, Cells>> {
    let mut by_tracker: BTreeMap<String, Cells> = BTreeMap::new();
    let mut fine = true;
    for change in changes {
        let table = open
            .tables
            .iter()
            .find(|asked| asked.paper == change.line.paper && asked.name == change.line.table);
        let Some(asked) = table else { continue };
        let cell = cell(asked, change);
        if is_too_long(&cell) {
            fine = false;
            let place = &change.given.place;
            let why =
                format!("the answer at {place} is longer than a cell can be, {LONGEST} characters");
            refuse(place, &change.line.paper, &why, out);
            continue;
        }
        match cell_of(asked, change) {
            Some(Origin::Cell {
                file,
                sheet,
                row,
                column,
            }) if is_xlsx(&file) => by_tracker.entry(file.to_string()).or_default().push(Patch {
                sheet: sheet.to_string(),
                row,
                column,
                cell,
            }),
            other => {
                fine = false;
                let place = other.unwrap_or_else(|| Origin::file(change.line.paper.as_str()));
                let why = "only a column of an `.xlsx` tracker can be";
                let what = place.path().to_owned();
                refuse(&Origin::file(what.as_str()), &what, why, out);
            }
        }
    }
    fine.then_some(by_tracker)
}

/// Counts as spreadsheet programs do; they call a workbook broken where a text is longer.
fn is_too_long(cell: &TrackerCell) -> bool {
    let TrackerCell::Text(runs) = cell else {
        return false;
    };
    let lengths = runs.iter().map(|run| run.text.encode_utf16().count());
    lengths.sum::<usize>() > LONGEST
}

fn is_xlsx(file: &str) -> bool {
    let ending = file
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    ["xlsx", "xlsm"].contains(&ending.as_str())
}

/// Returns where a change goes; a column that the tracker does not have is none.
fn cell_of(asked: &Asked, change: &Change) -> Option<Origin> {
    let known = asked.known.iter();
    let at = known
        .enumerate()
        .find(|(_, known)| known.row == change.line.reference)?
        .0;
    let name = asked.cell(&change.column);
    let cell = |row: &LooseRow| Some(row.cells.get(&name)?.origin.clone());
    let origin = cell(asked.tracked.get(at)?)?;
    // A cell that is merged over several lines cannot say something of one of them.
    let shared = asked
        .tracked
        .iter()
        .filter(|row| cell(row).as_ref() == Some(&origin));
    (shared.count() == 1).then_some(origin)
}

fn cell(asked: &Asked, change: &Change) -> TrackerCell {
    let says = &change.given.says;
    let described = asked.kind.columns.get(&change.column);
    let rich = described.is_some_and(|column| column.of_type == ValueType::RichText);
    // What the tracker computes from its figures needs numbers; one with a unit stays as it was typed.
    let figure = described.filter(|column| column.by_quarter);
    if let Some(number) = figure.and_then(|_| number(&says.text)) {
        return TrackerCell::Number(number, None);
    }
    match Date::parse(&says.text).filter(|_| says.is_date) {
        Some(date) => TrackerCell::Date(date),
        None if rich && !change.given.runs.is_empty() => {
            TrackerCell::Text(change.given.runs.clone())
        }
        None => TrackerCell::plain(&says.text),
    }
}

/// Reads a figure that is nothing but a number, and stays as it is when it is written as one.
fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

fn refuse(place: &Origin, what: &str, why: &str, out: &mut Diagnostics) {
    let message = format!("answers cannot be put into `{what}`: {why}");
    out.add(Code::TrackerUnpatched, place.clone(), message).hint(
        "nothing was merged: say `into = \"overlay\"` in `[returns]` of `board.toml`, and answers are kept beside the trackers",
    );
}
