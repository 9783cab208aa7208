use super::super::samples::{Sample, exempt, item, meeting, paper};
use super::super::{Access, Issue, ItemState, Numbers};
use super::*;
use crate::model::Label;

pub fn day(day: u32) -> Date {
    Date::new(2026, 11, day).expect("exists")
}

/// Items 1 and 4 without papers, 2 with a paper and an appendix, 3 with an exempt paper, 5 to follow.
pub fn agenda() -> Meeting {
    let titles = [
        "Apologies",
        "Plan",
        "Contract",
        "Any other business",
        "Budget",
    ];
    let items = titles.iter().zip(1..);
    let mut meeting = meeting(
        items
            .map(|(title, at)| item(&at.to_string(), title))
            .collect(),
    );
    meeting.items[1].papers = vec![paper("plan.toml", "Plan"), paper("map.pdf", "Map")];
    meeting.items[2].papers = vec![paper("contract.docx", "Secret contract")];
    meeting.items[2].access = Access::Exempt(exempt());
    meeting.items[4].state = Some(ItemState::ToFollow);
    meeting
}

pub fn sample(meeting: Meeting, issue: Issue, shas: [&str; 2], length: usize) -> Sample {
    let edition = issue.edition;
    let sample = Sample::new(meeting, issue)
        .paper("2", length, "Plan", shas[0])
        .with(Some("2"), PieceKind::Appendix, 2, "Map", shas[1])
        .paper("3", 3, "Secret contract", "c0ffee");
    match edition {
        Edition::Public => sample.withheld(),
        Edition::Restricted => sample,
    }
}

pub fn published(edition: Edition) -> History {
    let first = sample(agenda(), Issue::agenda(edition), ["p1", "m1"], 3).first();
    let mut history = History::new(&first.meeting, edition);
    history.publish(first.made(), day(10));
    history
}

pub fn supplement(mut meeting: Meeting, edition: Edition, last: u32) -> Sample {
    meeting.items[4].state = None;
    meeting.items[4].papers = vec![paper("budget.toml", "Budget")];
    let issue = Issue {
        kind: PackKind::Supplement,
        ..Issue::agenda(edition)
    };
    Sample::new(meeting, issue)
        .paper("5", 4, "Budget", "b1")
        .laid_out(&Numbers::after(last, 0))
}

pub fn revision(edition: Edition) -> Issue {
    Issue {
        kind: PackKind::Revision,
        published: Some(day(10)),
        ..Issue::agenda(edition)
    }
}

pub fn codes(out: &Diagnostics) -> Vec<Code> {
    out.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_record_comes_back_as_it_was_written() {
    let history = published(Edition::Restricted);
    let mut out = Diagnostics::default();
    let read = History::read(&history.json(), "data/history/x.json", &mut out);
    assert_eq!(read, Some(history.clone()));
    let newer = history
        .json()
        .replacen("\"version\": 1", "\"version\": 9", 1);
    assert_eq!(History::read(&newer, "data/history/x.json", &mut out), None);
    assert_eq!(History::read("{", "data/history/x.json", &mut out), None);
    assert_eq!(codes(&out), [Code::HistoryFaulty; 2]);
}

#[test]
fn the_public_record_knows_nothing_of_withheld_papers() {
    let json = published(Edition::Public).json();
    for secret in [
        "Secret",
        "c0ffee",
        "contract.docx",
        "\"length\": 3,\n          \"pages\": {\n            \"first\": {\n              \"number\": 9",
    ] {
        assert!(!json.contains(secret), "{json}");
    }
    assert!(json.contains("\"withheld\": true"));
    assert!(published(Edition::Restricted).json().contains("Secret"));
}

#[test]
fn a_supplement_has_what_was_to_follow_and_goes_on_from_the_last_number() {
    let mut history = published(Edition::Public);
    assert!(history.late(&agenda()).is_empty());
    assert_eq!(history.last(), Some(12));
    let late = supplement(agenda(), Edition::Public, 12);
    let items: Vec<&str> = history
        .late(&late.meeting)
        .iter()
        .map(|of| of.number.as_str())
        .collect();
    assert_eq!(items, ["5"]);
    assert_eq!(late.layout.items["items-5"].said(), "15 - 18");
    history.publish(late.made(), day(16));
    assert_eq!(history.next(PackKind::Supplement), 2);
    assert!(history.late(&late.meeting).is_empty());
    assert_eq!(history.last(), Some(18));
}

#[test]
fn a_revision_keeps_numbers_and_says_what_changed() {
    let mut history = published(Edition::Public);
    let late = supplement(agenda(), Edition::Public, 12);
    history.publish(late.made(), day(16));
    let mut meeting = late.meeting.clone();
    meeting.items[3].state = Some(ItemState::Withdrawn);
    meeting.items.push(item("6", "Urgent business"));
    let pack = sample(meeting, revision(Edition::Public), ["p2", "m1"], 5)
        .paper("5", 4, "Budget", "b1")
        .paper("6", 2, "Urgent business", "u1")
        .revised(&history, Some(&published(Edition::Restricted)));
    let said: Vec<String> = pack
        .layout
        .items
        .values()
        .map(|pages| pages.said())
        .collect();
    assert_eq!(said, ["3 - 8", "15 - 18", "19 - 20"]);
    let paper = pack.layout.pieces[1].expect("is there");
    assert_eq!(
        (paper.first, paper.last),
        (Label::Number(3), Label::Lettered(5, 2))
    );
    assert_eq!(
        history.changes(pack.made()),
        [
            "Item 2, Plan: the paper “Plan” was replaced (pages 3 to 5 and 5A to 5B)",
            "Item 4, Any other business: it is withdrawn",
            "Item 5, Budget: its papers came in supplement 1, and are here now (pages 15 to 18)",
            "Item 6, Urgent business is new (pages 19 to 20)",
        ]
    );
}

#[test]
fn a_revision_of_the_public_pack_changes_as_that_of_members_does() {
    let history = published(Edition::Public);
    let members = published(Edition::Restricted);
    let revised = |edition| {
        let history = match edition {
            Edition::Public => &history,
            Edition::Restricted => &members,
        };
        sample(agenda(), revision(edition), ["p1", "m2"], 3)
            .paper("5", 4, "Budget", "b1")
            .revised(history, Some(&members))
    };
    let (public, restricted) = (revised(Edition::Public), revised(Edition::Restricted));
    assert_eq!(public.layout.taken, restricted.layout.taken);
    assert_eq!(restricted.layout.items["items-3"].said(), "9 - 12");
    assert_eq!(
        history.changes(public.made()),
        members.changes(restricted.made())
    );
}

#[test]
fn items_are_found_again_when_one_is_put_between_them() {
    let history = published(Edition::Restricted);
    let mut meeting = agenda();
    meeting.items.insert(1, item("2", "Minutes"));
    for (at, item) in meeting.items.iter_mut().enumerate() {
        item.number = (at + 1).to_string();
        item.id = format!("items-{}", at + 1);
    }
    let pack = Sample::new(meeting, revision(Edition::Restricted))
        .paper("3", 3, "Plan", "p1")
        .with(Some("3"), PieceKind::Appendix, 2, "Map", "m1")
        .paper("4", 3, "Secret contract", "c0ffee")
        .revised(&history, None);
    assert_eq!(pack.layout.items["items-3"].said(), "3 - 8");
    assert_eq!(pack.layout.items["items-4"].said(), "9 - 12");
    let changes = history.changes(pack.made());
    assert_eq!(changes[0], "Item 2, Minutes is new");
    assert_eq!(changes[1], "Item 3, Plan: it was item 2");
}

#[test]
fn papers_that_come_and_go_are_said() {
    let history = published(Edition::Restricted);
    let mut meeting = agenda();
    meeting.items.pop();
    let pack = Sample::new(meeting, revision(Edition::Restricted))
        .paper("2", 3, "Plan", "p1")
        .paper("3", 3, "Secret contract", "c0ffee")
        .with(Some("3"), PieceKind::Appendix, 1, "Prices", "e1")
        .revised(&history, None);
    assert_eq!(
        history.changes(pack.made()),
        [
            "Item 2, Plan: the appendix “Map” was taken out (pages 6 to 7 are no longer used)",
            "Item 3, Contract: the appendix “Prices” was added (page 12)",
            "Item 5, Budget: no longer on the agenda",
        ]
    );
}

#[test]
fn a_withdrawn_item_has_its_numbers_back_when_it_is_taken_after_all() {
    let mut history = published(Edition::Restricted);
    let mut meeting = agenda();
    meeting.items[1].state = Some(ItemState::Withdrawn);
    let without = Sample::new(meeting, revision(Edition::Restricted))
        .paper("3", 3, "Secret contract", "c0ffee")
        .revised(&history, None);
    history.publish(without.made(), day(12));
    let again =
        sample(agenda(), revision(Edition::Restricted), ["p1", "m1"], 3).revised(&history, None);
    assert_eq!(again.layout.items["items-2"].said(), "3 - 8");
}

#[test]
fn what_is_published_is_not_built_over() {
    let history = published(Edition::Public);
    let unpublished = History::new(&agenda(), Edition::Public);
    let asked = |history: &History, kind, anew| {
        let mut out = Diagnostics::default();
        (history.allows(&agenda(), kind, anew, &mut out), codes(&out))
    };
    use PackKind::{Agenda, Revision, Supplement};
    assert_eq!(asked(&unpublished, Agenda, false), (true, vec![]));
    assert_eq!(asked(&history, Agenda, true), (true, vec![]));
    assert_eq!(asked(&history, Revision, false), (true, vec![]));
    let refused = |code| (false, vec![code]);
    assert_eq!(
        asked(&history, Agenda, false),
        refused(Code::AlreadyPublished)
    );
    assert_eq!(
        asked(&unpublished, Revision, false),
        refused(Code::NotPublished)
    );
    assert_eq!(
        asked(&unpublished, Supplement, false),
        refused(Code::NotPublished)
    );
    assert_eq!(
        asked(&history, Supplement, false),
        refused(Code::NothingLate)
    );
}

#[test]
fn an_agenda_is_not_published_anew_under_its_supplements() {
    let mut history = published(Edition::Public);
    history.publish(supplement(agenda(), Edition::Public, 12).made(), day(16));
    let mut out = Diagnostics::default();
    assert!(!history.allows(&agenda(), PackKind::Agenda, true, &mut out));
    assert!(out.iter().all(|problem| {
        problem
            .hints
            .iter()
            .any(|hint| hint.contains("goes on from"))
    }));
}

#[test]
fn a_shorter_paper_says_which_pages_are_gone() {
    let history = published(Edition::Restricted);
    let pack = Sample::new(agenda(), revision(Edition::Restricted))
        .paper("2", 1, "Plan", "p2")
        .with(Some("2"), PieceKind::Appendix, 1, "Map", "m2")
        .paper("3", 2, "Secret contract", "c2")
        .revised(&history, None);
    assert_eq!(
        history.changes(pack.made()),
        [
            "Item 2, Plan: the paper “Plan” was replaced (page 3; pages 4 to 5 are no longer used)",
            "Item 2, Plan: the appendix “Map” was replaced (page 6; page 7 is no longer used)",
            "Item 3, Contract: the paper was replaced (pages 9 to 10; page 11 is no longer used)",
        ]
    );
}

#[test]
fn changes_of_the_meeting_itself_are_said() {
    let history = published(Edition::Public);
    let changes = |meeting| {
        let pack = sample(meeting, revision(Edition::Public), ["p1", "m1"], 3)
            .revised(&history, Some(&published(Edition::Restricted)));
        history.changes(pack.made())
    };
    assert_eq!(changes(agenda()), Vec::<String>::new());
    let mut moved = agenda();
    moved.facts.date = Date::new(2026, 11, 20);
    moved.facts.time = None;
    moved.facts.venue = Some("Guildhall".into());
    assert_eq!(
        changes(moved),
        [
            "The date of the meeting is 20 November 2026; it was 19 November 2026",
            "The time of the meeting is no longer given; it was 2 pm",
            "The venue of the meeting is Guildhall; none was given",
        ]
    );
    let mut reworded = agenda();
    reworded.facts.words = "beef".into();
    assert_eq!(
        changes(reworded),
        ["Words of the agenda were changed; its items and papers are as they were"]
    );
}

#[test]
fn published_items_with_other_numbers_are_warned_of() {
    let history = published(Edition::Public);
    let told = |meeting: &Meeting| {
        let mut out = Diagnostics::default();
        history.tell_renumbered(meeting, &mut out);
        let said = out.iter().map(|problem| problem.message.clone());
        said.collect::<Vec<String>>()
    };
    assert!(told(&agenda()).is_empty());
    let mut meeting = agenda();
    meeting.items.insert(4, item("5", "Minutes"));
    meeting.items[5].number = "6".into();
    meeting.items[5].id = "items-6".into();
    assert_eq!(
        told(&meeting),
        ["a published item has another number: 5 Budget is 6 now"]
    );
    meeting.items[4].number = "4A".into();
    meeting.items[4].id = "items-4A".into();
    meeting.items[5].number = "5".into();
    meeting.items[5].id = "items-5".into();
    assert!(told(&meeting).is_empty());
}
