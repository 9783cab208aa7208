//! The integration tests: the real program, run in offices that are made for each test. `tests/README.md` says how to use them.

mod action_update;
mod adopt;
mod adopt_documents;
mod agenda_items;
mod architecture;
mod board_report;
mod build;
mod charts;
mod check;
mod collected;
mod compare;
mod data_office;
mod describe;
mod determinism;
mod docx;
mod explain;
mod faults;
mod first_round;
mod fix;
mod fuzz_replay;
mod fuzzed;
mod gone;
mod help;
mod hidden;
mod history;
mod html;
mod key_questions;
mod list;
mod measures;
mod meetings;
mod near;
mod network;
mod new_kind;
mod new_office;
mod new_quarter;
mod new_theme;
mod notes;
mod over;
mod overlays;
mod pack_command;
mod pack_exempt;
mod pack_leaks;
mod pack_random;
mod pack_structure;
mod pack_together;
mod pages;
mod paths;
mod performance_annex;
mod real_faults;
mod referred;
mod report;
mod returned_figures;
mod returned_messages;
mod returns;
mod rules;
mod sarif;
mod shards;
mod shared;
mod signs;
mod soak;
mod status_keys;
mod support;
mod templates;
mod theme_update;
mod timings;
mod trackers;
mod tutorial;
mod unchanged;
mod undone;
mod watch;
mod worker;

/// A file that no `mod` line names is never compiled: its tests would be missed by nobody.
#[test]
fn every_file_of_the_suite_is_listed() {
    let list = |file: &str| std::fs::read_to_string(support::repo(file)).expect("readable");
    let mut modules = vec![("tests/suite", list("tests/suite/main.rs"))];
    modules.push(("tests/suite/support", list("tests/suite/support/mod.rs")));
    modules.push((
        "tests/suite/support/pdf",
        list("tests/suite/support/pdf.rs"),
    ));
    modules.push((
        "tests/suite/support/workbook",
        list("tests/suite/support/workbook.rs"),
    ));
    modules.push(("tests/suite/adopt", list("tests/suite/adopt.rs")));
    for (folder, listed) in modules {
        for entry in std::fs::read_dir(support::repo(folder)).expect("readable") {
            let path = entry.expect("readable").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            if path.extension().is_none_or(|ending| ending != "rs")
                || ["main", "mod"].contains(&name.as_str())
            {
                continue;
            }
            let line = format!("mod {name};");
            assert!(
                listed
                    .lines()
                    .any(|found| found.trim_start_matches("pub ") == line),
                "{} is in no list of modules",
                path.display()
            );
        }
    }
}
