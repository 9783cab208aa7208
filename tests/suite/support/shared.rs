//! The material beside the repository that some tests read: real trackers, and files that nobody here wrote.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::workspace::Workspace;
use super::{in_ci, repo};

/// The board of offices with real trackers.
pub const BOARD: &str = r##"[organisation]
name = "Office of the Police and Crime Commissioner"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved or adequate progress", colour = "#00703c", shape = "circle" },
  { code = "A", label = "Amber", meaning = "Started but at risk", colour = "#ffbf47", shape = "triangle", attention = true },
  { code = "R", label = "Red", meaning = "Unachieved", colour = "#b10e1e", shape = "square", attention = true },
  { code = "NS", label = "White (NS)", meaning = "Not started", colour = "#ffffff", shape = "outline" },
]
rating = [{ at-least = 90, of = ["G"], says = "very good" }, { says = "poor" }]
"##;

/// Returns a path of that material; where it is absent the test is skipped aloud, but fails in CI.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = repo("..").join("shared").join(path);
    if found.exists() {
        return Some(found);
    }
    assert!(
        !in_ci(),
        "../shared/{path} is not there, and CI may not skip what reads it"
    );
    // Written past the harness, which shows what a test prints only where it fails.
    let _ = writeln!(io::stderr(), "SKIPPED: ../shared/{path} is not there");
    None
}

/// Makes an office for the shared tracker: a paper of fewer than 15 lines beside it.
pub fn office_of(tracker: &Path) -> Workspace {
    let name = tracker.file_name().expect("a name").to_string_lossy();
    let paper = format!(
        "document = \"theme-update\"\nlabel = \"Appendix A\"\nplan = \"Police and Crime Delivery Plan (2018-19)\"\ntheme = {{ number = 3, name = \"Tackling crime and antisocial behaviour\" }}\nquarter = \"2018-19 Q4\"\nversion = \"Final\"\n\n[deliverables]\nworkbook = \"{name}\"\n"
    );
    assert!(paper.lines().count() <= 15);
    let office = Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/paper.toml", paper);
    office.file(
        &format!("data/{name}"),
        std::fs::read(tracker).expect("readable"),
    )
}
