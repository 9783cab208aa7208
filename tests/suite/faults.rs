//! The catalogue of faults: one wrong input each, and the exact message that a user gets.

use std::collections::BTreeSet;
use std::fs;

use boardpaper::diagnostic::Code;
use regex::Regex;

use crate::support::cases::{folders, report};
use crate::support::golden::compare;
use crate::support::repo;
use crate::support::workspace::{Ran, Workspace};

/// Codes without a folder of their own, and what provokes them instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("0101", "a folder that is no office: build.rs"),
    (
        "0106",
        "a file above the limits would be large: the readers' unit tests, and shared.rs",
    ),
    (
        "0110",
        "formatting that cannot be read beside cells that can: the readers' unit tests",
    ),
    ("0504", "an unknown name on the command line: templates.rs"),
    ("0703", "a file that cannot be written: build.rs"),
    ("0904", "an encrypted PDF: pack_command.rs"),
    ("0912", "a pack over a published one: pack/history_tests.rs"),
    ("0913", "a supplement to nothing: pack/history_tests.rs"),
    ("0914", "a supplement of nothing: pack/history_tests.rs"),
    ("0915", "a PDF with a script: pack_command.rs"),
    ("0916", "a PDF with words under a box: pack_command.rs"),
    ("0917", "a PDF with comments: pack_command.rs"),
    ("0918", "a PDF without tags: pack_command.rs"),
    (
        "0919",
        "a PDF with a link to an exempt one: pack_command.rs",
    ),
    ("0921", "a damaged record: pack/history_tests.rs"),
    ("0922", "a folder with a published meeting: pack_command.rs"),
    ("0923", "an item put before published ones: pack_command.rs"),
    (
        "0927",
        "a pack from before an item was exempt: pack_leaks.rs",
    ),
    ("0928", "a revision of what is as it was: pack_command.rs"),
    ("2002", "a workbook without a tracker: adopt/hopeless.rs"),
    ("2003", "a tracker in words of its own: adopt/trackers.rs"),
    ("1901", "a theme with another's number: new_theme.rs"),
    ("1902", "a theme that has none to follow: new_theme.rs"),
    ("2101", "a round that is not there: returns.rs"),
    ("2102", "a line without a lead: returns.rs"),
    ("2103", "an officer without an address: returns.rs"),
    ("2104", "a deadline that is hardly meant: first_round.rs"),
    ("2105", "a message that was written in: returns.rs"),
    ("2122", "a workbook of something else: collected.rs"),
    ("2123", "two returns that differ: collected.rs"),
    ("2124", "a line of somebody else: collected.rs"),
    ("2125", "a row that was added: collected.rs"),
    ("2126", "a title that was changed: collected.rs"),
    ("2127", "an update that was emptied: collected.rs"),
    ("2128", "a ref that was mistyped: collected.rs"),
    ("2131", "nothing to take back: collected.rs"),
    ("2132", "a tracker that was changed since: collected.rs"),
    ("2133", "answers for rows in TOML: collected.rs"),
    ("2134", "a tracker outside the office: undone.rs"),
    ("1911", "a first quarter: new_quarter.rs"),
    (
        "2201",
        "a PDF that is not what its paper builds to: history.rs",
    ),
    ("2202", "a record that was changed: history.rs"),
    ("2203", "a PDF that was changed: history.rs"),
    ("2204", "a PDF that is not there: history.rs"),
    ("2205", "a draft that was published: history.rs"),
    ("2301", "templates without end: worker.rs"),
    ("2302", "a process with nothing in hand: worker.rs"),
    ("2311", "two runs into one folder: paths.rs"),
    ("2312", "papers that are deleted meanwhile: gone.rs"),
    ("2331", "outputs into the data: paths.rs"),
    ("2321", "a shard that was not built: shards.rs"),
    ("2322", "shards of different files: shards.rs"),
    ("2323", "a folder without a manifest: shards.rs"),
    ("2324", "a file that was changed: shards.rs"),
    ("2325", "a paper that was changed since: shards.rs"),
];

/// Sound papers that a paper at fault refers to: they are built.
const SOUND: [&str; 2] = ["output/q1.pdf", "output/digest.pdf"];

/// Faults that are found in two places, and said at both.
const TWO_PLACES: [&str; 1] = ["two-papers-one-file"];

/// What is run: packs are made where the folder's name says so, on a day long before the meeting.
fn command(name: &str) -> &'static [&'static str] {
    match name.starts_with("pack-") {
        true => &["pack", "all", "--today", "2026-10-01"],
        false => &["build"],
    }
}

fn each(see: impl Fn(&str, &Workspace, &Ran) -> Result<(), String>) {
    let run = |folder: &std::path::PathBuf| {
        let name = folder
            .file_name()
            .expect("a folder")
            .to_string_lossy()
            .into_owned();
        let office = Workspace::copy_of(folder);
        let ran = office.run(command(&name));
        see(&name, &office, &ran).err()
    };
    report(folders("tests/faults").iter().filter_map(run).collect());
}

#[test]
fn each_fault_gives_its_exact_message() {
    each(|name, _, ran| {
        compare(
            &repo(&format!("tests/faults/{name}/stderr.txt")),
            &ran.stderr,
        )
    });
}

#[test]
fn each_fault_is_one_problem() {
    each(|name, _, ran| {
        let expected = if TWO_PLACES.contains(&name) { 2 } else { 1 };
        match ran.codes()[..] {
            ref codes if codes.len() == expected => Ok(()),
            ref codes => Err(format!(
                "{name}: one wrong input gives {} problems: {codes:?}",
                codes.len()
            )),
        }
    });
}

#[test]
fn errors_end_in_exit_code_1_without_a_paper_and_the_rest_in_0() {
    each(|name, office, ran| {
        let refused = ran.stderr.contains("error[");
        let expected = if refused { 1 } else { 0 };
        if ran.code != expected {
            return Err(format!(
                "{name}: exit code {} instead of {expected}",
                ran.code
            ));
        }
        let mut written = office.pdfs();
        written.retain(|path| !SOUND.contains(&path.as_str()));
        if refused && !written.is_empty() {
            return Err(format!("{name}: {written:?} was written all the same"));
        }
        Ok(())
    });
}

#[test]
fn each_message_names_a_place_and_each_error_says_what_to_do() {
    each(|name, _, ran| {
        for problem in ran
            .stderr
            .split("\n\n")
            .filter(|problem| !problem.trim().is_empty())
        {
            if !problem.contains("\n  at: ") {
                return Err(format!("{name}: no place: {problem}"));
            }
            if problem.starts_with("error") && !problem.contains("\n  hint: ") {
                return Err(format!("{name}: no hint: {problem}"));
            }
        }
        Ok(())
    });
}

#[test]
fn every_code_has_a_case_or_a_reason_why_not() {
    let code = Regex::new(r"\[BP(\d{4})\]").expect("a pattern");
    let mut shown: BTreeSet<String> = ELSEWHERE
        .iter()
        .map(|(code, _)| (*code).to_owned())
        .collect();
    for entry in walkdir::WalkDir::new(repo("tests"))
        .into_iter()
        .filter_map(Result::ok)
    {
        if entry.file_name() == "stderr.txt" {
            let text = fs::read_to_string(entry.path()).expect("readable");
            shown.extend(code.captures_iter(&text).map(|found| found[1].to_owned()));
        }
    }
    let all: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| code.to_string().replace("BP", ""))
        .collect();
    let lacking: Vec<&String> = all.difference(&shown).collect();
    assert!(
        lacking.is_empty(),
        "no fault in tests/faults provokes {lacking:?}"
    );
}

#[test]
fn the_list_of_problems_explains_every_code_and_no_other() {
    let text = fs::read_to_string(repo("docs/problems.md")).expect("docs/problems.md is there");
    let heading = Regex::new(r"(?m)^## (BP\d{4}) (.+)$").expect("a pattern");
    let listed: Vec<String> = heading
        .captures_iter(&text)
        .map(|found| found[1].to_owned())
        .collect();
    let all: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(
        listed, all,
        "docs/problems.md has one `## BP0101 …` for each code, in order"
    );
}
