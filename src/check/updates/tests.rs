use crate::check::Line;
use crate::check::speech::Speech;

use super::broken::{ends_open, runs_out};
use super::hollow::{is_hollow, left_over};
use super::stale::{Likeness, alike};
use super::{count, folded};

fn english() -> &'static Speech {
    Speech::of("en-GB")
}

#[test]
fn updates_that_say_nothing_are_known_with_their_marks() {
    let hollow = |text: &str| is_hollow(text, &english().hollow);
    for text in [
        "As above",
        "as above.",
        "See above",
        "TBC",
        "(tbc)",
        "xxx",
        "XX",
        "N/A",
        "n/a.",
        "-",
        "–",
        "…",
        "?",
        "Ditto",
        "As previous",
        "No update",
        "No update.",
        "Update to follow",
        "To be confirmed.",
        "Nothing to report",
    ] {
        assert!(hollow(text), "{text}");
    }
    for text in [
        "As above, and the site opened.",
        "See 5F06",
        "No change: the panel meets in May.",
        "Achieved",
        "On track.",
        "90%",
        "12",
        "Not started",
    ] {
        assert!(!hollow(text), "{text}");
    }
}

#[test]
fn words_that_were_to_be_replaced_are_found() {
    let left = |text| left_over(text, &english().hollow);
    assert_eq!(left("Work began on [insert date]."), Some("[insert date]"));
    assert_eq!(left("Lorem ipsum dolor"), Some("Lorem ipsum"));
    assert_eq!(left("We trained xxx officers"), Some("xxx"));
    assert_eq!(left("Costs £XXXX so far"), Some("XXXX"));
    for text in [
        "They wrote “[he] left”.",
        "Chapter XX of the plan",
        "[1] and [see above]",
        "The Foxx bid",
    ] {
        assert_eq!(left(text), None, "{text}");
    }
}

#[test]
fn sentences_that_break_off_are_told_from_those_without_a_full_stop() {
    let open = |text, line| ends_open(text, line, &english().ends);
    for text in [
        "Enforcement action was taken resulting in the pursuit of one man for running a",
        "Training is ongoing with police and partners to ensure everyone is",
        "The team are also looking at further ways to",
        "It is made sure that policing is understood and",
        "The site opened,",
        "The three themes are as follows:",
        "Work goes on with the city –",
        "The review found that...",
    ] {
        assert!(open(text, Line::Paragraph), "{text}");
    }
    for text in [
        "In addition, we review the threat assessment and action where necessary",
        "A focus on serious crime orders and other civil enforcement options",
        "This is one of the areas the partners work in.",
        "The board will choose between option A and option B",
        "Which Nottinghamshire would benefit from..",
        "Posters, leaflets etc...",
        "Places we look for",
        "Vaccination against hepatitis A",
        "n/a",
        "The second part is N/A",
        "Including gang orders in the Nottingham City",
        "The network is made up of",
    ] {
        assert!(!open(text, Line::Paragraph), "{text}");
    }
    assert!(open("Training the", Line::Item));
    assert!(!open(
        "The people whom we were looking for and had long waited for",
        Line::Item
    ));
    assert!(!open("Work with the", Line::Heading(None)));
}

#[test]
fn paragraphs_of_a_report_run_out_on_a_word_or_a_comma() {
    let out = |text| runs_out(text, &english().ends);
    assert!(out(
        "The owner has been asked to let the room for another year on the"
    ));
    assert!(out(
        "The owner has been asked to let the room for another year,"
    ));
    assert!(!out(
        "This is the board that the manager of the scheme reports to."
    ));
    assert!(!out("Reports to the"));
}

#[test]
fn updates_are_alike_by_their_words() {
    let alike = |now, then| alike(now, then, english());
    let same = Some(Likeness::Same);
    assert_eq!(
        alike("Work goes on as agreed.", "Work goes on, as agreed"),
        same
    );
    let dates = Some(Likeness::OtherDates);
    assert_eq!(
        alike("It opens in June 2027.", "It opens in May 2027."),
        dates
    );
    assert_eq!(alike("To be ready by Q3.", "To be ready by Q2."), dates);
    assert_eq!(alike("We trained 12 of 40.", "We trained 10 of 40."), None);
    let long = |count: u32| {
        let text = "officers were trained in the quarter by the three colleges that won the tender in the spring, and all of them have passed the examination that follows";
        format!("{count} {text}")
    };
    assert_eq!(alike(&long(12), &long(14)), Some(Likeness::OtherFigures));
}

#[test]
fn words_are_counted_and_folded_without_marks() {
    assert_eq!(count("Two words – and £3.5m."), 4);
    assert_eq!(folded("As  agreed, it’s 5%."), "as agreed it s 5%");
}
