//! Papers that grow tenfold and a hundredfold: the cost of a deliverable should stay what it is.

use crate::Outcome;
use crate::contest::Contest;
use crate::figures::{Growth, Rounds};
use crate::measure;
use crate::office::{Listed, Office, Shape};

/// The paper that larger ones are held against, and how often it is measured: in all, and in a quick run.
const SMALL: (usize, usize, usize) = (16, 15, 5);
/// The larger ones.
const LARGER: [(usize, usize, usize); 2] = [(160, 7, 3), (1600, 3, 1)];
/// How often the small one is measured again beside each round of a larger: machines change their speed within minutes.
const BESIDE: usize = 4;

/// Measures a paper of each size, in which each deliverable cites a footnote.
pub fn run(contest: &Contest) -> Outcome<()> {
    let shape = |deliverables| Shape {
        deliverables,
        noted: 1,
    };
    let office = Office::invent(&[shape(SMALL.0), shape(LARGER[0].0), shape(LARGER[1].0)])?;
    let papers = office.keep_sources(contest, None)?;
    let small = &papers[0];
    let rounds = turns(contest, &office, small, contest.rounds(SMALL.1, SMALL.2))?;
    rounds.print(&format!("{} deliverables", SMALL.0));
    for ((size, many, few), paper) in LARGER.into_iter().zip(&papers[1..]) {
        let (mut rounds, mut growth) = (Rounds::default(), Growth::new(size / SMALL.0));
        for _ in 0..contest.rounds(many, few) {
            let beside = turns(contest, &office, small, BESIDE)?;
            let round = turns(contest, &office, paper, 1)?;
            growth.add(&round, &beside);
            rounds.append(round);
        }
        rounds.print(&format!("{size} deliverables"));
        growth.print(SMALL.0);
    }
    Ok(())
}

fn turns(contest: &Contest, office: &Office, paper: &Listed, rounds: usize) -> Outcome<Rounds> {
    contest.take_turns(
        rounds,
        || measure::run(&mut office.build(contest, &[&paper.name])),
        |peer| measure::run(&mut peer.compile(paper)),
    )
}
