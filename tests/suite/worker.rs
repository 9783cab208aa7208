//! The second process: what ends it is named and left out, and all else is made.

use std::time::Duration;

use crate::support::workspace::{FIELDS, Ran, Workspace};

const MEMORY: &str = "#let x = \"x\" * 1000000000000\n";
const TIME: &str = "#let f(n) = range(n).map(i => calc.fact(5)).sum()\n#let x = range(1000000).map(i => f(1000 + i)).sum()\n";
const ACTIONS: &str = "document = \"action-update\"\ntitle = \"Plan\"\ndate = 2026-10-30\nquarter = \"2026-27 Q2\"\n[[actions]]\nref = \"1\"\ntitle = \"Recruit wardens\"\nstatus = \"A\"\n";
const ROWS: &str = "[[deliverables]]\nref = \"1\"\nlead = \"Head of Policy\"\ntitle = \"Open the station\"\nstatus = \"G\"\nupdate = \"Keys came.\"\n";

/// An office with a sound theme, and two papers of a kind whose template begins so.
fn office(evil: &str) -> Workspace {
    let template = include_str!("../../templates/documents/action-update/document.typ");
    Workspace::office()
        .file("data/sound.toml", format!("{FIELDS}{ROWS}"))
        .file("data/a.toml", ACTIONS)
        .file("data/b.toml", ACTIONS.replace("Plan", "Scheme"))
        .file(
            "data/templates/documents/action-update/document.typ",
            format!("{evil}{template}"),
        )
}

fn within(office: &Workspace, arguments: &[&str]) -> Ran {
    let longest = Duration::from_secs(120);
    office.run_within(arguments, longest).expect("it ends")
}

#[track_caller]
fn only_the_guilty(office: &Workspace, ran: &Ran, says: &str) {
    assert_eq!(ran.code, 1, "{}{}", ran.stderr, ran.stdout);
    assert_eq!(ran.codes(), ["2301", "2301"], "{}", ran.stderr);
    for paper in ["a", "b"] {
        let said = format!("making `data/{paper}.toml` was given up: {says}");
        assert!(ran.stderr.contains(&said), "{}", ran.stderr);
    }
    assert!(
        // What the first process made, the next finds made: it was made in this run all the same.
        ran.stdout.contains("output/sound.pdf\n")
            && ran.stdout.contains("1 of 3 papers built; 2 errors"),
        "{}",
        ran.stdout
    );
    assert_eq!(office.pdfs(), ["output/sound.pdf"]);
    let frightening = ["memory allocation", "panicked", "core dumped", "SIG"];
    assert!(
        !frightening.iter().any(|word| ran.stderr.contains(word)),
        "{}",
        ran.stderr
    );
}

#[test]
fn papers_that_ask_for_all_memory_are_named_with_the_limit_and_all_others_are_built() {
    let office = office(MEMORY);
    let ran = within(&office, &["build", "--limit-memory", "1500 MB"]);
    only_the_guilty(
        &office,
        &ran,
        "it asks for more memory than the limit of 1500 MB",
    );
}

#[test]
fn papers_that_take_for_ever_are_named_with_the_limit_and_all_others_are_built() {
    let office = office(TIME);
    let ran = within(&office, &["build", "--limit-seconds", "3"]);
    only_the_guilty(&office, &ran, "it takes longer than the limit of 3 seconds");
}

#[test]
fn a_template_that_no_paper_gets_through_is_blamed_after_a_few_and_other_kinds_are_built() {
    let more = ["c", "d", "e"].into_iter();
    let office = more.fold(office(MEMORY), |office, name| {
        let paper = ACTIONS.replace("Plan", name);
        office.file(&format!("data/{name}.toml"), paper)
    });
    let ran = within(&office, &["build", "--limit-memory", "1500 MB"]);
    assert_eq!(ran.code, 1, "{}{}", ran.stderr, ran.stdout);
    assert_eq!(ran.codes(), ["2301"; 5], "{}", ran.stderr);
    assert_eq!(
        ran.stderr.matches("was given up: it asks for more").count(),
        3
    );
    let blamed = ran
        .stderr
        .matches("was not tried: making 3 papers of its kind was given up");
    assert_eq!(blamed.count(), 2, "{}", ran.stderr);
    assert_eq!(office.pdfs(), ["output/sound.pdf"]);
    // By itself it is tried.
    let ran = within(&office, &["build", "e", "--limit-memory", "1500 MB"]);
    assert!(
        ran.stderr.contains("making `data/e.toml` was given up"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_office_is_built_with_few_addresses() {
    let office = (1..=8).fold(Workspace::office(), |office, number| {
        let fields = FIELDS.replace("number = 1", &format!("number = {number}"));
        office.file(&format!("data/{number}.toml"), format!("{fields}{ROWS}"))
    });
    let ran = office.run_in_shell("ulimit -v 360000", &["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn with_too_little_memory_for_any_office_nothing_is_begun() {
    let office = office("");
    for little in [200_000, 327_679] {
        let ran = office.run_in_shell(&format!("ulimit -v {little}"), &["build"]);
        assert_eq!((ran.code, ran.codes()), (4, vec!["2302"]), "{}", ran.stderr);
        let said = format!(
            "error[BP2302]: the program ended before its time: the system lets it have {} MB of memory, and it needs 320 MB\n  hint: raise the limit: `ulimit -v unlimited`",
            little / 1024
        );
        assert!(ran.stderr.starts_with(&said), "{}", ran.stderr);
        assert!(!office.path("output").exists());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_gives_less_than_the_limit_that_is_named() {
    let office = office(MEMORY);
    let ran = office.run_in_shell("ulimit -v 614400", &["build"]);
    only_the_guilty(
        &office,
        &ran,
        "it asks for more memory than the 600 MB that the system lets it have",
    );
    let hint = "let the program have more memory: `ulimit -v unlimited`";
    assert!(ran.stderr.contains(hint), "{}", ran.stderr);
}

#[test]
fn with_few_file_handles_nothing_is_begun_and_no_file_is_blamed() {
    let office = office("");
    for (handles, code) in [(8, 4), (12, 4), (64, 0)] {
        let ran = office.run_in_shell(&format!("ulimit -n {handles}"), &["build"]);
        assert_eq!(ran.code, code, "{handles}: {}", ran.stderr);
        if code == 4 {
            let said = format!(
                "the program ended before its time: the system lets it have {handles} files open at once, and it needs 64"
            );
            assert_eq!(ran.codes(), ["2302"], "{}", ran.stderr);
            assert!(ran.stderr.contains(&said), "{}", ran.stderr);
            assert!(
                ran.stderr
                    .contains("hint: raise the limit: `ulimit -n 1024`")
            );
            assert_eq!(office.pdfs(), Vec::<String>::new());
        }
    }
}

#[test]
fn the_limits_of_the_office_hold_and_the_command_line_counts_before_them() {
    let office = office(MEMORY).edit(
        "data/board.toml",
        "[status-key.rag]",
        "[limits]\nmemory = \"1 GB\"\nseconds = 60\n\n[status-key.rag]",
    );
    let ran = within(&office, &["build"]);
    only_the_guilty(
        &office,
        &ran,
        "it asks for more memory than the limit of 1 GB",
    );
    let ran = within(&office, &["build", "--limit-memory", "1200 MB"]);
    assert!(
        ran.stderr.contains("the limit of 1200 MB"),
        "{}",
        ran.stderr
    );
}

#[test]
fn limits_that_are_none_are_told_at_their_place() {
    let office = Workspace::office().edit(
        "data/board.toml",
        "[status-key.rag]",
        "[limits]\nmemory = \"lots\"\nseconds = 0.5\ncolour = 1\n\n[status-key.rag]",
    );
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("`memory` is no amount of memory: `lots`"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("`seconds` cannot be `0.5`"),
        "{}",
        ran.stderr
    );
    let known = "hint: remove it; known here: `memory`, `seconds`\n";
    assert!(ran.stderr.contains(known), "{}", ran.stderr);
}

#[test]
fn amounts_that_are_none_are_refused() {
    let ran = Workspace::office().run(&["build", "--limit-memory", "lots"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("write it as in `4 GB`"),
        "{}",
        ran.stderr
    );
}

#[cfg(target_os = "linux")]
mod processes {
    use super::*;
    use std::fs;
    use std::process::{Child, Command};

    fn meeting() -> Workspace {
        Workspace::office().file("data/sound.toml", format!("{FIELDS}{ROWS}"))
    }

    /// Waits for what a process has started.
    fn child_of(parent: &Child) -> String {
        let id = parent.id();
        let children = format!("/proc/{id}/task/{id}/children");
        for _ in 0..1000 {
            let found = fs::read_to_string(&children).unwrap_or_default();
            let found = found.trim().to_owned();
            if !found.is_empty() && is_listening(&found) {
                return found;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("no child");
    }

    /// Returns whether a process has set up what it does at a signal.
    fn is_listening(id: &str) -> bool {
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let variables = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        // Before it becomes a program of its own, it is a copy of the first.
        if !String::from_utf8_lossy(&variables).contains("BOARDPAPER_WORKER") {
            return false;
        }
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = u64::from_str_radix(caught.unwrap_or_default().trim(), 16).unwrap_or(0);
        caught & (1 << 14) != 0
    }

    fn signal(name: &str, id: &str) {
        let status = Command::new("kill").args(["-s", name, id]).status();
        assert!(status.expect("kill").success());
    }

    /// An office whose only paper is never done.
    fn busy() -> (Workspace, Child, String) {
        let office = office(TIME);
        let child = office.start(&["build", "data/a.toml"]);
        let worker = child_of(&child);
        (office, child, worker)
    }

    #[test]
    fn a_signal_is_passed_on_and_both_end_with_its_code() {
        for (name, code) in [("TERM", 143), ("INT", 130)] {
            let (office, mut parent, worker) = busy();
            let lock = office.path("output/.boardpaper.lock");
            let held = (0..2000).any(|_| {
                std::thread::sleep(Duration::from_millis(5));
                lock.exists()
            });
            assert!(held, "the run has the folder");
            signal(name, &parent.id().to_string());
            let status = parent.wait().expect("waited");
            assert_eq!(status.code(), Some(code), "{name}");
            assert!(
                !office.path("output").exists(),
                "neither lock nor folder stays"
            );
            assert!(!std::path::Path::new(&format!("/proc/{worker}")).exists());
        }
    }

    #[test]
    fn a_process_that_is_ended_leaves_nothing_that_it_has_made() {
        let office = office(TIME);
        let into = office.path("new/output");
        let mut parent = office.start(&["build", "data/a.toml", "--output", "new/output"]);
        let worker = child_of(&parent);
        let held = (0..2000).any(|_| {
            std::thread::sleep(Duration::from_millis(5));
            into.join(".boardpaper.lock").exists()
        });
        assert!(held, "the run has the folder");
        // By then the paper is in hand: the next process leaves it out, and makes nothing.
        std::thread::sleep(Duration::from_secs(1));
        signal("KILL", &worker);
        assert_eq!(parent.wait().expect("waited").code(), Some(1));
        assert!(
            !office.path("new").exists(),
            "neither lock nor folder stays"
        );
    }

    #[test]
    fn the_second_process_ends_with_the_first() {
        let (_office, mut parent, worker) = busy();
        parent.kill().expect("killed");
        parent.wait().expect("waited");
        let gone = (0..1000).any(|_| {
            std::thread::sleep(Duration::from_millis(5));
            let state = fs::read_to_string(format!("/proc/{worker}/stat"));
            state.is_err() || state.is_ok_and(|state| state.contains(") Z "))
        });
        assert!(gone, "{worker} goes on");
    }

    #[test]
    fn a_process_that_ends_with_nothing_in_hand_is_told_of_by_a_code_of_its_own() {
        let office = meeting().file(
            "data/meetings/m.toml",
            "document = \"agenda\"\nboard = \"Board\"\nmeeting-date = 2026-11-19\n",
        );
        let mut parent = office.start(&["pack", "all", "--watch"]);
        let worker = child_of(&parent);
        // It waits for changes by then.
        std::thread::sleep(Duration::from_secs(2));
        signal("KILL", &worker);
        assert_eq!(parent.wait().expect("waited").code(), Some(4));
    }

    /// Returns whether the kernel lets a process give up files.
    fn has_landlock() -> bool {
        use landlock::{ABI, Access, AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr};
        let ruleset = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
        let handled = ruleset.handle_access(AccessFs::from_all(ABI::V1));
        handled.and_then(|ruleset| ruleset.create()).is_ok()
    }

    #[test]
    fn what_the_second_process_starts_reaches_neither_other_files_nor_the_network() {
        let outside = Workspace::empty().file("secret.txt", "private");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("set");
        let port = listener.local_addr().expect("an address").port();
        let office = meeting()
            .file("tmp/none", "")
            .file("data/papers/plan.docx", b"PK\x03\x04...")
            .file(
                "data/meetings/m.toml",
                "document = \"agenda\"\nboard = \"Board\"\ndate = 2026-11-19\nitems = [{ title = \"Plan\", paper = \"../papers/plan.docx\" }]\n",
            );
        let script = format!(
            "#!/bin/bash\n/bin/cat '{}' > '{}'\necho x > '{}'\n: > /dev/full && echo x > '{}'\nexec 3<>/dev/tcp/127.0.0.1/{port}\n",
            outside.path("secret.txt").display(),
            office.path("output/got.txt").display(),
            outside.path("touched").display(),
            office.path("output/device.txt").display(),
        );
        let office = office.file("bin/soffice", script).file("output/none", "");
        use std::os::unix::fs::PermissionsExt;
        let runnable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(office.path("bin/soffice"), runnable).expect("set");
        let (bin, tmp) = (office.path("bin"), office.path("tmp"));
        let office = office
            .variable("PATH", &format!("{}:/usr/bin:/bin", bin.display()))
            .variable("TMPDIR", &tmp.display().to_string());
        let ran = office.run(&["pack", "all", "--today", "2026-11-01"]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        let got = fs::read_to_string(office.path("output/got.txt"));
        assert!(got.is_ok(), "it was not started: {}", ran.stderr);
        assert!(listener.accept().is_err(), "the network is reached");
        if has_landlock() {
            assert_eq!(got.ok().as_deref(), Some(""));
            assert!(!outside.path("touched").exists());
            // A device that is as much, or as little, to it as a disk.
            assert!(!office.path("output/device.txt").exists());
        }
    }

    #[test]
    fn the_allocators_of_the_second_process_are_told_what_to_keep_unless_the_user_does() {
        let tuned = |office: Workspace| {
            let mut parent = office.start(&["build", "data/a.toml"]);
            let worker = child_of(&parent);
            let variables = fs::read(format!("/proc/{worker}/environ")).expect("there");
            parent.kill().expect("killed");
            parent.wait().expect("waited");
            let variables = String::from_utf8_lossy(&variables).into_owned();
            let mut variables = variables.split('\0');
            let tuned = variables.find_map(|one| one.strip_prefix("MIMALLOC_PURGE_DELAY="));
            tuned.map(str::to_owned)
        };
        assert_eq!(tuned(office(TIME)).as_deref(), Some("500"));
        let own = office(TIME).variable("MIMALLOC_PURGE_DELAY", "7");
        assert_eq!(tuned(own).as_deref(), Some("7"));
    }

    #[test]
    fn the_second_process_looks_for_no_places_of_calls_at_its_end() {
        let office = office(TIME).variable("RUST_BACKTRACE", "1");
        let mut parent = office.start(&["build", "data/a.toml"]);
        let worker = child_of(&parent);
        let variables = fs::read(format!("/proc/{worker}/environ")).expect("there");
        parent.kill().expect("killed");
        parent.wait().expect("waited");
        let variables = String::from_utf8_lossy(&variables);
        assert!(variables.split('\0').any(|one| one == "RUST_BACKTRACE=0"));
    }

    #[test]
    fn the_second_process_may_not_make_all_calls() {
        let (_office, mut parent, worker) = busy();
        let status = fs::read_to_string(format!("/proc/{worker}/status")).expect("there");
        assert!(status.contains("Seccomp:\t2"), "{status}");
        parent.kill().expect("killed");
        parent.wait().expect("waited");
    }
}

#[test]
fn whoever_sets_the_variable_of_the_second_process_himself_is_watched_over_all_the_same() {
    let orders = format!(
        r#"{{"parent":{},"journal":null,"limits":{{"memory":99999999999,"seconds":9999}},"given":{{"memory":null,"seconds":null}},"threads":1,"refused":[]}}"#,
        std::process::id()
    );
    let office = office(MEMORY).variable("BOARDPAPER_WORKER", &orders);
    let ran = within(&office, &["build", "--limit-memory", "1500 MB"]);
    let says = "it asks for more memory than the limit of 1500 MB";
    only_the_guilty(&office, &ran, says);
}

#[test]
fn limits_of_the_environment_that_are_none_are_not_passed_over() {
    for (name, value) in [
        ("BOARDPAPER_LIMIT_MEMORY", "lots"),
        ("BOARDPAPER_LIMIT_SECONDS", "0"),
        ("BOARDPAPER_WAIT", "soon"),
    ] {
        let office = Workspace::office().variable(name, value);
        let ran = within(&office, &["check"]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        let said = format!("error: `{name}` is `{value}`: write ");
        assert!(ran.stderr.starts_with(&said), "{}", ran.stderr);
    }
}
