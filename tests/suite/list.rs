//! `boardpaper list`: the papers of an office.

use crate::support::workspace::{FIELDS, Workspace};

const ROWS: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Yes.\"\n";

fn office() -> Workspace {
    Workspace::office()
        .file("data/q1/theme-1.toml", format!("{FIELDS}{ROWS}"))
        .file(
            "data/q2/theme-1.toml",
            format!("{FIELDS}{}", ROWS.replace("\"G\"", "\"GRN\"")),
        )
        .file("data/contacts.toml", "name = \"not a paper\"\n")
}

#[test]
fn each_paper_is_listed_with_its_rows_and_where_it_goes() {
    let ran = office().run(&["list"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = "data/q1/theme-1.toml\n  theme-update, 1 deliverables -> q1/theme-1.pdf\n";
    assert!(ran.stdout.starts_with(expected), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("1 error: see `boardpaper check data/q2/theme-1.toml`"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("contacts"), "{}", ran.stdout);
}

#[test]
fn programs_get_one_object_a_paper() {
    let ran = office().run(&["list", "--messages", "json"]);
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let papers: Vec<_> = ran.stdout.lines().map(read).collect();
    assert_eq!(papers.len(), 2);
    assert_eq!(papers[0]["output"], "q1/theme-1.pdf");
    assert_eq!(papers[0]["rows"]["deliverables"], 1);
    assert_eq!(
        (&papers[0]["errors"], &papers[1]["errors"]),
        (&0.into(), &1.into())
    );
}
