//! `boardpaper returns undo`, and merges that something went wrong with.

use std::fs::{self, File};
use std::time::Duration;

use crate::support::workbook::xlsx;
use crate::support::workspace::{Ran, Workspace};

const ROUND: &str = "data/returns/2026-27-q1";
const TRACKER: &str = "
    No | Lead Officer    | Deliverable                 | Status | Update
    1  | Head of Estates | Open the new police station |        |
    2  | Head of Policy  | Publish the plan for roads  | G      | Published.
";
const ANSWER: &str = "No,Deliverable,Status,Update\n1,Open the new police station,A,Keys came.\n";

/// An office whose answers go into its tracker, with one that came back.
fn office() -> Workspace {
    let office = Workspace::paper("\n[deliverables]\nworkbook = \"t.xlsx\"\n")
        .file("data/t.xlsx", xlsx(&[("Theme 1", TRACKER)]))
        .file("back/a.csv", ANSWER);
    let text = fs::read_to_string(office.path("data/board.toml")).expect("the board");
    let office = office.file(
        "data/board.toml",
        text + "\n[returns]\ninto = \"trackers\"\n",
    );
    run(&office, &["make", "--deadline", "2026-07-17"]);
    office
}

fn run(office: &Workspace, step: &[&str]) -> Ran {
    let ran = office.run(&[&["returns"], step].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    ran
}

fn collect(office: &Workspace) -> Ran {
    run(office, &["collect", "back", "--date", "2026-07-20"])
}

fn bytes(office: &Workspace, path: &str) -> Vec<u8> {
    fs::read(office.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn nothing_outside_the_office_is_put_back() {
    let office = office();
    let precious = office.path("outside.txt");
    fs::write(&precious, "precious").expect("written");
    let now = "157fc55121ab2c59852c35d78aca98d840047e5d9668c423e4d3b146e1577901";
    let absolute = precious.display().to_string();
    let elsewhere = [
        ("data/../outside.txt", format!("{ROUND}/round.toml")),
        (&*absolute, format!("{ROUND}/round.toml")),
        ("data/t.xlsx", "data/board.toml".to_owned()),
        ("data/t.xlsx", format!("{ROUND}/../../board.toml")),
    ];
    for (file, copy) in elsewhere {
        let record =
            format!("[[tracker]]\nfile = \"{file}\"\ncopy = \"{copy}\"\nnow = \"{now}\"\n");
        fs::write(office.path(&format!("{ROUND}/2026-07-20.toml")), record).expect("written");
        let ran = office.run(&["returns", "undo"]);
        assert_eq!(ran.code, 1, "{file}, {copy}: {}", ran.stdout);
        assert!(ran.stderr.contains("BP2134"), "{}", ran.stderr);
        assert_eq!(bytes(&office, "outside.txt"), b"precious");
    }
}

#[test]
fn a_record_of_what_did_not_come_into_the_tracker_hinders_nothing() {
    let office = office();
    let before = bytes(&office, "data/t.xlsx");
    collect(&office);
    let patched = bytes(&office, "data/t.xlsx");
    // The program was ended before the tracker was changed, or after it was put back.
    fs::write(office.path("data/t.xlsx"), &before).expect("written");
    let again = collect(&office);
    assert!(again.stdout.contains("1 changed"), "{}", again.stdout);
    assert_eq!(bytes(&office, "data/t.xlsx"), patched);
    let other = ANSWER.replace("Keys came", "Doors came");
    fs::write(office.path("back/a.csv"), other).expect("written");
    collect(&office);
    for _ in 0..3 {
        run(&office, &["undo"]);
    }
    assert_eq!(bytes(&office, "data/t.xlsx"), before);
    let none = office.run(&["returns", "undo"]);
    assert!(none.stderr.contains("BP2131"), "{}", none.stderr);
}

#[test]
fn answers_whose_merge_was_broken_off_are_merged_after_another_merge() {
    let office = office();
    let before = bytes(&office, "data/t.xlsx");
    collect(&office);
    fs::write(office.path("data/t.xlsx"), &before).expect("written");
    let other = "No,Deliverable,Status,Update\n2,Publish the plan for roads,R,Late.\n";
    fs::write(office.path("back/a.csv"), other).expect("written");
    collect(&office);
    fs::write(office.path("back/a.csv"), ANSWER).expect("written");
    let last = collect(&office);
    assert!(last.stdout.contains("1 changed"), "{}", last.stdout);
}

#[test]
fn the_copy_of_a_merge_that_was_taken_back_is_kept() {
    let office = office();
    collect(&office);
    let copy = format!("{ROUND}/2026-07-20/1-t.xlsx");
    let first = bytes(&office, &copy);
    run(&office, &["undo"]);
    let edited = TRACKER.replace("Published.", "By hand.");
    fs::write(office.path("data/t.xlsx"), xlsx(&[("Theme 1", &edited)])).expect("written");
    collect(&office);
    assert_eq!(bytes(&office, &copy), first);
}

#[test]
fn who_merges_waits_for_who_merges_already() {
    let office = office();
    let file = File::create(office.path("data/returns/.boardpaper.lock")).expect("a file");
    file.lock().expect("locked");
    let mut child = office.start(&["returns", "collect", "back", "--date", "2026-07-20"]);
    std::thread::sleep(Duration::from_millis(1500));
    let waits = child.try_wait().expect("known").is_none();
    file.unlock().expect("unlocked");
    assert!(waits && child.wait().expect("ended").success());
    assert!(office.path(&format!("{ROUND}/2026-07-20.toml")).is_file());
}
