//! Key questions: three forms from one source.

use crate::support::workspace::{BOARD, Workspace};

const QUESTIONS: &str = r#"document = "key-questions"
strategy = "Preventing serious violence"
date = 2026-10-30
form = "FORM"
status-key = "rag"

[[questions]]
audience = "Members"
title = """
Whom do we turn to?
- the safer schools officer
- early help"""
status = "G"
answer = "Every school has a named officer."
evidence = "Directory, July 2026"

[[questions]]
audience = "Health services"
title = "Can patients be referred at night?"

[[questions]]
audience = "Members"
title = "Do we know how money follows need?"
status = "R"
"#;

fn office(form: &str) -> Workspace {
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/questions.toml", QUESTIONS.replace("FORM", form))
        .build()
}

fn reading(form: &str) -> String {
    let reading = office(form).pdf("output/questions.pdf").reading();
    reading.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_form_has_all_questions_under_their_audience() {
    for form in ["list", "checklist", "record"] {
        let said = reading(form);
        let place = |words: &str| {
            said.find(words)
                .unwrap_or_else(|| panic!("{words}: {said}"))
        };
        let order = [
            "Members",
            "Whom do we turn to?",
            "early help",
            "Do we know how money follows need?",
            "Health services",
            "Can patients be referred at night?",
        ]
        .map(place);
        assert!(order.is_sorted(), "{form}: {said}");
    }
}

#[test]
fn a_list_and_a_checklist_tell_no_answers() {
    for form in ["list", "checklist"] {
        let said = reading(form);
        assert!(
            !said.contains("named officer") && !said.contains("Directory"),
            "{said}"
        );
    }
}

#[test]
fn a_checklist_has_the_steps_of_the_key_beside_each_question() {
    let said = reading("checklist");
    for word in ["Green", "Amber", "Red"] {
        assert_eq!(said.matches(word).count(), 3, "{word}: {said}");
    }
    assert_eq!(
        office("checklist")
            .pdf("output/questions.pdf")
            .tags()
            .all("Table")
            .len(),
        2
    );
}

#[test]
fn a_record_counts_the_answers_and_says_which_are_open() {
    let said = reading("record");
    for words in [
        "2 of 3 questions are answered.",
        "1 of 2 questions needs attention.",
        "Every school has a named officer.",
        "Directory, July 2026",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(said.matches("Not answered yet.").count(), 2, "{said}");
}
