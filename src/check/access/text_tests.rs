//! What the checks say of many small texts.

use super::*;
use crate::check::{Home, Line, Passage};
use crate::diagnostic::Diagnostic;
use crate::model::{Inline, Mark, Origin, ValueType, plain};

/// Returns words without looks.
pub fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn slanted(words: &str) -> Inline {
    Inline::Mark(Mark::Emphasis {
        of: vec![text(words)],
    })
}

fn link(words: &str) -> Inline {
    Inline::Mark(Mark::Link {
        to: "https://www.northmarch.example/plan".into(),
        of: vec![text(words)],
    })
}

/// Runs a check on a line; gives the words that carets stand below.
fn found(
    check: fn(&Passage<'_>, &mut Diagnostics),
    inline: &[Inline],
    line: Line,
    of_type: ValueType,
) -> Vec<String> {
    let origin = Origin::file("data/paper.toml");
    let passage = Passage {
        text: plain(inline),
        typed: None,
        inline,
        line,
        of_type,
        home: Home::Field("summary"),
        origin: &origin,
    };
    let mut out = Diagnostics::default();
    check(&passage, &mut out);
    out.iter().map(caret).collect()
}

fn caret(problem: &Diagnostic) -> String {
    let shown = problem.excerpt.as_ref().expect("an excerpt");
    shown
        .text
        .chars()
        .skip(shown.start)
        .take(shown.length)
        .collect()
}

fn rich(check: fn(&Passage<'_>, &mut Diagnostics), inline: &[Inline]) -> Vec<String> {
    found(check, inline, Line::Paragraph, ValueType::RichText)
}

#[test]
fn links_with_hollow_words_are_told_at_their_words() {
    for words in [
        "here",
        "Here.",
        "click here",
        "CLICK HERE",
        "this link",
        "“read more”",
        "Cliciwch yma",
        "More information",
    ] {
        assert_eq!(
            rich(links::check, &[text("See é "), link(words), text(".")]),
            [words],
            "{words}"
        );
    }
    let marked = Inline::Mark(Mark::Strong {
        of: vec![text("It is "), link("here")],
    });
    let line = [
        text("One"),
        Inline::Mark(Mark::Break),
        Inline::Mark(Mark::Note {
            number: 1,
            of: None,
        }),
        marked,
    ];
    assert_eq!(rich(links::check, &line), ["here"]);
}

#[test]
fn links_that_say_something_are_passed() {
    for words in [
        "Delivery Plan 2018-19",
        "here to help: the victims' charter",
        "the plan here",
        "clerk@northmarch.example",
        "www.nottinghamshire.pcc.police.uk",
        "https://www.nottinghamshire.pcc.police.uk/",
        "https://www.northmarch.example/plan",
        "northmarch.example/rota",
        "Link Worker Scheme",
    ] {
        assert_eq!(rich(links::check, &[link(words)]), [""; 0], "{words}");
    }
    // Not a link: nothing leads anywhere.
    assert_eq!(rich(links::check, &[text("click here")]), [""; 0]);
}

#[test]
fn long_addresses_are_told() {
    let long = "https://www.northmarch.example/publications/2018/delivery-plan-final-v2.pdf?id=77";
    assert_eq!(rich(links::check, &[link(long)]), [long]);
    let bare = "www.northmarch.example/publications/2018/delivery-plan";
    assert_eq!(rich(links::check, &[link(bare)]), [bare]);
}

#[test]
fn sentences_in_capitals_are_told() {
    let told = |words: &str| rich(capitals::check, &[text(words)]);
    assert_eq!(
        told("Note: THIS MUST BE PAID BY MARCH 2019, PLEASE. The rest is fine."),
        ["THIS MUST BE PAID BY MARCH 2019, PLEASE."]
    );
    assert_eq!(
        told("ANTISOCIAL BEHAVIOUR PREVENTION PROGRAMME"),
        ["ANTISOCIAL BEHAVIOUR PREVENTION PROGRAMME"]
    );
    assert_eq!(told("(THE BOARD’S MEMBERS ARE ASKED TO NOTE)").len(), 1);
}

#[test]
fn abbreviations_codes_and_short_headings_are_passed() {
    for words in [
        "NCA EMSOU MAPPA NPCC CPS HMICFRS IOPC",
        "NCA, EMSOU, MAPPA, NPCC, CPS, HMICFRS, PEEL and IOPC officers met.",
        "PERFORMANCE",
        "BACKGROUND PAPERS",
        "COMPLETE / ONGOING, NOT COMPLETED",
        "OFFICIAL - NOT PROTECTIVELY MARKED",
        "The PCC AND the CC",
        "AB12 CDE, FG34 HIJ, KL56 MNO, PQ78 RST, UV90 WXY",
        "5C01 5F01 5P01 5X01 2018 2019",
        "DNA IN ALL",
        "",
        "– – – – – –",
    ] {
        assert_eq!(rich(capitals::check, &[text(words)]), [""; 0], "{words}");
    }
    let name = [text("THE NORTHMARCH POLICE AND CRIME COMMISSIONER")];
    for of_type in [ValueType::Organisation, ValueType::Ref, ValueType::Person] {
        assert_eq!(
            found(capitals::check, &name, Line::Paragraph, of_type),
            [""; 0]
        );
    }
    assert_eq!(rich(capitals::check, &name).len(), 1);
}

#[test]
fn passages_in_italics_are_told() {
    let fifteen = "a b c d e f g h i j k l m n o";
    assert_eq!(
        rich(
            italics::check,
            &[text("So: "), slanted(fifteen), text(" p")]
        ),
        [fifteen]
    );
    let pieces = [
        slanted("a b c d e f g h"),
        text(" "),
        slanted("i j k l m n o"),
    ];
    assert_eq!(rich(italics::check, &pieces).len(), 1);
    let sentence = "It is quieter since the patrols began there.";
    assert_eq!(rich(italics::check, &[slanted(sentence)]), [sentence]);
    let bold = Inline::Mark(Mark::Strong {
        of: vec![slanted(sentence)],
    });
    assert_eq!(rich(italics::check, &[bold]), [sentence]);
}

#[test]
fn titles_and_stressed_words_in_italics_are_passed() {
    for line in [
        vec![
            text("Under the "),
            slanted("Police Reform and Social Responsibility Act 2011"),
            text("."),
        ],
        vec![slanted(
            "Police and Crime Commissioners (Disposition of Complaints) Order 2012",
        )],
        vec![
            slanted("a b c d e f g h"),
            text(" and "),
            slanted("i j k l m n o"),
        ],
        vec![slanted("For decision.")],
        vec![text("a b c d e f g h i j k l m n o p.")],
    ] {
        assert_eq!(rich(italics::check, &line), [""; 0], "{line:?}");
    }
    let item = [slanted("It is quieter since the patrols began there.")];
    assert_eq!(
        found(italics::check, &item, Line::Item, ValueType::RichText),
        [""; 0]
    );
}
