//! `boardpaper watch`: papers are made again when something changes, and the last good one stays.

use std::fs;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::support::workspace::{BOARD, FIELDS, Workspace};

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const PAPER: &str = "data/paper.toml";
const PDF: &str = "output/paper.pdf";
/// A second key: where no paper uses it, only all papers together can tell.
const KEY: &str = "\n[status-key.idle]\nsteps = [{ code = \"X\", label = \"Cross\", meaning = \"Ended\", colour = \"#00703c\", shape = \"circle\" }]\n";
const TOGETHER: &str = "output/.cache/papers/together.json";

/// A watch that ends with its test.
struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until something is so, for as long as any machine could need.
#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(120), "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn bytes(office: &Workspace, paper: &str) -> Vec<u8> {
    fs::read(office.path(paper)).unwrap_or_default()
}

#[test]
fn a_change_is_made_at_once_and_the_last_good_paper_stays() {
    let office = Workspace::paper(ROW).file(
        "data/other.toml",
        format!("{FIELDS}{ROW}").replace("number = 1", "number = 2"),
    );
    let _watch = Watch(office.start(&["watch"]));
    until("both papers", || {
        office.path("output/other.pdf").exists() && office.path(PDF).exists()
    });
    let (first, other) = (bytes(&office, PDF), bytes(&office, "output/other.pdf"));
    let office = office.edit(PAPER, "Patrols began", "Patrols ended");
    until("the changed paper", || bytes(&office, PDF) != first);
    let good = bytes(&office, PDF);
    // A paper with a fault keeps its PDF while another is made.
    let office = office.edit(PAPER, "\"G\"", "\"GRN\"");
    let office = office.edit("data/other.toml", "Patrols began", "Patrols rest");
    until("the other paper", || {
        bytes(&office, "output/other.pdf") != other
    });
    assert!(bytes(&office, PDF) == good);
    let office = office.edit(PAPER, "\"GRN\"", "\"A\"");
    until("the mended paper", || bytes(&office, PDF) != good);
    let fresh = Workspace::office()
        .file(PAPER, fs::read(office.path(PAPER)).expect("a paper"))
        .build();
    assert!(
        bytes(&office, PDF) == bytes(&fresh, PDF),
        "the same as when it is built alone"
    );
}

#[test]
fn an_output_folder_that_is_deleted_meanwhile_is_made_again() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let output = elsewhere.path().join("papers");
    fs::create_dir(&output).expect("a folder");
    let office = Workspace::paper(ROW);
    let _watch = Watch(office.start(&["watch", "--output", &output.display().to_string()]));
    let paper = output.join("paper.pdf");
    until("the paper", || paper.exists());
    // What is written to cannot be deleted.
    until("the end", || !output.join(".boardpaper.lock").exists());
    fs::remove_dir_all(&output).expect("deleted");
    let _office = office.edit(PAPER, "Patrols began", "Patrols ended");
    until("the paper again", || paper.exists());
}

#[test]
fn what_only_all_papers_tell_is_told_anew_though_one_of_them_was_read_again() {
    let paper = |number: usize| {
        let fields = FIELDS.replace("number = 1", &format!("number = {number}"));
        format!("{fields}status-key = \"rag\"\n{ROW}")
    };
    let keyed = || Workspace::empty().file("data/board.toml", format!("{BOARD}{KEY}"));
    let mut office = keyed()
        .file(PAPER, paper(1))
        .file("data/other.toml", paper(2));
    let _watch = Watch(office.start(&["watch"]));
    until("both papers", || {
        office.path("output/other.pdf").exists() && office.path(PDF).exists()
    });
    let other = paper(1).replace("rag", "idle").replace("\"G\"", "\"X\"");
    let ended = paper(1).replace("began", "ended");
    // Both papers are read for the first change; the other is as it was read then for the next.
    for text in [&ended, &other, &paper(1), &other] {
        let before = bytes(&office, PDF);
        office = office.file(PAPER, text);
        until("the changed paper", || bytes(&office, PDF) != before);
        let fresh = keyed().file(PAPER, text).file("data/other.toml", paper(2));
        let fresh = bytes(&fresh.build(), TOGETHER);
        let says = String::from_utf8_lossy(&fresh).contains("`idle`");
        assert_eq!(says, *text != other);
        assert!(bytes(&office, TOGETHER) == fresh);
    }
}
