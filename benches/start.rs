//! What comes before the typesetter: both processes, opening an office of a few papers, reading, checking and rendering one.

use crate::Outcome;
use crate::contest::Contest;
use crate::figures::{self, Rounds};
use crate::measure;
use crate::office::{Office, Shape};

/// Papers as short as papers are: what is measured is the start.
const SHORT: Shape = Shape {
    deliverables: 4,
    noted: 0,
};

/// Measures `list` of one paper, which does all but setting and writing it, beside `build` of the same.
pub fn run(contest: &Contest) -> Outcome<()> {
    let office = Office::invent(&[SHORT; 3])?;
    let papers = office.keep_sources(contest, None)?;
    let name: &str = &papers[0].name;
    let mut rounds = Rounds::beside("built cold");
    for _ in 0..contest.rounds(31, 7) {
        let list = &mut office.papers(contest, "list", &[name]);
        rounds.ours.push(measure::run(list)?);
        let build = &mut office.build(contest, &[name]);
        rounds.theirs.push(measure::run(build)?);
    }
    rounds.print("a short paper up to where the typesetter begins (list)");
    figures::bar("fastest start in ms", rounds.fastest_wall(), 15.0);
    Ok(())
}
