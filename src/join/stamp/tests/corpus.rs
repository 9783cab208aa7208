//! Stamps on PDFs that nobody here wrote.

use std::path::{Path, PathBuf};

use lopdf::Document;

use super::build::{marks, stamped};
use crate::join::look::look;
use crate::join::look::reading::{Letters, read};
use crate::join::made::bytes;
use crate::model::Place::{BottomRight, TopRight};

/// Returns the PDFs beside the repository; where they are absent the test is skipped aloud, but fails in CI.
fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pdfs");
    if !folder.exists() {
        assert!(
            std::env::var_os("CI").is_none(),
            "../shared/corpus/pdfs is not there, and CI may not skip what reads it"
        );
        eprintln!("SKIPPED: ../shared/corpus/pdfs is not there");
        return Vec::new();
    }
    let files = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = files
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path);
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect()
}

#[test]
fn stamps_are_read_at_their_places_on_every_page_that_can_be_looked_at() {
    let mut pages = 0;
    for file in corpus() {
        let name = file.display();
        let data = std::fs::read(&file).expect("readable");
        let (Ok(looks), Ok(mut document)) = (look(&data, None), Document::load_mem(&data)) else {
            continue;
        };
        if document.page_iter().count() != looks.len() {
            continue;
        }
        assert_eq!(
            looks.iter().map(|look| look.covered).sum::<usize>(),
            0,
            "{name}"
        );
        let marks = marks(&[
            ("Agenda Item 8", TopRight, true),
            ("Page 37", BottomRight, false),
        ]);
        stamped(&mut document, &marks, Some(&looks));
        for (look, page) in looks.iter().zip(read(&bytes(document))) {
            found(
                &page,
                (look.width.into(), look.height.into()),
                &name.to_string(),
            );
            pages += 1;
        }
    }
    assert!(pages > 50 || pages == 0, "only {pages} pages");
}

fn found(page: &Letters, (width, height): (f64, f64), name: &str) {
    let (_, item) = page
        .find("Agenda Item 8")
        .unwrap_or_else(|| panic!("{name}: no item"));
    let (_, number) = page
        .find("Page 37")
        .unwrap_or_else(|| panic!("{name}: no number"));
    assert!(
        item.0 > width * 0.85 && item.0 < width && item.1 > 0.0 && item.1 < height * 0.15,
        "{name}: {item:?}"
    );
    assert!(
        number.0 > width * 0.85 && number.0 < width,
        "{name}: {number:?}"
    );
    assert!(
        number.1 > height * 0.9 && number.1 < height,
        "{name}: {number:?}"
    );
}
