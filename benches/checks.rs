//! What the checks of papers cost beside reading them: a hundred different papers, or one of an office a hundred times.

use std::time::{Duration, Instant};

use boardpaper::check;
use boardpaper::diagnostic::Diagnostics;
use boardpaper::job;
use boardpaper::model::Paper;

use crate::Outcome;
use crate::contest::Contest;
use crate::figures;
use crate::office::Office;
use crate::one::USUAL;

const PAPERS: usize = 100;

/// Measures the checks on one thread, and reading, checking and rendering the same papers in the same run.
pub fn run(contest: &Contest) -> Outcome<()> {
    let (office, papers) = match Office::real()? {
        Some((office, paper)) => (office, vec![paper; PAPERS]),
        None => (Office::invent(&[USUAL; PAPERS])?, Vec::new()),
    };
    let mut problems = Diagnostics::default();
    let opened = job::Office::open(Some(office.root()), &mut problems)
        .ok_or("the office cannot be opened")?;
    let papers = match papers.is_empty() {
        true => job::papers(&opened, &[], &mut problems),
        false => papers,
    };
    let mut rounds = Vec::new();
    for _ in 0..contest.rounds(7, 2) {
        let start = Instant::now();
        let read = papers
            .iter()
            .filter_map(|path| job::prepare(&opened, path, &mut problems));
        let read: Vec<Paper> = read.map(|(paper, _)| paper).collect();
        let whole = start.elapsed();
        rounds.push((checked(&read), whole));
    }
    rounds.sort_unstable();
    let (checks, whole) = rounds[rounds.len() / 2];
    println!("\nchecks of {PAPERS} papers, rounds: {}", rounds.len());
    println!(
        "  reading, checking and rendering {:.0} ms, of which checks {:.0} ms",
        ms(whole),
        ms(checks)
    );
    println!(
        "  ratio of checks to the rest {:.3}",
        ms(checks) / ms(whole.saturating_sub(checks))
    );
    figures::bar("checks in ms", ms(checks), 1000.0);
    Ok(())
}

/// Returns how long the checks of some papers take.
fn checked(papers: &[Paper]) -> Duration {
    let mut found = Diagnostics::default();
    let start = Instant::now();
    papers
        .iter()
        .for_each(|paper| check::said(paper, &mut found));
    start.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
