use std::collections::BTreeSet;

use super::super::samples::{Dice, exempt, item, meeting};
use super::super::{Access, AgendaItem, FirstPage, Keeps, Kept};
use super::*;

fn piece(item: &str, kind: PieceKind, pages: usize) -> Piece {
    Piece {
        item: Some(format!("items-{item}")),
        kind,
        pages,
        withheld: false,
    }
}

fn front(pages: usize) -> Piece {
    Piece {
        item: None,
        kind: PieceKind::Front,
        pages,
        withheld: false,
    }
}

fn paper(item: &str, pages: usize) -> Piece {
    piece(item, PieceKind::Paper, pages)
}

fn withheld(piece: Piece) -> Piece {
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
fn labels(layout: &Layout) -> Vec<String> {
    let said = |leaf: &Leaf| {
        let blank = if leaf.page.is_none() { "*" } else { "" };
        leaf.marks.label.said() + blank
    };
    layout.leaves.iter().map(said).collect()
}

fn stamps(leaf: &Leaf) -> Vec<&str> {
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
fn a_cover_that_stays_alone_has_an_unnumbered_blank_behind_it() {
    let pieces = [
        front(2),
        piece("2", PieceKind::Divider, 1),
        withheld(paper("2", 2)),
        paper("3", 1),
    ];
    let public = agenda(&three_items(), &pieces);
    assert_eq!(labels(&public), ["1", "2", "3", "*", "7", "8*"]);
    assert_eq!(stamps(&public.leaves[2]), ["Page 3", "Agenda Item 2"]);
    assert!(stamps(&public.leaves[3]).is_empty());
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
fn kept(published: &Layout, stood: &[Option<usize>]) -> Kept {
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

/// A meeting at random, the pieces of its restricted and of its public edition, and the length of their front matter.
struct Case {
    meeting: Meeting,
    restricted: Vec<Piece>,
    public: Vec<Piece>,
    front_pages: usize,
}

fn case(dice: &mut Dice) -> Case {
    let items = (1..=dice.roll(1, 30)).map(|number| item(&number.to_string(), "An item"));
    let mut meeting = meeting(items.collect());
    let settings = &mut meeting.settings;
    settings.right_hand = !dice.once_in(3);
    settings.start = u32::try_from(dice.roll(1, 60)).expect("small");
    settings.dividers = dice.once_in(3);
    settings.exempt_covers = dice.once_in(2);
    if dice.once_in(3) {
        settings.first_page = FirstPage::FirstPaper;
    }
    let fronts = [dice.roll(1, 6), dice.roll(1, 6)];
    let mut case = Case {
        restricted: vec![front(fronts[0])],
        public: vec![front(fronts[1])],
        front_pages: fronts[0].max(fronts[1]),
        meeting,
    };
    for at in 0..case.meeting.items.len() {
        random_item(&mut case, at, dice);
    }
    case
}

fn random_item(case: &mut Case, at: usize, dice: &mut Dice) {
    let number = case.meeting.items[at].number.clone();
    let closed = dice.once_in(4);
    if closed {
        case.meeting.items[at].access = Access::Exempt(exempt());
    }
    let mut pieces = Vec::new();
    if !dice.once_in(4) {
        pieces = (0..dice.roll(1, 4))
            .map(|_| paper(&number, dice.roll(1, 9)))
            .collect();
    }
    let settings = &case.meeting.settings;
    let covered = settings.dividers || (closed && settings.exempt_covers);
    if covered && !pieces.is_empty() {
        pieces.insert(0, piece(&number, PieceKind::Divider, 1));
    }
    // A cover or a first paper may stay, and so may a last appendix.
    let open = if closed {
        dice.roll(0, 1)
    } else {
        pieces.len()
    };
    let hidden = open..pieces.len().saturating_sub(usize::from(dice.once_in(4)));
    for (position, piece) in pieces.into_iter().enumerate() {
        case.restricted.push(piece.clone());
        let hide = hidden.contains(&position);
        case.public.push(if hide { withheld(piece) } else { piece });
    }
}

fn numbers(case: &Case) -> Numbers {
    Numbers::of_agenda(&case.meeting.settings, case.front_pages)
}

/// Returns a label as it sorts among numbers; none for roman ones and blanks without any.
fn rank(label: Label) -> Option<(u32, u32)> {
    match label {
        Label::Number(number) => Some((number, 0)),
        Label::Lettered(number, letter) => Some((number, letter)),
        Label::Roman(_) | Label::None => None,
    }
}

fn ranks(layout: &Layout) -> Vec<(u32, u32)> {
    let leaves = layout.leaves.iter();
    leaves.filter_map(|leaf| rank(leaf.marks.label)).collect()
}

/// What holds for every pack.
fn sound(meeting: &Meeting, pieces: &[Piece], layout: &Layout) {
    let ranks = ranks(layout);
    assert!(
        ranks.is_sorted_by(|a, b| a < b),
        "labels rise: {:?}",
        labels(layout)
    );
    assert!(ranks.last().is_none_or(|(last, _)| *last <= layout.last));
    let mut begun = BTreeSet::new();
    for leaf in &layout.leaves {
        stamped(meeting, pieces, leaf, &mut begun);
    }
    for (at, piece) in pieces.iter().enumerate() {
        whole(layout, at, piece);
    }
    let owners: Vec<usize> = layout.runs().map(|(piece, _)| piece).collect();
    let unique: BTreeSet<usize> = owners.iter().copied().collect();
    assert_eq!(unique.len(), owners.len(), "a piece is in one place");
    on_the_right(meeting, pieces, layout);
}

/// The stamps of a page say its label, and its item where it is the first.
fn stamped<'a>(meeting: &Meeting, pieces: &'a [Piece], leaf: &Leaf, begun: &mut BTreeSet<&'a str>) {
    let mut expected = Vec::new();
    if rank(leaf.marks.label).is_some() {
        expected.push(format!("Page {}", leaf.marks.label.said()));
        if let Some(item) = pieces[leaf.piece].item.as_deref() {
            if leaf.page.is_some() && begun.insert(item) {
                expected.push(format!("Agenda Item {}", &item["items-".len()..]));
            }
            let of = |of: &&AgendaItem| of.id == item;
            let open = meeting.items.iter().find(of).expect("there").access == Access::Open;
            let withheld = |piece: &Piece| piece.item.as_deref() == Some(item) && piece.withheld;
            if !open && !pieces.iter().any(withheld) {
                let ground = exempt().ground;
                expected.push(format!("NOT FOR PUBLICATION by virtue of {ground}"));
            }
        }
    }
    assert_eq!(stamps(leaf), expected);
}

/// All pages of a piece are there, in order, and its range is what they say.
fn whole(layout: &Layout, at: usize, piece: &Piece) {
    let leaves = layout.leaves.iter().filter(|leaf| leaf.piece == at);
    let pages: Vec<&Leaf> = leaves.filter(|leaf| leaf.page.is_some()).collect();
    let count = if piece.withheld { 0 } else { piece.pages };
    let found: Vec<Option<usize>> = pages.iter().map(|leaf| leaf.page).collect();
    assert_eq!(found, (0..count).map(Some).collect::<Vec<_>>());
    let range = pages
        .first()
        .zip(pages.last())
        .map(|(first, last)| PageRange {
            first: first.marks.label,
            last: last.marks.label,
        });
    assert_eq!(layout.pieces[at], range);
    if let (Some(item), Some(range)) = (&piece.item, range) {
        let whole = layout.items[item];
        assert!(rank(whole.first) <= rank(range.first) && rank(range.last) <= rank(whole.last));
    }
}

/// Where items start on the right hand, their first page is odd on paper, and no blank is wasted; else there are none.
fn on_the_right(meeting: &Meeting, pieces: &[Piece], layout: &Layout) {
    let mut before: Option<&Leaf> = None;
    for (position, leaf) in layout.leaves.iter().enumerate() {
        let item = &pieces[leaf.piece].item;
        let starts = before.is_none_or(|before| pieces[before.piece].item != *item);
        if meeting.settings.right_hand && starts {
            assert_eq!(position % 2, 0, "{:?}", labels(layout));
        }
        if leaf.page.is_none() && item.is_some() {
            assert!(meeting.settings.right_hand);
            assert!(
                before.is_some_and(|before| before.page.is_some()),
                "one blank at most"
            );
        }
        before = Some(leaf);
    }
}

/// Items start with an odd number, if their first pages are not withheld.
fn odd_starts(meeting: &Meeting, pieces: &[Piece], layout: &Layout) {
    for (item, range) in &layout.items {
        let first = pieces.iter().find(|of| of.item.as_ref() == Some(item));
        if first.is_some_and(|piece| piece.withheld) {
            continue;
        }
        let Label::Number(first) = range.first else {
            panic!("an agenda has numbers: {range:?}");
        };
        assert!(!meeting.settings.right_hand || first % 2 == 1);
    }
}

#[test]
fn random_packs_agree_with_themselves_and_their_editions() {
    for seed in 0..400 {
        let case = case(&mut Dice(seed));
        let restricted = lay_out(&case.meeting, &case.restricted, &numbers(&case));
        let public = lay_out(&case.meeting, &case.public, &numbers(&case));
        sound(&case.meeting, &case.restricted, &restricted);
        sound(&case.meeting, &case.public, &public);
        odd_starts(&case.meeting, &case.restricted, &restricted);
        odd_starts(&case.meeting, &case.public, &public);
        assert_eq!(public.last, restricted.last, "seed {seed}");
        assert_eq!(public.taken, restricted.taken, "seed {seed}");
        let pages = |layout: &Layout| -> BTreeSet<(usize, usize, Label)> {
            let leaves = layout.leaves.iter().filter(|leaf| leaf.piece > 0);
            let pages = leaves.filter_map(|leaf| Some((leaf.piece, leaf.page?, leaf.marks.label)));
            pages.collect()
        };
        assert!(pages(&public).is_subset(&pages(&restricted)), "seed {seed}");
    }
}

#[test]
fn random_supplements_go_on_from_the_next_number() {
    for seed in 0..400 {
        let dice = &mut Dice(seed);
        let case = case(dice);
        let published = lay_out(&case.meeting, &case.restricted, &numbers(&case));
        let pieces = [front(dice.roll(1, 3)), paper("1", dice.roll(1, 9))];
        let late = lay_out(&case.meeting, &pieces, &Numbers::after(published.last, 0));
        sound(&case.meeting, &pieces, &late);
        odd_starts(&case.meeting, &pieces, &late);
        assert_eq!(ranks(&late)[0], (published.last + 1, 0), "seed {seed}");
    }
}

#[test]
fn random_revisions_never_renumber() {
    for seed in 0..400 {
        let dice = &mut Dice(seed);
        let case = case(dice);
        let published = lay_out(&case.meeting, &case.restricted, &numbers(&case));
        let (pieces, stood) = changed(&case, dice);
        let kept = Numbers {
            kept: Some(kept(&published, &stood)),
            ..numbers(&case)
        };
        let revised = lay_out(&case.meeting, &pieces, &kept);
        sound(&case.meeting, &pieces, &revised);
        for (at, stood) in stood.iter().enumerate().skip(1) {
            let taken = stood.and_then(|stood| published.taken[stood]);
            keeps(&published, &revised, at, taken);
        }
        assert!(revised.last >= published.last);
    }
}

/// Changes the lengths of papers, takes some away, and adds some to items that had none; with where they stood before.
fn changed(case: &Case, dice: &mut Dice) -> (Vec<Piece>, Vec<Option<usize>>) {
    let mut changed = vec![(case.restricted[0].clone(), Some(0))];
    for (at, piece) in case.restricted.iter().enumerate().skip(1) {
        let mut piece = piece.clone();
        if dice.once_in(3) {
            piece.pages = dice.roll(1, 12);
        }
        if !dice.once_in(6) {
            changed.push((piece, Some(at)));
        }
    }
    for item in &case.meeting.items {
        let had = |piece: &Piece| piece.item.as_ref() == Some(&item.id);
        if !case.restricted.iter().any(had) && dice.once_in(2) {
            changed.push((paper(&item.number, dice.roll(1, 5)), None));
        }
    }
    changed.into_iter().unzip()
}

/// The pages of a piece have its published numbers, then letters after the last; a new one has numbers after all others.
fn keeps(published: &Layout, revised: &Layout, piece: usize, taken: Option<(u32, u32)>) {
    let leaves = revised.leaves.iter().filter(|leaf| leaf.piece == piece);
    let found: Vec<Label> = leaves
        .filter(|leaf| leaf.page.is_some())
        .map(|leaf| leaf.marks.label)
        .collect();
    let letters = |last| (1..).map(move |letter| Label::Lettered(last, letter));
    let expected: Vec<Label> = match (taken, found.first()) {
        (Some((first, last)), _) => (first..=last)
            .map(Label::Number)
            .chain(letters(last))
            .take(found.len())
            .collect(),
        (None, Some(&Label::Number(first))) if first > published.last => {
            (first..).map(Label::Number).take(found.len()).collect()
        }
        (None, first) => panic!("a new piece starts at {first:?}"),
    };
    assert_eq!(found, expected);
}
