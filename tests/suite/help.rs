//! What the command line says of itself.

use crate::support::golden::assert_matches;
use crate::support::workspace::Workspace;

fn said(arguments: &[&str]) -> String {
    let ran = Workspace::empty().run(arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn the_whole_help_reads_as_it_was_accepted() {
    assert_matches("tests/help/boardpaper.txt", &said(&["--help"]));
    assert_matches("tests/help/build.txt", &said(&["build", "--help"]));
    assert_matches("tests/help/watch.txt", &said(&["watch", "--help"]));
    assert_matches("tests/help/check.txt", &said(&["check", "--help"]));
    assert_matches("tests/help/pack.txt", &said(&["pack", "--help"]));
}

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    for arguments in [
        &["build", "--otput", "x"][..],
        &["bild"],
        &["build", "--format", "xml"],
        &[],
    ] {
        let ran = Workspace::empty().run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(
        said(&["--version"]),
        format!("boardpaper {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn every_shell_gets_a_completion_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        assert!(
            script.contains("boardpaper") && script.contains("templates"),
            "{shell}"
        );
    }
}

#[test]
fn the_manual_page_lists_the_commands_and_exit_codes() {
    let page = said(&["man"]);
    for part in [".TH boardpaper", "build", "check", "list", "Exit codes"] {
        assert!(page.contains(part), "{part}");
    }
}
