use super::super::samples::{exempt, item, meeting};
use super::super::{Access, FirstPage, Keeps, Kept};
use super::*;

pub(super) fn piece(item: &str, kind: PieceKind, pages: usize) -> Piece {
    Piece {
        item: Some(format!("items-{item}")),
        kind,
        pages,
        withheld: false,
    }
}

pub(super) fn front(pages: usize) -> Piece {
    Piece {
        item: None,
        kind: PieceKind::Front,
        pages,
        withheld: false,
    }
}

pub(super) fn paper(item: &str, pages: usize) -> Piece {
    piece(item, PieceKind::Paper, pages)
}

pub(super) fn withheld(piece: Piece) -> Piece {
    Piece {
        withheld: true,
        ..piece
    }
}

fn three_items() -> Meeting {
    let mut meeting = meeting(vec![item("1", "One"), item("2", "Two"), item("3", "Three")]);
    meeting.items[1].access = Access::Exempt(exempt());
    meeting
}

fn agenda(meeting: &Meeting, pieces: &[Piece]) -> Layout {
    let numbers = Numbers::of_agenda(&meeting.settings, 0);
    lay_out(meeting, pieces, &numbers)
}

/// Returns the labels, with a star at blanks.
pub(super) fn labels(layout: &Layout) -> Vec<String> {
    let said = |leaf: &Leaf| {
        let blank = if leaf.page.is_none() { "*" } else { "" };
        leaf.marks.label.said() + blank
    };
    layout.leaves.iter().map(said).collect()
}

pub(super) fn stamps(leaf: &Leaf) -> Vec<&str> {
    let words = leaf.marks.stamps.iter();
    words.map(|stamp| stamp.text.as_str()).collect()
}

#[test]
fn the_front_sheet_is_counted_and_items_start_on_odd_pages() {
    let layout = agenda(&three_items(), &[front(1), paper("1", 3), paper("3", 2)]);
    assert_eq!(labels(&layout), ["1", "2*", "3", "4", "5", "6*", "7", "8"]);
    assert_eq!(layout.last, 8);
    assert_eq!(stamps(&layout.leaves[2]), ["Page 3", "Agenda Item 1"]);
    assert_eq!(stamps(&layout.leaves[5]), ["Page 6"]);
    assert_eq!(layout.front, Some((1, 2)));
}

#[test]
fn front_matter_that_is_not_counted_is_roman_and_bears_no_number() {
    let mut meeting = three_items();
    meeting.settings.first_page = FirstPage::FirstPaper;
    meeting.settings.start = 5;
    let layout = agenda(&meeting, &[front(3), paper("1", 1)]);
    assert_eq!(labels(&layout), ["i", "ii", "iii", "iv*", "5", "6*"]);
    assert!(stamps(&layout.leaves[0]).is_empty());
    assert_eq!(layout.front, None);
}

#[test]
fn packs_for_the_screen_have_no_blanks() {
    let mut meeting = three_items();
    meeting.settings.right_hand = false;
    meeting.settings.start = 4;
    let layout = agenda(&meeting, &[front(1), paper("1", 1), paper("3", 1)]);
    assert_eq!(labels(&layout), ["4", "5", "6"]);
}

#[test]
fn exempt_words_stand_on_each_page_and_withheld_pages_leave_a_gap() {
    let pieces = [front(2), paper("2", 3), paper("3", 1)];
    let restricted = agenda(&three_items(), &pieces);
    let words = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972";
    for leaf in &restricted.leaves[2..6] {
        assert_eq!(stamps(leaf).last(), Some(&words));
    }
    let [sheet, closed, open] = pieces;
    let public = agenda(&three_items(), &[sheet, withheld(closed), open]);
    assert_eq!(labels(&public), ["1", "2", "7", "8*"]);
    assert_eq!(public.pieces[1], None);
    assert_eq!(public.last, restricted.last);
}

#[test]
fn a_cover_that_stays_alone_has_its_blank_behind_it() {
    let pieces = [
        front(2),
        piece("2", PieceKind::Divider, 1),
        withheld(paper("2", 2)),
        paper("3", 1),
    ];
    let public = agenda(&three_items(), &pieces);
    assert_eq!(labels(&public), ["1", "2", "3", "4*", "7", "8*"]);
    assert_eq!(stamps(&public.leaves[2]), ["Page 3", "Agenda Item 2"]);
    assert_eq!(stamps(&public.leaves[3]), ["Page 4"]);
}

#[test]
fn a_divider_is_a_sheet_of_its_own() {
    let pieces = [
        front(2),
        piece("1", PieceKind::Divider, 1),
        paper("1", 2),
        paper("3", 1),
    ];
    let layout = agenda(&three_items(), &pieces);
    assert_eq!(labels(&layout), ["1", "2", "3", "4*", "5", "6", "7", "8*"]);
    assert_eq!(stamps(&layout.leaves[2]), ["Page 3", "Agenda Item 1"]);
    assert_eq!(stamps(&layout.leaves[3]), ["Page 4"]);
    assert_eq!(stamps(&layout.leaves[4]), ["Page 5", "Agenda Item 1"]);
    assert_eq!(stamps(&layout.leaves[5]), ["Page 6"]);
    assert_eq!(layout.items["items-1"].said(), "3 - 6");
    assert_eq!(layout.taken[1..3], [Some((3, 4)), Some((5, 6))]);
    let numbers = Numbers {
        start: 1,
        front_pages: 0,
        kept: Some(kept(&layout, &[None, Some(1), Some(2), Some(3)])),
    };
    assert_eq!(lay_out(&three_items(), &pieces, &numbers), layout);
    let mut meeting = three_items();
    meeting.settings.right_hand = false;
    assert_eq!(
        labels(&agenda(&meeting, &pieces)),
        ["1", "2", "3", "4", "5", "6"]
    );
}

#[test]
fn nothing_is_padded_where_nothing_follows() {
    let alone = agenda(&three_items(), &[front(1)]);
    assert_eq!((labels(&alone), alone.last), (vec!["1".to_owned()], 2));
    let pieces = [front(1), withheld(paper("2", 3))];
    let closed = agenda(&three_items(), &pieces);
    assert_eq!((labels(&closed), closed.last), (vec!["1".to_owned()], 6));
    let numbers = Numbers::of_agenda(&three_items().settings, 3);
    let shorter = lay_out(&three_items(), &pieces, &numbers);
    assert_eq!((labels(&shorter), shorter.last), (vec!["1".to_owned()], 8));
    assert_eq!(shorter.front, Some((1, 4)));
}

#[test]
fn without_gaps_withheld_pages_have_no_numbers() {
    let mut meeting = three_items();
    meeting.settings.gap = false;
    let pieces = [front(2), withheld(paper("2", 3)), paper("3", 1)];
    assert_eq!(labels(&agenda(&meeting, &pieces)), ["1", "2", "3", "4*"]);
}

#[test]
fn a_shorter_front_sheet_is_filled_up_to_that_of_the_other_edition() {
    let meeting = three_items();
    let numbers = Numbers::of_agenda(&meeting.settings, 3);
    let layout = lay_out(&meeting, &[front(1), paper("1", 2)], &numbers);
    assert_eq!(labels(&layout), ["1", "2*", "3*", "4*", "5", "6"]);
}

/// Returns the numbers that pieces keep of a layout, by where they stood in it.
pub(super) fn kept(published: &Layout, stood: &[Option<usize>]) -> Kept {
    let keeps = |at: &Option<usize>| {
        let taken = at.and_then(|at| published.taken[at]);
        taken.map_or(Keeps::New, |(first, last)| Keeps::Numbers(first, last))
    };
    Kept {
        front: published.front,
        pieces: stood.iter().map(keeps).collect(),
        last: published.last,
    }
}

/// Lays out a revision of a pack with a paper of item 1, and a paper and an appendix of item 2.
fn revised(pieces: &[Piece], stood: &[Option<usize>]) -> Layout {
    let meeting = three_items();
    let appendix = piece("2", PieceKind::Appendix, 1);
    let published = agenda(
        &meeting,
        &[front(1), paper("1", 3), paper("2", 2), appendix],
    );
    assert_eq!(
        labels(&published),
        ["1", "2*", "3", "4", "5", "6*", "7", "8", "9", "10*"]
    );
    let numbers = Numbers {
        start: 1,
        front_pages: 0,
        kept: Some(kept(&published, stood)),
    };
    lay_out(&meeting, pieces, &numbers)
}

#[test]
fn a_longer_version_has_letters_and_a_shorter_one_leaves_a_gap() {
    let appendix = piece("2", PieceKind::Appendix, 3);
    let pieces = [front(3), paper("1", 6), paper("2", 1), appendix];
    let layout = revised(&pieces, &[None, Some(1), Some(2), Some(3)]);
    let expected = [
        "1", "2", "2A", "*", "3", "4", "5", "6", "6A", "6B", "7", "9", "10", "10A",
    ];
    assert_eq!(labels(&layout), expected);
    assert_eq!(layout.last, 10);
    assert_eq!(stamps(&layout.leaves[8]), ["Page 6A"]);
}

#[test]
fn a_longer_paper_does_not_move_its_appendix() {
    let appendix = piece("2", PieceKind::Appendix, 1);
    let pieces = [front(1), paper("1", 3), paper("2", 3), appendix];
    let layout = revised(&pieces, &[None, Some(1), Some(2), Some(3)]);
    assert_eq!(labels(&layout)[6..], ["7", "8", "8A", "9"]);
}

#[test]
fn a_new_paper_goes_on_after_the_one_before_it() {
    let appendix = |pages| piece("2", PieceKind::Appendix, pages);
    let pieces = [front(1), paper("2", 2), appendix(1), appendix(2)];
    let layout = revised(&pieces, &[None, Some(2), Some(3), None]);
    assert_eq!(labels(&layout)[2..], ["7", "8", "9", "10", "10A", "*"]);
}

#[test]
fn a_new_leaf_does_not_take_the_numbers_of_published_papers() {
    let pieces = [
        front(1),
        piece("1", PieceKind::Divider, 1),
        paper("1", 3),
        paper("2", 2),
    ];
    let layout = revised(&pieces, &[None, None, Some(1), Some(2)]);
    assert_eq!(
        labels(&layout),
        ["1", "2*", "", "*", "3", "4", "5", "6*", "7", "8"]
    );
    assert!(stamps(&layout.leaves[2]).is_empty());
    assert_eq!(stamps(&layout.leaves[4]), ["Page 3", "Agenda Item 1"]);
    assert_eq!(layout.items["items-1"].said(), "3 - 6");
}

#[test]
fn a_new_paper_before_a_published_one_goes_behind_it() {
    let pieces = [front(1), paper("1", 1), paper("1", 3), paper("2", 2)];
    let layout = revised(&pieces, &[None, None, Some(1), Some(2)]);
    assert_eq!(labels(&layout)[2..], ["3", "4", "5", "6", "7", "8"]);
    let order: Vec<usize> = layout.runs().map(|(piece, _)| piece).collect();
    assert_eq!(order, [0, 2, 1, 3]);
}

#[test]
fn a_new_item_goes_to_the_end_of_a_revision() {
    let pieces = [front(1), paper("3", 1), paper("1", 3), paper("2", 2)];
    let layout = revised(&pieces, &[None, None, Some(1), Some(2)]);
    let expected = ["1", "2*", "3", "4", "5", "6*", "7", "8", "11", "12*"];
    assert_eq!(labels(&layout), expected);
    assert_eq!(layout.items["items-3"].first, Label::Number(11));
    let order: Vec<usize> = layout.runs().map(|(piece, _)| piece).collect();
    assert_eq!(order, [0, 2, 3, 1]);
}

#[test]
fn withheld_pieces_whose_numbers_are_not_known_take_none() {
    let meeting = three_items();
    let pieces = [front(2), withheld(paper("2", 4)), paper("3", 2)];
    let numbers = Numbers {
        start: 1,
        front_pages: 0,
        kept: Some(Kept {
            front: Some((1, 2)),
            pieces: vec![Keeps::New, Keeps::Unknown, Keeps::Numbers(7, 8)],
            last: 8,
        }),
    };
    let layout = lay_out(&meeting, &pieces, &numbers);
    assert_eq!(labels(&layout), ["1", "2", "7", "8"]);
    assert_eq!(layout.last, 8);
}
