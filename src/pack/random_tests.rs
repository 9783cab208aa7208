use std::collections::BTreeSet;

use super::super::samples::{Dice, exempt, item, meeting};
use super::super::{Access, AgendaItem, FirstPage};
use super::tests::{front, kept, labels, paper, piece, stamps, withheld};
use super::*;

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
            let before = leaf.piece.checked_sub(1).map(|at| &pieces[at]);
            let behind_leaf = before.is_some_and(|before| {
                before.kind == PieceKind::Divider && before.item.as_deref() == Some(item)
            });
            let starts = leaf.page.is_some() && begun.insert(item);
            if starts || (behind_leaf && leaf.page == Some(0)) {
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
    // A leaf that was put before published papers is there without a number.
    let range = pages
        .first()
        .filter(|leaf| rank(leaf.marks.label).is_some() || piece.item.is_none())
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
        // What is behind a divider starts on a sheet of its own too.
        let leaf_before = before.is_some_and(|before| {
            before.piece != leaf.piece && pieces[before.piece].kind == PieceKind::Divider
        });
        if meeting.settings.right_hand && (starts || leaf_before) {
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
    with_new_leaves(&mut changed, dice);
    for item in &case.meeting.items {
        let had = |piece: &Piece| piece.item.as_ref() == Some(&item.id);
        if !case.restricted.iter().any(had) && dice.once_in(2) {
            changed.push((paper(&item.number, dice.roll(1, 5)), None));
        }
    }
    changed.into_iter().unzip()
}

/// Puts leaves before published items that had none.
fn with_new_leaves(changed: &mut Vec<(Piece, Option<usize>)>, dice: &mut Dice) {
    for at in (1..changed.len()).rev() {
        let item = changed[at].0.item.clone();
        let first = changed[at - 1].0.item != item;
        if first && changed[at].0.kind != PieceKind::Divider && dice.once_in(4) {
            let leaf = Piece {
                item,
                kind: PieceKind::Divider,
                pages: 1,
                withheld: false,
            };
            changed.insert(at, (leaf, None));
        }
    }
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
        (None, Some(Label::None)) => vec![Label::None],
        (None, first) => panic!("a new piece starts at {first:?}"),
    };
    assert_eq!(found, expected);
}
