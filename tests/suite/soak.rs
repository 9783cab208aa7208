//! Many papers in one run: its memory hardly grows with their number.
#![cfg(target_os = "linux")]

use std::fs;
use std::thread::available_parallelism;
use std::time::Duration;

use crate::support::workspace::{BOARD, Workspace};

/// What a paper may add to the memory of a run, in bytes: one that stayed as it was read would add 250,000.
const MOST_OF_A_PAPER: usize = 80_000;

/// Makes an office of papers that have no text in common.
fn office(papers: usize) -> Workspace {
    (1..=papers).fold(
        Workspace::empty().file("data/board.toml", BOARD),
        |office, number| office.file(&format!("data/paper-{number}.toml"), paper(number)),
    )
}

fn paper(number: usize) -> String {
    let head = format!(
        "document = \"theme-update\"\nplan = \"Police and Crime Plan 2026-30\"\ntheme = {{ number = {number}, name = \"Harbour {number}\" }}\nquarter = \"2026-27 Q1\"\n"
    );
    let rows = (1..=4).map(|row| {
        format!(
            "\n[[deliverables]]\nref = \"{row}\"\ntitle = \"Patrol quay {row} of harbour {number}\"\nstatus = \"G\"\nupdate = \"Patrols of quay {row} began in harbour {number}.\"\n"
        )
    });
    head + &rows.collect::<String>()
}

/// Builds an office in one process, and gives the most memory that it had.
fn peak(papers: usize) -> usize {
    let office = office(papers).variable("BOARDPAPER_UNSUPERVISED", "1");
    let mut run = office.start(&["build", "--quiet"]);
    let status = format!("/proc/{}/status", run.id());
    let mut peak = 0;
    let ended = loop {
        peak = peak.max(highest(&fs::read_to_string(&status).unwrap_or_default()));
        if let Some(ended) = run.try_wait().expect("a child of ours") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!(ended.success(), "{ended}");
    let made = office.files("output").into_iter();
    assert_eq!(made.filter(|file| file.ends_with(".pdf")).count(), papers);
    peak
}

/// Reads the most memory that a process had so far, in bytes.
fn highest(status: &str) -> usize {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    number.unwrap_or(0) * 1024
}

#[test]
fn the_memory_of_a_run_hardly_grows_with_its_papers() {
    let few = available_parallelism().map_or(1, usize::from).max(40);
    let more = 200;
    let (small, large) = (peak(few), peak(few + more));
    assert!(small > 0, "nothing was seen");
    let each = large.saturating_sub(small) / more;
    assert!(
        each < MOST_OF_A_PAPER,
        "{each} bytes for each paper: {small} for {few}, {large} for {more} more"
    );
}
