//! Papers that grow tenfold and a hundredfold: the cost of a deliverable should stay what it is.

use crate::Outcome;
use crate::contest::Contest;
use crate::figures;
use crate::measure::{self, Cost};
use crate::office::{Office, Shape};

/// The sizes, and how often each is measured: in all, and in a quick run.
const SIZES: [(usize, usize, usize); 3] = [(16, 15, 5), (160, 5, 3), (1600, 3, 1)];

/// Measures a paper of each size, in which every fourth deliverable cites a footnote.
pub fn run(contest: &Contest) -> Outcome<()> {
    let office = Office::invent(&SIZES.map(|(deliverables, _, _)| Shape {
        deliverables,
        noted: 4,
    }))?;
    let papers = office.keep_sources(contest, None)?;
    let (mut ours, mut theirs): (Vec<(usize, Vec<Cost>)>, Vec<_>) = (Vec::new(), Vec::new());
    for ((size, many, few), paper) in SIZES.into_iter().zip(&papers) {
        let built = || measure::run(&mut office.build(contest, &[&paper.name]));
        let rounds = contest.take_turns(contest.rounds(many, few), built, |peer| {
            measure::run(&mut peer.compile(paper))
        })?;
        rounds.print(&format!("{size} deliverables"));
        figures::compare_pdfs(paper);
        ours.push((size, rounds.ours));
        theirs.push((size, rounds.theirs));
    }
    figures::heads("growth: cost per deliverable, where that of 16 deliverables is 1");
    figures::per_deliverable("boardpaper", &ours);
    figures::per_deliverable("typst compile", &theirs);
    Ok(())
}
