//! Outputs that somebody takes away while the run goes on: what is told as made is there.

use std::fs;
use std::time::Duration;

use crate::support::workspace::{FIELDS, Ran, Workspace};

/// A template that begins so keeps the run busy for some seconds.
const SLOW: &str = "#let f(n) = range(n).map(i => calc.fact(5)).sum()\n#let x = range(1500).map(i => f(1000 + i)).sum()\n";
const ACTIONS: &str = "document = \"action-update\"\ntitle = \"Plan\"\ndate = 2026-10-30\nquarter = \"2026-27 Q2\"\n[[actions]]\nref = \"1\"\ntitle = \"Recruit wardens\"\nstatus = \"A\"\n";
const ROWS: &str = "[[deliverables]]\nref = \"1\"\nlead = \"Head of Policy\"\ntitle = \"Open the station\"\nstatus = \"G\"\nupdate = \"Keys came.\"\n";

/// An office with papers that are soon made, and one, the last, that is not.
fn office() -> Workspace {
    let template = include_str!("../../templates/documents/action-update/document.typ");
    let second = FIELDS.replace("number = 1", "number = 2");
    Workspace::office()
        .file("data/one.toml", format!("{FIELDS}{ROWS}"))
        .file("data/two.toml", format!("{second}{ROWS}"))
        .file("data/z.toml", ACTIONS)
        .file(
            "data/templates/documents/action-update/document.typ",
            format!("{SLOW}{template}"),
        )
}

/// Runs a command, and does something as soon as files are there.
#[track_caller]
fn disturbed(office: &Workspace, arguments: &[&str], files: &[&str], act: impl FnOnce()) -> Ran {
    std::thread::scope(|scope| {
        let running = scope.spawn(|| office.run_within(arguments, Duration::from_secs(120)));
        let there = (0..20_000).any(|_| {
            std::thread::sleep(Duration::from_millis(5));
            files.iter().all(|file| office.path(file).exists())
        });
        assert!(there, "{files:?} were never made");
        act();
        let ran = running.join().expect("no panic");
        ran.expect("it ends")
    })
}

fn refused(office: &Workspace) -> usize {
    let manifest = fs::read_to_string(office.path("output/manifest.json")).expect("a manifest");
    manifest.matches("\"BP2312\"").count()
}

/// Sees that the manifest tells the truth, and that the next run puts all right.
#[track_caller]
fn comes_right(office: &Workspace) {
    let verified = office.run(&["manifest", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
    let again = office.run(&["build"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!(
        office.pdfs(),
        ["output/one.pdf", "output/two.pdf", "output/z.pdf"]
    );
    let left = office.files("output").into_iter();
    let left: Vec<String> = left.filter(|file| file.contains("/.boardpaper")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_paper_that_is_deleted_while_others_are_built_is_not_told_as_built() {
    let office = office();
    let ran = disturbed(
        &office,
        &["build"],
        &["output/one.pdf", "output/two.pdf"],
        || {
            fs::remove_file(office.path("output/two.pdf")).expect("removed");
        },
    );
    assert_eq!((ran.code, ran.codes()), (3, vec!["2312"]), "{}", ran.stderr);
    let says = "`output/two.pdf` was deleted, moved or changed before the run ended";
    assert!(ran.stderr.contains(says), "{}", ran.stderr);
    assert_eq!(
        ran.stdout.lines().take(3).collect::<Vec<_>>(),
        [
            "output/one.pdf",
            "output/z.pdf",
            "2 of 3 papers built; 1 error"
        ]
    );
    assert_eq!(refused(&office), 1);
    comes_right(&office);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_moved_during_a_build_is_told_of_once_with_what_is_not_in_it() {
    let office = office();
    let ran = disturbed(
        &office,
        &["build"],
        &["output/one.pdf", "output/two.pdf"],
        || {
            let away = office.path("away");
            fs::rename(office.path("output"), away).expect("moved");
        },
    );
    assert_eq!((ran.code, ran.codes()), (3, vec!["2312"]), "{}", ran.stderr);
    let says = "`output` was moved, deleted or replaced while the run wrote there: 2 files of the run, `output/one.pdf` first, cannot be found in it";
    assert!(ran.stderr.contains(says), "{}", ran.stderr);
    let first = "output/z.pdf\n1 of 3 papers built; 1 error\n";
    assert!(ran.stdout.starts_with(first), "{}", ran.stdout);
    assert_eq!(refused(&office), 2);
    comes_right(&office);
}

#[cfg(unix)]
#[test]
fn where_the_new_folder_may_not_be_written_to_it_is_said_why() {
    let office = office().file("tmp/none", "");
    let temporary = office.path("tmp").display().to_string();
    let office = office.variable("TMPDIR", &temporary);
    fs::create_dir(office.path("output")).expect("a folder");
    let made = ["output/one.pdf", "output/two.pdf"];
    let ran = disturbed(&office, &["build"], &made, || {
        fs::rename(office.path("output"), office.path("away")).expect("moved");
        fs::create_dir(office.path("output")).expect("a folder");
    });
    // Where the kernel keeps it to the folder that was there, the last paper is not written either.
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.codes().contains(&"2312"), "{}", ran.stderr);
    assert!(!ran.stdout.contains("output/one.pdf"), "{}", ran.stdout);
    let again = office.run(&["build"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(!office.path("away/.boardpaper.lock").exists());
}

#[test]
fn a_pack_that_is_deleted_while_others_are_made_is_not_told_as_packed() {
    let meeting = |day: u8, paper: &str| {
        format!(
            "document = \"agenda\"\nboard = \"Board\"\ndate = 2026-11-{day}\nvenue = \"Hall\"\ntime = \"10 am\"\nitems = [{{ title = \"Plan\", paper = \"../{paper}.toml\" }}]\n"
        )
    };
    let office = office()
        .file("data/meetings/a.toml", meeting(18, "one"))
        .file("data/meetings/b.toml", meeting(19, "z"));
    let pack = ["pack", "all", "--today", "2026-10-01"];
    let good = office.run(&pack);
    assert_eq!(good.code, 0, "{}", good.stderr);
    let first = good.stdout.split([' ', ':']).nth(1).expect("a pack");
    let first = first.to_owned();
    fs::remove_dir_all(office.path("output")).expect("removed");
    let ran = disturbed(&office, &pack, &[&first], || {
        fs::remove_file(office.path(&first)).expect("removed");
    });
    assert_eq!((ran.code, ran.codes()), (3, vec!["2312"]), "{}", ran.stderr);
    assert!(!ran.stdout.contains(&first), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("1 of 2 meetings packed"),
        "{}",
        ran.stdout
    );
}
