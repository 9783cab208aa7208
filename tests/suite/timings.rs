//! `boardpaper build --timings`: where the typesetter's time went, and how often it laid a paper out.

use std::fs;

use serde_json::Value;

use crate::support::workspace::{FIELDS, Workspace};

/// A theme update that runs over pages, with notes, sub-headings, lists and links: all that asks where it stands.
fn long_paper() -> String {
    let text =
        "Officers met residents in every ward and wrote down what they asked for. ".repeat(9);
    let row = |number: usize| {
        format!(
            "\n[[deliverables]]\nref = \"{number}\"\ntitle = \"Patrol street {number}\"\nstatus = \"G\"\n\
             update = \"\"\"\n### Patrols\n{text}[^n{number}]\n\n- {text}\n- Seen in street {number}.\n\"\"\"\n"
        )
    };
    let notes: String = (1..=16)
        .map(|number| format!("n{number} = \"Counted in ward {number}.\"\n"))
        .collect();
    let rows: String = (1..=16).map(row).collect();
    format!("{FIELDS}{rows}\n[footnotes]\n{notes}")
}

fn trace() -> Vec<Value> {
    let office = Workspace::office().file("data/long.toml", long_paper());
    let ran = office.run(&["build", "--timings", "trace.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = fs::read_to_string(office.path("trace.json")).expect("the trace was written");
    serde_json::from_str(&text).expect("a list of events")
}

fn named(events: &[Value], name: &str) -> usize {
    let starts = events.iter().filter(|event| event["ph"] == "B");
    starts.filter(|event| event["name"] == name).count()
}

#[test]
fn every_span_ends_and_templates_are_named_with_their_lines() {
    let events = trace();
    let starts = events.iter().filter(|event| event["ph"] == "B").count();
    assert_eq!(2 * starts, events.len());
    let of_template = |event: &&Value| {
        let place = &event["args"];
        place["line"].as_u64() > Some(1)
            && place["file"]
                .as_str()
                .is_some_and(|file| file.ends_with("components/deliverables.typ"))
    };
    assert!(events.iter().filter(of_template).count() > 100);
}

#[test]
fn a_theme_update_is_laid_out_twice_and_no_more() {
    let events = trace();
    assert_eq!(named(&events, "layout document"), 2);
    assert_eq!(named(&events, "iter (3)"), 0);
}

#[test]
fn timings_go_wherever_the_command_line_says_but_over_nothing_else() {
    let office = Workspace::office().file("data/long.toml", long_paper());
    let apart = tempfile::Builder::new().tempdir_in(env!("CARGO_TARGET_TMPDIR"));
    let apart = apart.expect("a folder apart from the office and from temporary files");
    let trace = apart.path().join("trace.json");
    let shown = trace.to_str().expect("is text");
    for _ in 0..2 {
        let ran = office.run(&["build", "--force", "--timings", shown]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    assert!(
        fs::read_to_string(&trace)
            .expect("was written")
            .starts_with('[')
    );
    let board = fs::read(office.path("data/board.toml")).expect("is there");
    for taken in [
        "data/board.toml",
        "data/new.json",
        "output/manifest.json",
        "output/long.pdf",
    ] {
        let ran = office.run(&["build", "--force", "--timings", taken]);
        assert_eq!(ran.code, 3, "{taken}");
        assert!(ran.stderr.contains("BP2331"), "{}", ran.stderr);
    }
    assert_eq!(
        fs::read(office.path("data/board.toml")).expect("is there"),
        board
    );
    assert!(
        fs::read(office.path("output/long.pdf"))
            .expect("is there")
            .starts_with(b"%PDF")
    );
    assert!(!office.path("data/new.json").exists());
}
