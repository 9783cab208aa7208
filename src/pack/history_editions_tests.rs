//! The records of both editions: what is open in one and withheld in the other.

use super::super::samples::Sample;
use super::super::{Access, Issue};
use super::tests::*;
use super::*;

#[test]
fn a_paper_that_is_open_now_has_the_numbers_it_had_for_members() {
    let history = published(Edition::Public);
    let members = published(Edition::Restricted);
    let revised = |members| {
        let mut meeting = agenda();
        meeting.items[2].access = Access::Open;
        Sample::new(meeting, revision(Edition::Public))
            .paper("2", 3, "Plan", "p1")
            .with(Some("2"), PieceKind::Appendix, 2, "Map", "m1")
            .paper("3", 3, "Secret contract", "c0ffee")
            .revised(&history, members)
    };
    let pack = revised(Some(&members));
    assert_eq!(pack.layout.items["items-3"].said(), "9 - 12");
    assert_eq!(
        history.changes(pack.made()),
        ["Item 3, Contract: its papers are open to the public now (pages 9 to 12)"]
    );
    // Without the members' record nobody knows which numbers it had: it goes to the end.
    assert_eq!(revised(None).layout.items["items-3"].said(), "13 - 16");
}

/// An agenda that was published all open: members have no pack of their own.
fn all_open() -> (History, History) {
    let mut meeting = agenda();
    meeting.items[2].access = Access::Open;
    let first = Sample::new(meeting, Issue::agenda(Edition::Public))
        .paper("2", 3, "Plan", "p1")
        .with(Some("2"), PieceKind::Appendix, 2, "Map", "m1")
        .paper("3", 3, "Contract", "c1")
        .first();
    let mut public = History::new(&first.meeting, Edition::Public);
    public.publish(first.made(), day(10));
    let members = History::new(&first.meeting, Edition::Restricted).with_those_of(&public);
    (public, members)
}

/// A revision of it in which item 3 is exempt.
fn closed(edition: Edition, history: &History, members: &History) -> Sample {
    let pack = Sample::new(agenda(), revision(edition))
        .paper("2", 3, "Plan", "p1")
        .with(Some("2"), PieceKind::Appendix, 2, "Map", "m1")
        .with(Some("3"), PieceKind::Divider, 1, "Contract", "d1")
        .paper("3", 3, "Contract", "c1");
    let mut pack = pack.revised(history, Some(members));
    if edition == Edition::Public {
        for piece in &mut pack.pieces[3..] {
            piece.withheld = true;
        }
        pack = pack.revised(history, Some(members));
    }
    pack.public = Some(history.clone());
    pack
}

#[test]
fn members_without_packs_of_their_own_have_the_public_ones() {
    let (public, mut members) = all_open();
    assert!(members.is_published());
    assert_eq!(members.edition, Edition::Restricted);
    let open = closed(Edition::Public, &public, &members);
    let secret = closed(Edition::Restricted, &members, &members);
    assert_eq!(open.layout.taken, secret.layout.taken);
    assert_eq!(secret.layout.last, public.last().expect("published"));
    members.publish(secret.made(), day(12));
    // Their own pack comes after the public one that it revises, and stands for the public one of its number.
    let mut public = public;
    public.publish(open.made(), day(12));
    assert_eq!(members.with_those_of(&public), members);
}

#[test]
fn papers_that_are_no_longer_open_are_said_in_both_editions_and_first() {
    let (public, members) = all_open();
    for edition in [Edition::Public, Edition::Restricted] {
        let history = match edition {
            Edition::Public => &public,
            Edition::Restricted => &members,
        };
        let pack = closed(edition, history, &members);
        assert_eq!(
            history.changes(pack.made()),
            ["Item 3, Contract: its papers are no longer open to the public"]
        );
        let mut pack = pack;
        pack.public = Some(public.clone());
        assert_eq!(
            super::super::attention(pack.made())[0],
            "Item 3 is exempt, but its papers were published in the open in `meetings/2026-11-19-pack.pdf`. Take this file off the website, and ask those who were sent it not to use that item's papers."
        );
    }
}

#[test]
fn papers_that_are_open_now_are_said_to_members_too() {
    let history = published(Edition::Restricted);
    let mut meeting = agenda();
    meeting.items[2].access = Access::Open;
    let pack =
        sample(meeting, revision(Edition::Restricted), ["p1", "m1"], 3).revised(&history, None);
    assert_eq!(
        history.changes(pack.made()),
        ["Item 3, Contract: its papers are open to the public now (pages 9 to 12)"]
    );
}

#[test]
fn where_nobody_knows_the_numbers_of_withheld_papers_both_editions_give_them_new_ones() {
    let public = published(Edition::Public);
    let members = History::new(&agenda(), Edition::Restricted).with_those_of(&public);
    let revised = |edition, history| {
        sample(agenda(), revision(edition), ["p1", "m1"], 3).revised(history, Some(&members))
    };
    let open = revised(Edition::Public, &public);
    let secret = revised(Edition::Restricted, &members);
    assert_eq!(open.layout.taken, secret.layout.taken);
    assert_eq!(secret.layout.items["items-3"].said(), "13 - 16");
}
