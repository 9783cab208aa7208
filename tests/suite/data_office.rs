//! The sample office of the repository.

use std::collections::BTreeSet;

use crate::support::repo;
use crate::support::workspace::Workspace;

#[test]
fn the_sample_office_builds_without_error_or_warning() {
    let office = Workspace::copy_of(&repo(""));
    let ran = office.run(&["build"]);
    let loud: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("error") || line.starts_with("warning"))
        .collect();
    assert_eq!((ran.code, loud), (0, Vec::new()), "{}", ran.stderr);
    // What explains the files beside it is no paper.
    let is_paper = |path: &&String| {
        let text = std::fs::read_to_string(office.path(path)).expect("readable");
        text.lines().any(|line| line.starts_with("document = "))
    };
    let files = office.files("data");
    let mut written = files.iter().collect::<Vec<_>>();
    written.retain(|path| path.ends_with(".toml") || path.ends_with(".md"));
    assert_eq!(
        office.pdfs().len(),
        written.into_iter().filter(is_paper).count()
    );
}

#[test]
fn the_sample_office_shows_what_it_promises() {
    let office = Workspace::copy_of(&repo("")).build();
    let endings: BTreeSet<String> = office
        .files("data")
        .iter()
        .filter_map(|path| path.rsplit_once('.'))
        .map(|(_, ending)| ending.to_owned())
        .collect();
    for ending in ["csv", "md", "ods", "toml", "xlsx"] {
        assert!(endings.contains(ending), "no .{ending} in {endings:?}");
    }
    let pdfs: Vec<_> = office.pdfs().iter().map(|path| office.pdf(path)).collect();
    let notes: usize = pdfs.iter().map(|pdf| pdf.tags().all("Note").len()).sum();
    assert!(notes >= 10, "{notes} footnotes");
    let spans: Vec<bool> = pdfs
        .iter()
        .flat_map(|pdf| {
            pdf.pages()
                .iter()
                .skip(1)
                .map(|page| page.artifacts().len() > 3)
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(spans.contains(&true), "an update is longer than a page");
    for part in ["2026-27/q1", "2026-27/q2"] {
        let themes = office.pdfs();
        let themes = themes
            .iter()
            .filter(|path| path.contains(part) && path.contains("theme-"));
        assert_eq!(themes.count(), 3, "{part}");
    }
}

#[test]
fn the_sample_office_has_a_paper_of_every_kind() {
    let office = Workspace::copy_of(&repo(""));
    let files = office.files("data");
    let texts: Vec<String> = files
        .iter()
        .filter(|path| path.ends_with(".toml") || path.ends_with(".md"))
        .map(|path| std::fs::read_to_string(office.path(path)).expect("readable"))
        .collect();
    let kinds = std::fs::read_dir(repo("templates/documents")).expect("the kinds");
    for kind in kinds.map(|kind| kind.expect("a kind")) {
        let named = format!("document = \"{}\"", kind.file_name().to_string_lossy());
        let found = texts.iter().any(|text| text.contains(&named));
        assert!(found || !kind.path().is_dir(), "no paper has `{named}`");
    }
}
