//! The checks on small texts.

use super::finding::Finding;
use super::*;
use crate::check::Line;
use crate::model::{Inline, Mark, Origin, ValueType};

pub fn shown(find: impl FnOnce(&mut Vec<Finding>)) -> Vec<String> {
    let mut found = Vec::new();
    find(&mut found);
    found.into_iter().map(|one| one.shown).collect()
}

fn telephones(text: &str) -> Vec<String> {
    shown(|found| {
        telephone::find(
            text,
            &Digits::of(text),
            &telephone::listed(&["0115 496 0999".into()]),
            found,
        )
    })
}

fn emails(text: &str) -> Vec<String> {
    shown(|found| email::find(text, &[], found))
}

fn insurance(text: &str) -> Vec<String> {
    shown(|found| insurance::find(text, &Digits::of(text), found))
}

fn nhs(text: &str) -> Vec<String> {
    shown(|found| nhs::find(text, &Digits::of(text), found))
}

fn addresses(text: &str) -> Vec<String> {
    shown(|found| address::find(text, &Digits::of(text), found))
}

fn births(text: &str) -> Vec<String> {
    shown(|found| birth::find(text, found))
}

/// Checks that each text gives exactly the words beside it.
pub fn each(find: fn(&str) -> Vec<String>, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(find(text), [*expected], "{text}");
    }
}

pub fn none(find: fn(&str) -> Vec<String>, texts: &[&str]) {
    for text in texts {
        assert_eq!(find(text), [""; 0], "{text}");
    }
}

#[test]
fn telephone_numbers_are_found_however_they_are_grouped() {
    each(
        telephones,
        &[
            ("ring 0115 496 0123 today", "0115 …"),
            ("ring 01154960123.", "01154…"),
            ("ring (0115) 496 0123", "(0115) …"),
            ("ring 01632 960001", "01632 …"),
            ("ring 01632 960 001", "01632 …"),
            ("ring 01632-960-001", "01632-…"),
            ("ring 020 7946 0123", "020 …"),
            ("ring 0207 946 0123", "0207 …"),
            ("ring 028 9649 6123", "028 …"),
            ("mobile: 07700 900123", "07700 …"),
            ("mobile:07700900123", "07700…"),
            ("07700 900 123/4", "07700 …"),
            ("ring 07700 90 01 23", "07700 …"),
            ("ring 077 0090 0123", "077 …"),
            ("ring +44 115 496 0123", "+44 …"),
            ("ring +44 (0)115 496 0123", "+44 (0)…"),
            ("ring +44(0)7700 900123", "+44(0)…"),
            ("ring +447700900123", "+44…"),
            ("ring 0044 7700 900123", "0044 …"),
            ("ring 0115\u{a0}496\u{a0}0123", "0115\u{a0}…"),
            ("ring 0115 496 0123 24 hours a day", "0115 …"),
            ("ring 0115 496 0123 ext 12", "0115 …"),
            ("ring 01204 12345", "01204 …"),
        ],
    );
    assert_eq!(telephones("0115 496 0123 or 07700 900123").len(), 2);
}

#[test]
fn public_lines_and_other_figures_are_no_telephone_numbers() {
    none(
        telephones,
        &[
            "101, 111, 999, 116 123 and 119",
            "0300 123 4567, 0345 123 4567 and 0330 1234567",
            "0800 555 111, 0800 1111, 0808 808 1234, 0870 123 4567, 0909 8790123",
            "the office's own 0115 496 0999, or (0115) 4960999, or +44 115 496 0999",
            "between 01.02.2019 and 01.03.2019",
            "01/02/2019 10:30 to 01/03/2019 11:30",
            "2018 2019 2020 2021",
            "£0115 496 0123",
            "0.1154960123",
            "01 02 03 04 05 06 07",
            "crime ref 01154960123",
            "https://example.org/01154960123",
            "ISBN 0 11 341001 3, 978 0 11 341001 3",
            "1 234 567 890 in 0 115 496 0123",
            "grid 0123456789012345",
            "+353 1 234 5678",
            "5C01, 5F01, 15/16 (94%)",
        ],
    );
}

#[test]
fn a_persons_own_e_mail_address_is_found_where_no_domains_are_named() {
    each(
        emails,
        &[
            ("to jo.bloggs@northmarch.example.", "j…@northmarch.example"),
            ("john.west@council.example", "j…@council.example"),
            ("K.J.Bloggs2@council.example", "K…@council.example"),
            ("mary-ann.o'neill@council.example", "m…@council.example"),
            ("wexleywatch@gmail.com", "w…@gmail.com"),
            ("w@yahoo.co.uk", "w…@yahoo.co.uk"),
        ],
    );
    none(
        emails,
        &[
            "write to panel@northmarch.example or fraud_desk@northmarch.example",
            "democratic.services@council.example, community.safety@council.example",
            "anti-social.behaviour@council.example and licensing.team@council.example",
            "101@police.example",
            "a rate of 3 @ £4.50",
            "@northmarch on social media",
            "freedom.of.information@council.example",
            "north.team2@council.example",
        ],
    );
}

#[test]
fn an_address_outside_the_offices_domains_is_found() {
    let told = |text: &str, domains: &[&str]| {
        let domains: Vec<String> = domains.iter().map(|one| (*one).to_owned()).collect();
        shown(|found| email::find(text, &domains, found))
    };
    let own = ["northmarch.example", "@police.example"];
    assert_eq!(told("jo.bloggs@northmarch.example", &own), [""; 0]);
    assert_eq!(told("Jo.Bloggs@Mail.Northmarch.Example", &own), [""; 0]);
    assert_eq!(told("team@police.example", &own), [""; 0]);
    assert_eq!(
        told("team@notpolice.example", &own),
        ["t…@notpolice.example"]
    );
    assert_eq!(told("panel@other.example", &own), ["p…@other.example"]);
}

#[test]
fn national_insurance_numbers_follow_the_rules_of_the_revenue() {
    each(
        insurance,
        &[
            ("AB123456C", "AB…"),
            ("of AB 12 34 56 C was", "AB …"),
            ("JG 123456 A", "JG …"),
            ("AB-12-34-56-C", "AB-…"),
            ("National Insurance number ab123456c", "ab…"),
            ("NI no. AB 123456", "AB …"),
        ],
    );
    none(
        insurance,
        &[
            "QQ 12 34 56 C",
            "AO123456C",
            "DA123456C",
            "AB123456E",
            "GB123456A",
            "ZZ123456A",
            "BG 12 34 56 A",
            "TN123456A",
            "ab123456c",
            "AB 123456",
            "ref AB123456C",
            "AB1234567C",
            "XAB123456C",
            "in 5C01 and 5F01",
        ],
    );
}

#[test]
fn nhs_numbers_check_and_are_grouped_or_named() {
    each(
        nhs,
        &[
            ("943 476 5919", "943 …"),
            ("943-476-5919", "943-…"),
            ("NHS number 9434765919", "943…"),
            ("NHS no. 943 476 5919.", "943 …"),
        ],
    );
    none(
        nhs,
        &[
            "943 476 5918",
            "9434765919",
            "943 4765919",
            "£943 476 5919",
            "12 943 476 5919",
            "943 476 5919 12",
            "NHS England spent 943 476 5910",
            "000 000 0000",
            "111 111 1111",
            "4,943 476 5919",
        ],
    );
}

#[test]
fn addresses_have_a_house_a_street_and_a_postcode() {
    each(
        addresses,
        &[
            (
                "moved to 12 High Street, Eastmarch, NG1 2AB in May",
                "12 … NG1 …",
            ),
            ("12a High Street NG1 2AB", "12a … NG1 …"),
            (
                "lives at 3 The Paddock, Little Wexley, Eastmarch NG11 2AB",
                "3 … NG11 …",
            ),
            ("Flat 3, Rose Court, Eastmarch, SW1A 2AA", "Flat … SW1A …"),
            ("12 High Street\nEastmarch\nNG1 2AB", "12 … NG1 …"),
            ("14-16 St John’s Road, M1 1AA", "14-16 … M1 …"),
            ("4 Heol y Bryn, CF10 1AA", "4 … CF10 …"),
        ],
    );
    none(
        addresses,
        &[
            "in NG1 2AB and NG2",
            "12 High Street is closed",
            "Council Chamber, Quay House, Eastmarch NM1 2AB",
            "County Hall, 12 Loughborough Road, Eastmarch, NG2 7QP",
            "The next meeting is held at 12 High Street, Eastmarch, NG1 2AB",
            "In 2018 Northmarch Police reviewed how many calls came from NG1 2AB",
            "There were 12 Officers on duty. They came from NG1 2AB",
            "15 Beds were added, and the cost at NG1 2AB fell",
            "5C01 NG1 ASB",
        ],
    );
}

#[test]
fn dates_of_birth_are_whole_dates_beside_words_that_say_so() {
    each(
        births,
        &[
            ("a man born on 3 May 1990 was", "born on …"),
            ("born 3rd of May, 1990", "born …"),
            ("DOB 03/05/90", "DOB …"),
            ("(d.o.b. 3.5.1990)", "d.o.b. …"),
            ("DoB: 3-5-1990", "DoB: …"),
            ("date of birth: 1990-05-03", "date of birth: …"),
            ("date of birth is May 3, 1990", "date of birth is …"),
        ],
    );
    none(
        births,
        &[
            "born in 1990",
            "children born on 1 September 2019",
            "those who were born on 1 May 2002",
            "on 3 May 1990",
            "born on or after 3 May 1990",
            "a newborn unit opened on 3 May 2019",
            "airborne 3 May 2019",
            "stubborn 3/5/1990",
        ],
    );
    let mut found = Vec::new();
    birth::beside("Date of birth", "3 May 1990", &mut found);
    birth::beside("Date", "3 May 1990", &mut found);
    birth::beside("DOB", "on 3 May", &mut found);
    assert_eq!(found.len(), 1);
}

#[test]
fn what_is_found_is_covered_wherever_it_is_shown() {
    let text = "born on 3 May 1990, AB123456C, 07700 900123";
    let mut found = Vec::new();
    birth::find(text, &mut found);
    insurance::find(text, &Digits::of(text), &mut found);
    telephone::find(text, &Digits::of(text), &[], &mut found);
    let hidden = found.iter().flat_map(|one| &one.hidden);
    let covered = finding::covered(text, hidden);
    assert_eq!(covered, "born on * *** ****, AB*******, 07700 ******");
}

#[test]
fn contacts_are_told_from_what_slipped_in() {
    let headings = [
        "Officer to contact",
        "Contact Officers",
        "9. Contact",
        "For further information",
        "Report author",
        "Enquiries:",
    ];
    assert!(headings.iter().all(|line| contact::is_heading(line)));
    let others = [
        "Contact with victims",
        "First contact",
        "Information sharing",
        "Venues of concern",
        "Authority to spend",
    ];
    assert!(!others.iter().any(|line| contact::is_heading(line)));
    let lines = [
        "For further information ring 0115 496 0123",
        "Contact: Clerk, 0115 496 0123",
        "Please contact the clerk",
        "Media enquiries 0115 496 0123",
        "Contact the clerk on 0115 496 0123",
        "Venue: 12 High Street",
    ];
    assert!(lines.iter().all(|line| contact::is_line(line)));
    let others = [
        "Contact has been made with the family",
        "For more than two years",
        "Further information was found",
        "The contact: none",
    ];
    assert!(!others.iter().any(|line| contact::is_line(line)));
}

#[test]
fn an_address_behind_a_link_is_found_at_the_links_words() {
    let text = |text: &str| Inline::Text(text.to_owned());
    let link = |to: &str, of: Inline| {
        let to = to.to_owned();
        Inline::Mark(Mark::Link { to, of: vec![of] })
    };
    let line = [
        text("Ask "),
        link(
            "mailto:jo.bloggs@wexley.example?subject=x",
            text("the inspector"),
        ),
        text(" or "),
        link("mailto:panel@wexley.example", text("the panel")),
    ];
    let origin = Origin::file("data/paper.md");
    let passage = Passage {
        text: crate::model::plain(&line),
        typed: None,
        inline: &line,
        line: Line::Paragraph,
        of_type: ValueType::Body,
        home: Home::Field("text"),
        origin: &origin,
    };
    let mut found = Vec::new();
    email::find_links(&passage, &[], &mut found);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].words.clone(), found[0].shown.as_str()),
        (4..17, "j…@wexley.example")
    );
    email::find_links(&passage, &[], &mut found);
    assert_eq!(
        found.len(),
        1,
        "what was found in the words is not told again"
    );
}
