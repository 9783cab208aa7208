//! Putting what was answered where papers read it.

use crate::diagnostic::Diagnostics;
use crate::job::{ANSWERS, Making, Office, schema_line};
use crate::model::AnswersInto;
use crate::returns::{Kept, Line, Report, Round, overlay};

use super::Collecting;
use super::patched;
use super::round::Open;
use super::settled::Change;

/// Merges what changes; nothing is written where anything hinders it, or where nothing changes.
pub fn merge(
    office: &Office,
    open: &Open,
    asked: &Collecting,
    changes: &[Change],
    report: &mut Report,
    out: &mut Diagnostics,
) {
    if changes.is_empty() {
        return;
    }
    let shown = place(office, open, asked);
    let kept = kept(changes);
    let date = asked.date.iso();
    if office.board.returns.into == AnswersInto::Trackers {
        patched::merge(office, open, (asked, &shown), (&kept, changes), report, out);
        return;
    }
    let mut making = Making::default();
    let text = overlay(&schema_line(&shown, ANSWERS), &date, &kept, &[]);
    making.add(shown, text);
    if asked.dry_run || making.write(&office.root, out) {
        let files = making.files().iter();
        report.written = files.map(|made| made.shown.clone()).collect();
    }
}

/// Returns a free name for the answers of a day: `2026-10-12`, or else `2026-10-12-2`. The copies of a merge that was taken
/// back, or that was broken off, keep their name.
fn place(office: &Office, open: &Open, asked: &Collecting) -> String {
    let folder = Round::folder(open.round.quarter);
    let day = asked.date.iso();
    let names = (1..).map(|number| match number {
        1 => format!("{folder}/{day}.toml"),
        number => format!("{folder}/{day}-{number}.toml"),
    });
    let is_taken = |name: &str| office.root.join(name).symlink_metadata().is_ok();
    let mut free =
        names.filter(|name| !is_taken(name) && !is_taken(name.trim_end_matches(".toml")));
    free.next().unwrap_or_default()
}

/// Gathers changes by line.
fn kept(changes: &[Change]) -> Vec<Kept> {
    let mut kept: Vec<(Line, Kept)> = Vec::new();
    for change in changes {
        let cell = (
            change.column.clone(),
            change.before.clone(),
            change.given.says.clone(),
        );
        let of_line = kept
            .iter_mut()
            .find(|(line, kept)| *line == change.line && kept.from == change.given.file);
        let declined = (change.column.clone(), change.declined.clone());
        let declined = Some(declined).filter(|(_, words)| !words.is_empty());
        match of_line {
            Some((_, kept)) => {
                kept.cells.push(cell);
                kept.declined.extend(declined);
            }
            None => {
                let answer = Kept {
                    paper: change.line.paper.clone(),
                    table: change.line.table.clone(),
                    row: change.line.reference.clone(),
                    from: change.given.file.clone(),
                    officer: change.given.officer.clone(),
                    cells: vec![cell],
                    declined: declined.into_iter().collect(),
                };
                kept.push((change.line.clone(), answer));
            }
        }
    }
    kept.into_iter().map(|(_, kept)| kept).collect()
}
