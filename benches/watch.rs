//! One edited cell while the program watches a paper, beside building the paper cold.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::Outcome;
use crate::contest::Contest;
use crate::figures::{self, Rounds};
use crate::measure::{self, Cost};
use crate::office::{Listed, Office};
use crate::one::USUAL;
use crate::tracker;

/// How often it is looked at whether a paper has been made.
const LOOK: Duration = Duration::from_millis(5);
/// How long that may take on any machine.
const LONGEST: Duration = Duration::from_secs(120);
/// The program prints, and looks at what it watches, when a paper has been made.
const REST: Duration = Duration::from_millis(300);

/// Measures the change: what a watch with edits takes more than one without. Its wall time has the wait in it until a file
/// counts as saved.
pub fn run(contest: &Contest) -> Outcome<()> {
    if cfg!(not(unix)) {
        println!("\nwatch: only measured where a program can be asked to end");
        return Ok(());
    }
    let office = Office::invent(&[USUAL])?;
    let papers = office.keep_sources(contest, None)?;
    let edits = contest.rounds(12, 4);
    let mut rounds = Rounds::beside("built cold");
    for _ in 0..contest.rounds(5, 1) {
        let idle = watched(contest, &office, &papers[0], 0)?;
        let edited = watched(contest, &office, &papers[0], edits)?;
        rounds.ours.push(each(idle, edited, u32::try_from(edits)?));
        let build = &mut office.build(contest, &[&papers[0].name]);
        rounds.theirs.push(measure::run(build)?);
    }
    rounds.print(&format!("one edited cell while watching, of {edits}"));
    figures::bar("ratio of CPU time", rounds.cpu_ratio(), 1.0 / 3.0);
    Ok(())
}

/// Watches a paper, and edits a cell so many times, each when the one before is in the paper.
fn watched(contest: &Contest, office: &Office, paper: &Listed, edits: usize) -> Outcome<Cost> {
    let workbook = office.data("theme-001.xlsx");
    let mut before = changed(&paper.pdf);
    let watch = &mut office.papers(contest, "watch", &[&paper.name]);
    measure::run_while(watch, || {
        for edit in 0..=edits {
            if edit > 0 {
                tracker::edited(&workbook, 1, (USUAL.deliverables, USUAL.noted), edit)?;
            }
            before = made(&paper.pdf, before)?;
        }
        sleep(REST);
        Ok(())
    })
}

/// Waits until a paper has been made again.
fn made(pdf: &Path, before: Option<SystemTime>) -> Outcome<Option<SystemTime>> {
    let begun = Instant::now();
    while changed(pdf) == before {
        if begun.elapsed() > LONGEST {
            return Err(format!("{} was not made again", pdf.display()).into());
        }
        sleep(LOOK);
    }
    Ok(changed(pdf))
}

fn changed(pdf: &Path) -> Option<SystemTime> {
    pdf.metadata().ok()?.modified().ok()
}

fn each(idle: Cost, edited: Cost, edits: u32) -> Cost {
    Cost {
        wall: edited.wall.saturating_sub(idle.wall) / edits,
        cpu: edited.cpu.saturating_sub(idle.cpu) / edits,
        peak: edited.peak,
    }
}
