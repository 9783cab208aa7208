//! Footnotes on the page: their numbers, and where they stand.

use std::collections::BTreeSet;

use crate::support::pdf::{Element, Kid, Pdf};
use crate::support::repo;
use crate::support::workspace::Workspace;

fn rows(count: usize, update: impl Fn(usize) -> String) -> String {
    (1..=count).map(|i| format!("\n[[deliverables]]\nref = \"{i}\"\ntitle = \"Deliverable {i}\"\nstatus = \"G\"\nupdate = {:?}\n", update(i))).collect()
}

/// Lists the notes in reading order: number, text and page.
fn notes(pdf: &Pdf) -> Vec<(String, String, usize)> {
    let read = |note: &&Element| {
        let text = note.text();
        let text = text.trim();
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        (
            text[..digits].to_owned(),
            text[digits..].trim().to_owned(),
            note.pages()[0],
        )
    };
    pdf.tags().all("Note").iter().map(read).collect()
}

/// Lists the pages on which a text is read.
fn pages_of(element: &Element, wanted: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for kid in &element.kids {
        match kid {
            Kid::Text { text, page, .. } if text.contains(wanted) => found.push(*page),
            Kid::Element(element) => found.extend(pages_of(element, wanted)),
            _ => {}
        }
    }
    found
}

#[test]
fn notes_are_numbered_by_first_appearance_and_one_cited_twice_has_one_number() {
    let update = |i: usize| {
        [
            "Second[^b] then first.[^a]",
            "Again[^b] and new.[^c]",
            "All: [^a][^b][^c]",
        ][i - 1]
            .to_owned()
    };
    let footnotes = "\n[footnotes]\na = \"Note about ants\"\nb = \"Note about bees\"\nc = \"Note about cats\"\n";
    let pdf = Workspace::paper(&format!("{}{footnotes}", rows(3, update))).built_pdf();
    let notes = notes(&pdf);
    let shown: Vec<(&str, &str)> = notes
        .iter()
        .map(|(number, text, _)| (number.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("1", "Note about bees"),
            ("2", "Note about ants"),
            ("3", "Note about cats")
        ]
    );
    let reading = pdf.reading();
    for text in ["Note about ants", "Note about bees", "Note about cats"] {
        assert_eq!(reading.matches(text).count(), 1, "{text}");
    }
}

#[test]
fn a_note_stands_on_the_page_on_which_it_is_first_cited() {
    let sentence = "The work goes on as it was planned. ";
    // The marks come at all heights of a page: the last lines above the notes are where one can be pushed away from its own.
    let update = |i: usize| format!("{}Mark{i}x.[^n{i}]", sentence.repeat(3 + i * 5 % 17));
    let long = "It is as long as a note can be, and takes a line and a half of the page's foot. "
        .repeat(3);
    let footnotes: String = (1..=60)
        .map(|i| format!("n{i} = \"Note {i} of many. {long}\"\n"))
        .collect();
    let pdf =
        Workspace::paper(&format!("{}\n[footnotes]\n{footnotes}", rows(60, update))).built_pdf();
    let tags = pdf.tags();
    let notes = notes(&pdf);
    assert_eq!(notes.len(), 60);
    let pages: BTreeSet<usize> = notes.iter().map(|(_, _, page)| *page).collect();
    assert!(pages.len() > 9, "many pages have notes: {pages:?}");
    let astray: Vec<String> = notes
        .iter()
        .filter(|(number, _, page)| pages_of(&tags, &format!("Mark{number}x")) != [*page])
        .map(|(number, _, page)| format!("note {number} on page {page}"))
        .collect();
    assert!(astray.is_empty(), "{astray:?}");
}

#[test]
fn the_sample_offices_notes_are_numbered_without_a_gap() {
    let office = Workspace::copy_of(&repo("")).build();
    let mut seen = 0;
    for path in office.pdfs() {
        let numbers: Vec<String> = notes(&office.pdf(&path))
            .into_iter()
            .map(|(number, _, _)| number)
            .collect();
        let expected: Vec<String> = (1..=numbers.len()).map(|i| i.to_string()).collect();
        assert_eq!(numbers, expected, "{path}");
        seen += numbers.len();
    }
    assert!(seen >= 10, "the sample has {seen} notes");
}

#[test]
fn a_misspelt_mark_is_told_once_and_its_note_is_not_called_uncited() {
    let row = rows(1, |_| "Patrols began.[^fund]".to_owned());
    let text =
        format!("{row}\n[footnotes]\nfnd = \"Grant of 2026.\"\nlease = \"For ten years.\"\n");
    let ran = Workspace::paper(&text).run(&["check", "--messages", "human"]);
    let all = format!("{}{}", ran.stdout, ran.stderr);
    assert!(all.contains("did you mean `[^fnd]`?"), "{all}");
    assert!(!all.contains("`fnd` is never cited"), "{all}");
    assert!(all.contains("`lease` is never cited"), "{all}");
}
