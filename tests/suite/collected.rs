//! `boardpaper returns collect` and `returns undo`: what came back, and what becomes of it.

use std::fs;

use crate::support::workbook::xlsx;
use crate::support::workspace::{Ran, Workspace};

const ROWS: &str = r#"
[[deliverables]]
ref = "1"
lead = "Head of Estates"
title = "Open the new police station"

[[deliverables]]
ref = "2"
lead = "Head of Policy"
title = "Publish the plan for roads"
status = "G"
update = "Published on 3 July."
"#;

const OVERLAY: &str = "data/returns/2026-27-q1/2026-07-20.toml";
const HEADINGS: &str = "No,Deliverable,Status,Update\n";

/// An office whose returns were sent.
fn office() -> Workspace {
    sent(Workspace::paper(ROWS))
}

fn sent(office: Workspace) -> Workspace {
    let ran = office.run(&["returns", "make", "--deadline", "2026-07-17"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    office
}

fn collect(office: &Workspace, more: &[&str]) -> Ran {
    let fixed = ["returns", "collect", "back", "--date", "2026-07-20"];
    let all = [&fixed[..], &["--messages", "short"], more].concat();
    let ran = office.run(&all);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    ran
}

fn overlay(office: &Workspace) -> String {
    fs::read_to_string(office.path(OVERLAY)).unwrap_or_default()
}

#[test]
fn an_answer_lands_at_its_line_once_and_is_taken_back() {
    let rows = "1,Open the new police station,Green,\"Keys came.\n• two rooms\n• one gate\"\n";
    let office = office().file("back/RE Q1 final.csv", format!("{HEADINGS}{rows}"));
    let shown = collect(&office, &["--dry-run"]);
    assert!(
        shown.stdout.contains("would be written"),
        "{}",
        shown.stdout
    );
    assert_eq!(overlay(&office), "");
    let ran = collect(&office, &[]);
    assert!(
        ran.stdout.contains("2 lines: 1 changed, 1 unchanged"),
        "{}",
        ran.stdout
    );
    let kept = overlay(&office);
    assert!(
        kept.contains("status = \"G\"") && kept.contains("- two rooms"),
        "{kept}"
    );
    assert!(kept.contains("officer = \"Head of Estates\""), "{kept}");
    let built = office.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(
        office
            .pdf("output/paper.pdf")
            .reading()
            .contains("one gate")
    );
    let again = collect(&office, &[]);
    assert!(
        again.stdout.contains("nothing new was merged"),
        "{}",
        again.stdout
    );
    let undone = office.run(&["returns", "undo"]);
    assert_eq!(
        (undone.code, overlay(&office)),
        (0, String::new()),
        "{}",
        undone.stderr
    );
    let none = office.run(&["returns", "undo"]);
    assert_eq!(none.code, 1);
    assert!(none.stderr.contains("BP2131"), "{}", none.stderr);
}

#[test]
fn what_nobody_asked_for_is_told_and_not_merged() {
    let rows = "11,Open the new police station,A,Late.\n2,Publish the plan for roads,R,Not mine.\n99,Open a helpline,G,New.\n";
    let office = office()
        .file("back/Head of Estates.csv", format!("{HEADINGS}{rows}"))
        .file("back/budget.csv", "Item,Cost\nChairs,12\n")
        .file("back/photo.jpg", "no workbook");
    let ran = collect(&office, &[]);
    for code in ["BP2122", "BP2124", "BP2125", "BP2128"] {
        assert!(ran.stderr.contains(code), "{code} in {}", ran.stderr);
    }
    assert!(ran.stdout.contains("photo.jpg"), "{}", ran.stdout);
    let kept = overlay(&office);
    assert!(
        kept.contains("Late.") && !kept.contains("Not mine") && !kept.contains("New."),
        "{kept}"
    );
}

#[test]
fn locked_and_emptied_cells_are_told_and_kept() {
    let rows = "2,Publish the whole plan for roads,A,\n";
    let office = office().file("back/Head of Policy.csv", format!("{HEADINGS}{rows}"));
    let ran = collect(&office, &[]);
    for code in ["BP2126", "BP2127"] {
        assert!(ran.stderr.contains(code), "{code} in {}", ran.stderr);
    }
    let kept = overlay(&office);
    assert!(
        kept.contains("status = \"A\"") && !kept.contains("whole"),
        "{kept}"
    );
}

#[test]
fn an_answer_that_cannot_be_read_is_told_at_its_cell() {
    let rows = "1,Open the new police station,turquoise,Keys came.\n";
    let office = office().file("back/Head of Estates.csv", format!("{HEADINGS}{rows}"));
    let ran = collect(&office, &[]);
    let told = "Head of Estates.csv:2: field 3: warning[BP0309]: unknown status `turquoise`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert!(overlay(&office).contains("Keys came."));
}

#[test]
fn answers_that_differ_are_merged_when_the_office_has_chosen() {
    let row = |status| format!("{HEADINGS}1,Open the new police station,{status},Same words.\n");
    let office = office()
        .file("back/Head of Estates.csv", row("G"))
        .file("back/Head of Estates (2).csv", row("R"));
    let ran = collect(&office, &[]);
    assert!(ran.stderr.contains("BP2123"), "{}", ran.stderr);
    assert!(overlay(&office).contains("Same words.") && !overlay(&office).contains("status"));
    let ran = collect(
        &office,
        &[
            "--take",
            "Head of Estates (2).csv",
            "--output",
            "report.csv",
        ],
    );
    assert!(ran.stdout.contains("2026-07-20-2.toml"), "{}", ran.stdout);
    let report = fs::read_to_string(office.path("report.csv")).expect("a report");
    assert!(
        report.contains("changed,,R,Head of Estates (2).csv"),
        "{report}"
    );
    let again = collect(&office, &[]);
    assert!(
        again.stdout.contains("nothing new was merged"),
        "{}",
        again.stdout
    );
}

const TRACKER: &str = "
    No | Lead Officer    | Deliverable                 | Status | Update
    1  | Head of Estates | Open the new police station |        |
    2  | Head of Policy  | Publish the plan for roads  | G      | Published.
";

#[test]
fn where_the_office_says_so_answers_go_into_the_trackers() {
    let board = |office: Workspace| {
        let text = fs::read_to_string(office.path("data/board.toml")).expect("the board");
        office.file(
            "data/board.toml",
            text + "\n[returns]\ninto = \"trackers\"\n",
        )
    };
    let rows = "1,Open the new police station,on time,\"Keys <came> & **more**\"\n"
        .replace("on time", "A");
    let office = Workspace::paper("\n[deliverables]\nworkbook = \"t.xlsx\"\n")
        .file("data/t.xlsx", xlsx(&[("Theme 1", TRACKER)]));
    let office = sent(board(office)).file("back/a.csv", format!("{HEADINGS}{rows}"));
    let before = fs::read(office.path("data/t.xlsx")).expect("the tracker");
    collect(&office, &[]);
    let built = office.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let text = office.pdf("output/paper.pdf").reading();
    assert!(text.contains("Keys <came> & **more**"), "{text}");
    let again = collect(&office, &[]);
    assert!(
        again.stdout.contains("nothing new was merged"),
        "{}",
        again.stdout
    );
    let patched = fs::read(office.path("data/t.xlsx")).expect("the tracker");
    fs::write(office.path("data/t.xlsx"), [&patched[..], b" "].concat()).expect("changed");
    let refused = office.run(&["returns", "undo"]);
    assert!(
        refused.code == 1 && refused.stderr.contains("BP2132"),
        "{}",
        refused.stderr
    );
    fs::write(office.path("data/t.xlsx"), patched).expect("as it was");
    let undone = office.run(&["returns", "undo"]);
    assert_eq!(undone.code, 0, "{}", undone.stderr);
    assert_eq!(
        fs::read(office.path("data/t.xlsx")).expect("the tracker"),
        before
    );
    let inline = board(Workspace::paper(ROWS));
    let inline = sent(inline).file("back/a.csv", format!("{HEADINGS}{rows}"));
    let ran = inline.run(&["returns", "collect", "back", "--date", "2026-07-20"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("BP2133"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stdout
            .contains("nothing was merged, for something hinders it"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_sheet_without_its_instructions_is_told_by_the_titles_that_are_the_same() {
    let rows = |theme| {
        format!(
            "\n[[deliverables]]\nref = \"1\"\nlead = \"Head of Estates\"\ntitle = \"Deliver thing 1 of theme {theme} in the county\"\n"
        )
    };
    let office = Workspace::paper(&rows(1));
    let other = fs::read_to_string(office.path("data/paper.toml")).expect("the paper");
    let other = other.replace(&rows(1), &rows(2));
    let office = sent(office.file("data/theme-2.toml", other));
    let answer = "1,Deliver thing 1 of theme 2 in the county,G,All of it.\n";
    let office = office.file("back/Head of Estates.csv", format!("{HEADINGS}{answer}"));
    let ran = collect(&office, &[]);
    assert!(!ran.stderr.contains("BP2122"), "{}", ran.stderr);
    let kept = overlay(&office);
    assert!(kept.contains("paper = \"data/theme-2.toml\""), "{kept}");
    assert!(!kept.contains("paper = \"data/paper.toml\""), "{kept}");
}

#[test]
fn last_quarters_words_are_no_answers() {
    let before = "\n[[deliverables]]\nref = \"1\"\nlead = \"Head of Estates\"\ntitle = \"Open the new police station\"\nstatus = \"A\"\nupdate = \"The walls stand.\"\n";
    let office = Workspace::paper(before).edit("data/paper.toml", "2026-27 Q1", "2025-26 Q4");
    let old = fs::read_to_string(office.path("data/paper.toml")).expect("the old paper");
    let office = office.file("data/before.toml", old);
    let fields = crate::support::workspace::FIELDS;
    let paper = format!("{fields}previous = \"before.toml\"\n{ROWS}");
    let rows = "1,Open the new police station,A,The walls stand.\n";
    let office = sent(office.file("data/paper.toml", paper))
        .file("back/Head of Estates.csv", format!("{HEADINGS}{rows}"));
    let ran = collect(&office, &[]);
    assert!(
        ran.stderr.contains("its words are those of Q4 2025-26"),
        "{}",
        ran.stderr
    );
    assert_eq!(overlay(&office), "");
}

#[test]
fn a_workbook_with_the_lines_of_many_is_nobodys_return() {
    let rows =
        "1,Open the new police station,A,Late.\n2,Publish the plan for roads,R,Not published.\n";
    let office = office().file("back/all.csv", format!("{HEADINGS}{rows}"));
    let ran = collect(&office, &[]);
    assert!(
        ran.stderr.contains("does not say who sent it"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("Not published."), "{}", ran.stderr);
    assert_eq!(overlay(&office), "");
}

#[test]
fn refs_without_titles_are_no_match_on_a_sheet_that_is_not_the_papers() {
    let rows = "Number,Status,Update\n1,A,Late.\n";
    let office = office().file("back/measures.csv", rows).file(
        "back/sub/Head of Estates.csv",
        rows.replace("Late", "Later"),
    );
    let ran = collect(&office, &[]);
    assert!(
        ran.stderr.contains("`measures.csv` has no line"),
        "{}",
        ran.stderr
    );
    let kept = overlay(&office);
    assert!(kept.contains("Later.") && !kept.contains("Late."), "{kept}");
}

#[test]
fn what_was_written_beside_the_answers_is_told_with_its_cell() {
    let rows = "Ask Jo first,,,,\nNo,Deliverable,Status,Update,My notes\n1,Open the new police station,A,Late.,Keys are lost\n";
    let office = office().file("back/Head of Estates.csv", rows);
    let ran = collect(&office, &[]);
    for told in [
        "Head of Estates.csv:1: field 1: warning[BP2126]: something was written where nobody asked for it: `Ask Jo first`",
        "Head of Estates.csv:3: field 5: warning[BP2126]: something was written where nobody asked for it under `My notes`: `Keys are lost`",
    ] {
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
    assert_eq!(ran.stderr.matches("BP2126").count(), 2, "{}", ran.stderr);
    assert!(overlay(&office).contains("Late."));
}

#[test]
fn an_empty_folder_and_a_file_that_is_not_there_are_told() {
    let office = office();
    fs::create_dir(office.path("back")).expect("a folder");
    let ran = collect(&office, &[]);
    assert!(
        ran.stdout.contains("the folder holds no workbook"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains(
            "Nothing came back from Head of Estates (1 line); Head of Policy (nothing is missing)"
        ),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("Nothing new from"), "{}", ran.stdout);
    let ran = office.run(&["returns", "collect", "back", "--take", "nofile.xlsx"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("`--take` names `nofile.xlsx`"),
        "{}",
        ran.stderr
    );
}
