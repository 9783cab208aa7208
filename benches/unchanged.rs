//! A hundred different papers when nothing has changed, beside making them anew.

use crate::Outcome;
use crate::contest::Contest;
use crate::figures::{self, Rounds};
use crate::measure;
use crate::office::Office;
use crate::one::USUAL;

const PAPERS: usize = 100;

/// Measures a run that finds all papers as it left them.
pub fn run(contest: &Contest) -> Outcome<()> {
    let office = Office::invent(&[USUAL; PAPERS])?;
    let mut rounds = Rounds::beside("made anew");
    for _ in 0..contest.rounds(3, 1) {
        let anew = &mut office.build(contest, &[]);
        rounds.theirs.push(measure::run(anew)?);
        let again = &mut office.papers(contest, "build", &[]);
        rounds.ours.push(measure::run(again)?);
    }
    rounds.print(&format!("{PAPERS} papers of which none has changed"));
    if let Some(ratio) = rounds.wall_ratio() {
        figures::bar("ratio of wall time", ratio, 1.0 / 50.0);
    }
    Ok(())
}
