//! `boardpaper check --fix`: what is certain is mended, shown first, and nothing else is touched.

use std::fs;

use crate::support::workspace::{FIELDS, Workspace};

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols  began.\"\n";

fn text(office: &Workspace, path: &str) -> String {
    fs::read_to_string(office.path(path)).expect("readable")
}

/// Mends a paper; gives its file, and what was printed.
fn mended(paper: &str) -> (String, String) {
    let office = Workspace::office().file("data/paper.toml", paper);
    let ran = office.run(&["check", "--fix", "--yes"]);
    let new = text(&office, "data/paper.toml");
    if new != paper {
        assert_eq!(text(&office, "data/paper.toml.bak"), paper);
        let again = office.run(&["check", "--fix", "--yes"]);
        assert!(again.stdout.contains("nothing to mend"), "{}", again.stdout);
    }
    (new, ran.stdout + &ran.stderr)
}

fn rest(rest: &str) -> (String, String) {
    let (new, said) = mended(&format!("{FIELDS}{rest}"));
    let new = new.strip_prefix(FIELDS).expect("the fields are untouched");
    (new.to_owned(), said)
}

#[test]
fn what_would_change_is_shown_and_without_a_terminal_nothing_is_written() {
    let office = Workspace::paper(ROW);
    let before = office.files("");
    let ran = office.run(&["check", "--fix"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let shown = "--- data/paper.toml\n+++ data/paper.toml\n@@ -8,3 +8,3 @@\n title = \"Patrol the port\"\n status = \"G\"\n-update = \"Patrols  began.\"\n+update = \"Patrols began.\"\n1 line of 1 file not mended: nobody can be asked here; `--yes` mends without asking\n";
    assert!(ran.stdout.starts_with(shown), "{}", ran.stdout);
    assert_eq!(office.files(""), before);
    assert!(text(&office, "data/paper.toml").contains("Patrols  began."));
}

#[test]
fn mending_keeps_a_copy_and_overwrites_none() {
    let office = Workspace::paper(ROW).file("data/paper.toml.bak", "older");
    let ran = office.run(&["check", "--fix", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let said = "mended data/paper.toml; as it was: data/paper.toml.bak-2\n";
    assert!(ran.stdout.contains(said), "{}", ran.stdout);
    assert_eq!(text(&office, "data/paper.toml.bak"), "older");
    assert_eq!(
        text(&office, "data/paper.toml.bak-2"),
        format!("{FIELDS}{ROW}")
    );
    assert_eq!(
        text(&office, "data/paper.toml"),
        format!("{FIELDS}{ROW}").replace("Patrols  ", "Patrols ")
    );
    assert!(!ran.stdout.contains("1503") && !ran.stderr.contains("1503"));
}

#[test]
fn statuses_and_refs_lose_the_blanks_around_them() {
    let row = ROW.replace("\"G\"", "' G\t'").replace("\"1\"", "\"1 \"");
    let (new, _) = rest(&row);
    assert_eq!(
        new,
        ROW.replace("\"G\"", "'G'").replace("Patrols  ", "Patrols ")
    );
}

#[test]
fn marks_take_the_shape_of_the_most() {
    let row = |update: &str| ROW.replace("\"Patrols  began.\"", update);
    let (new, _) = rest(&row(
        r#""The “port” and the \"quay\" of the force’s and the board's.""#,
    ));
    assert_eq!(
        new,
        row(r#""The “port” and the “quay” of the force’s and the board’s.""#)
    );
    let (new, _) = rest(&row(r#""The \"port\", the \"gate\" and the “quay”.""#));
    assert_eq!(
        new,
        row(r#""The \"port\", the \"gate\" and the \"quay\".""#)
    );
    let (new, _) = rest(&row(r#"'The "port", the "gate" and the “quay”.'"#));
    assert_eq!(new, row(r#"'The "port", the "gate" and the "quay".'"#));
    // One shape throughout is no fault.
    let same = row(r#""The \"port\" of the board’s.""#);
    assert_eq!(rest(&same).0, same);
}

#[test]
fn marks_that_may_turn_either_way_are_left_and_said() {
    let row = ROW.replace("\"Patrols  began.\"", "'The “port” of 5\" and \" more \".'");
    let (new, said) = rest(&row);
    assert_eq!(new, row);
    assert!(said.contains("left: data/paper.toml:10:10: straight marks are left: which way they turn is not certain"), "{said}");
}

#[test]
fn only_prose_is_touched() {
    let row = concat!(
        "\n# two  spaces here stay\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\n",
        "update = \"\"\"\n- one  two\n-   three\n  - `a  b`, [the  plan](https://a.example/x \"The  plan\")\n\nends  \nhere \\\n     and  on \\u0020x\"\"\"\n",
        "\n[wording]\noverall = \"{{ rating }}  {{ theme.number }}\"\n\n[footnotes]\n",
    );
    let expected = row
        .replace("one  two", "one two")
        .replace("[the  plan]", "[the plan]")
        .replace("and  on \\u0020x", "and on x");
    let (new, _) = rest(row);
    assert_eq!(new, expected);
}

#[test]
fn line_ends_and_the_mark_of_the_encoding_stay() {
    let row = ROW.replace(
        "\"Patrols  began.\"",
        "\"\"\"\nPatrols  began.\n\nThe “port” is  \"calm\".\"\"\"",
    );
    let paper = format!("\u{feff}{FIELDS}{row}").replace('\n', "\r\n");
    let (new, said) = mended(&paper);
    let expected = paper
        .replace("Patrols  ", "Patrols ")
        .replace("is  \"calm\"", "is “calm”");
    assert_eq!(new, expected);
    assert!(!said.contains('\u{feff}'), "{said}");
}

fn rows(refs: &[&str], update: &str) -> String {
    let row = |(at, name): (usize, &&str)| {
        let quay = char::from(b'A' + u8::try_from(at).expect("few rows"));
        format!(
            "\n[[deliverables]]\nref = {name}\ntitle = \"Patrol quay {quay}\"\nstatus = \"G\"\nupdate = \"{update} {quay}.\"\n"
        )
    };
    refs.iter().enumerate().map(row).collect()
}

fn refs(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("ref = "))
        .collect()
}

#[test]
fn refs_out_of_order_are_counted_anew_where_nothing_speaks_of_them() {
    let (new, said) = rest(&rows(&["\"1\"", "\"2\"", "\"2\"", "\"3\""], "Went to quay"));
    assert_eq!(refs(&new), ["\"1\"", "\"2\"", "\"3\"", "\"4\""], "{said}");
    let (new, _) = rest(&rows(&["2", "1", "3"], "Went to quay"));
    assert_eq!(refs(&new), ["1", "2", "3"]);
}

#[test]
fn refs_that_something_speaks_of_are_left_and_said() {
    for (rows, why) in [
        (
            rows(&["1", "1"], "See [the mentors](#deliverables-1) of"),
            "a text speaks of lines by their numbers",
        ),
        (
            rows(&["1", "2", "4"], "Went to quay"),
            "no line has the ref `3`: one that was withdrawn keeps its number",
        ),
    ] {
        let (new, said) = rest(&rows);
        assert_eq!(new, rows);
        assert!(said.contains(why), "{said}");
    }
    let paper = format!("{FIELDS}{}", rows(&["1", "1"], "Went to quay"));
    let other =
        format!("{FIELDS}previous = \"paper.toml\"\n{ROW}").replace("2026-27 Q1", "2026-27 Q2");
    let office = Workspace::office()
        .file("data/paper.toml", &paper)
        .file("data/next.toml", other);
    let ran = office.run(&["check", "--fix", "--yes", "data/paper.toml"]);
    assert!(
        ran.stdout.contains("but `next.toml` may speak of them"),
        "{}",
        ran.stdout
    );
    assert_eq!(text(&office, "data/paper.toml"), paper);
}

#[test]
fn markdown_is_mended_in_its_head_and_its_text() {
    let paper = "+++\ndocument = \"board-report\"\nboard = \"Northmarch Police and Crime Board\"\ndate = 2026-11-12\ntitle = \"Safer Homes\"\nsummary = \"It  works.\"\n+++\n\n# The  scheme\n\nIt began  in “May” and \"June\".\n\n| A  | B |\n|----|---|\n| a  | b |\n\n```chart\nkind = \"bar\"\ntitle = \"Calls  made\"\ncategories = [\"Q1\"]\nseries = [{ name = \"West\", values = [4] }]\n```\n";
    let office = Workspace::office().file("data/report.md", paper);
    let ran = office.run(&["check", "--fix", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = paper
        .replace("It  works", "It works")
        .replace("The  scheme", "The scheme")
        .replace("began  in “May” and \"June\"", "began in “May” and “June”");
    assert_eq!(text(&office, "data/report.md"), expected);
    assert_eq!(text(&office, "data/report.md.bak"), paper);
}

#[test]
fn trackers_are_never_written_and_that_is_said() {
    let tracker = "No,Deliverable,Status,Update\n1,Patrol the port,G,Patrols  began.\n";
    let office = Workspace::paper("\n[deliverables]\nworkbook = \"tracker.csv\"\n")
        .file("data/tracker.csv", tracker);
    let ran = office.run(&["check", "--fix", "--yes"]);
    assert!(
        ran.stdout.contains(
            "left: data/tracker.csv: 1 place to mend: workbooks and CSV files are never rewritten\n"
        ),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("nothing to mend"), "{}", ran.stdout);
    assert_eq!(text(&office, "data/tracker.csv"), tracker);
}

#[test]
fn a_file_that_cannot_be_read_or_parsed_is_left_to_the_checks() {
    let office = Workspace::paper("\n[[deliverables]\nref = \"1  2\"\n");
    let before = text(&office, "data/paper.toml");
    let ran = office.run(&["check", "--fix", "--yes"]);
    assert_eq!(
        (ran.code, ran.stdout.lines().next()),
        (1, Some("nothing to mend"))
    );
    assert_eq!(text(&office, "data/paper.toml"), before);
    let none = Workspace::empty().run(&["check", "--fix", "--yes"]);
    assert_eq!(none.code, 1, "{}", none.stdout);
}

#[test]
fn quietly_nothing_is_printed_of_what_is_mended() {
    let office = Workspace::paper(ROW);
    for flags in [&["-q"][..], &["-q", "--yes"]] {
        let ran = office.run(&[&["check", "--fix"], flags].concat());
        assert_eq!(
            (ran.code, ran.stdout, ran.stderr),
            (0, String::new(), String::new())
        );
    }
    assert!(text(&office, "data/paper.toml").contains("Patrols began."));
}

#[test]
fn programs_are_told_what_was_mended() {
    let office = Workspace::paper(ROW);
    let ran = office.run(&["check", "--fix", "--yes", "--messages", "json"]);
    let first = ran.stdout.lines().next();
    assert_eq!(
        first,
        Some(r#"{"kept":"data/paper.toml.bak","mended":"data/paper.toml"}"#)
    );
    assert!(
        ran.stdout.lines().all(|line| line.starts_with('{')),
        "{}",
        ran.stdout
    );
    assert_eq!(office.run(&["check", "--yes"]).code, 2);
    assert_eq!(office.run(&["check", "--fix", "--format", "json"]).code, 2);
}

#[cfg(unix)]
#[test]
fn rights_stay_and_a_name_that_leads_elsewhere_does_too() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let office = Workspace::paper(ROW);
    let (real, name) = (office.path("kept.toml"), office.path("data/paper.toml"));
    fs::rename(&name, &real).expect("moved");
    symlink(&real, &name).expect("a link");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("ours");
    let ran = office.run(&["check", "--fix", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(fs::symlink_metadata(&name).expect("there").is_symlink());
    assert!(text(&office, "kept.toml").contains("Patrols began."));
    for path in [real, office.path("data/paper.toml.bak")] {
        let mode = fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}

#[test]
fn a_file_that_is_read_only_is_left_and_that_is_said() {
    let office = Workspace::paper(ROW);
    let path = office.path("data/paper.toml");
    let rights = fs::metadata(&path).expect("there").permissions();
    let mut kept = rights.clone();
    kept.set_readonly(true);
    fs::set_permissions(&path, kept).expect("ours");
    let ran = office.run(&["check", "--fix", "--yes"]);
    let expected = "left: data/paper.toml: the file is read-only: what could be mended in it is left\nnothing to mend\n";
    assert!(ran.stdout.starts_with(expected), "{}", ran.stdout);
    assert_eq!(text(&office, "data/paper.toml"), format!("{FIELDS}{ROW}"));
    assert_eq!(office.files("data"), ["data/board.toml", "data/paper.toml"]);
    fs::set_permissions(&path, rights).expect("ours");
}

#[cfg(unix)]
#[test]
fn where_no_copy_can_be_kept_nothing_is_changed() {
    // The copy's name is longer than names may be, for whoever writes.
    let name = format!("data/{}.toml", "a".repeat(250));
    let paper = format!("{FIELDS}{ROW}");
    let office = Workspace::office().file(&name, &paper);
    let ran = office.run(&["check", "--fix", "--yes"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("cannot keep a copy of"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        (text(&office, &name), office.files("data").len()),
        (paper, 2)
    );
}

#[cfg(unix)]
#[test]
fn where_nothing_may_be_written_nothing_is_changed() {
    use std::os::unix::fs::PermissionsExt;
    let office = Workspace::paper(ROW);
    let folder = office.path("data");
    let may = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("ours");
    may(0o555);
    let is_free = fs::File::create(folder.join("probe")).is_ok();
    if is_free {
        // Whoever may write anywhere cannot be kept out by rights.
        may(0o755);
        return;
    }
    let ran = office.run(&["check", "--fix", "--yes"]);
    may(0o755);
    assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("cannot keep a copy of `data/paper.toml`"),
        "{}",
        ran.stderr
    );
    assert_eq!(text(&office, "data/paper.toml"), format!("{FIELDS}{ROW}"));
    assert_eq!(office.files("data"), ["data/board.toml", "data/paper.toml"]);
}
