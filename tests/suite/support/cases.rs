//! Folders that each hold an office and what must come of it.

use std::fs;
use std::path::{Path, PathBuf};

use super::golden::compare;
use super::repo;
use super::workspace::Workspace;

/// Lists the folders below a folder of the repository, which must not be empty.
#[track_caller]
pub fn folders(path: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(repo(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "`{path}` has no cases");
    folders
}

/// Builds each case of a subject and compares text layer, tag tree and messages with what stands beside it.
#[track_caller]
pub fn run_all(subject: &str) {
    let folders = folders(&format!("tests/cases/{subject}"));
    report(folders.iter().flat_map(|folder| run(folder)).collect());
}

/// Fails with all differences at once.
#[track_caller]
pub fn report(differences: Vec<String>) {
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

fn run(folder: &Path) -> Vec<String> {
    let office = Workspace::copy_of(folder);
    let ran = office.run(&["build"]);
    let papers = office.pdfs();
    let (0, [paper]) = (ran.code, &papers[..]) else {
        return vec![format!(
            "{}: exit code {}, built {papers:?}\n{}",
            folder.display(),
            ran.code,
            ran.stderr
        )];
    };
    let pdf = office.pdf(paper);
    let goldens = [
        ("stderr.txt", ran.stderr),
        ("expected.txt", pdf.text_layer()),
        ("tags.yaml", pdf.tags().outline()),
    ];
    let differing = goldens
        .iter()
        .filter_map(|(file, actual)| compare(&folder.join(file), actual).err());
    differing.collect()
}
