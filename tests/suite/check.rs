//! `boardpaper check`: the same problems as `build`, told first by their counts, and nothing written.

use serde_json::Value;

use crate::support::workspace::{Ran, Workspace};

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const UNCITED: &str = "\n[footnotes]\nport = \"The port.\"\n";

/// Three papers: one with an error, one with a warning, one without anything.
fn office() -> Workspace {
    let paper = |number: u8, rest: String| {
        let fields = crate::support::workspace::FIELDS;
        let fields = fields.replace("number = 1", &format!("number = {number}"));
        format!("{fields}{rest}")
    };
    Workspace::office()
        .file("data/a.toml", paper(1, ROW.replace("\"G\"", "\"GRN\"")))
        .file("data/b.toml", paper(2, format!("{ROW}{UNCITED}")))
        .file("data/c.toml", paper(3, ROW.to_owned()))
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).expect("one JSON document")
}

#[test]
fn checking_writes_nothing() {
    let office = Workspace::paper(ROW);
    let before = office.files("");
    let ran = office.run(&["check"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "1 of 1 paper sound\n", "")
    );
    assert_eq!(office.files(""), before);
    assert_eq!(office.run(&["check", "--quiet"]).stdout, "");
}

#[test]
fn checking_finds_what_building_finds() {
    let faults = [
        Workspace::paper(&ROW.replace("\"G\"", "\"GRN\"")),
        Workspace::paper(ROW).file(
            "data/templates/components/masthead.typ",
            "#let masthead(paper) = paper.nobody\n",
        ),
        Workspace::paper(&format!("{ROW}{UNCITED}")),
    ];
    for office in faults {
        let (checked, built) = (office.run(&["check"]), office.run(&["build"]));
        assert!(!built.stderr.is_empty() && checked.stderr.is_empty());
        assert_eq!(checked.code, built.code);
        assert!(checked.stdout.contains(&built.stderr), "{}", checked.stdout);
    }
}

#[test]
fn folders_of_other_offices_are_refused_and_papers_in_them_are_not_read() {
    let (office, other) = (Workspace::paper(ROW), Workspace::paper("wrong = 1\n"));
    let folder = other.path("data").display().to_string();
    for command in ["check", "build", "list"] {
        let ran = office.run(&[command, &folder]);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        let message = format!("error[BP0102]: `{folder}` lies outside the office's folder");
        assert_eq!(ran.code, 1, "{said}");
        assert!(
            said.contains(&message) && !said.contains("paper.toml"),
            "{said}"
        );
    }
    for folder in ["data", ".", "data/../data"] {
        assert_eq!(office.run(&["check", folder]).code, 0, "{folder}");
    }
    let own = office.path("data").display().to_string();
    assert_eq!(office.run(&["check", &own]).code, 0);
}

#[test]
fn counts_come_first_then_each_problem_then_where_more_is_said() {
    let ran = office().run(&["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let expected = "\
1 error    in 1 of 3 papers, which cannot be made as it stands
1 warning  in 1 of 3 papers

error[BP0309]: unknown status `GRN`
  at: data/a.toml:9:10
  9 | status = \"GRN\"
    |          ^^^^^
  hint: did you mean `Green`?
  hint: use one of `G` (Green), `A` (Amber), `R` (Red), or add an alias to the status key `rag`

warning[BP0402]: the note `port` is never cited
  at: data/b.toml:13:1
  13 | port = \"The port.\"
     | ^^^^
  hint: put `[^port]` where it belongs, or delete the note

`boardpaper explain BP0309` says more
";
    assert_eq!(ran.stdout, expected);
}

#[test]
fn what_lies_in_a_file_of_all_papers_is_in_none_of_them() {
    let office = Workspace::paper(ROW).edit(
        "data/board.toml",
        "[status-key.rag]",
        "[design]\naccentt = \"#000\"\n\n[status-key.rag]",
    );
    let ran = office.run(&["check"]);
    assert!(
        ran.stdout
            .starts_with("1 error  in no paper, but in what papers share\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn where_warnings_are_denied_they_count_as_errors_in_every_form() {
    let office = office();
    let ran = office.run(&["check", "--deny-warnings", "data/b.toml"]);
    assert_eq!(ran.code, 1);
    let counts = "1 error  in the paper, which cannot be made as it stands\n";
    assert!(ran.stdout.starts_with(counts), "{}", ran.stdout);
    let ran = office.run(&["check", "--deny-warnings", "--format", "json"]);
    assert_eq!(json(&ran)["counts"]["errors"], 2);
}

#[test]
fn short_lines_are_what_editors_read() {
    let ran = office().run(&["check", "--format", "short"]);
    let expected = "\
data/a.toml:9:10: error[BP0309]: unknown status `GRN`
data/b.toml:13:1: warning[BP0402]: the note `port` is never cited
";
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), (expected, ""));
}

#[test]
fn json_is_one_document_with_all_that_is_known_of_a_problem() {
    let ran = office().run(&["check", "--format", "json"]);
    let found = json(&ran);
    assert_eq!(
        found["papers"],
        serde_json::json!({ "checked": 3, "with-findings": 2 })
    );
    assert_eq!(
        found["counts"],
        serde_json::json!({ "errors": 1, "warnings": 1, "notes": 0 })
    );
    let [first, _] = &found["problems"].as_array().expect("a list")[..] else {
        panic!("two problems");
    };
    assert_eq!(first["code"], "BP0309");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["summary"], "a status is not in the key");
    assert_eq!(first["place"], "data/a.toml:9:10");
    assert_eq!(first["origin"]["line"], 9);
    assert_eq!(first["excerpt"]["text"], "status = \"GRN\"");
    assert_eq!(first["hints"][0], "did you mean `Green`?");
    assert_eq!(
        first["page"],
        "docs/problems.md#bp0309-a-status-is-not-in-the-key"
    );
    for unknown in ["cell", "about"] {
        assert!(first.as_object().expect("a table").contains_key(unknown));
    }
    let text = found["codes"]["BP0402"]["text"].as_str().expect("a text");
    assert!(text.contains("**Mend it:**"), "{text}");
}

#[test]
fn without_an_office_every_form_says_so() {
    for (form, said) in [
        ("human", "error[BP0101]"),
        ("short", "error[BP0101]"),
        ("json", "\"BP0101\""),
        ("sarif", "\"BP0101\""),
        ("html", "BP0101"),
    ] {
        let ran = Workspace::empty().run(&["check", "--format", form]);
        assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{form}");
        assert!(ran.stdout.contains(said), "{form}: {}", ran.stdout);
    }
}

#[test]
fn what_is_found_is_never_written_over_what_papers_are_made_from() {
    let office = office();
    let board = std::fs::read(office.path("data/board.toml")).expect("readable");
    for file in ["data/board.toml", "data/found.html", "data"] {
        let ran = office.run(&["check", "--format", "html", "--output", file]);
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{file}");
        assert!(ran.stderr.contains("error[BP0703]"), "{}", ran.stderr);
    }
    let after = std::fs::read(office.path("data/board.toml")).expect("readable");
    assert_eq!(board, after);
    assert!(!office.path("data/found.html").exists());
}

#[test]
fn a_file_takes_what_is_found_in_the_form_of_its_ending() {
    let office = office();
    for (file, begins) in [
        ("found.html", "<!DOCTYPE html>"),
        ("found.json", "{"),
        ("found.sarif", "{"),
        ("found.txt", "1 error"),
    ] {
        let path = office.path(file);
        let ran = office.run(&["check", "--output", file]);
        let said = format!(
            "1 error    in 1 of 3 papers, which cannot be made as it stands\n1 warning  in 1 of 3 papers\n{file}\n"
        );
        assert_eq!(
            (ran.code, ran.stdout, ran.stderr.as_str()),
            (1, said, ""),
            "{file}"
        );
        let text = std::fs::read_to_string(path).expect("was written");
        assert!(text.starts_with(begins), "{file}: {text}");
    }
    for file in ["found.pdf", "found.docx"] {
        let ran = office.run(&["check", "--output", file]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{file}");
        assert!(
            ran.stderr.contains(".html, .json, .sarif or .txt"),
            "{}",
            ran.stderr
        );
        assert!(!office.path(file).exists(), "{file}");
    }
    let ran = office.run(&["check", "--format", "short", "--output", "found.log"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let ran = office.run(&["check", "--output", "data"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]));
}

#[test]
fn messages_without_a_form_are_those_of_other_commands() {
    let office = office();
    for form in ["short", "json"] {
        let (checked, built) = (
            office.run(&["check", "--messages", form]),
            office.run(&["build", "--messages", form]),
        );
        assert_eq!((checked.code, checked.stderr), (built.code, built.stderr));
    }
    let ran = office.run(&["check", "--messages", "json", "--format", "short"]);
    assert!(
        ran.stdout.starts_with("data/a.toml:9:10: "),
        "{}",
        ran.stdout
    );
}

#[test]
fn who_asks_for_papers_of_a_format_is_told_how() {
    let ran = Workspace::paper(ROW).run(&["check", "--format", "pdf,html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`--as pdf,html`"), "{}", ran.stderr);
    let ran = Workspace::paper(ROW).run(&["check", "--format", "xml"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("human, short, json, sarif, html"),
        "{}",
        ran.stderr
    );
}

#[test]
fn building_says_once_where_more_is_said_of_what_matters() {
    let ran = office().run(&["build"]);
    assert!(
        ran.stdout
            .ends_with("\n`boardpaper explain BP0309` says more\n"),
        "{}",
        ran.stdout
    );
    let ran = Workspace::paper(ROW).run(&["build"]);
    assert!(!ran.stdout.contains("explain"), "{}", ran.stdout);
}

/// A row whose text gives somebody away, and breaks off.
const PRIVATE: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"A victim, of 14 Harbour Street, NM4 2QT, born 12 March 1987 (NHS no. 943 476 5919, NI AB123456C), was helped. Her car, AB12 CDE, was returned and\"\n";

#[test]
fn personal_data_is_covered_whatever_is_told_of_its_text() {
    let office = Workspace::paper(PRIVATE);
    for format in ["human", "short", "json", "sarif", "html"] {
        let ran = office.run(&["check", "--format", format]);
        assert!(ran.stdout.contains("BP1206"), "{format}");
        for secret in [
            "Harbour",
            "2QT",
            "March 1987",
            "1987",
            "476",
            "5919",
            "123456",
            "CDE",
        ] {
            assert!(!ran.stdout.contains(secret), "{secret} in {format}");
        }
    }
}

#[test]
fn parts_of_personal_data_are_no_abbreviations() {
    let office = Workspace::paper(PRIVATE);
    let ran = office.run(&["check", "--format", "short"]);
    assert!(!ran.stdout.contains("BP1402"), "{}", ran.stdout);
    let named = PRIVATE.replace("AB12 CDE", "registration VBD 123E");
    let ran = Workspace::paper(&named).run(&["check", "--format", "short"]);
    assert!(!ran.stdout.contains("BP1402"), "{}", ran.stdout);
}
