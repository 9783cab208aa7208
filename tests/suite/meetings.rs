//! What is made from a meeting's file: front sheet, cover, dividers, minutes to fill in, action log.

use crate::support::pdf::Pdf;
use crate::support::workspace::{BOARD, Workspace};

const MEETING: &str = r#"document = "agenda"
board = "Northmarch Police and Crime Panel"
date = 2026-11-19
time = "10.30 am"
venue = "Quay House"
next = 2027-02-04

members = [
  { name = "Member for Harbour Ward", role = "Chair", body = "Eastmarch Council" },
  { name = "Independent member" },
]

items = [
  { ref = "1", title = "Apologies" },
  { ref = "2", title = "Budget forecast", presenter = "Chief Finance Officer", state = "to follow" },
  { ref = "9(a)", title = "Work programme", purpose = "For decision" },
]

actions = [
  { ref = "14", item = "2", title = "Publish the forecast.", owner = "Chief Finance Officer", due = 2026-12-01, status = "G" },
  { ref = "15", title = "Visit the suite.", owner = "Clerk", status = "R", update = "Not before January." },
]
"#;

fn paper(text: &str) -> Pdf {
    let office = Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/meetings/november.toml", MEETING)
        .file("data/paper.toml", text)
        .build();
    office.pdf("output/paper.pdf")
}

fn of_meeting(kind: &str) -> Pdf {
    paper(&format!(
        "document = \"{kind}\"\nmeeting = \"meetings/november.toml\"\n"
    ))
}

fn words(pdf: &Pdf) -> String {
    pdf.reading()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[track_caller]
fn says(pdf: &Pdf, said: &[&str]) {
    let reading = words(pdf);
    let mut rest = reading.as_str();
    for words in said {
        let place = rest.find(words);
        rest = &rest[place.unwrap_or_else(|| panic!("`{words}` is not in: {rest}"))..];
    }
}

#[test]
fn a_front_sheet_says_when_and_where_who_sits_on_the_board_and_the_items() {
    let pdf = paper(MEETING);
    says(
        &pdf,
        &[
            "Northmarch Police and Crime Panel",
            "Date Thursday 19 November 2026",
            "Place Quay House",
            "Member for Harbour Ward, Chair (Eastmarch Council)",
            "Independent member",
            "2 Budget forecast Chief Finance Officer",
            "To follow",
            "9(a) Work programme",
            "For decision",
            "Next meeting Thursday 4 February 2027",
        ],
    );
}

/// The meeting with an exempt item among open ones and a part of an item, in a family of layouts.
fn in_layout(layout: &str) -> String {
    let before = "  { ref = \"9(a)\"";
    let more = "  { ref = \"3\", title = \"Contract\", exempt = [3], reason = \"It would harm talks.\" },\n  { ref = \"9\", title = \"Plans\" },\n";
    MEETING.replace(before, &format!("{more}{before}")).replace(
        "time =",
        &format!(
            "jurisdiction = \"england\"\nlayout = \"{layout}\"\ndispatched = 2026-11-11\ntime ="
        ),
    )
}

#[test]
fn every_family_of_front_sheets_has_the_items_in_two_parts_with_the_resolution_between_them() {
    for (layout, open, closed) in [
        ("council", "Part 1: open", "Part 2: the press"),
        ("table", "Part 1: open", "Part 2: the press"),
        ("summons", "Part 1: open", "Part 2: the press"),
        ("executive", "Part I: items open", "Part II: items from"),
    ] {
        let again = open
            .split_once(':')
            .map(|(part, _)| format!("{part}, continued"));
        let said = [
            "Northmarch Police and Crime Panel",
            "Items of business",
            open,
            "1 Apologies",
            "2 Budget forecast",
            closed,
            "excluded from the meeting for item 3, because exempt information (paragraph 3)",
            "3 Contract",
            "Exempt: paragraph 3",
            again.as_deref().expect("has a colon"),
            "9 Plans",
            "9(a) Work programme",
        ];
        says(&paper(&in_layout(layout)), &said);
    }
}

#[test]
fn a_part_of_an_item_is_a_list_in_the_list_of_items() {
    let pdf = paper(&in_layout("council"));
    let lists = pdf.tags().all("L").len();
    // Members, the items of three parts, and the part of item 9.
    assert_eq!(lists, 5);
    let table = paper(&in_layout("table"));
    assert_eq!(table.tags().all("Table").len(), 3);
}

#[test]
fn a_summons_calls_the_members_and_is_signed() {
    let signed = in_layout("summons").replace("time =", "proper-officer = \"Town Clerk\"\ntime =");
    says(
        &paper(&signed),
        &[
            "Summons and agenda",
            "To the members • Member for Harbour Ward",
            "You are summoned to attend a meeting of Northmarch Police and Crime Panel at Quay House on Thursday 19 November 2026 at 10.30 am, to transact",
            "Members of the press and public are welcome",
            "Town Clerk Wednesday 11 November 2026",
            "Items of business",
        ],
    );
}

#[test]
fn a_cover_is_one_page_and_takes_its_date_from_the_meeting() {
    let pdf = of_meeting("cover");
    assert_eq!(pdf.pages().len(), 1);
    says(
        &pdf,
        &[
            "Papers for the meeting on 19 November 2026",
            "10.30 am",
            "Quay House",
        ],
    );
    assert!(pdf.metadata().contains("2026-11-19"), "{}", pdf.metadata());
}

#[test]
fn each_item_has_a_leaf_or_only_the_one_that_is_named() {
    let all = of_meeting("divider");
    assert_eq!(all.pages().len(), 3);
    says(
        &all,
        &[
            "Agenda item 1",
            "Agenda item 2",
            "Budget forecast",
            "Agenda item 9(a)",
        ],
    );
    let one =
        paper("document = \"divider\"\nmeeting = \"meetings/november.toml\"\nitem = \"9(a)\"\n");
    assert_eq!(one.pages().len(), 1);
    says(&one, &["Agenda item 9(a)", "Work programme"]);
}

#[test]
fn an_exempt_item_has_a_cover_that_says_on_what_ground_and_why_it_is_not_for_publication() {
    for item in ["", "item = \"3\"\n"] {
        let office = Workspace::empty()
            .file("data/board.toml", BOARD)
            .file("data/november.toml", in_layout("council"))
            .file(
                "data/paper.toml",
                format!("document = \"exempt-cover\"\nmeeting = \"november.toml\"\n{item}"),
            )
            .build();
        let pdf = office.pdf("output/paper.pdf");
        assert_eq!(pdf.pages().len(), 1);
        says(
            &pdf,
            &[
                "Not for publication",
                "Agenda item 3",
                "Contract",
                "By virtue of paragraph 3.",
                "Why publication is against the public interest: It would harm talks.",
                "For members only",
            ],
        );
    }
    says(
        &of_meeting("exempt-cover"),
        &["No item of this meeting is exempt."],
    );
}

#[test]
fn minutes_have_room_for_what_was_said_and_agreed_under_every_item() {
    let pdf = of_meeting("minutes-skeleton");
    says(
        &pdf,
        &[
            "Minutes of the meeting on 19 November 2026",
            "Member for Harbour Ward, Chair",
            "Present",
            "Apologies",
        ],
    );
    let reading = words(&pdf);
    for said in [
        "What was said",
        "What was resolved",
        "Action, owner and date",
    ] {
        assert_eq!(reading.matches(said).count(), 3, "{said}: {reading}");
    }
    assert_eq!(pdf.tags().all("H2").len(), 3);
}

#[test]
fn an_action_log_counts_what_was_agreed_and_names_what_needs_attention() {
    let pdf = of_meeting("action-log");
    says(
        &pdf,
        &[
            "1 of 2 · 50%",
            "These actions need attention: Red: 15",
            "14 2 Publish the forecast. Chief Finance Officer 1 December 2026",
            "Visit the suite.",
            "Not before January.",
        ],
    );
}

#[test]
fn a_leaf_for_an_item_that_is_not_there_is_told_with_the_items_there_are() {
    let ran = Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/november.toml", MEETING)
        .file(
            "data/paper.toml",
            "document = \"divider\"\nmeeting = \"november.toml\"\nitem = \"9\"\n",
        )
        .run(&["build", "data/paper.toml"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0204"]));
    for said in [
        "`item` names `9`, which is no line of `items` in data/november.toml",
        "at: data/paper.toml:3:8",
        "use one of `1`, `2`, `9(a)`",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
}

#[test]
fn a_long_address_or_ref_stays_in_its_column() {
    let long = "firstname.lastname@northmarch.police.example";
    let text = MEETING
        .replace("owner = \"Clerk\"", &format!("owner = \"{long}\""))
        .replace("ref = \"15\"", "ref = \"NMPCP/2026-27/0015\"");
    let office = Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/meetings/november.toml", text)
        .file(
            "data/paper.toml",
            "document = \"action-log\"\nmeeting = \"meetings/november.toml\"\n",
        )
        .build();
    let pdf = office.pdf("output/paper.pdf");
    let pieces: Vec<_> = pdf.pages().iter().flat_map(|page| &page.pieces).collect();
    // The last is the table's: the ref also stands above it, as a link.
    let height = |text: &str| {
        let found = pieces.iter().rfind(|piece| piece.text == text);
        found.unwrap_or_else(|| panic!("`{text}` is drawn")).start.1
    };
    for (first, last) in [("firstname.", "example"), ("NMPCP/", "0015")] {
        assert!(
            height(last) < height(first),
            "{first} … {last} takes several lines"
        );
    }
}
/// A meeting whose introduction, items and actions cite one note, and a paper of a kind drawn from it, in two formats.
fn noted(kind: &str, more: &str) -> Workspace {
    let meeting = "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\nitems = [{ ref = \"1\", title = \"Apologies[^n]\" }, { ref = \"2\", title = \"Budget[^n][^m], see item 1\" }]\nactions = [{ title = \"Publish it[^m]\" }]\n[footnotes]\nn = \"First note.\"\nm = \"Second note, see item 1.\"\n";
    let office = Workspace::office()
        .file("data/meetings/november.toml", meeting)
        .file(
            "data/paper.toml",
            format!("document = \"{kind}\"\nmeeting = \"meetings/november.toml\"\n{more}"),
        );
    let ran = office.run(&["build", "--format", "pdf,html"]);
    assert_eq!(ran.code, 0, "{kind}: {}", ran.stderr);
    office
}

#[test]
fn papers_drawn_from_a_meeting_bring_the_texts_of_the_notes_they_cite() {
    for (kind, more, notes) in [
        ("action-log", "", &["1 Second note"][..]),
        (
            "divider",
            "item = \"2\"",
            &["1 First note.", "2 Second note"],
        ),
        ("divider", "", &["1 First note.", "2 Second note"]),
        ("minutes-skeleton", "", &["1 First note.", "2 Second note"]),
        ("cover", "", &[]),
    ] {
        let office = noted(kind, more);
        let text = crate::support::model::squeeze(&office.pdf("output/paper.pdf").text_layer());
        for note in notes {
            assert!(text.contains(note), "{kind}: `{note}` is not in: {text}");
        }
        let page = std::fs::read_to_string(office.path("output/paper.html")).expect("is there");
        assert_eq!(
            page.matches("id=\"note-entry-").count(),
            notes.len(),
            "{kind}"
        );
    }
}

#[test]
fn an_action_log_of_a_meeting_that_agreed_nothing_says_so_below_its_head() {
    let (start, _) = MEETING.split_once("actions = [").expect("has actions");
    for actions in ["", "actions = []\n"] {
        let office = Workspace::office()
            .file("data/november.toml", format!("{start}{actions}"))
            .file(
                "data/paper.toml",
                "document = \"action-log\"\nmeeting = \"november.toml\"\n",
            )
            .build();
        let said = [
            "Northmarch Police and Crime Panel",
            "Action log, 19 November 2026",
            "Nothing was agreed that needs to be followed.",
        ];
        says(&office.pdf("output/paper.pdf"), &said);
    }
}
