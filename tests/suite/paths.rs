//! Files that names and links in the data lead to: only plain files in the office's folder are read, and none keeps the
//! program waiting.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::time::Duration;

use rustix::fs::{CWD, Mode, mkfifoat};

use crate::support::workspace::{FIELDS, Ran, Workspace};

const ROWS: &str = "No,Lead Officer,Deliverable,Status,Update\n1,Head of Estates,Open the new police station,G,Keys came.\n";
const NAMED: &str = "\n[deliverables]\nworkbook = \"t.csv\"\n";

fn office() -> Workspace {
    Workspace::paper(NAMED)
}

/// Runs a command that must end soon, whatever there is to read.
#[track_caller]
fn soon(office: &Workspace, command: &[&str]) -> Ran {
    let ran = office.run_within(command, Duration::from_secs(60));
    ran.expect("nothing keeps it waiting")
}

#[track_caller]
fn refuses(office: &Workspace, what: &str) {
    let ran = soon(office, &["build"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
    assert!(ran.stderr.contains(what), "{}", ran.stderr);
    assert_eq!(office.pdfs(), Vec::<String>::new());
}

fn pipe(office: &Workspace, path: &str) {
    mkfifoat(CWD, office.path(path), Mode::RUSR | Mode::WUSR).expect("a pipe");
}

#[test]
fn a_named_pipe_is_no_tracker_no_paper_no_template_and_no_font() {
    let tracker = office();
    pipe(&tracker, "data/t.csv");
    refuses(&tracker, "a named pipe, not a file");
    let paper = office().file("data/t.csv", ROWS);
    fs::remove_file(paper.path("data/paper.toml")).expect("removed");
    pipe(&paper, "data/paper.toml");
    refuses(&paper, "a named pipe, not a file");
    let beside = office().file("data/t.csv", ROWS);
    fs::create_dir_all(beside.path("data/templates/components")).expect("a folder");
    fs::create_dir_all(beside.path("data/fonts")).expect("a folder");
    pipe(&beside, "data/templates/components/key.typ");
    pipe(&beside, "data/fonts/House.ttf");
    assert_eq!(soon(&beside, &["build"]).code, 0);
}

#[test]
fn a_device_is_never_read() {
    let office = office();
    symlink("/dev/zero", office.path("data/t.csv")).expect("a link");
    refuses(&office, "lies outside the office's folder");
    let ran = soon(&office, &["adopt", "/dev/zero"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("a device, not a file"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn a_tracker_outside_the_office_is_refused_however_it_is_named() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let tracker = elsewhere.path().join("t.csv");
    fs::write(&tracker, ROWS).expect("written");
    let linked = office();
    symlink(&tracker, linked.path("data/t.csv")).expect("a link");
    refuses(&linked, "`t.csv` lies outside the office's folder");
    let folder = Workspace::paper(&NAMED.replace("t.csv", "away/t.csv"));
    symlink(elsewhere.path(), folder.path("data/away")).expect("a link");
    let ran = soon(&folder, &["build", "paper"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
    let whole = Workspace::paper(&NAMED.replace("t.csv", &tracker.display().to_string()));
    refuses(&whole, "by its place on one computer");
    let up = format!(
        "../../{}/t.csv",
        elsewhere.path().file_name().expect("a name").display()
    );
    refuses(
        &Workspace::paper(&NAMED.replace("t.csv", &up)),
        "lies outside the office's folder",
    );
}

#[test]
fn a_tracker_that_the_user_names_is_taken_over_from_anywhere_and_copied() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let tracker = elsewhere.path().join("t.csv");
    fs::write(&tracker, ROWS).expect("written");
    let office = Workspace::office();
    let ran = office.run(&["adopt", "--yes", &tracker.display().to_string()]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("to mend"), "{}", ran.stdout);
    assert!(ran.stdout.contains("  1 line, from `"), "{}", ran.stdout);
    let copy = fs::read_to_string(office.path("data/t.csv"));
    assert_eq!(copy.expect("a copy"), ROWS);
}

#[test]
fn links_within_the_office_are_followed_and_so_is_one_to_the_office() {
    let office = office().file("data/kept/t-2026.csv", ROWS);
    symlink("kept/t-2026.csv", office.path("data/t.csv")).expect("a link");
    assert_eq!(soon(&office, &["build"]).code, 0);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let named = elsewhere.path().join("office");
    symlink(office.path(""), &named).expect("a link");
    let root = named.display().to_string();
    let ran = soon(&office, &["--root", &root, "build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn papers_are_not_looked_for_behind_links_that_lead_out() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let paper = format!("{FIELDS}{NAMED}");
    fs::write(elsewhere.path().join("other.toml"), paper).expect("written");
    let office = office().file("data/t.csv", ROWS);
    symlink(elsewhere.path(), office.path("data/away")).expect("a link");
    let ran = soon(&office, &["build"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
    assert!(ran.stderr.contains("`data/away` is a link that leads out"));
    assert_eq!(office.pdfs(), ["output/paper.pdf"]);
    let office = Workspace::office();
    fs::rename(office.path("data"), elsewhere.path().join("data")).expect("moved");
    symlink(elsewhere.path().join("data"), office.path("data")).expect("a link");
    refuses(&office, "`data` is a link that leads out");
}

#[test]
fn a_paper_that_is_named_and_kept_elsewhere_is_told_to_lead_out() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let paper = format!("{FIELDS}{NAMED}");
    fs::write(elsewhere.path().join("other.toml"), paper).expect("written");
    fs::write(elsewhere.path().join("t.csv"), ROWS).expect("written");
    let office = office().file("data/t.csv", ROWS);
    symlink(
        elsewhere.path().join("other.toml"),
        office.path("data/away.toml"),
    )
    .expect("a link");
    symlink(elsewhere.path(), office.path("data/off")).expect("a link");
    for named in ["away", "data/away.toml", "data/off/other.toml"] {
        let ran = soon(&office, &["build", named]);
        assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
        assert!(
            ran.stderr
                .contains("is a link that leads out of the office's folder"),
            "{}",
            ran.stderr
        );
        assert!(
            ran.stderr
                .contains("hint: put the file or folder itself there"),
            "{}",
            ran.stderr
        );
    }
    // By its own place, it is one of another office.
    let other = elsewhere.path().join("other.toml").display().to_string();
    let ran = soon(&office, &["build", &other]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn outputs_do_not_go_into_the_data_nor_over_what_was_read() {
    let data = office().file("data/t.csv", ROWS);
    for to in ["data", "data/made"] {
        let ran = soon(&data, &["build", "--output", to]);
        assert_eq!((ran.code, ran.codes()), (3, vec!["2331"]), "{}", ran.stderr);
    }
    let linked = office().file("data/t.csv", ROWS);
    symlink("data", linked.path("output")).expect("a link");
    let ran = soon(&linked, &["build"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["2331"]), "{}", ran.stderr);
    let named = "[output]\nname = \"data/{{ paper }}.pdf\"\n";
    let board = fs::read_to_string(data.path("data/board.toml")).expect("the board");
    let data = data.file("data/board.toml", board + named);
    let ran = soon(&data, &["build", "--output", "."]);
    assert!(
        ran.code != 0 && data.files("data").len() == 3,
        "{}",
        ran.stderr
    );
    assert_eq!(data.pdfs(), Vec::<String>::new());
}

#[test]
fn a_tracker_beside_the_data_is_never_written_over() {
    let office = Workspace::paper("\n[deliverables]\nworkbook = \"../for-all/paper.pdf\"\n");
    let tracker = crate::support::workbook::xlsx(&[("Theme 1", TABLE)]);
    let office = office.file("for-all/paper.pdf", &tracker);
    let ran = soon(&office, &["build", "--output", "for-all"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["2331"]), "{}", ran.stderr);
    assert!(ran.stderr.contains("papers are made from that file"));
    assert_eq!(
        fs::read(office.path("for-all/paper.pdf")).expect("there"),
        tracker
    );
}

const TABLE: &str = "
    No | Lead Officer    | Deliverable                 | Status | Update
    1  | Head of Estates | Open the new police station | G      | Keys came.
";

#[test]
fn nothing_is_written_through_a_link_out_of_the_output_folder() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let office = office().file("data/t.csv", ROWS);
    let board = fs::read_to_string(office.path("data/board.toml")).expect("the board");
    let named = "[output]\nname = \"kept/theme-{{ theme.number }}.pdf\"\n";
    let office = office.file("data/board.toml", board + named);
    fs::create_dir(office.path("output")).expect("a folder");
    symlink(elsewhere.path(), office.path("output/kept")).expect("a link");
    let ran = soon(&office, &["build"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["2331"]), "{}", ran.stderr);
    let left = || fs::read_dir(elsewhere.path()).expect("there").count();
    assert_eq!(left(), 0);
    // A file that is a link is replaced itself.
    fs::remove_file(office.path("output/kept")).expect("removed");
    fs::create_dir(office.path("output/kept")).expect("a folder");
    fs::write(elsewhere.path().join("precious"), "kept").expect("written");
    symlink(
        elsewhere.path().join("precious"),
        office.path("output/kept/theme-1.pdf"),
    )
    .expect("a link");
    assert_eq!(soon(&office, &["build"]).code, 0);
    assert!(!office.path("output/kept/theme-1.pdf").is_symlink());
    assert_eq!(
        fs::read(elsewhere.path().join("precious")).expect("there"),
        b"kept"
    );
}

#[test]
fn an_output_folder_that_is_none_is_told_of_once() {
    let office = office().file("data/t.csv", ROWS).file("f", "kept");
    symlink("nowhere", office.path("gone")).expect("a link");
    for (to, says) in [
        ("f", "`f` is a file, and outputs go into a folder"),
        ("f/new", "`f` is a file, and outputs go into a folder"),
        ("gone", "`gone` is no folder, and outputs go into a folder"),
    ] {
        let ran = soon(&office, &["build", "--output", to]);
        assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]), "{}", ran.stderr);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
        assert!(ran.stderr.contains("hint: name a folder with `--output`"));
    }
    assert_eq!(fs::read(office.path("f")).expect("there"), b"kept");
}

#[cfg(target_os = "linux")]
#[test]
fn an_office_that_may_not_be_read_is_told_so_and_none_further_up_is_taken_for_it() {
    use std::os::unix::fs::PermissionsExt;
    let outer = office().file("data/t.csv", ROWS);
    let office = outer.file("inner/data/board.toml", "[organisation]\n");
    let inner = office.path("inner");
    let allow = |mode| {
        let rights = fs::Permissions::from_mode(mode);
        fs::set_permissions(inner.join("data"), rights).expect("set");
    };
    // An administrator may read everything, unless he gives that up.
    let as_anybody =
        "[ $(id -u) = 0 ] && exec setpriv --bounding-set=-all --inh-caps=-all \"$0\" \"$@\"";
    let office = office.start_in(&inner);
    for (arguments, mode) in [
        (&["build"][..], 0),
        (&["list"], 0o444),
        (&["build", "--root", "."], 0),
    ] {
        allow(mode);
        let ran = office.run_in_shell(as_anybody, arguments);
        allow(0o755);
        assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
        let says = ": Permission denied (os error 13)\n  hint: check that you may read that folder";
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
        assert_eq!(office.pdfs(), Vec::<String>::new());
    }
}

#[test]
fn one_run_at_a_time_writes_in_an_output_folder() {
    let office = office()
        .file("data/t.csv", ROWS)
        .variable("BOARDPAPER_WAIT", "0");
    fs::create_dir(office.path("output")).expect("a folder");
    let lock = office.path("output/.boardpaper.lock");
    let held = fs::File::create(&lock).expect("a file");
    held.lock().expect("locked");
    fs::write(&lock, "boardpaper pack, process 42\n").expect("written");
    let ran = soon(&office, &["build"]);
    assert_eq!((ran.code, ran.codes()), (5, vec!["2311"]), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("another run (`boardpaper pack, process 42`) writes in `output`"),
        "{}",
        ran.stderr
    );
    let merge = soon(&office, &["manifest", "merge"]);
    assert_eq!((merge.code, merge.codes()), (5, vec!["2311"]));
    let elsewhere = soon(&office, &["build", "--output", "for-me"]);
    assert_eq!(elsewhere.code, 0, "{}", elsewhere.stderr);
    // However that run has ended, nothing of it keeps the next from its work, or is left.
    drop(held);
    fs::write(office.path("output/.boardpaper-a1B2c3"), "half").expect("written");
    assert_eq!(soon(&office, &["build"]).code, 0);
    let left = office.files("output").into_iter();
    let left: Vec<String> = left.filter(|file| file.contains("/.boardpaper")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_lock_that_is_a_link_changes_nothing_elsewhere() {
    let office = office().file("data/t.csv", ROWS);
    fs::create_dir(office.path("output")).expect("a folder");
    symlink("../data/board.toml", office.path("output/.boardpaper.lock")).expect("a link");
    let before = fs::read(office.path("data/board.toml")).expect("there");
    assert_eq!(soon(&office, &["build"]).code, 0);
    assert_eq!(
        fs::read(office.path("data/board.toml")).expect("there"),
        before
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_takes_nothing_is_told_of() {
    let office = Workspace::office();
    for arguments in [["check", "--format=json"], ["schema", "theme-update"]] {
        let full = fs::File::create("/dev/full").expect("a device");
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_boardpaper"))
            .args(arguments)
            .current_dir(office.path(""))
            .stdout(full)
            .output()
            .expect("the program starts");
        assert_eq!(ran.status.code(), Some(3));
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(
            said.contains("BP0703") && said.contains("standard output"),
            "{said}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_paper_is_found_in_an_office_whose_path_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let apart = tempfile::tempdir().expect("a folder");
    let root = apart.path().join(std::ffi::OsStr::from_bytes(b"b\xff\xfe"));
    fs::create_dir_all(root.join("data")).expect("a folder");
    let made = office().file("data/t.csv", ROWS);
    for name in ["board.toml", "paper.toml", "t.csv"] {
        fs::copy(made.path("data").join(name), root.join("data").join(name)).expect("copied");
    }
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_boardpaper"))
        .args(["build", "paper"])
        .current_dir(&root)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "{said}");
    assert!(root.join("output/paper.pdf").is_file());
}
