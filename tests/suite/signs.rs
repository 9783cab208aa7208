//! Spaces and hyphens that only look like plain ones, and signs that nobody sees, keep nothing from the checks.
//!
//! Each line of a paper has one thing to be found; the same paper with other signs has the same codes on the same lines.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::workspace::{BOARD, FIELDS, Workspace};

/// What looks like a space.
const SPACES: [char; 14] = [
    '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '\u{2008}', '\u{200a}', '\u{2002}', '\u{2003}',
    '\u{2004}', '\u{2005}', '\u{2006}', '\u{205f}', '\u{3000}', '\t',
];
/// What looks like a hyphen and is one.
const HYPHENS: [char; 2] = ['\u{2010}', '\u{2011}'];
/// What is typed for a hyphen, though between figures it has a meaning of its own.
const DASHES: [char; 3] = ['\u{2012}', '\u{2013}', '\u{2212}'];
/// What nobody sees.
const UNSEEN: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// What becomes of a line.
type Change<'c> = &'c dyn Fn(&str) -> String;

/// A code and a line that has what it is of.
type Sample = (&'static str, &'static str);

const PRIVATE: [Sample; 27] = [
    ("BP1701", "ring 0115 496 0187 today"),
    ("BP1701", "ring 01632-960-001"),
    ("BP1701", "ring +44 (0)115 496 0187"),
    ("BP1701", "mobile: 07700 900123"),
    ("BP1702", "ask mary.smithson@wexley.example about it"),
    ("BP1703", "of AB 12 34 56 C was"),
    ("BP1703", "AB-12-34-56-C"),
    ("BP1703", "AB123456C"),
    ("BP1703", "National Insurance number ab 123456"),
    ("BP1704", "943 476 5919"),
    ("BP1704", "943-476-5919"),
    ("BP1704", "NHS number 9434765919"),
    (
        "BP1705",
        "moved to 12 High Street, Eastmarch, NG1 2AB in May",
    ),
    ("BP1705", "14-16 St John’s Road, M1 1AA"),
    ("BP1705", "Flat 3, Rose Court, Eastmarch, SW1A 2AA"),
    ("BP1706", "born on 3 May 1980"),
    ("BP1706", "d.o.b. 3-5-1980"),
    ("BP1706", "date of birth is May 3, 1990"),
    ("BP1707", "the van BD51 SMR"),
    ("BP1707", "registration A123 BCD"),
    ("BP1708", "OFFICIAL-SENSITIVE"),
    ("BP1708", "OFFICIAL SENSITIVE"),
    ("BP1708", "Update (OFFICIAL-SENSITIVE)"),
    ("BP1708", "PROTECT - PERSONAL DATA"),
    ("BP1708", "TOP SECRET"),
    (
        "BP1708",
        "It fell. OFFICIAL-SENSITIVE: not for circulation.",
    ),
    ("BP1708", "Protective marking: OFFICIAL-SENSITIVE"),
];

const SAID: [Sample; 21] = [
    ("BP1002", "Of these, 55 % (64 of 114) were closed."),
    ("BP1002", "55 per cent (64 of 114) were closed"),
    ("BP1002", "55 PER CENT (64 OF 114) WERE CLOSED"),
    ("BP1002", "64 of the 114 cases (55%) were closed"),
    ("BP1003", "In all 74 % were green and 29 % red."),
    (
        "BP1003",
        "In all 70 per cent stayed, the other 40 per cent left.",
    ),
    ("BP1005", "Green 16/16 ( % )"),
    ("BP1005", "12 out of (75%) came"),
    ("BP1007", "It closed on 31 June."),
    ("BP1007", "It met on Monday 3 July 2026"),
    ("BP1007", "IT MET ON MONDAY 3 JULY 2026"),
    ("BP1007", "the 30th of February"),
    ("BP1007", "due on 2026-02-30"),
    ("BP1008", "a further £ 1,22,397 was set aside"),
    ("BP1009", "120 per cent of residents felt safe"),
    ("BP1009", "17 out of 15 cases"),
    ("BP1402", "the ABCD team met"),
    ("BP1502", "where a where a plan is"),
    ("BP1504", "a fight (with no end"),
    ("BP1507", "the Police Force met"),
    ("BP1605", "THIS WAS THE ONLY PART OF ALL THAT WAS LEFT"),
];

/// Statuses and updates of rows, and the code of each.
const ROWS: [(&str, &str, &str); 8] = [
    ("BP1101", "R", "The work is now complete."),
    ("BP1101", "G", "The project has slipped behind schedule."),
    ("BP1103", "NS", "The work will begin in June 2025."),
    ("BP1202", "G", "As above."),
    (
        "BP1206",
        "G",
        "The wardens met the joint unit, and officers of",
    ),
    ("BP0405", "G", "See no. 99 for what is left of it."),
    ("BP1001", "G", "Of the 8 deliverables, 5 are on track."),
    ("BP1001", "G", "Of the 8 deliverables, 5 are on-track."),
];

/// A lead officer that the office does not know.
const LEAD: &str = "Head of Polcy-making";

fn office() -> Workspace {
    let step =
        "  { code = \"NS\", label = \"Not started\", meaning = \"-\", colour = \"#ffffff\" },\n]";
    let board = BOARD.replace("\n]", &format!("\n{step}"));
    let board = board.replace(
        "label = \"Green\"",
        "label = \"On track\", aliases = [\"on-track\"]",
    );
    let check = "[check]\nlead-officers = [\"Head of Policy-making\"]\nterms = { \"Police Force\" = \"the police\" }\n";
    Workspace::empty().file("data/board.toml", format!("{board}\n{check}"))
}

/// Writes a report of lines.
fn report(lines: &[Sample], with: Change<'_>) -> String {
    let lines: Vec<String> = lines.iter().map(|(_, line)| with(line)).collect();
    format!(
        "+++\ndocument = \"board-report\"\nboard = \"Panel\"\ndate = 2026-11-19\ntitle = \"Samples\"\n+++\n\n# Part\n\n{}\n",
        lines.join("\n\n")
    )
}

/// Writes a paper of rows, six lines each.
fn theme(with: Change<'_>) -> String {
    let rows = ROWS.iter().enumerate().map(|(at, (_, status, update))| {
        let (ref_, update, lead) = (at + 1, with(update), with(LEAD));
        format!(
            "[[deliverables]]\nref = \"{ref_}\"\ntitle = \"Patrol port {ref_}\"\nlead = \"{lead}\"\nstatus = \"{status}\"\nupdate = \"{update}\"\n"
        )
    });
    format!("{FIELDS}{}", rows.collect::<String>())
}

/// Returns the codes of what is found in a paper, each with the line it is on.
fn found(file: &str, text: String) -> BTreeSet<(u64, String)> {
    let office = office().file(file, text);
    let ran = office.run(&["check", "--format", "json"]);
    let said: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let problems = said["problems"].as_array().expect("a list").iter();
    let place = |problem: &Value| {
        let place = problem["place"].as_str()?;
        let line = place.split(':').nth(1)?.parse().ok()?;
        Some((line, problem["code"].as_str()?.to_owned()))
    };
    problems.filter_map(place).collect()
}

/// Checks that what is found in a paper is found in it with each of some signs in place of others.
#[track_caller]
fn is_found(
    file: &str,
    paper: &dyn Fn(Change<'_>) -> String,
    expected: &[(u64, &str)],
    hyphens: &[char],
) {
    let plain = found(file, paper(&str::to_owned));
    for (line, code) in expected {
        let there = plain.contains(&(*line, (*code).to_owned()));
        assert!(there, "{code} in line {line} of {plain:?}");
    }
    let compare = |sign: char, with: Change<'_>| {
        let other = found(file, paper(with));
        let missed: Vec<_> = plain.difference(&other).collect();
        let more: Vec<_> = other.difference(&plain).collect();
        assert!(
            missed.is_empty() && more.is_empty(),
            "{sign:?}: missed {missed:?}, and {more:?} more"
        );
    };
    for space in SPACES {
        compare(space, &|line| line.replace(' ', &space.to_string()));
    }
    for hyphen in hyphens {
        compare(*hyphen, &|line| line.replace('-', &hyphen.to_string()));
    }
    for unseen in UNSEEN {
        let apart = |letter: char| match letter.is_alphanumeric() {
            true => format!("{letter}{unseen}"),
            false => letter.to_string(),
        };
        compare(unseen, &|line| line.chars().map(apart).collect());
    }
}

/// Lists the lines of a report, each with its code.
fn lines(samples: &[Sample]) -> Vec<(u64, &'static str)> {
    let lines = (10..).step_by(2).zip(samples);
    lines.map(|(line, (code, _))| (line, *code)).collect()
}

#[test]
fn personal_data_is_found_with_any_signs() {
    let hyphens = [&HYPHENS[..], &DASHES].concat();
    let paper = |with: Change<'_>| report(&PRIVATE, with);
    is_found("data/p.md", &paper, &lines(&PRIVATE), &hyphens);
}

#[test]
fn what_is_said_in_figures_and_words_is_found_with_any_signs() {
    let paper = |with: Change<'_>| report(&SAID, with);
    is_found("data/p.md", &paper, &lines(&SAID), &HYPHENS);
}

#[test]
fn what_rows_say_is_found_with_any_signs() {
    let updates = (10..).step_by(6).zip(ROWS);
    let updates = updates.map(|(line, (code, _, _))| (line, code));
    let expected: Vec<(u64, &str)> = updates.chain([(8, "BP1303")]).collect();
    is_found("data/p.toml", &theme, &expected, &HYPHENS);
}

#[test]
fn dashes_between_figures_keep_their_meaning() {
    let lines = [
        ("", "in 2025–26 and 2026–27, from 10–15% to 20–25%"),
        ("", "It fell by −3% to 64 of 114–120"),
        ("", "wards 1–4, 14–16 of them open"),
    ];
    let text = report(&lines, &str::to_owned);
    assert_eq!(found("data/p.md", text), BTreeSet::new());
}

#[test]
fn secrets_with_other_signs_are_covered_wherever_they_are_shown() {
    let line = "See the the QXZW of AB\u{a0}12\u{a0}34\u{2011}5\u{ad}6\u{2013}C";
    let office = office().file("data/p.md", report(&[("", line)], &str::to_owned));
    for format in ["human", "json", "html", "sarif", "short"] {
        let said = office.run(&["check", "--format", format]).stdout;
        assert!(said.contains("BP1703") && said.contains("BP1502"), "{said}");
        for part in [
            "12\u{a0}34",
            "34\u{2011}5",
            "5\u{ad}6",
            "34-5",
            "5 6",
            "12 34",
        ] {
            assert!(!said.contains(part), "{part:?} in {said}");
        }
    }
}

#[test]
fn words_are_quoted_as_they_were_typed() {
    let line = "It closed on 31\u{a0}June.";
    let office = office().file("data/p.md", report(&[("", line)], &str::to_owned));
    let said = office.run(&["check", "--format", "json"]).stdout;
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let problem = &said["problems"][0];
    let message = problem["message"].as_str().expect("a message");
    assert!(message.contains("`31\u{a0}June`"), "{message}");
    let excerpt = &problem["excerpt"];
    assert_eq!(
        (&excerpt["text"], &excerpt["start"], &excerpt["length"]),
        (&line.into(), &13.into(), &7.into())
    );
}
