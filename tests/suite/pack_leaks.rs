//! Ways by which what is exempt could come into a public edition: another name of a file, a part of an item, what was kept.

use crate::support::search::places;
use crate::support::workspace::{BOARD, Ran, Workspace};

/// A word that is in exempt papers and nowhere else.
const SECRET: &str = "Quornbeck";

fn report(title: &str, text: &str) -> String {
    format!(
        "+++\ndocument = \"board-report\"\nboard = \"Panel\"\ndate = 2026-11-19\ntitle = \"{title}\"\n+++\n\n# Part\n\n{text}\n"
    )
}

/// An office with an open paper, and one that is to be exempt.
fn office(items: &str) -> Workspace {
    let meeting = format!(
        "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\nnotice = \"council\"\nitems = [\n{items}\n]\n"
    );
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/meetings/open.md", report("Open", "Nothing."))
        .file("data/meetings/secret.md", report("Closed", SECRET))
        .file("data/meetings/m.toml", meeting)
}

fn public(office: &Workspace) -> Ran {
    office.run(&[
        "pack",
        "data/meetings/m.toml",
        "--edition",
        "public",
        "--today",
        "2026-11-02",
    ])
}

/// Returns whether the word is in any file below the folder of what is made, or was printed.
#[track_caller]
fn is_sealed(office: &Workspace, ran: &Ran) {
    let printed = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!printed.contains(SECRET), "{printed}");
    for file in office.files("output") {
        let bytes = std::fs::read(office.path(&file)).expect("read");
        assert!(places(&bytes, SECRET).is_empty(), "{file}");
    }
}

#[track_caller]
fn refused(office: &Workspace) -> Ran {
    let ran = public(office);
    assert!(ran.stderr.contains("BP0909"), "{}", ran.stderr);
    assert!(!office.path("output/meetings/m-pack.pdf").exists());
    is_sealed(office, &ran);
    ran
}

const EXEMPT: &str =
    "{ title = \"Closed\", paper = \"secret.md\", exempt = [3], reason = \"Prices.\" },";
const OTHER: &str = "{ title = \"Other\", paper = \"other.md\" },";

#[test]
fn a_copy_of_an_exempt_paper_is_no_open_one_in_either_order() {
    for items in [format!("{EXEMPT}{OTHER}"), format!("{OTHER}{EXEMPT}")] {
        let office = office(&items).file("data/meetings/other.md", report("Closed", SECRET));
        refused(&office);
    }
}

#[cfg(unix)]
#[test]
fn nor_is_what_leads_to_it() {
    for items in [format!("{EXEMPT}{OTHER}"), format!("{OTHER}{EXEMPT}")] {
        let office = office(&items);
        let link = office.path("data/meetings/other.md");
        std::os::unix::fs::symlink(office.path("data/meetings/secret.md"), &link).expect("linked");
        refused(&office);
    }
    let folder = EXEMPT.replace("secret.md", "linked/secret.md");
    let office = office(&format!(
        "{{ title = \"O\", paper = \"secret.md\" }},{folder}"
    ));
    let link = office.path("data/meetings/linked");
    std::os::unix::fs::symlink(office.path("data/meetings"), &link).expect("linked");
    refused(&office);
}

const TRACKER: &str = "Ref,Action,Status\n1,Quornbeck,\n";

fn update(file: &str) -> String {
    format!(
        "document = \"action-update\"\nboard = \"Panel\"\ndate = 2026-11-19\n[actions]\nworkbook = \"{file}\"\n"
    )
}

#[test]
fn a_workbook_of_an_exempt_paper_is_none_of_an_open_one() {
    // Whether or not the update is without fault, its words stay where they are.
    let items = [
        EXEMPT.replace("secret.md", "tracker.csv"),
        EXEMPT.replace("secret.md", "closed.toml"),
    ];
    let open = OTHER.replace("other.md", "open.toml");
    let office = office(&format!("{open}{}", items[0]))
        .file("data/meetings/tracker.csv", TRACKER)
        .file("data/meetings/open.toml", update("tracker.csv"))
        .file("data/meetings/closed.toml", update("tracker.csv"));
    refused(&office);
}

#[test]
fn parts_of_an_exempt_item_are_exempt_however_deep_and_wherever() {
    let part = "paper = \"secret.md\"";
    for items in [
        format!(
            "{{ ref = \"9(a)\", title = \"S\", exempt = [3], reason = \"R.\" }}, {{ ref = \"9(a)(i)\", title = \"P\", {part} }},"
        ),
        format!(
            "{{ ref = \"9\", title = \"S\", exempt = [3], reason = \"R.\" }}, {{ ref = \"10\", title = \"V\", state = \"verbal\" }}, {{ ref = \"9(a)\", title = \"P\", {part} }},"
        ),
    ] {
        let office = office(&format!(
            "{{ ref = \"8\", title = \"O\", paper = \"open.md\" }}, {items}"
        ));
        let ran = public(&office);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        is_sealed(&office, &ran);
    }
}

#[test]
fn nothing_stays_of_what_was_kept_before_it_was_exempt() {
    let open = "{ title = \"Open\", paper = \"open.md\" },";
    for now in [
        EXEMPT.replace("secret.md", "moved.md"),
        EXEMPT.replace("paper = \"secret.md\"", "state = \"to follow\""),
        EXEMPT.replace("secret.md", "gone.md"),
        EXEMPT.replace("[3]", "[99]"),
    ] {
        let was = "{ title = \"Closed\", paper = \"secret.md\" },";
        let office = office(&format!("{open}{was}"));
        assert_eq!(public(&office).code, 0);
        let kept = |office: &Workspace| {
            let files = office.files("output/.cache").into_iter();
            let pdfs = files.filter(|file| file.ends_with(".pdf"));
            pdfs.filter(|file| {
                !places(&std::fs::read(office.path(file)).expect("read"), SECRET).is_empty()
            })
            .count()
        };
        assert_eq!(kept(&office), 1);
        let office = office
            .edit("data/meetings/m.toml", was, &now)
            .file("data/meetings/moved.md", report("Closed", SECRET));
        public(&office);
        assert_eq!(kept(&office), 0, "{now}");
    }
}

#[test]
fn a_column_that_may_say_what_is_exempt_is_not_passed_over() {
    for (heading, cell) in [
        ("Restricted?", "Yes"),
        ("Private / public", "Private"),
        ("Exemption", "Yes"),
        ("Part 2", "x"),
        ("Exempt / confidential", "Exempt"),
    ] {
        let items =
            format!("No,Title,Paper,{heading}\n1,Open,open.md,\n2,Closed,secret.md,{cell}\n");
        let office = office("").file("data/meetings/items.csv", items).file(
            "data/meetings/m.toml",
            "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\n[items]\nworkbook = \"items.csv\"\n",
        );
        let ran = public(&office);
        assert!(ran.stderr.contains("BP0907"), "{heading}: {}", ran.stderr);
        is_sealed(&office, &ran);
        assert!(!office.path("output/meetings/m-pack.pdf").exists());
    }
}

#[test]
fn a_pack_from_before_an_item_was_exempt_is_named() {
    let was = "{ title = \"Closed\", paper = \"secret.md\" },";
    let office = office(&format!(
        "{{ title = \"Open\", paper = \"open.md\" }},{was}"
    ));
    assert_eq!(public(&office).code, 0);
    let gone = EXEMPT.replace("secret.md", "gone.md");
    let office = office.edit("data/meetings/m.toml", was, &gone);
    let ran = public(&office);
    assert!(ran.codes().contains(&"0927"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("output/meetings/m-pack.pdf"),
        "{}",
        ran.stderr
    );
    // One that is made anew is told of no more.
    let office = office.edit("data/meetings/m.toml", &gone, EXEMPT);
    let ran = public(&office);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    is_sealed(&office, &ran);
}

#[test]
fn a_faulty_name_of_an_exempt_paper_is_not_printed() {
    for file in [
        "/home/Quornbeck.pdf",
        "https://quornbeck.example/Quornbeck.pdf",
    ] {
        let office = office(&EXEMPT.replace("secret.md", file));
        let ran = public(&office);
        assert!(ran.codes().contains(&"0204"), "{}", ran.stderr);
        is_sealed(&office, &ran);
    }
}

#[test]
fn faults_of_an_exempt_paper_are_not_told_by_an_open_one_that_draws_on_it() {
    let open = "document = \"quarterly-summary\"\nquarter = \"2026-27 Q2\"\ndate = 2026-11-19\npapers = [\"closed.toml\"]\n";
    let items = format!(
        "{}{}",
        OTHER.replace("other.md", "open.toml"),
        EXEMPT.replace("secret.md", "closed.toml")
    );
    let office = office(&items).file("data/meetings/open.toml", open).file(
        "data/meetings/closed.toml",
        "document = \"theme-update\"\nQuornbeck = \"Quornbeck\"\n",
    );
    refused(&office);
}
