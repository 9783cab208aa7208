//! Near misses: what is close to a fault, and sound. A check that speaks of one of these costs an officer's time.

use std::collections::BTreeSet;
use std::path::Path;

use boardpaper::diagnostic::Code;

use crate::support::cases::{folders, report};
use crate::support::workspace::Workspace;

/// The codes of the checks; others say what a file holds, and there is little that is close to it.
const CHECKS: std::ops::Range<u16> = 1000..1900;

fn code(folder: &Path) -> String {
    let name = folder.file_name().expect("a folder");
    name.to_string_lossy().into_owned()
}

#[test]
fn what_is_close_to_a_fault_is_passed_in_silence() {
    let speaks = |folder: &std::path::PathBuf| {
        let ran = Workspace::copy_of(folder).run(&["build"]);
        let spoken = ran.stderr.contains(&format!("[{}]", code(folder)));
        let built = ran.code == 0;
        (spoken || !built).then(|| format!("{}:\n{}", code(folder), ran.stderr))
    };
    report(folders("tests/near").iter().filter_map(speaks).collect());
}

#[test]
fn every_check_has_a_near_miss() {
    let there: BTreeSet<String> = folders("tests/near").iter().map(|f| code(f)).collect();
    let checks = Code::ALL
        .iter()
        .filter(|code| CHECKS.contains(&code.number()));
    let all: BTreeSet<String> = checks.map(ToString::to_string).collect();
    assert_eq!(
        there, all,
        "one folder in tests/near for each code of a check"
    );
}
