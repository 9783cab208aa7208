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

#[test]
fn a_file_that_is_no_paper_is_told_by_what_it_is() {
    let tracker = format!("{FIELDS}\n[deliverables]\nworkbook = \"t1.xlsx\"\n");
    let office = office()
        .file("data/q3/theme-1.toml", tracker)
        .file("data/q3/t1.xlsx", b"PK\x03\x04\xff")
        .file("data/q3/old.PDF", b"%PDF-1.7\xff");
    let told = |file: &str, message: &str, hint: &str| {
        let ran = office.run(&["check", file, "--messages", "human"]);
        assert_eq!(ran.code, 1, "{file}: {}", ran.stderr);
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(
            all.contains(&format!("`data/{file}` is {message}, and no paper")),
            "{all}"
        );
        assert!(all.contains(hint) && !all.contains("UTF-8"), "{all}");
    };
    let user = "name the paper that uses it: `data/q3/theme-1.toml`";
    told("q3/t1.xlsx", "a workbook", user);
    let any = "name the paper (.toml or .md) that uses it";
    told("q3/old.PDF", "a PDF", any);
    told(
        "board.toml",
        "the office's own file",
        "name a paper, or none",
    );
}
