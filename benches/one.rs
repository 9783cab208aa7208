//! One paper, built cold: a new process that opens the office, reads the workbook, sets the paper and writes it.

use crate::Outcome;
use crate::contest::Contest;
use crate::figures;
use crate::measure;
use crate::office::{Listed, Office, Shape};

/// A theme update of the usual length: about 4,900 words.
pub const USUAL: Shape = Shape {
    deliverables: 16,
    noted: 8,
};

/// Measures the invented paper, or each of those that `PAPER` names.
pub fn run(contest: &Contest) -> Outcome<()> {
    let (office, papers) = match Office::real()? {
        Some((office, below)) => {
            let papers = office.keep_sources(contest, Some(&below))?;
            (office, papers)
        }
        None => {
            let office = Office::invent(&[USUAL])?;
            let papers = office.keep_sources(contest, None)?;
            (office, papers)
        }
    };
    papers
        .iter()
        .try_for_each(|paper| measured(contest, &office, paper))
}

fn measured(contest: &Contest, office: &Office, paper: &Listed) -> Outcome<()> {
    let theirs = |peer: &crate::contest::Peer| measure::run(&mut peer.compile(paper));
    let ours = || measure::run(&mut office.build(contest, &[&paper.name]));
    // Not counted: puts both programs into the system's file cache.
    contest.take_turns(1, ours, theirs)?;
    let rounds = contest.take_turns(contest.rounds(31, 7), ours, theirs)?;
    rounds.print(&format!("one paper built cold: {}", paper.name));
    if let Some(ratio) = rounds.wall_ratio() {
        figures::bar("ratio of wall time", ratio, 1.3);
    }
    figures::bar("peak memory in MB", rounds.highest_peak(), 120.0);
    figures::compare_pdfs(paper);
    Ok(())
}
