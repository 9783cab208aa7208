//! `boardpaper returns`: officers are asked, and it is seen who has answered.

use std::fs;

use crate::support::workspace::{Ran, Workspace};

const ROWS: &str = r#"previous = "before.toml"

[[deliverables]]
ref = "1.10"
lead = "Head of Estates"
title = "Open the station"

[[deliverables]]
ref = "2"
lead = "Head of Estates / Head of Policy"
title = "Publish the plan"
status = "G"
update = "Published on 3 July."

[[deliverables]]
ref = "3"
lead = "TBC"
title = "Name who leads this"
"#;

const BEFORE: &str = r#"document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = { number = 1, name = "Safer streets" }
quarter = "2025-26 Q4"

[[deliverables]]
ref = "1.10"
lead = "Head of Estates"
title = "Open the station"
status = "A"
update = "=1+1 is what the builder said. **Keys** are cut."

[[deliverables]]
ref = "2"
lead = "Head of Policy"
title = "Publish the plan"
status = "G"
update = "Drafted and agreed by the board."
"#;

const SETTINGS: &str =
    "\n[returns]\nreply-to = \"returns@northmarch.example\"\nofficers = \"officers.csv\"\n";

fn office() -> Workspace {
    let office = Workspace::paper(ROWS).file("data/before.toml", BEFORE);
    let board = fs::read_to_string(office.path("data/board.toml")).expect("the board");
    office.file("data/board.toml", board + SETTINGS).file(
        "data/officers.csv",
        "Name,E-mail\nhead of estates,estates@northmarch.example\nHead of Policy,\n",
    )
}

fn make(office: &Workspace, more: &[&str]) -> Ran {
    office.run(&[&["returns", "make"], more].concat())
}

fn status(office: &Workspace, day: &str, more: &[&str]) -> String {
    let ran = office.run(&[&["returns", "status", "--date", day], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

#[test]
fn each_officer_gets_a_workbook_and_a_draft() {
    let office = office();
    let ran = make(&office, &["--deadline", "2026-07-17"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("2 officers asked for 3 lines of Q1 2026-27, by Friday 17 July 2026"),
        "{}",
        ran.stdout
    );
    let round =
        fs::read_to_string(office.path("data/returns/2026-27-q1/round.toml")).expect("a round");
    assert!(
        round.contains("email = \"estates@northmarch.example\""),
        "{round}"
    );
    assert!(
        round.contains("{ paper = \"data/paper.toml\", table = \"deliverables\", ref = \"1.10\" }"),
        "{round}"
    );
    let draft = fs::read_to_string(office.path("output/returns/2026-27-q1/head of estates.eml"))
        .expect("a draft");
    for part in [
        "To: \"head of estates\" <estates@northmarch.example>",
        "X-Unsent: 1",
        "2 lines",
        "Friday 17 July 2026",
    ] {
        assert!(draft.contains(part), "{part}: {draft}");
    }
    assert!(!draft.contains("\nDate:"));
    // What nobody can be asked for, and who has no address, is told.
    assert!(
        ran.stderr
            .contains("warning[BP2102]: deliverable `3` is asked of nobody"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("warning[BP2103]: no address is known of `Head of Policy`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_workbook_of_a_return_reads_back_without_a_word() {
    let office = office();
    make(&office, &["--deadline", "2026-07-17", "--quiet"]);
    fs::copy(
        office.path("output/returns/2026-27-q1/head of estates.xlsx"),
        office.path("data/back.xlsx"),
    )
    .expect("a workbook");
    let fields = "document = \"theme-update\"\nplan = \"P\"\ntheme = { number = 1, name = \"N\" }\nquarter = \"2026-27 Q1\"\n\n[deliverables]\nworkbook = \"back.xlsx\"\n";
    let office = office.file("data/back.toml", fields);
    let ran = office.run(&["check", "data/back.toml"]);
    assert!(
        ran.stdout.contains("deliverable `1.10` has no status"),
        "{}",
        ran.stdout
    );
    for told in ["not used", "BP0107", "BP0301", "BP0304"] {
        assert!(!ran.stdout.contains(told), "{}", ran.stdout);
    }
}

#[test]
fn a_round_is_never_made_over_another_without_being_asked() {
    let office = office();
    make(&office, &["--deadline", "2026-07-17"]);
    let ran = make(&office, &["--deadline", "2026-07-24"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr
            .contains("the round of Q1 2026-27 was made already")
            && ran.stderr.contains("--again"),
        "{}",
        ran.stderr
    );
    let same = make(&office, &["--again"]);
    assert!(
        same.stdout.contains("5 files as before") && !same.stdout.contains("wrote "),
        "{}",
        same.stdout
    );
    // Another officer leads the line: only their files and the round are written.
    let office = office.edit(
        "data/paper.toml",
        "lead = \"TBC\"",
        "lead = \"Head of Fleet\"",
    );
    let ran = make(&office, &["--again"]);
    let wrote: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("wrote"))
        .collect();
    assert_eq!(wrote.len(), 3, "{wrote:?}");
    assert!(
        ran.stdout
            .contains("3 officers asked for 4 lines of Q1 2026-27, by Friday 17 July 2026"),
        "{}",
        ran.stdout
    );
    let office = office.edit(
        "data/paper.toml",
        "lead = \"Head of Fleet\"",
        "lead = \"Head of Policy\"",
    );
    let ran = make(&office, &["--again"]);
    assert!(
        ran.stdout.contains("no longer asked: Head of Fleet"),
        "{}",
        ran.stdout
    );
}

#[test]
fn rounds_that_are_made_at_once_do_not_mix() {
    let office = office();
    let deadlines = ["2026-07-17", "2026-07-20", "2026-07-21", "2026-07-22"];
    let start = |day| office.start(&["returns", "make", "--deadline", day]);
    let mut children = deadlines.map(start);
    let mut codes = children
        .each_mut()
        .map(|child| child.wait().expect("ended").code());
    codes.sort();
    // One made it, and the others found it made.
    assert_eq!(codes, [Some(0), Some(3), Some(3), Some(3)]);
    let mut left = office.files("output/returns");
    left.extend(office.files("data/returns"));
    assert_eq!(left.len(), 5, "{left:?}");
    assert!(!office.path("data/.boardpaper.lock").exists());
    let same = make(&office, &["--again"]);
    assert!(same.stdout.contains("5 files as before"), "{}", same.stdout);
}

/// A second paper of the quarter, with a line of its own.
const SECOND: &str = r#"document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = { number = 2, name = "Rural crime" }
quarter = "2026-27 Q1"

[[deliverables]]
ref = "2.1"
lead = "Head of Fleet"
title = "Buy a vehicle"
"#;

#[test]
fn a_paper_at_fault_keeps_no_other_from_being_asked_for() {
    let faulty = SECOND.replace(
        "title = \"Buy a vehicle\"",
        "status = \"X\"\ntitle = \"Buy\"",
    );
    let broken = SECOND.replace("theme = {", "theme = ");
    for text in [&faulty, &broken] {
        let office = office().file("data/second.toml", text);
        let ran = make(&office, &["--deadline", "2026-07-17"]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(
            ran.stdout.contains("2 officers asked for 3 lines"),
            "{}",
            ran.stdout
        );
        assert!(
            ran.stderr.contains("error[") && ran.stderr.contains("at: data/second.toml:"),
            "{}",
            ran.stderr
        );
        assert!(
            ran.stderr
                .contains("warning[BP2102]: nobody is asked for the lines of `data/second.toml`"),
            "{}",
            ran.stderr
        );
        let office = office.file("data/second.toml", SECOND);
        let ran = make(&office, &["--again"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let wrote = ran.stdout.lines().filter(|line| line.starts_with("wrote"));
        assert_eq!(wrote.count(), 3, "{}", ran.stdout);
        assert!(
            ran.stdout.contains("3 officers asked for 4 lines"),
            "{}",
            ran.stdout
        );
        // Asked for once, they would be lost in silence.
        let office = office.file("data/second.toml", text);
        let ran = make(&office, &["--again"]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(
            ran.stdout.is_empty()
                && ran
                    .stderr
                    .contains("error[BP2101]: the round asks for lines of `data/second.toml`"),
            "{}{}",
            ran.stdout,
            ran.stderr
        );
    }
}

#[test]
fn what_people_wrote_into_a_draft_stays() {
    let office = office();
    make(&office, &["--deadline", "2026-07-17"]);
    let draft = "output/returns/2026-27-q1/head of estates.eml";
    let text = fs::read_to_string(office.path(draft)).expect("a draft");
    let own = text.replace("Dear ", "Good morning, ");
    let office = office.file(draft, &own);
    // Nothing new is to be said: it is left, and told.
    let ran = make(&office, &["--again"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains(&format!("left {draft}: it was changed by hand")),
        "{}",
        ran.stdout
    );
    for _ in 0..2 {
        let ran = make(&office, &["--again", "--deadline", "2026-07-24"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(
            ran.stderr
                .contains(&format!("warning[BP2105]: `{draft}` is not as it was made"))
                && ran.stderr.contains("move `"),
            "{}",
            ran.stderr
        );
        let there = fs::read_to_string(office.path(draft)).expect("a draft");
        assert_eq!(there, own);
    }
    let book = "output/returns/2026-27-q1/head of estates.xlsx";
    for file in [draft, book] {
        fs::remove_file(office.path(file)).expect("removed");
    }
    let ran = make(&office, &["--again"]);
    assert!(!ran.stderr.contains("BP2105"), "{}", ran.stderr);
    let there = fs::read_to_string(office.path(draft)).expect("a draft");
    assert!(there.contains("24 July 2026"), "{there}");
}

#[test]
fn a_round_that_cannot_be_read_is_no_lack_of_one() {
    let office = office();
    make(&office, &["--deadline", "2026-07-17"]);
    let file = office.path("data/returns/2026-27-q1/round.toml");
    let mut broken = fs::read(&file).expect("a round");
    broken.push(0xff);
    fs::write(&file, &broken).expect("written");
    for more in [&["--deadline", "2026-07-24"][..], &["--again"]] {
        let ran = make(&office, more);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(ran.stderr.contains("error[BP2101]"), "{}", ran.stderr);
    }
    let ran = office.run(&["returns", "status"]);
    assert!(ran.stderr.contains("cannot be read"), "{}", ran.stderr);
    assert_eq!(fs::read(&file).expect("a round"), broken);
}

#[test]
fn each_officer_has_a_message_whatever_they_are_called() {
    let office = office()
        .edit("data/paper.toml", "lead = \"TBC\"", "lead = \"A.eml\"")
        .edit(
            "data/paper.toml",
            "lead = \"Head of Estates\"",
            "lead = \"A.xlsx\"",
        );
    let ran = make(&office, &["--deadline", "2026-07-17"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for name in ["A.xlsx.eml", "A.xlsx.xlsx", "A.eml.eml", "A.eml.xlsx"] {
        let file = office.path(&format!("output/returns/2026-27-q1/{name}"));
        assert!(file.is_file(), "{name}: {}", ran.stdout);
    }
}

#[test]
fn lines_without_a_lead_are_asked_of_the_post_for_them() {
    let measure = "\n[[measures]]\nnumber = \"M1\"\nobjective = \"Safer streets\"\nmeasure = \"Calls answered\"\ntarget = \"45%\"\n";
    let office = Workspace::paper(&format!("{ROWS}{measure}"))
        .file("data/before.toml", BEFORE)
        .file(
            "back/policy.csv",
            "No,Measure,Performance\nM1,Calls answered,44%\n",
        );
    let ran = make(&office, &["--deadline", "2026-07-17"]);
    assert!(
        ran.stderr
            .contains("1 line of `measures` is asked of nobody")
            && ran.stderr.contains("`otherwise = \"Policy Officer\"`"),
        "{}",
        ran.stderr
    );
    let board = fs::read_to_string(office.path("data/board.toml")).expect("the board");
    let board = board + "\n[returns]\notherwise = \"Policy Officer\"\n";
    let office = office.file("data/board.toml", board);
    let ran = make(&office, &["--again"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("BP2102"), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("3 officers asked for 5 lines"),
        "{}",
        ran.stdout
    );
    let ran = office.run(&["returns", "collect", "back", "--date", "2026-07-20"]);
    assert!(
        ran.stdout.contains("Policy Officer (policy.csv)") && ran.stdout.contains("nothing -> 44%"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn organisations_can_be_asked_instead() {
    let office = office().edit(
        "data/paper.toml",
        "title = \"Publish",
        "organisation = \"OPCC\"\ntitle = \"Publish",
    );
    let ran = make(
        &office,
        &["--deadline", "2026-07-17", "--by", "organisation"],
    );
    assert!(
        office.path("output/returns/2026-27-q1/OPCC.xlsx").is_file(),
        "{}",
        ran.stdout
    );
    let again = make(&office, &["--again"]);
    assert!(
        !again.stdout.contains("no longer asked"),
        "{}",
        again.stdout
    );
}

#[test]
fn who_has_answered_and_who_is_late_is_seen() {
    let office = office();
    make(&office, &["--deadline", "2026-07-17"]);
    let early = status(&office, "2026-07-15", &[]);
    assert!(
        early.contains("Q1 2026-27: 0 of 2 have answered, 0 in part, 2 not at all"),
        "{early}"
    );
    // What the tracker said when they were asked is no answer.
    assert!(
        early.contains("As it was sent") && early.contains("paper: 2"),
        "{early}"
    );
    assert!(early.contains("Friday 17 July 2026: in 2 days"), "{early}");
    let late = status(&office, "2026-07-21", &[]);
    assert!(late.contains("head of estates <estates@northmarch.example>: 2 of 2 lines open (paper: 1.10, 2), 2 working days late"), "{late}");
    // Words of last quarter are no answer for this one.
    let office = office.edit("data/paper.toml", "title = \"Open the station\"", "title = \"Open the station\"\nstatus = \"G\"\nupdate = \"=1+1 is what the builder said. **Keys** are cut.\"");
    let office = office.edit("data/paper.toml", "on 3 July", "on 6 July");
    let now = status(&office, "2026-07-21", &[]);
    assert!(
        now.contains("2 of 2 have answered") && !now.contains("To chase"),
        "{now}"
    );
    let row = now
        .lines()
        .find(|line| line.starts_with("head of estates"))
        .expect("a row");
    assert!(
        now.contains("As last quarter") && row.contains("paper: 1.10"),
        "{now}"
    );
}

#[test]
fn the_day_of_an_answer_is_that_of_the_file_it_was_collected_into() {
    let office = office();
    make(&office, &["--deadline", "2026-07-17"]);
    let answer = |update: &str| format!("No,Deliverable,Status,Update\n{update}\n");
    let collect = |day| {
        let ran = office.run(&["returns", "collect", "back", "--date", day]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        status(&office, "2026-07-21", &["--format", "csv"])
    };
    let file = office.path("back/head of estates.csv");
    fs::create_dir_all(office.path("back")).expect("a folder");
    fs::write(&file, answer("1.10,Open the station,A,Keys came.")).expect("written");
    let first = collect("2026-07-20");
    assert!(
        first.contains("partly,2,1,20 July 2026,paper: 2,paper: 2,"),
        "{first}"
    );
    fs::write(&file, answer("2,Publish the plan,G,Out in July.")).expect("written");
    let second = collect("2026-07-21");
    assert!(
        second.contains("answered,2,2,\"20 July 2026 (paper: 1.10); 21 July 2026 (paper: 2)\",,,"),
        "{second}"
    );
    // Made again, what came in between is no reason to take it for what was sent.
    make(&office, &["--again"]);
    assert_eq!(status(&office, "2026-07-21", &["--format", "csv"]), second);
}

#[test]
fn the_standing_is_written_as_csv_and_as_a_page() {
    let office = office().edit(
        "data/paper.toml",
        "lead = \"TBC\"",
        "lead = \"=HYPERLINK(1)\"",
    );
    make(&office, &["--deadline", "2026-07-17"]);
    let csv = status(&office, "2026-07-21", &["--format", "csv"]);
    assert!(csv.starts_with("\u{feff}Officer,E-mail,State,"), "{csv}");
    assert!(csv.contains("\r\n\"'=HYPERLINK(1)\","), "{csv}");
    let page = office.path("standing.html");
    status(
        &office,
        "2026-07-21",
        &["--output", page.to_str().expect("a path")],
    );
    let html = fs::read_to_string(page).expect("a page");
    for part in [
        "<html lang=\"en-GB\"",
        "<caption>",
        "scope=\"row\"",
        "To chase",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(
        !html.contains("<script") && !html.contains("http://"),
        "{html}"
    );
    let ran = office.run(&["returns", "status", "--output", "data/standing.csv"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
}

#[test]
fn without_a_round_there_is_nothing_to_look_at() {
    let office = office();
    let ran = office.run(&["returns", "status"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("error[BP2101]: the office has no round of returns"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_word_that_nothing_stands_for_is_told() {
    let office = office().edit(
        "data/board.toml",
        "reply-to = \"returns@northmarch.example\"",
        "message = \"Dear {office}\"",
    );
    let ran = make(&office, &["--deadline", "2026-07-17"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("nothing stands for `{office}` in a message")
            && ran.stderr.contains("did you mean `{officer}`?"),
        "{}",
        ran.stderr
    );
}
