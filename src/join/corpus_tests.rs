//! Files that nobody here wrote: each is opened and cleaned, or refused with a reason, and what is left cannot act.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use lopdf::{Document, SaveOptions};

use super::{Refusal, clean, open};

/// Nothing may take longer than this.
const PATIENCE: Duration = Duration::from_secs(10);
/// Words that may not stand in a PDF that was cleaned.
const ACTING: [&str; 9] = [
    "/JavaScript",
    "/JS",
    "/Launch",
    "/EmbeddedFiles",
    "/EmbeddedFile",
    "/SubmitForm",
    "/XFA",
    "/AA",
    "/OpenAction",
];

/// Lists the PDFs beside the repository; none, and aloud, where they are absent, but never in CI.
fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pdfs");
    if !folder.exists() {
        let ci = std::env::var_os("CI").is_some_and(|ci| ci == "true");
        assert!(
            !ci,
            "../shared/corpus/pdfs is not there, and CI may not skip what reads it"
        );
        eprintln!("SKIPPED: ../shared/corpus/pdfs is not there");
        return Vec::new();
    }
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let files = files
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    let files: Vec<PathBuf> = files.map(walkdir::DirEntry::into_path).collect();
    assert!(files.len() > 40);
    files
}

/// Saves a PDF with all its objects in the open.
fn saved(document: &mut Document) -> Vec<u8> {
    document.encryption_state = None;
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(false)
        .use_xref_streams(false)
        .build();
    document
        .save_with_options(&mut bytes, options)
        .expect("in memory");
    bytes
}

/// Runs qpdf's check; none where there is no qpdf.
fn checked(file: &Path) -> Option<i32> {
    let ran = Command::new("qpdf")
        .arg("--check")
        .arg(file)
        .output()
        .ok()?;
    ran.status.code()
}

/// Returns the first of those words that a PDF has as a whole name.
fn first_acting(bytes: &[u8]) -> Option<&'static str> {
    ACTING.into_iter().find(|word| {
        bytes.windows(word.len() + 1).any(|window| {
            let (name, after) = window.split_at(word.len());
            name == word.as_bytes() && !after[0].is_ascii_alphanumeric()
        })
    })
}

#[test]
fn files_that_nobody_here_wrote_are_cleaned_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for file in corpus() {
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&file).expect("readable");
        let started = Instant::now();
        match open(&bytes, None) {
            Err(refusal) => println!("{name}: {}", refusal.message()),
            Ok(mut pdf) => {
                let findings = clean(&mut pdf);
                println!("{name}: {} pages, {findings:?}", pdf.pages());
                let saved = saved(&mut pdf.document);
                wrong.extend(first_acting(&saved).map(|word| format!("{name}: {word}")));
                let kept = std::env::var_os("KEEP").map_or(folder.path().to_owned(), PathBuf::from);
                let kept = kept.join(&name);
                std::fs::write(&kept, &saved).expect("writable");
                if checked(&kept) > checked(&file) {
                    wrong.push(format!("{name}: worse for qpdf"));
                }
                match open(&saved, None) {
                    Ok(again) if again.pages() == pdf.pages() => {}
                    _ => wrong.push(format!("{name}: does not open again")),
                }
            }
        }
        if started.elapsed() > PATIENCE {
            wrong.push(format!("{name}: took {:?}", started.elapsed()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn encrypted_files_are_told_apart() {
    for file in corpus() {
        let bytes = std::fs::read(&file).expect("readable");
        if open(&bytes, None).err() == Some(Refusal::Encrypted) {
            assert_eq!(
                open(&bytes, Some("not it")).err(),
                Some(Refusal::WrongPassword),
                "{file:?}"
            );
        }
    }
}
