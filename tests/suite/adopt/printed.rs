//! What is printed of trackers, as it was accepted.

use super::made;
use crate::support::golden::assert_matches;
use crate::support::workbook::xlsx;
use crate::support::workspace::Workspace;

fn printed((name, bytes): made::Tracker) -> String {
    let office = Workspace::office().file(name, bytes);
    let ran = office.run(&["adopt", name, "--dry-run"]);
    format!("{}{}", ran.stdout, ran.stderr)
}

#[test]
fn the_reports_read_as_they_were_accepted() {
    assert_matches("tests/adopt/two-rows.txt", &printed(made::two_rows()));
    assert_matches(
        "tests/adopt/theme-column.txt",
        &printed(made::theme_column()),
    );
    assert_matches("tests/adopt/own-words.txt", &printed(made::own_words()));
    assert_matches("tests/adopt/wide.txt", &printed(made::wide()));
    assert_matches("tests/adopt/by-colour.txt", &printed(made::by_colour()));
}

#[test]
fn statuses_that_fit_no_key_are_proposed_as_one() {
    let key = "Complete | Everything is done {#00b050}\nUnder way | Work has begun {#ffc000}\n";
    let rows = "Theme 1: Safer streets\nRef | Deliverable | Status | Update\n1 | Patrol the port | Complete | It is done.\n2 | Light the quay | Under way | Nine lamps are up.\n3 | Open a line | Parked | Nothing was found.\n";
    let said = printed(("t.xlsx", xlsx(&[("Theme 1", rows), ("Key", key)])));
    assert_matches("tests/adopt/new-key.txt", &said);
}

#[test]
fn symbols_that_no_key_knows_are_a_step_each_of_the_proposed_one() {
    let rows = "Theme 1: Safer streets\nRef | Deliverable | Status | Update\n1 | Patrol the port | ✅ | It is done.\n2 | Light the quay | ⏳ | Nine lamps are up.\n3 | Open a line | 🚫 | Nothing was found.\n";
    let said = printed(("t.xlsx", xlsx(&[("Theme 1", rows)])));
    for symbol in ["✅", "⏳", "🚫"] {
        assert!(
            said.contains(&format!("aliases = [\"{symbol}\"]")),
            "{said}"
        );
    }
}
