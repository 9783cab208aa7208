//! Where stamps stand.

use lopdf::{Dictionary, dictionary};

use super::build::{BOLD, REGULAR, marks, put_fonts, stamped};
use crate::join::look::reading::{Letters, read};
use crate::join::made::{bytes, numbers, one_page};
use crate::join::stamp::Stamper;
use crate::join::stamp::letters::Letters as Font;
use crate::join::stamp::plan::{Block, plan};
use crate::join::{Area, PageLook};
use crate::model::Place::{BottomCentre, BottomLeft, BottomRight, TopCentre, TopLeft, TopRight};
use crate::model::{Place, Stamp};

const EXEMPT: &str = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972";

fn page_of(entries: &Dictionary, stamps: &[(&str, Place, bool)]) -> Letters {
    let (mut document, _) = one_page(entries, b"");
    stamped(&mut document, &marks(stamps), None);
    read(&bytes(document)).remove(0)
}

#[test]
fn stamps_stand_at_their_edges_however_the_page_lies() {
    for turn in [0, 90, 180, 270, -90, 45] {
        let (width, height) = if turn % 180 == 0 || turn == 45 {
            (400.0, 600.0)
        } else {
            (600.0, 400.0)
        };
        let entries = dictionary! {
            "Rotate" => turn, "CropBox" => numbers(&[30, 40, 230, 340]), "UserUnit" => 2,
        };
        let page = page_of(
            &entries,
            &[
                ("Agenda Item 8", TopRight, true),
                ("Page 37", BottomLeft, false),
                ("Middle", BottomCentre, false),
            ],
        );
        let (_, end) = page.find("Agenda Item 8").expect("the item");
        let (start, _) = page.find("Page 37").expect("the number");
        let (middle, last) = page.find("Middle").expect("the words");
        let near = |a: f64, b: f64| assert!((a - b).abs() < 8.0, "{turn}: {a} is not near {b}");
        near(end.0, width - 22.0);
        near(end.1, 26.0);
        near(start.0, 20.0);
        near(start.1, height - 22.0);
        near(f64::midpoint(middle.0, last.0), width / 2.0);
        near(middle.1, height - 22.0);
    }
}

fn planned(size: (f64, f64), stamps: &[(&str, Place, bool)]) -> Vec<Block> {
    let fonts = [REGULAR, BOLD].map(|font| Font::new(font).expect("a font"));
    let stamps: Vec<Stamp> = marks(stamps).stamps;
    plan(&fonts, size, &stamps, None).blocks
}

#[test]
fn no_stamp_touches_another_or_leaves_the_page_whatever_its_size() {
    let a4 = (595.3, 841.9);
    for size in [
        a4,
        (841.9, 595.3),
        (1190.6, 841.9),
        (420.0, 595.0),
        (612.0, 792.0),
        (960.0, 540.0),
        (150.0, 90.0),
        (72.0, 400.0),
    ] {
        let all = planned(
            size,
            &[
                ("Agenda Item 12(a)", TopRight, true),
                ("Appendix B", TopRight, false),
                ("Draft", TopLeft, false),
                (EXEMPT, TopCentre, true),
                (EXEMPT, BottomRight, false),
                ("Page 137A", BottomLeft, false),
            ],
        );
        assert_eq!(all.len(), 6);
        for (index, block) in all.iter().enumerate() {
            let (right, foot) = (
                block.left + block.lines.width,
                block.top + block.lines.height(),
            );
            assert!(block.left >= 0.0 && block.top >= 0.0, "{size:?}: {block:?}");
            assert!(right <= size.0 && foot <= size.1, "{size:?}: {block:?}");
            for other in &all[index + 1..] {
                let beside = right <= other.left || other.left + other.lines.width <= block.left;
                let apart = foot <= other.top || other.top + other.lines.height() <= block.top;
                assert!(beside || apart, "{size:?}: {block:?} touches {other:?}");
            }
        }
    }
}

#[test]
fn long_words_take_few_lines_and_our_papers_have_room_for_them() {
    for size in [(595.3, 841.9), (841.9, 595.3)] {
        let fonts = [REGULAR, BOLD].map(|font| Font::new(font).expect("a font"));
        let stamps = marks(&[
            ("Agenda Item 8", TopRight, true),
            (EXEMPT, TopCentre, true),
            ("Page 37", BottomRight, false),
        ]);
        let plan = plan(&fonts, size, &stamps.stamps, None);
        assert!(
            (plan.factor - 1.0).abs() < f64::EPSILON,
            "{size:?}: {}",
            plan.factor
        );
        assert!(
            plan.blocks
                .iter()
                .all(|block| block.lines.lines.len() <= 2 && block.lines.size >= 8.5)
        );
        assert!(plan.blocks.iter().all(|block| block.top >= 10.0));
    }
}

#[test]
fn two_stamps_at_one_place_stand_one_below_the_other() {
    let page = page_of(
        &Dictionary::new(),
        &[("First", TopLeft, true), ("Second", TopLeft, false)],
    );
    let (first, _) = page.find("First").expect("it");
    let (second, _) = page.find("Second").expect("it");
    assert!(second.1 > first.1 + 9.0 && second.1 < first.1 + 15.0);
    assert!((first.0 - second.0).abs() < 0.1);
}

#[test]
fn what_the_font_lacks_is_a_question_mark() {
    let words = "Ty\u{302}\u{175} \u{1f600}\u{200b} 7\u{a0}\u{2013}\u{a0}8\n9";
    let page = page_of(
        &Dictionary::new(),
        &[(words, TopLeft, false), ("\u{200b}", TopRight, true)],
    );
    assert!(page.find("\u{175} ? 7 \u{2013} 8 9").is_some());
}

#[test]
fn a_blank_page_has_its_words_in_its_middle() {
    let (mut document, first) = one_page(&Dictionary::new(), b"");
    let mut stamper = Stamper::new([REGULAR, BOLD]).expect("fonts");
    let blank = stamper.blank(
        &mut document,
        (600.0, 300.0),
        "This page is intentionally left blank",
    );
    let marks = marks(&[("Page 38", BottomRight, false)]);
    assert_eq!(
        stamper.stamp(&mut document, blank, &marks, None, None),
        None
    );
    let entries = document.get_dictionary(blank).expect("a page").clone();
    document.set_object(first, entries);
    put_fonts(&mut document, stamper);
    let page = read(&bytes(document)).remove(0);
    let (start, end) = page
        .find("This page is intentionally left blank")
        .expect("words");
    assert!((f64::midpoint(start.0, end.0) - 300.0).abs() < 5.0 && (start.1 - 153.0).abs() < 5.0);
    assert!(page.find("Page 38").is_some());
}

#[test]
fn fonts_hold_what_was_used_and_are_the_same_each_time() {
    let fonts = || {
        let (mut document, page) = one_page(&Dictionary::new(), b"");
        let mut stamper = Stamper::new([REGULAR, BOLD]).expect("fonts");
        let marks = marks(&[("Page 38", BottomRight, false)]);
        stamper.stamp(&mut document, page, &marks, None, None);
        stamper.fonts()
    };
    let [regular, bold] = fonts();
    assert!(bold.objects.is_empty(), "nothing is bold");
    assert_eq!(regular.objects, fonts()[0].objects);
    let first = regular.objects.values().next().expect("a font");
    let name = first.as_dict().and_then(|font| font.get(b"BaseFont"));
    let name = name.and_then(lopdf::Object::as_name).expect("a name");
    assert!(name.ends_with(b"+SourceSans3-Regular") && name.len() == 26);
    assert!(Stamper::new([b"no font", BOLD]).is_none());
}

#[test]
fn stamps_keep_clear_of_ink_and_move_for_it_where_they_can() {
    let fonts = [REGULAR, BOLD].map(|font| Font::new(font).expect("a font"));
    let stamps = marks(&[(EXEMPT, TopCentre, true), ("Page 37", BottomRight, false)]);
    let ink = |top: f32| PageLook {
        width: 595.3,
        height: 841.9,
        edge: vec![Area {
            left: 40.0,
            top,
            right: 550.0,
            bottom: 808.0,
        }],
        ..PageLook::default()
    };
    // Room enough; enough when moved; too little, so that the page is made smaller.
    for (top, scaled, least) in [(60.0, false, 8.0), (43.0, false, 8.0), (20.0, true, 5.0)] {
        let plan = plan(&fonts, (595.3, 841.9), &stamps.stamps, Some(&ink(top)));
        assert_eq!(plan.factor < 1.0, scaled, "{top}: {}", plan.factor);
        let scale = |value: f64| 841.9 / 2.0 + plan.factor * (value - 841.9 / 2.0);
        for block in &plan.blocks {
            let above = scale(f64::from(top)) - block.top - block.lines.height();
            let below = block.top - scale(808.0);
            assert!(above.max(below) >= least - 0.01, "{top}: {block:?}");
        }
    }
}
