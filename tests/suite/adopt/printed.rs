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

const ACTIONS: &str = "Minute ref | What was agreed | Who | State | Where we are now | Private notes
24/101 | Write to the harbour about its drains | Clerk | G | The letter was sent. | He was rude on the telephone when we rang him.
24/102 | Ask three builders for the wall's price | Clerk | A | Two have answered. | She is the cousin of one of them, and says so.
24/103 | Mend the notice board at the quay | Clerk | R | It is broken still. | Nobody knows who has the key to the board.
";

#[test]
fn refs_and_updates_that_a_kind_can_do_without_are_told_by_their_headings_and_doubted() {
    let office = Workspace::office().file("data/log.xlsx", xlsx(&[("Log", ACTIONS)]));
    let ran = office.run(&["adopt", "data/log.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for told in [
        "column A `Minute ref` is `ref`",
        "column E `Where we are now` is `update`",
        "3 lines, from `24/101` to `24/103`",
        "left out: column F `Private notes`",
        "to do: `date` was not found",
    ] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
    assert_eq!(ran.codes(), ["2003", "2003", "2003"], "{}", ran.stderr);
    let paper = std::fs::read_to_string(office.path("data/log.toml")).expect("was written");
    assert!(paper.contains("# To do: The paper's date"), "{paper}");
    let dated = paper.replace("date = \"\"", "date = 2026-07-31");
    assert_ne!(dated, paper);
    let office = office.file("data/log.toml", dated);
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn columns_that_only_seem_to_be_refs_or_updates_are_left_out_and_doubted() {
    let rows = ACTIONS
        .replace("Minute ref", "Minute")
        .replace("Where we are now", "What came of it")
        .replace("What was agreed", "Action");
    let said = printed(("log.xlsx", xlsx(&[("Log", &rows)])));
    for told in [
        "though column A (`Minute`) looks like refs",
        "no heading tells `update`; the longest texts stand below `What came of it` (E1)",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
}
