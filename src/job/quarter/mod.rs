//! A new quarter: the papers and trackers of the last one, ready to be filled in again.

mod begun;
mod book;
mod cells;
mod columns;
mod fields;
mod found;
mod paper;
mod places;
mod roll;
mod rows;
mod told;

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::Node;
use crate::model::{Date, Origin, Paper, Quarter};
use crate::validate::Layout;

use super::reader::Reader;
use super::{Making, Office, write_named};

use begun::Begun;
use found::{Found, found};
use places::Places;
pub(super) use roll::Roll;
pub use told::Told;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewQuarter {
    /// The quarter that begins.
    pub to: Quarter,
    /// The one it is made from; the latest before it where nobody says.
    pub from: Option<Quarter>,
    /// The papers' date; three months after the last one where nobody says.
    pub date: Option<Date>,
}

/// What a new quarter is made of.
pub struct Rolled {
    /// The quarter it is made from.
    pub from: Quarter,
    /// The files to be made.
    pub making: Making,
    /// What people should know of them.
    pub told: Told,
}

/// A paper of the quarter that is over.
struct Old {
    path: PathBuf,
    /// Its file from the office's folder.
    shown: String,
    node: Node,
    paper: Paper,
    layouts: Vec<Layout>,
}

/// Makes the papers and trackers of a new quarter from those of an earlier one; nothing is written yet.
pub fn new_quarter(office: &Office, asked: &NewQuarter, out: &mut Diagnostics) -> Option<Rolled> {
    if let Some(from) = asked.from.filter(|from| *from >= asked.to) {
        let message = format!("{from} is not before {}", asked.to);
        out.add(Code::SettingConflict, None, message)
            .hint("name an earlier quarter with `--from`, or leave it out");
        return None;
    }
    let all = found(office);
    let from = asked.from.or_else(|| latest(&all, asked.to));
    let Some(from) = from.filter(|from| all.iter().any(|paper| paper.quarter == Some(*from)))
    else {
        say_none(asked, out);
        return None;
    };
    let roll = Roll { from, to: asked.to };
    let old = read(office, &all, from, out)?;
    let places = Places::new(&old, roll);
    let mut told = Told::default();
    told.not_rolled(&all, &old, from);
    let begun = Begun {
        office,
        roll,
        date: asked.date,
        all: &all,
        old: &old,
        places: &places,
    };
    let mut making = begun.make(&mut told, out)?;
    write_named(office, &mut making);
    Some(Rolled { from, making, told })
}

/// Returns the latest quarter before another that the office has papers of.
fn latest(all: &[Found], to: Quarter) -> Option<Quarter> {
    let quarters = all.iter().filter(|paper| paper.can_be_rolled());
    let quarters = quarters.filter_map(|paper| paper.quarter);
    quarters.filter(|quarter| *quarter < to).max()
}

fn say_none(asked: &NewQuarter, out: &mut Diagnostics) {
    let place = Origin::file("data");
    let (message, hint) = match asked.from {
        Some(from) => (
            format!("the office has no papers of {from}"),
            "name a quarter that it has papers of; `boardpaper list` shows them",
        ),
        None => (
            format!("the office has no papers of a quarter before {}", asked.to),
            "a new quarter is made from the one before; start a theme with `boardpaper new theme`",
        ),
    };
    out.add(Code::QuarterEmpty, place, message).hint(hint);
}

/// Reads the papers of the quarter; one that cannot be read keeps the new quarter from being made.
fn read(office: &Office, all: &[Found], from: Quarter, out: &mut Diagnostics) -> Option<Vec<Old>> {
    let own = |paper: &&Found| paper.quarter == Some(from) && paper.can_be_rolled();
    let mut reader = Reader::new(office);
    let mut old = Vec::new();
    let mut whole = true;
    for found in all.iter().filter(own) {
        let mut problems = Diagnostics::default();
        match reader.laid(&found.path, &mut problems) {
            Some((node, paper, layouts)) => old.push(Old {
                path: found.path.clone(),
                shown: found.shown.clone(),
                node,
                paper,
                layouts,
            }),
            None => {
                whole = false;
                out.append(problems);
            }
        }
    }
    whole.then_some(old)
}
