use std::sync::Arc;

use super::*;
use crate::load::{Library, Workbook, parse};
use crate::model::{Phrase, Place};
use crate::pack::{FirstPage, Notice, Settings};
use crate::validate::{self, Beside};

/// A meeting names nothing that is looked at when it is read.
struct Alone;

impl Beside for Alone {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        None
    }
}

const BOARD: &str = r#"
[organisation]
name = "Northmarch"

[defaults.agenda]
jurisdiction = "england"
notice = "council"

[defaults.agenda.pack]
start = 3
contents = true
"#;

fn paper(rest: &str, out: &mut Diagnostics) -> Paper {
    let library = Library::embedded();
    let board = parse(BOARD, "data/board.toml", out).expect("parses");
    let board = validate::board(&board, out).expect("a board");
    let text = format!(
        "document = \"agenda\"\nboard = \"Police and Crime Panel\"\ndate = 2026-11-19\n{rest}"
    );
    let node = parse(&text, "data/m.toml", out).expect("parses");
    validate::paper(&node, &board, &library, &mut Alone, out).expect("a paper")
}

fn law(out: &mut Diagnostics) -> Law {
    validate::law(&Library::embedded(), out)
}

fn read(rest: &str, out: &mut Diagnostics) -> Meeting {
    let paper = paper(rest, out);
    let law = law(out);
    Meeting::of(&paper, &law, &IndexMap::new(), out).expect("a meeting")
}

fn sound(rest: &str) -> Meeting {
    let mut out = Diagnostics::default();
    let meeting = read(rest, &mut out);
    assert_eq!(out, Diagnostics::default());
    meeting
}

fn codes(rest: &str) -> Vec<String> {
    let mut out = Diagnostics::default();
    read(rest, &mut out);
    let told = out.iter().map(|problem| {
        let place = problem.origin.as_ref().expect("a place");
        format!("{} {place}", problem.code)
    });
    told.collect()
}

#[test]
fn items_have_numbers_papers_and_states() {
    let meeting = sound(
        r#"items = [
  { title = "*Apologies*" },
  { title = "Reports", paper = "../q2/theme-1.toml", appendices = ["a.pdf", { file = "b.pdf", title = "The map" }] },
  { sub = true, title = "Budget", state = "to follow" },
  { sub = true, title = "Post", state = "verbal" },
  { ref = "8", title = "Any\nother", state = "withdrawn" },
  { title = "Late", paper = "late.pdf", urgent = "It came late." },
]
"#,
    );
    let numbers: Vec<&str> = meeting
        .items
        .iter()
        .map(|item| item.number.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2", "2(a)", "2(b)", "8", "9"]);
    assert_eq!(meeting.board, "Police and Crime Panel");
    assert_eq!(meeting.items[0].title, "Apologies");
    let papers = &meeting.items[1].papers;
    let named: Vec<_> = papers
        .iter()
        .map(|p| (p.file.as_str(), p.title.as_deref(), p.appendix))
        .collect();
    assert_eq!(
        named,
        [
            ("../q2/theme-1.toml", None, false),
            ("a.pdf", None, true),
            ("b.pdf", Some("The map"), true)
        ]
    );
    assert_eq!(papers[2].origin.to_string(), "data/m.toml:6:86");
    let states: Vec<_> = meeting.items.iter().map(|item| item.state).collect();
    assert_eq!(
        states[2..5],
        [
            Some(ItemState::ToFollow),
            Some(ItemState::Verbal),
            Some(ItemState::Withdrawn)
        ]
    );
    assert_eq!(meeting.items[5].urgent.as_deref(), Some("It came late."));
}

#[test]
fn the_office_says_how_packs_are_made_where_the_meeting_does_not() {
    let meeting = sound(
        "items = [{ title = \"Apologies\" }]\n[pack]\nfirst-page = \"first paper\"\nnumber-at = \"top centre\"\n",
    );
    let expected = Settings {
        first_page: FirstPage::FirstPaper,
        start: 3,
        contents: true,
        number_place: Place::TopCentre,
        ..Settings::default()
    };
    assert_eq!(meeting.settings, expected);
    assert_eq!(
        codes("items = [{ title = \"Apologies\" }]\n[pack]\nstart = 0\n"),
        ["BP0204 data/m.toml:6:9"]
    );
}

#[test]
fn an_exempt_item_is_told_in_the_words_of_the_law() {
    let meeting = sound(
        "items = [{ title = \"Lease\", exempt = [\"para 3\", 1, 3], reason = \"It would harm us.\" }]\n",
    );
    let Access::Exempt(exempt) = &meeting.items[0].access else {
        panic!("exempt")
    };
    let act = "Schedule 12A to the Local Government Act 1972";
    assert_eq!(exempt.paragraphs, "paragraphs 1 and 3");
    assert_eq!(
        exempt.ground,
        format!("paragraphs 1 and 3 of Part 1 of {act}")
    );
    assert_eq!(exempt.about.len(), 2);
    assert_eq!(exempt.about[0], "any individual");
    assert_eq!(
        exempt.power,
        "section 100A(4) of the Local Government Act 1972"
    );
    assert_eq!(exempt.reason.as_deref(), Some("It would harm us."));
}

#[test]
fn each_country_has_its_own_paragraphs() {
    for (country, mark, ground) in [
        (
            "wales",
            "14",
            "paragraph 14 of Part 4 of Schedule 12A to the Local Government Act 1972",
        ),
        (
            "scotland",
            "15",
            "paragraph 15 of Part I of Schedule 7A to the Local Government (Scotland) Act 1973",
        ),
        (
            "northern-ireland",
            "7",
            "paragraph 7 of Part 1 of Schedule 6 to the Local Government Act (Northern Ireland) 2014",
        ),
        (
            "parish",
            "confidential",
            "section 1(2) of the Public Bodies (Admission to Meetings) Act 1960",
        ),
    ] {
        let meeting = sound(&format!(
            "jurisdiction = \"{country}\"\nitems = [{{ title = \"Lease\", exempt = [\"{mark}\"], reason = \"Harm.\" }}]\n"
        ));
        let Access::Exempt(exempt) = &meeting.items[0].access else {
            panic!("exempt")
        };
        assert_eq!(exempt.ground, ground);
    }
}

#[test]
fn laws_and_their_paragraphs_have_resolutions_of_their_own() {
    for (law, marks, said) in [
        ("england", "[3]", None),
        ("parish", "[\"confidential\"]", Some("confidential nature")),
        (
            "nhs",
            "[\"confidential\"]",
            Some("representatives of the press"),
        ),
        (
            "nhs",
            "[\"confidential\", \"special\"]",
            Some("special reason"),
        ),
    ] {
        let meeting = sound(&format!(
            "jurisdiction = \"{law}\"\nitems = [{{ title = \"Lease\", exempt = {marks}, reason = \"Harm.\" }}]\n"
        ));
        let Access::Exempt(exempt) = &meeting.items[0].access else {
            panic!("exempt")
        };
        match said {
            None => assert_eq!(exempt.resolution, None),
            Some(said) => {
                let words = exempt.resolution.as_deref().expect("a resolution");
                assert!(
                    words.contains(said) && !words.contains("exempt information"),
                    "{words}"
                );
            }
        }
    }
}

#[test]
fn parts_of_an_exempt_item_are_exempt() {
    let meeting = sound(
        r#"items = [
  { title = "Contracts", exempt = [3], reason = "It would harm us." },
  { sub = true, title = "Cleaning", paper = "a.pdf" },
  { title = "Close" },
]
"#,
    );
    let open: Vec<bool> = meeting
        .items
        .iter()
        .map(|item| item.access == Access::Open)
        .collect();
    assert_eq!(open, [false, false, true]);
}

#[test]
fn what_contradicts_itself_or_the_law_is_told_with_its_place() {
    let item = |rest: &str| codes(&format!("items = [\n{{ title = \"Lease\", {rest} }},\n]\n"));
    assert_eq!(
        item("state = \"verbal\", paper = \"a.pdf\""),
        ["BP0906 data/m.toml:5:28"]
    );
    assert_eq!(
        item("exempt = [9], reason = \"Harm.\""),
        ["BP0907 data/m.toml:5:29"]
    );
    assert_eq!(
        item("exempt = [], reason = \"Harm.\""),
        ["BP0907 data/m.toml:5:29"]
    );
    assert_eq!(item("reason = \"Harm.\""), ["BP0907 data/m.toml:5:29"]);
    assert_eq!(item("exempt = 3"), ["BP0908 data/m.toml:5:29"]);
    assert_eq!(
        item("exempt = 3, state = \"withdrawn\""),
        Vec::<String>::new()
    );
    assert_eq!(item("urgent = \"Late.\""), ["BP0205 data/m.toml:5:29"]);
    assert_eq!(item("sub = true"), ["BP0204 data/m.toml:5:26"]);
}

#[test]
fn a_file_is_not_open_and_exempt_at_once() {
    let both = |open: &str| {
        codes(&format!(
            "items = [\n{{ title = \"A\", exempt = 3, reason = \"Harm.\", appendices = [\"papers/Lease.pdf\"] }},\n{{ title = \"B\", paper = \"{open}\" }},\n]\n"
        ))
    };
    assert_eq!(both("papers/other.pdf"), Vec::<String>::new());
    for same in [
        "papers/Lease.pdf",
        "papers/x/../lease.pdf",
        "./papers/Lease.pdf",
    ] {
        assert_eq!(both(same), ["BP0909 data/m.toml:6:24"], "{same}");
    }
}

#[test]
fn an_exemption_that_cannot_be_read_opens_nothing() {
    for rest in ["exempt = [9]", "exempt = []", "exempt = \"all of it\""] {
        let mut out = Diagnostics::default();
        let meeting = read(
            &format!("items = [{{ title = \"Lease\", {rest} }}]\n"),
            &mut out,
        );
        assert!(out.has_errors());
        assert_ne!(meeting.items[0].access, Access::Open, "{rest}");
    }
}

#[test]
fn a_law_that_is_not_known_is_told_once() {
    let rest = "jurisdiction = \"englan\"\nitems = [{ title = \"Lease\", exempt = 3, reason = \"Harm.\" }]\n";
    assert_eq!(codes(rest), ["BP0204 data/m.toml:4:16"]);
}

fn warned(rest: &str, today: Option<&str>) -> Vec<String> {
    let mut out = Diagnostics::default();
    let paper = paper(
        &format!("{rest}\nitems = [{{ title = \"Apologies\" }}]\n"),
        &mut out,
    );
    let law = law(&mut out);
    let notice = Notice::of(&paper, &law, &mut out).expect("a notice");
    notice.check(today.and_then(Date::parse), &mut out);
    out.iter()
        .map(|problem| format!("{}: {}", problem.code, problem.message))
        .collect()
}

#[test]
fn papers_that_were_sent_out_too_late_are_told_of() {
    assert_eq!(
        warned("dispatched = 2026-11-11", None),
        Vec::<String>::new()
    );
    assert_eq!(
        warned("dispatched = 2026-11-12", None),
        [
            "BP0910: the papers were sent out on 12 November 2026: with 5 clear days before Thursday 19 November 2026, the last day was Wednesday 11 November 2026"
        ]
    );
}

#[test]
fn a_last_day_that_is_near_or_past_is_told_of() {
    let told = |today| warned("", Some(today)).len();
    // Friday, then Monday: two working days are left, Tuesday 10 and Wednesday 11.
    assert_eq!((told("2026-11-06"), told("2026-11-09")), (0, 1));
    assert_eq!((told("2026-11-11"), told("2026-11-12")), (1, 1));
    assert!(warned("", Some("2026-11-12"))[0].contains("is past"));
    // What has been sent out in time is not late any more.
    assert_eq!(
        warned("dispatched = 2026-11-11", Some("2026-11-18")),
        Vec::<String>::new()
    );
    assert_eq!(
        warned("dispatched = 2026-11-11", Some("2026-11-10")).len(),
        1
    );
}

#[test]
fn a_year_without_bank_holidays_is_told_of() {
    let mut out = Diagnostics::default();
    let mut paper = paper("items = [{ title = \"Apologies\" }]\n", &mut out);
    let far = Date::parse("2029-03-01").expect("a day");
    paper.fields.get_mut("date").expect("a date").value = Value::Date(far);
    let law = law(&mut out);
    let notice = Notice::of(&paper, &law, &mut out).expect("a notice");
    assert_eq!(notice.last_day(), Err(2029));
    notice.check(None, &mut out);
    assert_eq!(
        out.iter().map(|p| p.code).collect::<Vec<_>>(),
        [Code::HolidaysUnknown]
    );
}

#[test]
fn files_of_exempt_items_reach_no_template() {
    let mut out = Diagnostics::default();
    let paper = paper(
        r#"items = [
  { title = "Lease", paper = "hidden-1.pdf", appendices = [{ file = "hidden-2.pdf", title = "Hidden 3" }], exempt = [3], reason = "Harm." },
  { sub = true, title = "Rent", paper = "hidden-4.pdf" },
  { title = "Reports", paper = "shown.pdf" },
]
"#,
        &mut out,
    );
    let sources = crate::render::render(&paper, &Library::embedded(), &mut out);
    let model = sources.expect("rendered").model.to_lowercase();
    assert!(model.contains("shown.pdf"));
    assert!(!model.contains("hidden"), "{model}");
    assert_eq!(out, Diagnostics::default());
}
