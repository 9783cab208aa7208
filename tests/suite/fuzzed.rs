//! What takes bytes from outside, a function a target: the fuzzer of `fuzz/` and the replay of its corpus call the same.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use boardpaper::diagnostic::Diagnostics;
use boardpaper::join::{self, About, Bookmark, Entry, Joiner, Words};
use boardpaper::load::{self, Library, Limits, Run, Workbook};
use boardpaper::model::{Board, Date, Paper, Phrase};
use boardpaper::validate::{self, Beside};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A target: its name, which is that of its folder in `tests/fuzz-corpus`, and what it calls.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 6] = [
    ("tracker", tracker),
    ("csv", csv),
    ("document", document),
    ("paper", paper),
    ("rich-text", rich_text),
    ("join", join),
];

const BOARD: &str = include_str!("../cases/theme-update/xlsx-tracker/data/board.toml");
const UPDATE: &str = include_str!("../cases/theme-update/xlsx-tracker/data/theme-1.toml");
const FONT: &[u8] = include_bytes!("../../fonts/SourceSans3-Regular.ttf");

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

/// A workbook of any kind, and the paper that is made of it.
pub fn tracker(bytes: &[u8]) {
    of_a_workbook("tracker.xlsx", bytes);
}

/// A CSV file in any encoding, and the paper that is made of it.
pub fn csv(bytes: &[u8]) {
    of_a_workbook("tracker.csv", bytes);
}

/// A document of a word processor, whose text may be taken over.
pub fn document(bytes: &[u8]) {
    let mut out = Diagnostics::default();
    in_a_file("paper.docx", bytes, |path| {
        load::text_document(path, "paper.docx", &Limits::default(), &mut out);
    });
}

/// A paper: TOML, or Markdown with a head.
pub fn paper(bytes: &[u8]) {
    for name in ["paper.toml", "paper.md"] {
        let mut out = Diagnostics::default();
        let node = in_a_file(name, bytes, |path| load::paper(path, name, &mut out));
        if let (Some(node), Some(board)) = (node, board()) {
            validate::paper(&node, &board, &LIBRARY, &mut Beyond(None), &mut out);
        }
    }
}

/// Text of a field, as Markdown and as it is typed into a cell.
pub fn rich_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    validate::commonmark(&text);
    // Pieces of a cell, every other one bold.
    let runs = text.split('\u{1}').enumerate().map(|(at, piece)| Run {
        text: piece.to_owned(),
        bold: at % 2 == 1,
        ..Run::default()
    });
    validate::typed_text(&runs.collect::<Vec<_>>());
}

/// A PDF from elsewhere: looked at, cleaned, and joined into a pack.
pub fn join(bytes: &[u8]) {
    let looks = join::look(bytes, None).ok();
    let Ok(mut pdf) = join::open(bytes, None) else {
        return;
    };
    let pages = pdf.pages();
    join::clean(&mut pdf);
    let about = about();
    let entry = Entry {
        title: "Paper".to_owned(),
        bookmark: Some(Bookmark {
            title: "Paper".to_owned(),
            level: 0,
        }),
        ..Entry::default()
    };
    let mut joiner = Joiner::new(Vec::new(), &about, [FONT, FONT]).expect("to memory");
    joiner
        .add(pdf, &entry, &[], looks.as_deref())
        .expect("to memory");
    let (joined, _) = joiner.finish().expect("to memory");
    let again = join::open(&joined, None).map(|pdf| pdf.pages());
    assert_eq!(again, Ok(pages), "it opens again, with all pages");
}

fn about() -> About {
    About {
        title: "Pack".to_owned(),
        subject: String::new(),
        author: String::new(),
        language: "en-GB".to_owned(),
        date: Date::new(2026, 9, 30).expect("a date"),
        words: Words::default(),
    }
}

fn board() -> Option<Board> {
    let mut out = Diagnostics::default();
    let node = load::parse(BOARD, "data/board.toml", &mut out)?;
    validate::board(&node, &mut out)
}

fn of_a_workbook(name: &str, bytes: &[u8]) {
    let mut out = Diagnostics::default();
    let read = in_a_file(name, bytes, |path| {
        load::workbook(path, name, &Limits::default(), &mut out)
    });
    let node = load::parse(UPDATE, "data/theme-1.toml", &mut out);
    if let (Some(read), Some(node), Some(board)) = (read, node, board()) {
        let mut beside = Beyond(Some(Arc::new(read)));
        validate::paper(&node, &board, &LIBRARY, &mut beside, &mut out);
    }
}

/// Readers take files, for what is larger than memory should hold twice.
fn in_a_file<T>(name: &str, bytes: &[u8], read: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("writable");
    read(&path)
}

/// One workbook, by whatever name, stands beside a paper.
struct Beyond(Option<Arc<Workbook>>);

impl Beside for Beyond {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        self.0.clone()
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        None
    }
}

/// Numbers that look random and are the same for the same seed.
pub struct Dice(pub u64);

impl Dice {
    /// Returns a number below another.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 16).unwrap_or_default() % sides.max(1)
    }
}

/// Damages bytes; of a zip file mostly a part, which is packed again so that readers get as far as that.
pub fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if dice.roll(8) > 0
        && let Some(packed) = damaged_part(bytes, dice)
    {
        *bytes = packed;
        return;
    }
    for _ in 0..=dice.roll(6) {
        damage_once(bytes, dice);
    }
}

/// What means something to one of the readers.
const WORDS: [&[u8]; 24] = [
    b"\"",
    b"'",
    b"\n",
    b"\r\n",
    b",",
    b"\t",
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"+++\n",
    b"# ",
    b"| ",
    b"<c r=\"XFD1048576\">",
    b"</row>",
    b"<mergeCell ref=\"A1:ZZ9\"/>",
    b"<<",
    b"0 R",
    b"endobj",
    b"-1",
    b"99999999999",
];

fn damage_once(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let (at, other) = (dice.roll(bytes.len()), dice.roll(bytes.len()));
    let piece = |length: usize| at..(at + length).min(bytes.len());
    match dice.roll(7) {
        _ if bytes.is_empty() => bytes.push(b' '),
        0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap_or_default(),
        1 => bytes.truncate(at.max(bytes.len() / 2)),
        2 => {
            let copied = bytes[piece(dice.roll(200))].to_vec();
            drop(bytes.splice(other..other, copied));
        }
        3 => drop(bytes.drain(piece(dice.roll(40)))),
        4 => {
            // Another number: a count, a size, a place.
            let digit = bytes.iter().skip(at).position(u8::is_ascii_digit);
            if let Some(further) = digit {
                bytes[at + further] = b'0' + u8::try_from(dice.roll(10)).unwrap_or_default();
            }
        }
        5 => bytes[at] ^= 1 << dice.roll(8),
        _ => drop(bytes.splice(at..at, WORDS[dice.roll(WORDS.len())].iter().copied())),
    }
}

/// Packs a zip file again with one of its parts damaged; none where it is no such file.
fn damaged_part(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    const MOST: u64 = 1 << 20;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.roll(archive.len());
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let part = archive.by_index(at).ok()?;
        let (name, mut text) = (part.name().ok()?.into_owned(), Vec::new());
        part.take(MOST).read_to_end(&mut text).ok()?;
        if at == chosen {
            (0..=dice.roll(4)).for_each(|_| damage_once(&mut text, dice));
        }
        packed.start_file(name, stored).ok()?;
        packed.write_all(&text).ok()?;
    }
    Some(packed.finish().ok()?.into_inner())
}
