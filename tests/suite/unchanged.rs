//! Papers that have not changed are not made again; whatever they are made from is a change.

use std::fs;

use crate::support::repo;
use crate::support::search::places;
use crate::support::workbook::xlsx;
use crate::support::workspace::{BOARD, FIELDS, Ran, Workspace};

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20" fill="#1d3d6b"/></svg>"##;
const REPORT: &str = "+++\ndocument = \"board-report\"\nboard = \"Panel\"\ndate = 2026-11-19\ntitle = \"Steps\"\n+++\n\n# Steps\n\nThere are four. See figure @steps.\n\n![Four steps in a row.](steps.svg \"From report to visit\") {#steps}\n";

const Q1: &str = "output/q1/theme-1.pdf";
const Q2: &str = "output/q2/theme-1.pdf";
const ALONE: &str = "output/alone.pdf";
const STEPS: &str = "output/steps.pdf";

fn tracker(status: &str, term: &str) -> Vec<u8> {
    let rows = format!(
        "No | Deliverable | Status | Update\n1 | Patrol the port | {status} | The PTO began.[^quay]\n"
    );
    let terms = format!("Term | Meaning\nPTO | {term}\n");
    xlsx(&[("Theme 1", &rows), ("Glossary", &terms)])
}

/// An office of four papers: two quarters of a theme, of which the second tells what became of the first; a report with an image;
/// and one that has to do with none of them.
fn office() -> Workspace {
    let q2 = FIELDS.replace("2026-27 Q1", "2026-27 Q2");
    Workspace::office()
        .file("data/q1/theme-1.toml", format!("{FIELDS}{ROW}"))
        .file(
            "data/q2/theme-1.toml",
            format!("trend = true\nprevious = \"../q1/theme-1.toml\"\n{q2}\n[deliverables]\nworkbook = \"tracker.xlsx\"\n\n[footnotes]\nquay = \"The quay of Brackhaven.\"\n"),
        )
        .file("data/q2/tracker.xlsx", tracker("G", "The port office."))
        .file("data/steps.md", REPORT)
        .file("data/steps.svg", PICTURE)
        .file("data/alone.toml", format!("{FIELDS}{ROW}").replace("number = 1", "number = 2"))
}

/// Lists what a run has written.
fn written(ran: &Ran) -> Vec<&str> {
    let lines = ran.stdout.lines();
    lines.filter(|line| line.starts_with("output/")).collect()
}

/// Builds, and wants some papers to be made anew and no others; and none when it is run again.
#[track_caller]
fn makes(office: &Workspace, arguments: &[&str], papers: &[&str]) {
    let arguments = [&["build"], arguments].concat();
    let ran = office.run(&arguments);
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    assert_eq!(written(&ran), papers, "{}", ran.stdout);
    let again = office.run(&arguments);
    assert_eq!(written(&again), [""; 0], "{}", again.stdout);
    assert_eq!((again.code, &again.stderr), (0, &ran.stderr));
}

#[test]
fn what_has_not_changed_is_not_made_again_and_its_problems_are_told_again() {
    let office = office();
    let first = office.run(&["build"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert_eq!(written(&first), [ALONE, Q1, Q2, STEPS]);
    let before = fs::metadata(office.path(Q2)).expect("there").modified();
    let again = office.run(&["build"]);
    assert_eq!(again.stderr, first.stderr);
    let counted = first.stdout.lines().last().expect("a summary");
    assert_eq!(
        again.stdout.lines().next(),
        Some(&*counted.replace("built", "built, 4 unchanged"))
    );
    let after = fs::metadata(office.path(Q2)).expect("there").modified();
    assert_eq!(after.expect("known"), before.expect("known"));
    let json = office.run(&["build", "--messages", "json"]);
    assert!(
        json.stdout.contains(r#"{"unchanged":"output/alone.pdf"}"#),
        "{}",
        json.stdout
    );
    assert_eq!(written(&office.run(&["build", "--force"])).len(), 4);
    fs::remove_dir_all(office.path("output/.cache")).expect("it may be deleted");
    assert_eq!(written(&office.run(&["build"])).len(), 4);
}

#[test]
fn each_file_that_a_paper_is_made_from_is_a_change_of_it_and_of_no_other() {
    let mut office = office();
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
    office = office.edit("data/alone.toml", "Patrols began", "Patrols ended");
    makes(&office, &[], &[ALONE]);
    // The paper before is read by the one after it.
    office = office.edit("data/q1/theme-1.toml", "Patrols began", "Patrols ended");
    makes(&office, &[], &[Q1, Q2]);
    office = office.file("data/q2/tracker.xlsx", tracker("A", "The port office."));
    makes(&office, &[], &[Q2]);
    office = office.file("data/q2/tracker.xlsx", tracker("A", "The pilots' office."));
    makes(&office, &[], &[Q2]);
    office = office.edit("data/q2/theme-1.toml", "quay of Brackhaven", "old quay");
    makes(&office, &[], &[Q2]);
    office = office.file("data/steps.svg", PICTURE.replace("1d3d6b", "00703c"));
    makes(&office, &[], &[STEPS]);
    // What is as it was is no change, whenever it was written.
    office = office.file("data/steps.svg", PICTURE.replace("1d3d6b", "00703c"));
    makes(&office, &[], &[]);
}

#[test]
fn what_appears_where_a_paper_looks_is_a_change() {
    let office = office();
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
    let answer = "[[answer]]\npaper = \"data/alone.toml\"\ntable = \"deliverables\"\nref = \"1\"\n\n[answer.cells]\nupdate = \"No boat.\"\n";
    let office = office.file("data/returns/2026-27-q1/2026-07-10.toml", answer);
    // Papers of that quarter, and those that read one, look for answers there.
    makes(&office, &[], &[ALONE, Q1, Q2]);
    assert!(office.pdf(ALONE).reading().contains("No boat."));
    let office = office.edit(
        "data/returns/2026-27-q1/2026-07-10.toml",
        "No boat",
        "Two boats",
    );
    makes(&office, &[], &[ALONE, Q1, Q2]);
    let added = office.run(&["history", "add", "data/q1", "--date", "2026-08-03"]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    makes(&office, &[], &[Q2]);
    fs::create_dir_all(office.path("data/templates")).expect("a folder");
    let design = fs::read_to_string(repo("templates/design.typ")).expect("a template");
    let office = office.file("data/templates/design.typ", &design);
    // To the letter the program's own, it changes nothing.
    makes(&office, &[], &[]);
    let office = office.file("data/templates/design.typ", format!("{design}// Ours.\n"));
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
    let font = fs::read(repo("fonts/SourceSans3-It.ttf")).expect("a font");
    let office = office.file("data/fonts/House.ttf", font);
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
    let board = BOARD.replace("Northmarch", "Southmarch");
    let office = office.file("data/board.toml", board);
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
}

#[test]
fn a_paper_counts_as_it_stands_in_the_output_folder() {
    let office = office();
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
    let sound = fs::read(office.path(Q1)).expect("a paper");
    fs::remove_file(office.path(ALONE)).expect("it was there");
    let mut damaged = sound.clone();
    damaged[100] ^= 1;
    let office = office.file(Q1, damaged);
    makes(&office, &[], &[ALONE, Q1]);
    assert!(fs::read(office.path(Q1)).expect("a paper") == sound);
    makes(
        &office,
        &["--format", "pdf,html"],
        &[
            "output/alone.html",
            ALONE,
            "output/q1/theme-1.html",
            Q1,
            "output/q2/theme-1.html",
            Q2,
            "output/steps.html",
            STEPS,
        ],
    );
    makes(&office, &[], &[]);
    let elsewhere = office.run(&["build", "--output", "elsewhere"]);
    assert!(
        elsewhere.stdout.contains("4 papers built\n")
            || elsewhere.stdout.contains("4 papers built;"),
        "{}",
        elsewhere.stdout
    );
    makes(&office, &["data/q1"], &[]);
    // A receipt that cannot be read is as good as none.
    for file in office.files("output/.cache/papers") {
        fs::write(office.path(&file), "{").expect("written");
    }
    makes(&office, &[], &[ALONE, Q1, Q2, STEPS]);
}

#[test]
fn what_an_office_makes_of_problems_is_asked_each_time() {
    let paper = format!("{ROW}\n[footnotes]\nport = \"The port.\"\n");
    let office = Workspace::paper(&paper);
    makes(&office, &[], &["output/paper.pdf"]);
    let denied = office.run(&["build", "--deny-warnings"]);
    assert_eq!((denied.code, denied.codes()), (1, vec!["0402"]));
    assert_eq!(
        denied.stdout.lines().next(),
        Some("0 of 1 paper built; 1 error")
    );
    makes(&office, &[], &[]);
    let office = office.file(
        "data/board.toml",
        format!("{BOARD}\n[check.severities]\nBP0402 = \"error\"\n"),
    );
    assert_eq!(office.run(&["build"]).code, 1);
    let allowed = format!(
        "{BOARD}\n[[check.allow]]\ncode = \"BP0402\"\nplace = \"data/paper.toml\"\nreason = \"It is cited later.\"\n"
    );
    let office = office.file("data/board.toml", allowed);
    // An allowance is of use to a paper that is not read again, too.
    makes(&office, &[], &["output/paper.pdf"]);
    assert_eq!(office.run(&["build"]).stderr, "");
}

#[test]
fn what_is_gone_is_swept() {
    let office = office().build();
    let kept = || office.files("output/.cache/papers").len();
    assert_eq!(
        kept(),
        5,
        "a receipt of each paper, and what all of them tell"
    );
    fs::remove_file(office.path("data/alone.toml")).expect("it was there");
    assert_eq!(office.run(&["build", "data/q1"]).code, 0);
    assert_eq!(kept(), 5, "a run of some papers knows nothing of others");
    assert_eq!(office.run(&["build"]).code, 0);
    assert_eq!(kept(), 4);
}

#[test]
fn eight_runs_at_once_make_the_same_papers() {
    let office = office();
    let runs: Vec<_> = (0..8).map(|_| office.start(&["build"])).collect();
    for mut run in runs {
        assert!(run.wait().expect("a child of ours").success());
    }
    makes(&office, &[], &[]);
    let fresh = self::office().build();
    for paper in [ALONE, Q1, Q2, STEPS] {
        let bytes = |office: &Workspace| fs::read(office.path(paper)).expect("a paper");
        assert!(bytes(&office) == bytes(&fresh), "{paper}");
    }
}

/// A word that is in an exempt paper alone.
const SECRET: &str = "Quornbeck";

#[test]
fn nothing_is_kept_of_what_is_exempt_nor_of_what_becomes_so() {
    let report = |title: &str, text: &str| {
        format!(
            "+++\ndocument = \"board-report\"\nboard = \"Panel\"\ndate = 2026-11-19\ntitle = \"{title}\"\n+++\n\n# Part\n\n{text}\n"
        )
    };
    let open = "{ title = \"Closed\", paper = \"secret.md\" }";
    let meeting = format!(
        "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\nnotice = \"council\"\nitems = [\n{open},\n]\n"
    );
    let office = || {
        Workspace::office()
            .file(
                "data/secret.md",
                report(
                    "Closed",
                    &format!("The {SECRET} organization organises it."),
                ),
            )
            .file("data/open.md", report("Open", "Nothing."))
            .file("data/m.toml", &meeting)
    };
    let kept = |office: &Workspace| {
        let files = office.files("output/.cache").into_iter();
        let secret = files.filter(|file| {
            let bytes = fs::read(office.path(file)).expect("readable");
            !places(&bytes, SECRET).is_empty() || !places(&bytes, "secret.md").is_empty()
        });
        secret.count()
    };
    for now in [
        "{ title = \"Closed\", paper = \"secret.md\", exempt = [3], reason = \"Prices.\" }",
        "{ title = \"Closed\", paper = \"secret.md\", exempt = [99], reason = \"Prices.\" }",
    ] {
        let office = office();
        let ran = office.run(&["build"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(
            kept(&office) > 0,
            "while it is open, what was found in it is kept"
        );
        let office = office.edit("data/m.toml", open, now);
        office.run(&["build", "data/open.md"]);
        assert_eq!(kept(&office), 0, "{now}");
        office.run(&["build"]);
        office.run(&["build"]);
        assert_eq!(kept(&office), 0, "{now}");
    }
}
