//! A hundred different papers in one run, beside a hundred runs of the peer, as many at a time as there are cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::Outcome;
use crate::contest::{Contest, Peer};
use crate::figures;
use crate::measure::{self, Cost};
use crate::office::{Listed, Office};
use crate::one::USUAL;

const PAPERS: usize = 100;

/// Measures the hundred papers.
pub fn run(contest: &Contest) -> Outcome<()> {
    let office = Office::invent(&[USUAL; PAPERS])?;
    let papers = office.keep_sources(contest, None)?;
    let ours = || measure::run(&mut office.build(contest, &[]));
    let rounds = contest.take_turns(contest.rounds(5, 1), ours, |peer| {
        compile_all(peer, &papers)
    })?;
    rounds.print(&format!("{PAPERS} papers in one run"));
    if let Some(ratio) = rounds.wall_ratio() {
        figures::bar("ratio of wall time", ratio, 1.0 / 1.5);
    }
    figures::bar("peak memory in MB", rounds.highest_peak(), 300.0);
    papers.iter().for_each(figures::compare_pdfs);
    Ok(())
}

/// Runs the peer on all papers; its memory is that of one process.
fn compile_all(peer: &Peer, papers: &[Listed]) -> Outcome<Cost> {
    let (start, next) = (Instant::now(), AtomicUsize::new(0));
    let work = || {
        let mut sum = Cost::default();
        while let Some(paper) = papers.get(next.fetch_add(1, Ordering::Relaxed)) {
            sum = together(sum, measure::run(&mut peer.compile(paper))?);
        }
        Outcome::Ok(sum)
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let sums: Vec<Outcome<Cost>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err("a thread panicked".into()))
            })
            .collect()
    });
    let sum = sums.into_iter().try_fold(Cost::default(), |sum, cost| {
        Outcome::Ok(together(sum, cost?))
    })?;
    Ok(Cost {
        wall: start.elapsed(),
        ..sum
    })
}

fn together(one: Cost, other: Cost) -> Cost {
    Cost {
        wall: one.wall + other.wall,
        cpu: one.cpu + other.cpu,
        peak: one.peak.max(other.peak),
    }
}
