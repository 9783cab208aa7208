//! docs/tutorial.md, followed line by line: its commands are run, the files it tells to change are changed, and what it shows
//! must come.

use std::fs;
use std::io::{Cursor, Read, Write};

use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::repo;
use crate::support::workspace::Workspace;

/// The page was written on 12 October 2026.
const TODAY: &str = "1791763200";

/// A step of the page.
#[derive(Debug, PartialEq)]
enum Step {
    /// A command.
    Run(String),
    /// Lines that end what came of the last command.
    Shows(Vec<String>),
    /// A line of a file, and what stands there afterwards.
    Change(String, String, String),
    /// A cell of the workbook that was named last, on the sheet that was named last.
    Write(String, String),
    /// A file or sheet that is named.
    Names(String),
    /// A file that is deleted.
    Delete(String),
}

fn page() -> String {
    fs::read_to_string(repo("docs/tutorial.md")).expect("readable")
}

/// Reads the page from top to bottom.
fn steps(page: &str) -> Vec<Step> {
    let is_cell = Regex::new("^[A-Z][0-9]+$").expect("a pattern");
    let quoted = Regex::new("`([^`]+)`").expect("a pattern");
    let mut steps = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(block) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            steps.extend(of_block(block, &inside));
        } else if let Some(row) = line.strip_prefix("| ") {
            let cells: Vec<&str> = row
                .trim_end_matches('|')
                .split(" | ")
                .map(str::trim)
                .collect();
            if is_cell.is_match(cells[0]) {
                steps.push(Step::Write(cells[0].to_owned(), cells[1].to_owned()));
            }
        } else {
            let deletes = line.find("Delete `");
            for found in quoted.captures_iter(line) {
                let at = found.get(0).expect("all of it").start();
                let name = found[1].to_owned();
                match deletes.is_some_and(|from| at > from) {
                    true => steps.push(Step::Delete(name)),
                    false => steps.push(Step::Names(name)),
                }
            }
        }
    }
    steps
}

fn of_block(block: &str, inside: &[&str]) -> Vec<Step> {
    let owned = |line: &&str| (*line).to_owned();
    match block.split_once(' ').unwrap_or((block, "")) {
        ("sh", _) => inside.iter().map(|line| Step::Run(owned(line))).collect(),
        ("text", _) => vec![Step::Shows(inside.iter().map(owned).collect())],
        ("diff", file) => {
            let (old, new) = (&inside[0], &inside[1]);
            let (old, new) = (old.strip_prefix('-'), new.strip_prefix('+'));
            let (old, new) = (old.expect("an old line"), new.expect("a new line"));
            vec![Step::Change(
                file.to_owned(),
                old.to_owned(),
                new.to_owned(),
            )]
        }
        other => panic!("the page has a block that nobody follows: {other:?}"),
    }
}

/// Takes a command apart as a shell does.
fn words(command: &str) -> Vec<String> {
    let word = Regex::new(r#""([^"]*)"|(\S+)"#).expect("a pattern");
    let found = word.captures_iter(command);
    found
        .map(|found| {
            found
                .get(1)
                .or(found.get(2))
                .expect("one of them")
                .as_str()
                .to_owned()
        })
        .collect()
}

/// Writes a text into a cell of a workbook, as a spreadsheet program would.
fn write_cell(workbook: &[u8], sheet: &str, cell: &str, text: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(workbook)).expect("a zip");
    let path = sheet_path(&mut old, sheet);
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("readable");
        if name == path {
            bytes = with_cell(&String::from_utf8(bytes).expect("text"), cell, text).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        new.write_all(&bytes).expect("written");
    }
    new.finish().expect("whole").into_inner()
}

fn with_cell(sheet: &str, cell: &str, text: &str) -> String {
    let pattern = format!(r#"<c r="{cell}"( s="[0-9]+")?[^>]*?(?:/>|>.*?</c>)"#);
    let place = Regex::new(&pattern).expect("a pattern");
    assert!(place.is_match(sheet), "the sheet has no cell {cell}");
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let new = |found: &regex::Captures<'_>| {
        let style = found.get(1).map_or("", |style| style.as_str());
        format!(r#"<c r="{cell}"{style} t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    place.replace(sheet, new).into_owned()
}

/// Finds the part of a sheet: sheets are numbered in the order of their tabs in what boardpaper makes.
fn sheet_path(workbook: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> String {
    let mut text = String::new();
    let mut part = workbook.by_name("xl/workbook.xml").expect("a workbook");
    part.read_to_string(&mut text).expect("text");
    let names = Regex::new(r#"<sheet name="([^"]+)""#).expect("a pattern");
    let mut names = names.captures_iter(&text);
    let at = names.position(|found| &found[1] == sheet);
    let at = at.unwrap_or_else(|| panic!("no sheet {sheet}"));
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

/// Somebody who follows the page.
struct Reader {
    folder: Workspace,
    /// Where commands are run.
    within: String,
    /// What the last command printed.
    printed: String,
    workbook: String,
    sheet: String,
}

impl Reader {
    fn does(&mut self, step: &Step) {
        match step {
            Step::Run(command) => self.runs(command),
            Step::Shows(lines) => {
                let end = lines.join("\n");
                let printed = self.printed.trim_end();
                assert!(printed.ends_with(&end), "shown:\n{end}\n\ncame:\n{printed}");
            }
            Step::Change(file, old, new) => {
                let text = self.text(file);
                assert_eq!(text.matches(old).count(), 1, "{file}: {old}\n{text}");
                let path = self.folder.path(&self.at(file));
                fs::write(path, text.replace(old, new)).expect("written");
            }
            Step::Write(cell, text) => {
                let path = self.folder.path(&self.at(&self.workbook));
                let old = fs::read(&path).expect("the workbook is there");
                fs::write(path, write_cell(&old, &self.sheet, cell, text)).expect("written");
            }
            Step::Names(name) if name.ends_with(".xlsx") => self.workbook.clone_from(name),
            Step::Names(name) if name == "Deliverables" => self.sheet.clone_from(name),
            Step::Names(_) => {}
            Step::Delete(file) => {
                fs::remove_file(self.folder.path(&self.at(file))).expect("the file is there");
            }
        }
    }

    fn at(&self, file: &str) -> String {
        format!("{}{file}", self.within)
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.path(&self.at(file))).expect("the file is there")
    }

    fn runs(&mut self, command: &str) {
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match &words[..] {
            ["cd", folder] => self.within = format!("{folder}/"),
            ["boardpaper", arguments @ ..] => {
                let within = self.folder.path(&self.within);
                let shell = Workspace::empty().variable("SOURCE_DATE_EPOCH", TODAY);
                let ran = shell.start_in(&within).run(arguments);
                assert_eq!(ran.code, 0, "{command}: {}", ran.stderr);
                self.printed = format!("{}{}", ran.stderr, ran.stdout);
            }
            other => panic!("nobody knows how to run {other:?}"),
        }
    }
}

#[test]
fn the_tutorial_is_true_line_by_line() {
    let mut reader = Reader {
        folder: Workspace::empty(),
        within: String::new(),
        printed: String::new(),
        workbook: String::new(),
        sheet: String::new(),
    };
    let steps = steps(&page());
    steps.iter().for_each(|step| reader.does(step));
    let count = |wanted: fn(&Step) -> bool| steps.iter().filter(|step| wanted(step)).count();
    assert_eq!(count(|step| matches!(step, Step::Run(_))), 6);
    assert_eq!(count(|step| matches!(step, Step::Shows(_))), 3);
    assert_eq!(count(|step| matches!(step, Step::Change(..))), 3);
    assert_eq!(count(|step| matches!(step, Step::Write(..))), 11);
    let pack = reader
        .folder
        .pdf("northmarch/output/meetings/first-pack.pdf");
    let reading = pack.reading();
    for said in [
        "Northmarch Council",
        "Open a rural crime desk",
        "Theme 2: Tackling rural crime",
    ] {
        assert!(reading.contains(said), "{said}: {reading}");
    }
    assert!(!reading.contains("To be worded"), "{reading}");
}

#[test]
fn the_keystrokes_of_the_tutorial_are_counted() {
    let page = page();
    let first = page
        .split("```")
        .nth(1)
        .expect("a block")
        .trim_start_matches("sh");
    let typed: usize = first
        .trim()
        .lines()
        .map(|line| line.chars().count() + 1)
        .sum();
    let questions = 7;
    let said = format!("That was {} keystrokes", typed + questions);
    assert!(page.contains(&said), "{said}");
    let seconds = (typed + questions) as f64 / 200.0 * 60.0;
    let said = format!("typing takes {seconds:.0} seconds");
    assert!(page.contains(&said), "{said}");
}
