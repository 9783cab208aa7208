//! `boardpaper new office`: what it makes builds at once, and what hinders it is told.

use std::fs;

use crate::support::workspace::{Ran, Workspace};

/// 12 October 2026, as every run here has it.
const TODAY: (&str, &str) = ("SOURCE_DATE_EPOCH", "1791763200");

fn folder() -> Workspace {
    Workspace::empty().variable(TODAY.0, TODAY.1)
}

/// Makes an office, and runs the program in it.
fn within(outer: &Workspace, arguments: &[&str]) -> Ran {
    let inner = Workspace::empty().variable(TODAY.0, TODAY.1);
    inner.start_in(&outer.path("northmarch")).run(arguments)
}

fn new(flags: &[&str]) -> (Workspace, Ran) {
    let outer = folder();
    let ran = outer.run(&[&["new", "office", "northmarch"], flags].concat());
    (outer, ran)
}

fn text(outer: &Workspace, path: &str) -> String {
    fs::read_to_string(outer.path("northmarch").join(path)).expect("is there")
}

#[test]
fn an_office_builds_checks_and_packs_at_once_with_every_key() {
    for key in ["rag", "brag", "words"] {
        let (outer, ran) = new(&["--key", key]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{key}");
        for command in [
            &["build", "--deny-warnings"][..],
            &["check", "--deny-warnings"],
            &["pack", "meetings/first", "--deny-warnings"],
        ] {
            let ran = within(&outer, command);
            assert_eq!(
                (ran.code, ran.stderr.as_str()),
                (0, ""),
                "{key}: {command:?}"
            );
        }
    }
}

#[test]
fn names_that_cannot_be_read_are_refused_at_once() {
    for flag in ["--organisation", "--plan", "--theme"] {
        for name in ["", " ", "\u{a0}", "A\u{7}B", "A\nB", "…"] {
            let (outer, ran) = new(&[flag, name]);
            assert_eq!(ran.code, 2, "{flag} {name:?}: {}", ran.stderr);
            assert!(!outer.path("northmarch").exists());
        }
    }
}

#[test]
fn every_law_makes_a_sound_meeting() {
    for law in ["wales", "parish", "nhs", "scotland", "northern-ireland"] {
        let (outer, ran) = new(&["--jurisdiction", law]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{law}");
        let ran = within(&outer, &["pack", "all", "--deny-warnings"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{law}");
        let board = text(&outer, "data/board.toml");
        assert!(board.contains(&format!("jurisdiction = \"{law}\"")));
        let notice = match law {
            "parish" => "\nnotice = \"parish\"",
            "nhs" => "\n# notice",
            _ => "\nnotice = \"council\"",
        };
        assert!(board.contains(notice), "{law}");
    }
}

#[test]
fn what_flags_say_stands_in_the_files_however_it_is_spelt() {
    let (outer, ran) = new(&[
        "--organisation",
        "A \"quoted\" %plan% \\ & <b>council</b>",
        "--plan",
        "Plan of 100%",
        "--theme",
        "Rivers, roads & rails",
        "--quarter",
        "2027-28 Q1",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let paper = text(&outer, "data/2027-28/q1/theme-1.toml");
    assert!(paper.contains("plan = \"Plan of 100%\"\n"), "{paper}");
    assert!(paper.contains("quarter = \"2027-28 Q1\""), "{paper}");
    let ran = within(&outer, &["build", "--deny-warnings"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let board = text(&outer, "data/board.toml");
    let said = "name = \"A \\\"quoted\\\" %plan% \\\\ & <b>council</b>\"";
    assert!(board.contains(said), "{board}");
}

#[test]
fn the_sheet_that_is_chosen_is_printed_on() {
    let (outer, _) = new(&["--paper", "a3"]);
    let ran = within(&outer, &["pack", "all", "--deny-warnings"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let ran = within(
        &outer,
        &["build", "--format", "pdf,docx", "--deny-warnings"],
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let pdf = outer.pdf("northmarch/output/2026-27/q2/theme-1.pdf");
    let (width, height) = pdf.pages()[0].size;
    assert_eq!((width.round(), height.round()), (1191.0, 842.0));
    let board = text(&outer, "data/board.toml").replace("\"a3\"", "\"a5\"");
    fs::write(outer.path("northmarch/data/board.toml"), board).expect("written");
    let ran = within(&outer, &["build"]);
    assert!(
        ran.stderr.contains("`sheet` must be `\"a4\"` or `\"a3\"`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn two_runs_make_the_same_bytes_and_init_is_the_same_command() {
    let (one, _) = new(&[]);
    let other = folder();
    assert_eq!(other.run(&["init", "northmarch"]).code, 0);
    let files = one.files("northmarch");
    assert_eq!(files, other.files("northmarch"));
    for file in files {
        let bytes = |office: &Workspace| fs::read(office.path(&file)).expect("is there");
        assert_eq!(bytes(&one), bytes(&other), "{file}");
    }
}

#[test]
fn an_accent_that_is_too_light_is_darkened_and_that_is_told() {
    let (outer, ran) = new(&["--accent", "fc0"]);
    let said = "#ffcc00 has a contrast of 1.51:1 with white, and text needs 4.5:1: darkened to #";
    assert!(ran.stdout.starts_with(said), "{}", ran.stdout);
    let ran = within(&outer, &["check", "--deny-warnings"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let (outer, ran) = new(&["--accent", "#1d3d6b"]);
    assert!(!ran.stdout.contains("darkened"), "{}", ran.stdout);
    assert!(text(&outer, "data/board.toml").contains("\naccent = \"#1d3d6b\""));
}

/// A picture of one colour on white.
fn logo(colour: [u8; 3]) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 40, |x, _| {
        image::Rgb(if x < 15 { colour } else { [255; 3] })
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("written");
    bytes.into_inner()
}

#[test]
fn a_logo_gives_its_colour() {
    let outer = folder().file("logo.png", logo([0, 94, 60]));
    let ran = outer.run(&["new", "office", "northmarch", "--logo", "logo.png"]);
    assert!(
        ran.stdout.starts_with("the logo’s colour is #005e3c;"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    assert!(text(&outer, "data/board.toml").contains("accent = \"#005e3c\""));
    let outer = folder().file("logo.png", logo([90; 3]));
    let ran = outer.run(&["new", "office", "northmarch", "--logo", "logo.png"]);
    assert!(
        ran.stdout.starts_with("the logo has no colour"),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_hinders_an_office_is_told_and_nothing_is_written() {
    let outer = folder()
        .file("logo.png", "no picture")
        .file("northmarch/notes.txt", "kept")
        .file("plain", "a file");
    let run = |arguments: &[&str]| outer.run(arguments);
    for (arguments, code, said) in [
        (
            &["new", "office", "northmarch"][..],
            3,
            "`northmarch` is there already, and is not empty",
        ),
        (&["new", "office", "plain"], 3, "`plain` is no folder"),
        (
            &["new", "office", "n", "--logo", "none.png"],
            1,
            "there is no picture `none.png`",
        ),
        (
            &["new", "office", "n", "--logo", "logo.png"],
            1,
            "`logo.png` cannot be read as a picture",
        ),
        (
            &["new", "office", "n", "--accent", "blue"],
            2,
            "write it as three or six digits",
        ),
        (
            &["new", "office", "n", "--key", "bragg"],
            2,
            "did you mean `brag`?",
        ),
        (
            &["new", "office", "n", "--jurisdiction", "engand"],
            2,
            "did you mean `england`?",
        ),
        (
            &["new", "office", "n", "--quarter", "2026-27-q5"],
            2,
            "a quarter is written as in `2026-27-q3`",
        ),
        (
            &["new", "office", "n", "--organisation", ""],
            2,
            "write a name that has letters",
        ),
    ] {
        let ran = run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    let kept = ["logo.png", "northmarch/notes.txt", "plain"];
    assert_eq!(outer.files(""), kept);
    let (taken, _) = new(&[]);
    let ran = taken.run(&["new", "office", "northmarch"]);
    assert!(ran.stderr.contains("it holds an office"), "{}", ran.stderr);
}
