//! Same input, same bytes.

use std::fs;

use crate::support::repo;
use crate::support::workspace::Workspace;

/// Builds the sample office and gives all its papers.
fn papers(office: &Workspace, arguments: &[&str]) -> Vec<(String, Vec<u8>)> {
    let ran = office.run(arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read = |path: String| {
        let bytes = fs::read(office.path(&path)).expect("was built");
        (path, bytes)
    };
    office.pdfs().into_iter().map(read).collect()
}

#[test]
fn two_builds_give_the_same_bytes_whatever_the_folder_time_zone_or_home() {
    let sample = || Workspace::copy_of(&repo(""));
    let first = papers(&sample(), &["build"]);
    assert!(!first.is_empty());
    let elsewhere = tempfile::tempdir().expect("a folder");
    let other = sample()
        .variable("TZ", "Pacific/Auckland")
        .variable("HOME", "/nowhere")
        .variable("LANG", "tr_TR.UTF-8")
        .variable("SOURCE_DATE_EPOCH", "86400")
        .start_in(elsewhere.path());
    let root = other.path("").display().to_string();
    let second = papers(&other, &["build", "--root", &root]);
    for ((path, one), (again, two)) in first.iter().zip(&second) {
        assert_eq!(path, again);
        assert!(one == two, "{path} differs");
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn a_paper_has_the_same_bytes_alone_and_among_others() {
    let office = Workspace::copy_of(&repo(""));
    let all = papers(&office, &["build"]);
    let alone = Workspace::copy_of(&repo(""));
    let papers = papers(&alone, &["build", "data/2026-27/q1/theme-3.toml"]);
    let [(path, bytes)] = &papers[..] else {
        panic!("one paper was asked for")
    };
    let (_, among) = all
        .iter()
        .find(|(other, _)| other == path)
        .expect("it is among all");
    assert!(bytes == among, "{path} differs");
}

#[test]
fn an_old_time_stamp_of_an_input_changes_nothing() {
    let office = Workspace::copy_of(&repo(""));
    let first = papers(&office, &["build", "data/2026-27/q1/theme-3.toml"]);
    let toml = fs::File::options()
        .write(true)
        .open(office.path("data/2026-27/q1/theme-3.toml"))
        .expect("is there");
    toml.set_modified(std::time::UNIX_EPOCH)
        .expect("can be set");
    assert!(first == papers(&office, &["build", "data/2026-27/q1/theme-3.toml"]));
}
