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
    office.returns(&["make", "--deadline", "2026-07-17"]);
    office
}

fn collect(office: &Workspace) -> Ran {
    office.returns(&["collect", "back", "--date", "2026-07-20"])
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
        office.returns(&["undo"]);
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
    office.returns(&["undo"]);
    let edited = TRACKER.replace("Published.", "By hand.");
    fs::write(office.path("data/t.xlsx"), xlsx(&[("Theme 1", &edited)])).expect("written");
    collect(&office);
    assert_eq!(bytes(&office, &copy), first);
}

#[test]
fn a_merge_names_its_schema_before_and_after_it_was_taken_back() {
    let office = office();
    collect(&office);
    let line = |place: &str| {
        let text = String::from_utf8(bytes(&office, &format!("{ROUND}/{place}"))).expect("text");
        let line = text.lines().next().expect("a line").to_owned();
        line.strip_prefix("#:schema ").expect("a schema").to_owned()
    };
    assert_eq!(line("round.toml"), "../../schemas/round.json");
    assert_eq!(line("2026-07-20.toml"), "../../schemas/answers.json");
    office.returns(&["undo"]);
    assert_eq!(
        line("undone/2026-07-20.toml"),
        "../../../schemas/answers.json"
    );
    for schema in ["round", "answers"] {
        assert!(
            office
                .path(&format!("data/schemas/{schema}.json"))
                .is_file()
        );
    }
}

#[test]
fn who_merges_waits_for_who_merges_already() {
    let office = office();
    let file = File::create(office.path("data/.boardpaper.lock")).expect("a file");
    file.lock().expect("locked");
    let mut child = office.start(&["returns", "collect", "back", "--date", "2026-07-20"]);
    std::thread::sleep(Duration::from_millis(1500));
    let waits = child.try_wait().expect("known").is_none();
    file.unlock().expect("unlocked");
    assert!(waits && child.wait().expect("ended").success());
    assert!(office.path(&format!("{ROUND}/2026-07-20.toml")).is_file());
}

#[test]
fn an_answer_that_no_cell_can_hold_is_refused_at_its_place() {
    let office = office();
    let long = ANSWER.replace("Keys came.", &"y".repeat(32_768));
    fs::write(office.path("back/a.csv"), long).expect("written");
    let before = bytes(&office, "data/t.xlsx");
    let ran = office.run(&["returns", "collect", "back", "--date", "2026-07-20"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stderr.contains("BP2133"), "{}", ran.stderr);
    assert!(ran.stderr.contains("at: a.csv"), "{}", ran.stderr);
    assert_eq!(bytes(&office, "data/t.xlsx"), before);
}

#[cfg(unix)]
#[test]
fn a_tracker_keeps_its_permissions_and_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let office = office();
    let (tracker, place) = (office.path("data/real.xlsx"), office.path("data/t.xlsx"));
    fs::rename(&place, &tracker).expect("moved");
    symlink("real.xlsx", &place).expect("a link");
    fs::set_permissions(&tracker, fs::Permissions::from_mode(0o600)).expect("set");
    let before = bytes(&office, "data/real.xlsx");
    let mode = |path: &str| {
        let about = fs::metadata(office.path(path)).expect("there");
        about.permissions().mode() & 0o777
    };
    collect(&office);
    assert!(place.is_symlink() && bytes(&office, "data/real.xlsx") != before);
    assert_eq!(mode("data/real.xlsx"), 0o600);
    assert_eq!(mode(&format!("{ROUND}/2026-07-20/1-t.xlsx")), 0o600);
    office.returns(&["undo"]);
    assert!(place.is_symlink() && bytes(&office, "data/real.xlsx") == before);
    assert_eq!(mode("data/real.xlsx"), 0o600);
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::rename(&tracker, elsewhere.path().join("t.xlsx")).expect("moved");
    fs::remove_file(&place).expect("removed");
    symlink(elsewhere.path().join("t.xlsx"), &place).expect("a link");
    let ran = office.run(&["returns", "collect", "back", "--date", "2026-07-20"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("BP0102"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        fs::read(elsewhere.path().join("t.xlsx")).expect("there"),
        before
    );
}

#[test]
fn status_tells_of_answers_that_cannot_be_read() {
    let office = Workspace::paper(
        "\n[[deliverables]]\nref = \"1\"\nlead = \"Head of Estates\"\ntitle = \"Patrol the port\"\n",
    );
    office.returns(&["make", "--deadline", "2026-07-17"]);
    let answer = "[[answer]]\npaper = \"data/paper.toml\"\ntable = \"deliverables\"\nref = \"22\"\n\n[answer.cells]\nstatus = \"G\"\n";
    for (text, code) in [(answer, "BP2121"), (&answer[..30], "BP0")] {
        let place = office.path(&format!("{ROUND}/2026-07-20.toml"));
        fs::write(place, text).expect("written");
        let ran = office.run(&["returns", "status", "--date", "2026-07-21"]);
        assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(code), "{}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_does_not_steer_the_terminal() {
    let office = office()
        .file("back/b\u{1b}[31m\u{7}.csv", "Item,Cost\nChairs,12\n")
        .file("back/c\u{1b}]0;t\u{7}.pdf", "x");
    let ran = collect(&office);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(
        !said.contains('\u{1b}') && !said.contains('\u{7}'),
        "{said}"
    );
    assert!(said.contains("c\\u001b]0;t\\u0007.pdf"), "{said}");
}
