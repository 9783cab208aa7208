//! `boardpaper explain`: what a code means, in the terminal.

use boardpaper::diagnostic::Code;

use crate::support::workspace::{Ran, Workspace};

fn explain(arguments: &[&str]) -> Ran {
    Workspace::empty().run(&[&["explain"], arguments].concat())
}

#[test]
fn a_code_is_explained_however_it_is_written() {
    let page = explain(&["BP0402"]);
    assert_eq!((page.code, page.stderr.as_str()), (0, ""));
    assert!(
        page.stdout
            .starts_with("BP0402 a note is never cited\n\nWarning. ")
    );
    for part in [
        "\nMend it: ",
        "\n  warning[BP0402]: the note `lease` is never cited\n    at: ",
    ] {
        assert!(page.stdout.contains(part), "{part}: {}", page.stdout);
    }
    for written in ["bp0402", "0402", "402", "[BP0402]", "`BP0402`"] {
        assert_eq!(explain(&[written]).stdout, page.stdout, "{written}");
    }
}

#[test]
fn every_code_has_its_page() {
    for code in Code::ALL {
        let ran = explain(&[&code.to_string()]);
        assert_eq!(ran.code, 0, "{code}");
        let heading = format!("{code} {}\n\n", code.summary());
        assert!(ran.stdout.starts_with(&heading), "{}", ran.stdout);
    }
}

#[test]
fn an_unknown_code_is_a_wrong_command_line_with_what_may_be_meant() {
    for (written, said) in [
        (
            "BP0313",
            "did you mean `BP0312` (a ref appears twice) or `BP0314` (a table has no rows)?",
        ),
        (
            "glossary",
            "did you mean `BP1405` (a term of the glossary is not used)?",
        ),
        ("9999", "`boardpaper explain` lists all codes"),
        ("Nonsense", "`boardpaper explain` lists all codes"),
    ] {
        let ran = explain(&[written]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{written}");
        let expected = format!("error: there is no code `{written}`\n  hint: {said}\n");
        assert_eq!(ran.stderr, expected);
    }
}

#[test]
fn without_a_code_all_are_listed_by_what_they_are_about() {
    let list = explain(&[]).stdout;
    assert!(list.starts_with(
        "BP01xx: finding and reading files\n  BP0101  error    no office folder found\n"
    ));
    assert!(list.contains("\n\nBP15xx: language\n  BP1501  off      a word is in no dictionary\n"));
    let codes = list.lines().filter(|line| line.starts_with("  BP"));
    assert_eq!(codes.count(), Code::ALL.len());
}
