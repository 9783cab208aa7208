//! The fuzzer's corpus, read again without a fuzzer: each seed, each file that once did harm, and damaged copies of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use crate::fuzzed::{Dice, TARGETS, Target, damage};
use crate::support::repo;

/// How many damaged copies each target reads; `FUZZ_ROUNDS=20000` looks harder than every run needs to.
const ROUNDS: [(&str, usize); 6] = [
    ("tracker", 500),
    ("csv", 1_500),
    ("document", 500),
    ("paper", 800),
    ("rich-text", 3_000),
    ("join", 300),
];
/// Nothing may take longer than this: it hangs.
const PATIENCE: Duration = Duration::from_secs(240);
/// What the readers of a process may reserve.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 3 << 30;
/// What tells the child where it writes what it has in hand.
const HAND: &str = "BOARDPAPER_FUZZ_HAND";

/// Samples beside the corpus of a target, of which no copies are kept.
const SAMPLES: [(&str, &str); 12] = [
    ("tracker", "data/2026-27/q1/theme-1-tracker.xlsx"),
    ("tracker", "data/2026-27/q1/theme-2-tracker.ods"),
    ("tracker", "tests/faults/password/data/tracker.xlsx"),
    (
        "tracker",
        "tests/faults/workbook-with-comments/data/tracker.xlsx",
    ),
    (
        "tracker",
        "tests/cases/theme-update/status-by-fill/data/tracker.xlsx",
    ),
    ("csv", "data/2026-27/q1/theme-3-tracker.csv"),
    (
        "csv",
        "tests/cases/theme-update/csv-windows-1252/data/tracker.csv",
    ),
    ("csv", "tests/faults/quote-unclosed/data/tracker.csv"),
    (
        "paper",
        "tests/cases/theme-update/inline-toml/data/theme-4.toml",
    ),
    (
        "paper",
        "tests/cases/status-keys/eight-steps/data/stages.toml",
    ),
    ("paper", "tests/cases/measures/own-key/data/theme-1.toml"),
    ("rich-text", "docs/decisions.md"),
];

/// Returns the seeds of a target by their paths.
fn seeds(target: &str) -> Vec<PathBuf> {
    let corpus = fs::read_dir(repo("tests/fuzz-corpus").join(target)).expect("a corpus");
    let mut seeds: Vec<PathBuf> = corpus.map(|entry| entry.expect("a seed").path()).collect();
    seeds.sort();
    let samples = SAMPLES.iter().filter(|(of, _)| *of == target);
    seeds.extend(samples.map(|(_, path)| repo(path)));
    seeds
}

/// Reads the corpus of a target, and damaged copies of it, and says before each what it has in hand.
fn replay((name, read): Target, hand: &Path) {
    let say = |what: &str| fs::write(hand, what).expect("writable");
    let seeds = seeds(name);
    let mut whole = Vec::new();
    for seed in &seeds {
        say(&seed.display().to_string());
        whole.push(fs::read(seed).expect("readable"));
        read(&whole[whole.len() - 1]);
    }
    let rounds = ROUNDS.iter().find(|(of, _)| *of == name);
    let asked = std::env::var("FUZZ_ROUNDS").ok();
    let rounds = asked.map_or(rounds.expect("rounds").1, |asked| {
        asked.parse().expect("a number")
    });
    for round in 0..rounds {
        let mut dice = Dice(round as u64);
        let mut bytes = whole[dice.roll(whole.len())].clone();
        damage(&mut bytes, &mut dice);
        say(&format!("{name}, round {round}"));
        read(&bytes);
    }
}

/// Not a test of its own: the process that [`nothing_that_is_read_ends_the_program`] starts for each target.
#[test]
#[ignore = "is run by the one below, with limits"]
fn one_target() {
    let Some(hand) = std::env::var_os(HAND).map(PathBuf::from) else {
        return;
    };
    // Elsewhere the system knows no such limit, or keeps to none.
    #[cfg(target_os = "linux")]
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY).expect("a limit");
    let name = hand.file_name().expect("a target").to_string_lossy();
    let target = TARGETS.into_iter().find(|(of, _)| *of == name);
    replay(target.expect("a target"), &hand);
}

fn begin(target: &str, folder: &Path) -> Child {
    let program = std::env::current_exe().expect("this program");
    Command::new(program)
        .args(["--exact", "fuzz_replay::one_target", "--ignored", "--quiet"])
        .arg("--test-threads=1")
        .env(HAND, folder.join(target))
        .env("TMPDIR", folder)
        .spawn()
        .expect("is started")
}

/// Waits for a process; none where it hung and had to be ended.
fn ended(child: &mut Child, since: Instant) -> Option<bool> {
    loop {
        match child.try_wait().expect("is waited for") {
            Some(status) => return Some(status.success()),
            None if since.elapsed() > PATIENCE => break,
            None => thread::sleep(Duration::from_millis(20)),
        }
    }
    child.kill().and_then(|()| child.wait()).expect("is ended");
    None
}

#[test]
fn nothing_that_is_read_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let since = Instant::now();
    let mut begun: Vec<(&str, Child)> = TARGETS
        .iter()
        .map(|(name, _)| (*name, begin(name, folder.path())))
        .collect();
    let mut wrong = Vec::new();
    for (name, child) in &mut begun {
        let how = ended(child, since);
        let hand = fs::read_to_string(folder.path().join(*name)).unwrap_or_default();
        match how {
            Some(true) => assert!(hand.contains("round"), "{name} read nothing"),
            Some(false) => wrong.push(format!("ended at {hand}")),
            None => wrong.push(format!("hung at {hand}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_target_has_a_fuzzer_and_a_corpus() {
    let manifest = fs::read_to_string(repo("fuzz/Cargo.toml")).expect("fuzz/Cargo.toml");
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        assert!(!seeds(name).is_empty(), "{name}");
    }
}
