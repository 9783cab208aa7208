//! Files that nobody here wrote: each is opened and cleaned, or refused with a reason, and what is left cannot act.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use lopdf::{Document, Object};

use super::made_tests::saved;
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

/// Returns the first of those words that is a key or a name; in content and strings, damage may put any.
fn first_acting_name(document: &Document) -> Option<&'static str> {
    let mut waiting: Vec<&Object> = document.objects.values().collect();
    let acts = |name: &[u8]| {
        ACTING
            .into_iter()
            .find(|word| &word.as_bytes()[1..] == name)
    };
    while let Some(object) = waiting.pop() {
        let found = match object {
            Object::Name(name) => match acts(name) {
                Some(word) => return Some(word),
                None => continue,
            },
            Object::Array(items) => {
                waiting.extend(items);
                continue;
            }
            Object::Dictionary(found) => found,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        if let Some(word) = found.iter().find_map(|(key, _)| acts(key)) {
            return Some(word);
        }
        waiting.extend(found.iter().map(|(_, value)| value));
    }
    None
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
                let mut spread = pdf.document.clone();
                spread.decompress();
                wrong.extend(
                    first_acting(&super::made_tests::saved(&mut spread))
                        .map(|word| format!("{name}: {word}")),
                );
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

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % sides.max(1)
    }
}

/// Damages a file in one of the ways that files are damaged, or are made to do damage.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const WORDS: [&str; 12] = [
        "<<",
        ">>",
        "[",
        "]",
        "0 R",
        "/Kids",
        "/Parent",
        "endobj",
        "stream",
        "-1",
        "99999999999",
        "/AP",
    ];
    for _ in 0..=dice.roll(8) {
        let (at, other) = (dice.roll(bytes.len()), dice.roll(bytes.len()));
        match dice.roll(6) {
            0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap_or_default(),
            1 => bytes.truncate(at.max(bytes.len() / 2)),
            2 => {
                let piece = bytes[at..(at + dice.roll(200)).min(bytes.len())].to_vec();
                bytes.splice(other..other, piece);
            }
            3 => drop(bytes.drain(at..(at + dice.roll(40)).min(bytes.len()))),
            // Another object's number: cycles and wrong kinds.
            4 => {
                let digits = bytes
                    .iter()
                    .enumerate()
                    .skip(at)
                    .filter(|(_, byte)| byte.is_ascii_digit());
                let digit = digits.map(|(at, _)| at).next();
                if let Some(digit) = digit {
                    bytes[digit] = b'0' + u8::try_from(dice.roll(10)).unwrap_or_default();
                }
            }
            _ => drop(bytes.splice(at..at, WORDS[dice.roll(WORDS.len())].bytes())),
        }
    }
}

#[test]
fn damaged_files_never_end_the_program() {
    let read = |file: &PathBuf| std::fs::read(file).expect("readable");
    let mut files: Vec<Vec<u8>> = corpus().iter().map(read).collect();
    files.retain(|bytes| bytes.len() < 100_000);
    // Once more with all objects in the open, where damage changes what they mean.
    let spread = files.iter().filter_map(|bytes| open(bytes, None).ok());
    let spread: Vec<Vec<u8>> = spread.map(|mut pdf| saved(&mut pdf.document)).collect();
    files.extend(spread);
    // `DAMAGED=20000` looks harder than every run needs to.
    let asked = std::env::var("DAMAGED")
        .ok()
        .and_then(|asked| asked.parse().ok());
    let rounds = if files.is_empty() {
        0
    } else {
        asked.unwrap_or(300)
    };
    let (mut dice, mut opened) = (Dice(0x9E37_79B9_7F4A_7C15), 0);
    for round in 0..rounds {
        let mut bytes = files[dice.roll(files.len())].clone();
        damage(&mut bytes, &mut dice);
        if std::env::var_os("DAMAGED").is_some() {
            std::fs::write(std::env::temp_dir().join("damaged.pdf"), &bytes).expect("writable");
        }
        let started = Instant::now();
        if let Ok(mut pdf) = open(&bytes, None) {
            clean(&mut pdf);
            opened += 1;
            assert_eq!(first_acting_name(&pdf.document), None, "round {round}");
            saved(&mut pdf.document);
        }
        assert!(started.elapsed() < PATIENCE, "round {round}");
    }
    println!("{opened} of {rounds} opened");
    assert!(opened * 5 >= rounds, "{opened} of {rounds} opened");
}
