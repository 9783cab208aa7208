//! Whether a workbook says what was said in the quarter before: last quarter's tracker is no return.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::job::Office;
use crate::job::reader::Reader;
use crate::model::Quarter;
use crate::returns::{earlier_of, fold};
use crate::validate::{LooseRow, StandingTable};

use super::place::{Placed, Read};
use super::round::{Asked, Open};

/// What each paper and table said in the quarter before.
type Words = BTreeMap<(String, String), (Quarter, Vec<String>)>;

/// Notes which workbooks repeat an earlier quarter; those that say themselves what they are do not count.
pub fn tell(office: &Office, open: &Open, read: &mut [Read<'_>]) {
    let mut words: Option<Words> = None;
    for file in read.iter_mut().filter(|file| !file.says_facts) {
        let words = words.get_or_insert_with(|| all(office, open));
        file.words_of = repeats(file, words);
    }
}

/// Returns the quarter that a workbook repeats: each of its updates was given then.
fn repeats(file: &Read<'_>, words: &Words) -> Option<Quarter> {
    let mut repeated = None;
    for placed in &file.sheets {
        let place = (placed.asked.paper.clone(), placed.asked.name.clone());
        let then = words.get(&place);
        for update in updates(placed) {
            let (quarter, then) = then?;
            if !then.contains(&update) {
                return None;
            }
            repeated = Some(*quarter);
        }
    }
    repeated
}

fn updates(placed: &Placed<'_>) -> Vec<String> {
    let rows = placed.table.rows.iter();
    rows.filter_map(|row| update(placed.asked, row)).collect()
}

fn update(asked: &Asked, row: &LooseRow) -> Option<String> {
    let says = asked.says(row, asked.kind.update()?)?;
    Some(fold(&says.words)).filter(|words| !words.is_empty())
}

fn all(office: &Office, open: &Open) -> Words {
    let mut words = Words::new();
    for asked in &open.tables {
        if let Some(then) = of(office, asked) {
            words.insert((asked.paper.clone(), asked.name.clone()), then);
        }
    }
    words
}

/// Reads the updates of a table in the quarter before; what is wrong there is told where that paper is built.
fn of(office: &Office, asked: &Asked) -> Option<(Quarter, Vec<String>)> {
    let mut untold = Diagnostics::default();
    let mut reader = Reader::new(office);
    let paper = reader.read(&office.root.join(&asked.paper), &mut untold)?;
    let (old, _) = earlier_of(&paper)?;
    let (quarter, file) = (old.quarter()?, office.root.join(&old.file));
    let mut standing = reader.standing(&file, &mut untold)?;
    let StandingTable { tracked, now, .. } = standing.tables.shift_remove(&asked.name)?;
    let rows = tracked.rows.iter().chain(&now.rows);
    Some((quarter, rows.filter_map(|row| update(asked, row)).collect()))
}
