//! `boardpaper pack` beside another run, and ended in the middle.

use std::thread;

use crate::support::workspace::{BOARD, Workspace};

const MEETING: &str = "document = \"agenda\"\nboard = \"Northmarch Police and Crime Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\n\nitems = [\n  { title = \"Apologies\" },\n]\n";

#[test]
fn of_two_that_publish_at_once_one_is_refused() {
    let office = Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/meetings/november.toml", MEETING);
    let publish = [
        "pack",
        "meetings/november",
        "--today",
        "2026-10-01",
        "--publish",
    ];
    let mut codes: Vec<i32> = thread::scope(|scope| {
        let run = || office.run(&publish).code;
        let both = [scope.spawn(run), scope.spawn(run)];
        both.map(|one| one.join().expect("it ran")).to_vec()
    });
    codes.sort_unstable();
    assert_eq!(codes, [0, 1]);
    assert_eq!(
        office.files("data/history"),
        ["data/history/meetings/november.public.json"]
    );
}

#[cfg(unix)]
mod ended {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::*;

    /// Says who it is, and is never done.
    const OFFICE: &str = "#!/bin/sh\necho $$ > \"$OFFICE_PID\"\nexec /bin/sleep 600\n";

    #[track_caller]
    fn wait(what: impl Fn() -> bool) {
        let started = Instant::now();
        while !what() {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "it never came to that"
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn signal(name: &str, id: &str) -> bool {
        let kill = Command::new("kill").args(["-s", name, id]).output();
        kill.expect("`kill` is there").status.success()
    }

    fn modes(folder: &Path) -> Vec<(String, u32)> {
        let files = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
        let mode = |file: walkdir::DirEntry| {
            let mode = file.metadata().expect("there").permissions().mode() & 0o777;
            (file.file_name().to_string_lossy().into_owned(), mode)
        };
        files.map(|file| mode(file.expect("readable"))).collect()
    }

    /// An office whose LibreOffice is never done, and the folder of what is temporary.
    fn office() -> Workspace {
        let item = "  { title = \"Contract\", paper = \"contract.docx\", exempt = [3], reason = \"It would harm the tender.\" },\n]";
        let office = Workspace::empty()
            .file("data/board.toml", BOARD)
            .file("data/meetings/november.toml", MEETING.replace(']', item))
            .file("data/meetings/contract.docx", "PK\x03\x04")
            .file("bin/soffice", OFFICE)
            .file("tmp/other", "");
        let all = fs::Permissions::from_mode(0o755);
        fs::set_permissions(office.path("bin/soffice"), all).expect("ours");
        let shown = |path: &str| office.path(path).display().to_string();
        let (path, tmp, id) = (
            format!("{}:/usr/bin:/bin", shown("bin")),
            shown("tmp"),
            shown("id"),
        );
        office
            .variable("PATH", &path)
            .variable("TMPDIR", &tmp)
            .variable("OFFICE_PID", &id)
    }

    #[test]
    fn nothing_is_left_of_exempt_papers_or_of_libre_office() {
        for name in ["TERM", "INT"] {
            let office = office();
            let mut child = office.start(&["pack", "meetings/november", "--today", "2026-10-01"]);
            let id = || fs::read_to_string(office.path("id")).unwrap_or_default();
            wait(|| id().ends_with('\n'));
            for (file, mode) in modes(&office.path("tmp")) {
                let open = file.starts_with("boardpaper-") || file.starts_with("paper.");
                assert!(!open || mode & 0o077 == 0, "{file} is {mode:o}");
            }
            assert!(signal(name, &child.id().to_string()));
            let code = child.wait().expect("a child of ours").code();
            assert_eq!(code, Some(if name == "INT" { 130 } else { 143 }));
            assert_eq!(office.files("tmp"), ["tmp/other"]);
            assert!(!office.path("output/restricted").exists());
            wait(|| !signal("0", id().trim()));
        }
    }

    #[test]
    fn what_a_killed_run_has_left_goes_with_the_next() {
        let office = office();
        let mut child = office.start(&["pack", "meetings/november", "--today", "2026-10-01"]);
        let id = || fs::read_to_string(office.path("id")).unwrap_or_default();
        wait(|| id().ends_with('\n'));
        child.kill().expect("a child of ours");
        child.wait().expect("a child of ours");
        assert!(office.files("tmp").len() > 1);
        assert!(signal("KILL", id().trim()));
        let office = office.file("data/meetings/november.toml", MEETING);
        let ran = office.run(&["pack", "meetings/november", "--today", "2026-10-01"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(office.files("tmp"), ["tmp/other"]);
    }
}
