//! Action updates: a list or rows, by objective or not.

use crate::support::workspace::{BOARD, Workspace};

const ACTIONS: &str = r#"document = "action-update"
strategy = "Serious violence strategy"
date = 2026-10-30

[[actions]]
ref = "1"
objective = "Reach people early"
title = "Match 120 young people with a mentor."
owner = "Head of Commissioning"
original = 2027-03-31
status = "G"
update = "128 have been matched since April."

[[actions]]
ref = "2"
title = "Publish the needs assessment."
original = 2026-09-30
revised = 2026-11-30
reason = "The hospital data came late."
status = "A"
update = "A draft was read in September."

[[actions]]
ref = "3"
objective = "Reach people early"
title = "Train taxi drivers."
status = "R"
"#;

fn office(layout: &str) -> Workspace {
    let text = ACTIONS.replacen("\n\n", &format!("\nlayout = \"{layout}\"\n\n"), 1);
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/actions.toml", text)
        .build()
}

/// The words of the paper from its first section on, in reading order.
fn reading(layout: &str) -> String {
    let reading = office(layout).pdf("output/actions.pdf").reading();
    let words = reading.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = words.find("Reach people early").expect("the objective");
    words[start..].to_owned()
}

#[test]
fn actions_of_one_objective_stand_under_its_name_and_the_rest_last() {
    for layout in ["list", "table"] {
        let said = reading(layout);
        let place = |words: &str| {
            said.find(words)
                .unwrap_or_else(|| panic!("{words}: {said}"))
        };
        let order = [
            "Reach people early",
            "Match 120 young people",
            "128 have been matched",
            "Train taxi drivers",
            "Other actions",
            "Publish the needs assessment",
            "A draft was read",
        ]
        .map(place);
        assert!(order.is_sorted(), "{layout}: {said}");
    }
}

#[test]
fn an_action_says_its_state_owner_and_dates_with_the_reason_in_both_layouts() {
    for layout in ["list", "table"] {
        let said = reading(layout);
        for words in [
            "Green",
            "Head of Commissioning",
            "31 March 2027",
            "30 September 2026",
            "30 November 2026",
            "The hospital data came late.",
        ] {
            assert_eq!(said.matches(words).count(), 1, "{layout}, {words}: {said}");
        }
    }
}

#[test]
fn every_action_is_a_heading_of_rank_two() {
    for layout in ["list", "table"] {
        let pdf = office(layout).pdf("output/actions.pdf");
        assert_eq!(pdf.tags().all("H2").len(), 3, "{layout}");
    }
}

/// Two papers of a strategy: one action has moved, one is gone.
fn moved(layout: &str, older: &str) -> crate::support::workspace::Workspace {
    let head = |more: &str| format!("document = \"action-update\"\ntitle = \"Plan\"\n{more}\n");
    let action = |reference: &str, title: &str, status: &str| {
        format!("[[actions]]\nref = \"{reference}\"\ntitle = \"{title}\"\nstatus = \"{status}\"\n")
    };
    let old = head(older) + &action("1", "Recruit wardens", "A") + &action("2", "Publish it", "R");
    let new = format!("quarter = \"2026-27 Q2\"\nlayout = \"{layout}\"\nprevious = \"old.toml\"");
    crate::support::workspace::Workspace::office()
        .file("data/old.toml", old)
        .file(
            "data/new.toml",
            head(&new) + &action("1", "Recruit wardens", "G"),
        )
}

#[test]
fn actions_say_how_they_have_moved_and_those_that_are_gone_are_listed_in_either_layout() {
    for layout in ["list", "table"] {
        let office = moved(layout, "date = 2026-06-30");
        let ran = office.run(&["build", "--format", "pdf,html"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let text = crate::support::model::squeeze(&office.pdf("output/new.pdf").text_layer());
        let page = std::fs::read_to_string(office.path("output/new.html")).expect("is there");
        for said in [
            "Improved, was Amber",
            "Removed since 30 June 2026",
            "Publish it",
        ] {
            assert!(text.contains(said), "{layout}: {said}: {text}");
            assert!(page.contains(said), "{layout}: {said}: {page}");
        }
        assert!(text.contains("Since 30 June 2026"), "{layout}: {text}");
    }
}
