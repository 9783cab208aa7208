//! Last quarter beside this one: what the model says of it, and `boardpaper compare`.

use serde_json::{Value, json};

use crate::support::model::{Model, squeeze};
use crate::support::repo;
use crate::support::workspace::{FIELDS, Workspace};

/// Another key than the board's: a step is found by its code, one by its label, one not at all.
const OLD_KEY: &str = r#"
[status-key.old]
steps = [
  { code = "G", label = "Going well" },
  { code = "Y", label = "amber" },
  { code = "B", label = "Stuck" },
]
"#;

const ACTIONS: &str = r#"document = "action-update"
date = 2026-10-30
title = "Actions"
status-key = "rag"
"#;

/// A line of a table: ref, title, status.
fn line(reference: &str, title: &str, status: &str) -> String {
    format!(
        "\n[[deliverables]]\nref = \"{reference}\"\ntitle = \"{title}\"\nstatus = \"{status}\"\nupdate = \"Words of {reference}.\"\n"
    )
}

fn paper(quarter: u8, fields: &str, lines: &[(&str, &str, &str)]) -> String {
    let head = FIELDS.replace("Q1", &format!("Q{quarter}"));
    let lines: String = lines.iter().map(|(r, t, s)| line(r, t, s)).collect();
    format!("{head}{fields}{lines}")
}

const OLD: [(&str, &str, &str); 5] = [
    ("1", "Patrol the port at night", "A"),
    ("2", "Pay for mentors for 100 young people", "G"),
    ("3", "Visit every victim of fraud", "R"),
    ("4", "Open a base in Wexley", "G"),
    ("5", "Train all staff in first aid", "A"),
];
const NEW: [(&str, &str, &str); 5] = [
    ("1", "Patrol the port at night", "G"),
    ("2", "Lend cameras to trading standards", "A"),
    ("3", "Pay for mentors for 150 young people", "A"),
    ("4", "Visit every victim of fraud", "R"),
    ("5", "Train all staff in first aid", "A"),
];

fn office() -> Workspace {
    Workspace::office()
        .file("data/q1.toml", paper(1, "", &OLD))
        .file("data/q2.toml", paper(2, "previous = \"q1.toml\"\n", &NEW))
}

fn model(office: &Workspace) -> Model {
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    Model::beside(&office.path("output/q2.pdf"))
}

/// What is said of the past of a row, from 0.
fn past(model: &Model, row: usize, name: &str) -> Value {
    let path = format!("/tables/deliverables/rows/{row}/past/previous/{name}");
    model.at(&path).clone()
}

#[test]
fn each_line_knows_what_it_was() {
    let model = model(&office());
    let told = |row| {
        ["state", "direction", "ref", "status", "matched"].map(|name| past(&model, row, name))
    };
    assert_eq!(
        told(0),
        [
            json!("kept"),
            json!("improved"),
            json!("1"),
            json!("A"),
            json!("ref")
        ]
    );
    assert_eq!(
        told(1),
        [
            json!("new"),
            json!(null),
            json!(null),
            json!(null),
            json!(null)
        ]
    );
    assert_eq!(
        told(2),
        [
            json!("renumbered"),
            json!("worsened"),
            json!("2"),
            json!("G"),
            json!("title")
        ]
    );
    assert_eq!(
        told(3),
        [
            json!("renumbered"),
            json!("same"),
            json!("3"),
            json!("R"),
            json!("title")
        ]
    );
    assert_eq!(past(&model, 2, "changed"), json!(["title"]));
    assert_eq!(past(&model, 0, "step/label"), "Amber");
    assert!(past(&model, 2, "similarity").as_f64().expect("a number") > 0.85);
    assert_eq!(past(&model, 2, "row/ref"), "2");
}

#[test]
fn a_table_knows_what_is_gone_and_counts_what_moved() {
    let model = model(&office());
    let gone = model.at("/tables/deliverables/gone/previous");
    assert_eq!(gone.as_array().map(Vec::len), Some(1));
    assert_eq!(gone[0]["ref"], "4");
    assert_eq!(
        *model.at("/tables/deliverables/moved/previous"),
        json!({ "improved": 1, "worsened": 1, "same": 2, "changed": 0, "new": 1, "gone": 1, "renumbered": 2, "revised": 0 })
    );
}

#[test]
fn phrases_speak_of_what_moved() {
    let overall = "[wording]\noverall = \"{{ moved.previous.improved }} improved since {{ previous.quarter.shown }}, {{ deliverables.moved.previous.gone }} gone{% if last_year %}!{% endif %}\"\n";
    let office = Workspace::office()
        .file("data/q1.toml", paper(1, "", &OLD))
        .file(
            "data/q2.toml",
            format!("{}{overall}", paper(2, "previous = \"q1.toml\"\n", &NEW)),
        );
    assert_eq!(
        model(&office).at("/wording/overall"),
        "1 improved since Q1 2026-27, 1 gone"
    );
}

#[test]
fn steps_of_two_keys_are_matched_by_code_then_by_label() {
    let board = std::fs::read_to_string(office().path("data/board.toml")).expect("is there");
    let was = [("1", "One", "G"), ("2", "Two", "Y"), ("3", "Three", "B")];
    let now = [("1", "One", "R"), ("2", "Two", "G"), ("3", "Three", "A")];
    let office = Workspace::office()
        .file("data/board.toml", board + OLD_KEY)
        .file("data/q1.toml", paper(1, "status-key = \"old\"\n", &was))
        .file(
            "data/q2.toml",
            paper(2, "status-key = \"rag\"\nprevious = \"q1.toml\"\n", &now),
        );
    let model = model(&office);
    let directions = [0, 1, 2].map(|row| past(&model, row, "direction"));
    assert_eq!(directions, ["worsened", "improved", "changed"]);
    assert_eq!(past(&model, 2, "step/label"), "Stuck");
}

#[test]
fn a_step_without_rank_is_neither_better_nor_worse() {
    let office = office().edit(
        "data/board.toml",
        "shape = \"triangle\"",
        "shape = \"triangle\", rank = false",
    );
    let model = model(&office);
    assert_eq!(past(&model, 0, "direction"), "changed");
    assert_eq!(past(&model, 4, "direction"), "same");
}

#[test]
fn ranks_may_differ_from_the_order_in_which_steps_are_shown() {
    let office = office()
        .edit(
            "data/board.toml",
            "shape = \"circle\"",
            "shape = \"circle\", rank = 2",
        )
        .edit(
            "data/board.toml",
            "shape = \"triangle\"",
            "shape = \"triangle\", rank = 1",
        );
    assert_eq!(past(&model(&office), 0, "direction"), "worsened");
}

#[test]
fn a_new_date_is_a_revision() {
    let action = |date: &str| {
        format!(
            "\n[[actions]]\nref = \"1\"\ntitle = \"Appoint a lead\"\nstatus = \"A\"\nrevised = {date}\nupdate = \"Soon.\"\n"
        )
    };
    let office = Workspace::office()
        .file("data/q1.toml", format!("{ACTIONS}{}", action("2026-09-30")))
        .file("data/q2.toml", format!("{ACTIONS}{}", action("2026-12-31")));
    let ran = office.run(&["compare", "q1", "q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("actions: 1 with the same status, 1 with a revised date"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("revised: 30 September 2026 -> 31 December 2026"),
        "{}",
        ran.stdout
    );
}

#[test]
fn papers_of_every_kind_can_be_compared() {
    let office = Workspace::copy_of(&repo(""));
    for file in office
        .files("data")
        .iter()
        .filter(|file| file.ends_with(".toml"))
    {
        if ["data/board.toml"].contains(&file.as_str()) || file.contains("changes") {
            continue;
        }
        let told = office.run(&["compare", file, file]);
        assert_eq!(told.code, 0, "{file}: {}", told.stderr);
        for moved in [" new", "removed", "improved", "worsened", "renumbered"] {
            assert!(!told.stdout.contains(moved), "{file}: {}", told.stdout);
        }
        let set = office.run(&["compare", file, file, "--paper", "output/changes.pdf"]);
        assert_eq!(set.code, 0, "{file}: {}", set.stderr);
    }
}

#[test]
fn people_get_counts_then_lists() {
    let ran = office().run(&["compare", "q1", "q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = "\
data/q1.toml (Q1 2026-27) -> data/q2.toml (Q2 2026-27)

deliverables: 1 worsened, 1 improved, 2 with the same status, 1 new, 1 removed, 2 renumbered

  worsened
    3  Green -> Amber  Pay for mentors for 150 young people

  improved
    1  Amber -> Green  Patrol the port at night

  new
    2  Amber  Lend cameras to trading standards

  removed
    4  was Green  Open a base in Wexley

  renumbered
    3  was 2, titles 94% alike  Pay for mentors for 150 young people
    4  was 3, the same title  Visit every victim of fraud

  changed in words or dates
    3  Pay for mentors for 150 young people
       title: “Pay for mentors for 100 young people” -> “Pay for mentors for 150 young people”
";
    assert_eq!(ran.stdout.trim_end(), expected.trim_end());
    assert_eq!(ran.stderr, "");
}

#[test]
fn programs_get_one_object() {
    let ran = office().run(&["compare", "q1", "q2", "--messages", "json"]);
    let told: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(
        (&told["old"], &told["new"]),
        (&json!("data/q1.toml"), &json!("data/q2.toml"))
    );
    let table = &told["tables"]["deliverables"];
    assert_eq!(table["moved"]["improved"], 1);
    assert_eq!(table["gone"][0]["ref"], "4");
    let row = &table["rows"][2];
    assert_eq!(
        (&row["state"], &row["was-ref"]),
        (&json!("renumbered"), &json!("2"))
    );
    assert_eq!(
        row["changed"][0]["was"],
        "Pay for mentors for 100 young people"
    );
    assert_eq!(row["now"], json!({ "code": "A", "label": "Amber" }));
}

#[test]
fn the_newer_paper_need_not_name_the_older() {
    let office = office().edit("data/q2.toml", "previous = \"q1.toml\"\n", "");
    let ran = office.run(&["compare", "q1.toml", "data/q2.toml"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.contains("1 worsened, 1 improved"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_comparison_is_written_as_a_paper() {
    let office = office();
    for file in ["output/changes.pdf", "output/changes.html"] {
        let ran = office.run(&["compare", "q1", "q2", "--paper", file]);
        assert_eq!((ran.code, ran.stdout.trim()), (0, file), "{}", ran.stderr);
    }
    let text = office.pdf("output/changes.pdf").text_layer();
    for words in [
        "What has changed",
        "Lend cameras to trading standards",
        "Removed",
        "Was no. 3, with the same title",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    let page = std::fs::read_to_string(office.path("output/changes.html")).expect("written");
    assert!(page.contains("href=\"q1.html\""), "{page}");
}

#[test]
fn a_paper_is_written_only_as_what_is_made() {
    let ran = office().run(&["compare", "q1", "q2", "--paper", "changes.odt"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("papers are made as `pdf`, `html`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn papers_of_two_kinds_are_not_compared() {
    let action = "\n[[actions]]\nref = \"1\"\ntitle = \"Appoint a lead\"\nstatus = \"A\"\n";
    let office = office().file("data/actions.toml", format!("{ACTIONS}{action}"));
    let ran = office.run(&["compare", "q1", "actions"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0802"]), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("at: data/actions.toml"),
        "{}",
        ran.stderr
    );
}

#[test]
fn papers_given_the_wrong_way_round_are_told() {
    let ran = office().run(&["compare", "q2", "q1"]);
    assert_eq!((ran.code, ran.codes()), (0, vec!["0804"]), "{}", ran.stderr);
}

#[test]
fn a_paper_that_is_not_there_is_told() {
    let ran = office().run(&["compare", "q1", "nowhere"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
}

/// Actions with one line, in two papers; what the line says of dates differs.
fn dated(then: &str, now: &str) -> Workspace {
    let action = |more: &str| {
        format!(
            "{ACTIONS}\n[[actions]]\nref = \"1\"\ntitle = \"Appoint a lead\"\nstatus = \"A\"\n{more}\nupdate = \"Soon.\"\n"
        )
    };
    Workspace::office().file("data/q1.toml", action(then)).file(
        "data/q2.toml",
        action(now).replace("\ndate =", "\nprevious = \"q1.toml\"\ndate ="),
    )
}

#[test]
fn a_new_date_in_a_column_that_the_older_paper_has_not_is_a_revision() {
    let due = "original = 2026-09-01";
    let office = dated(due, &format!("{due}\nrevised = 2026-12-24"));
    let ran = office.run(&["compare", "q1", "q2"]);
    for said in ["1 with a revised date", "revised: nothing -> 24 December"] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    let first = dated("", due).run(&["compare", "q1", "q2"]);
    assert!(!first.stdout.contains("revised"), "{}", first.stdout);
}

#[test]
fn dates_that_a_paper_drops_altogether_are_told() {
    let office = dated("original = 2026-09-01", "");
    let ran = office.run(&["compare", "q1", "q2"]);
    let told = "original: 1 September 2026 -> nothing";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let file = office.path("c.pdf").display().to_string();
    let ran = office.run(&["compare", "--paper", &file, "q1", "q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = office.pdf("c.pdf").text_layer();
    assert!(
        text.contains("Due Date: was") || text.contains("Original Date: was"),
        "{text}"
    );
    let office = office.edit("data/q2.toml", "\ndate =", "\nlayout = \"table\"\ndate =");
    let text = squeeze(&office.build().pdf("output/q2.pdf").text_layer());
    assert!(text.contains("Date dropped, was 1 September"), "{text}");
}

/// Key questions whose rows stand under one audience and have no refs.
fn questions(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(title, status)| {
        format!(
            "\n[[questions]]\naudience = \"Board\"\ntitle = \"{title}\"\nstatus = \"{status}\"\n"
        )
    });
    let rows: String = rows.collect();
    format!("document = \"key-questions\"\ndate = 2026-10-30\nform = \"record\"\n{rows}")
}

#[test]
fn rows_are_matched_and_named_by_what_they_say_and_not_by_the_group_they_stand_under() {
    let (plan, money) = ("Is there a plan?", "Is there money?");
    let office = Workspace::office()
        .file("data/old.toml", questions(&[(plan, "R"), (money, "G")]))
        .file("data/new.toml", questions(&[(money, "G"), (plan, "A")]));
    let ran = office.run(&["compare", "data/old.toml", "data/new.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("Red -> Amber  Is there a plan?"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("Board"), "{}", ran.stdout);
}

#[test]
fn a_paper_without_a_title_is_called_by_its_file() {
    let office = Workspace::office()
        .file("data/old.toml", questions(&[("Is there a plan?", "R")]))
        .file("data/new.toml", questions(&[("Is there a plan?", "A")]))
        .edit(
            "data/board.toml",
            "[status-key.rag]",
            "[wording.key-questions]\ntitle = \"\"\n\n[status-key.rag]",
        );
    let file = office.path("c.pdf").display().to_string();
    let ran = office.run(&[
        "compare",
        "--paper",
        &file,
        "data/old.toml",
        "data/new.toml",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = squeeze(&office.pdf("c.pdf").text_layer());
    for said in [
        "What has changed: new.toml",
        "The newer paper: new.toml",
        "The older paper: old.toml",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
