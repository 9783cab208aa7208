use super::*;

fn english() -> &'static Speech {
    Speech::of("en-GB")
}

/// Returns what a text claims, in its own words.
fn said(claim: &Claim, text: &str, ends: bool) -> Vec<String> {
    let (words, unless) = (Words::of_text(text), own(&[]));
    let hits = claim.opening(&words, &unless).into_iter();
    let hits = hits.chain(claim.find(&words, ends, &unless));
    hits.map(|hit| text[hit].to_owned()).collect()
}

#[track_caller]
fn each(claim: &Claim, ends: bool, texts: &[&str], expected: bool) {
    for text in texts {
        let said = said(claim, text, ends);
        assert_eq!(!said.is_empty(), expected, "{text}: {said:?}");
    }
}

#[test]
fn the_lists_of_each_language_are_read() {
    for language in ["en-GB", "cy", "cy-GB", "fr"] {
        Speech::of(language);
    }
    assert!(!english().path.is_empty() && Speech::of("fr").path.is_empty());
}

#[test]
fn work_that_is_behind_is_heard() {
    let texts = [
        "The survey has been delayed until June.",
        "Work is delayed.",
        "This work has been significantly delayed.",
        "Delayed.",
        "Delayed by two months.",
        "At risk",
        "Work on this has not yet started.",
        "This has not started.",
        "Recruitment is not yet started.",
        "The project is behind schedule.",
        "Delivery is now two months behind schedule.",
        "The deadline will not be met.",
        "The target will not now be met.",
        "The milestone is unlikely to be met.",
        "Delivery of the programme is at risk.",
        "The December deadline is at risk.",
        "This is now at risk of not being delivered.",
        "The timetable has slipped by a quarter.",
        "There has been slippage in the second phase.",
        "There is a risk that the target will not be achieved.",
        "The contract has been put on hold.",
        "It is unlikely that it will be delivered in 2020.",
        "The roll-out has stalled.",
        "The new system’s launch has been pushed back to May.",
        "No progress has been made.",
        "The programme remains at risk because of the vacancy",
        "The work is off track",
        "The work is delayed and behind schedule.",
        "Delivery has slipped to next year.",
        "Progress has been delayed.",
        "It is delayed.",
        "Not yet started.",
        "Not yet started",
        "The project is delayed because the contractor withdrew.",
        "The action is overdue.",
        "The project is running late.",
        "The start has been postponed to May.",
        "Completion is delayed until May 2027.",
        "It is at risk.",
        "The plan is at serious risk.",
        "This is currently delayed.",
        "The lamps came in June; however, the work is behind schedule.",
        "Procurement has been delayed, and fitting with it.",
        "We are behind schedule.",
        "There are delays to the programme.",
        "There have been some delays with the new contract.",
        "There is a serious delay in recruitment.",
        "There is a risk of delay to the opening.",
        "The deadline has been missed.",
        "This milestone was missed.",
        "3 months late and over budget",
        "The work has fallen behind.",
    ];
    each(&english().behind, false, &texts, true);
}

#[test]
fn risks_to_people_and_what_was_put_right_are_not_work_that_is_behind() {
    let texts = [
        "The project is no longer at risk.",
        "The work is not delayed.",
        "The launch has not been delayed.",
        "It works with people at risk.",
        "The scheme supports vulnerable young people at risk of crime.",
        "The panel discusses children identified as being at most risk from violence.",
        "We identify vulnerable individuals who are at risk of radicalisation.",
        "The programme reaches hard to reach at risk communities.",
        "The project supports young people who are at risk of becoming involved.",
        "The work helps victims whose trial has been delayed.",
        "Those identified as at risk are referred into the panel.",
        "Survivors felt safer and at less risk due to the scheme.",
        "The launch had been delayed by the weather, but the site opened in May.",
        "Work was delayed in April.",
        "Despite the tender, the programme is not behind.",
        "If the bid fails, the project will be delayed.",
        "The project is back on track after the delay.",
        "Mediation has since been completed and nothing is delayed.",
        "Outcomes are not yet available.",
        "Without delay the officers moved in.",
        "Visits are made to the tenants most at risk of having their homes taken over.",
        "The team behind the programme won a prize.",
        "The tool lowers the risk of harm.",
        "The scheme is for pupils who have fallen behind at school.",
        "The programme is for families whose children are at risk.",
        "The new process avoids work being delayed.",
        "Neither project is delayed.",
        "The programme lowers delays in the courts.",
        "There were delays in the courts, and the service helped 40 victims.",
        "There are delays in the courts.",
        "There have been delays in cases that come to trial.",
        "The scheme was postponed in March; it opened in June.",
        "It is for children who are late for school.",
        "The plan lists the risks to delivery and who owns them.",
        "Lessons from delayed discharges were shared.",
    ];
    each(&english().behind, false, &texts, false);
}

#[test]
fn work_that_is_done_is_heard() {
    let texts = [
        "This has been completed.",
        "This deliverable has been completed.",
        "The action is now complete.",
        "All actions have been completed.",
        "Completed.",
        "Completed in June.",
        "Complete",
        "The work was completed in March.",
        "The project has been fully delivered.",
        "Target met.",
        "The target has been met and exceeded.",
        "Work is complete",
        "The scheme was delivered in full.",
        "Fully delivered.",
        "The work is now complete.",
        "All of it has been completed.",
        "This deliverable is complete and fully delivered.",
        "Work on this has been completed.",
        "The work has been successfully completed.",
        "This action has been fully completed.",
        "Work has been completed ahead of schedule.",
        "It was finished in June.",
        "Delivery is complete.",
        "The target was met.",
        "The target has been achieved.",
        "Everything has been delivered on time.",
    ];
    each(&english().done, true, &texts, true);
}

#[test]
fn parts_that_are_done_are_not_the_whole() {
    let texts = [
        "The first phase has been completed.",
        "The review was completed in May.",
        "The work has been completed in four of the six towns.",
        "The target was met in May but not in June.",
        "The target has not been met.",
        "The action will be completed in May.",
        "The action will be green once it is complete.",
        "The programme was completed by 40 people.",
        "Completed visits fell to 12.",
        "The project is delivered by three charities.",
        "This is nearly complete.",
        "When this is complete, the line closes.",
    ];
    each(&english().done, true, &texts, false);
}

#[test]
fn work_to_come_is_heard_beside_what_is_closed() {
    let texts = [
        "This will be completed in March.",
        "The refurbishment is due to be finished in March.",
        "The last gate will be in place by June.",
        "The work is expected to be completed by the summer.",
        "Work will be finished next month.",
        "It is on track to be completed in May.",
        "Two visits remain to be done.",
    ];
    each(&english().to_come, false, &texts, true);
    let silent = [
        "It was completed in March.",
        "It was to be completed in June and was finished in May.",
        "It was due to be completed in June and was finished in May.",
        "An evaluation will be completed in June.",
        "The service will be reviewed each year.",
        "The offender will be visited.",
        "Benefits will be achieved over five years.",
        "The site was opened on 4 May and will stay open.",
    ];
    each(&english().to_come, false, &silent, false);
}

#[test]
fn work_that_has_begun_is_heard() {
    let begun = &english().begun;
    let texts = [
        "Work is under way.",
        "The project has started.",
        "Work has now begun on site.",
        "In progress",
    ];
    each(begun, false, &texts, true);
    let silent = [
        "Work has not started.",
        "Work will begin when the lease is signed.",
        "Preparatory work has started.",
        "The consultation has started.",
        "It is planned for Q3, once the project in the city is complete.",
    ];
    each(begun, false, &silent, false);
}

fn last_days(text: &str) -> Vec<(String, bool)> {
    let mentions = english()
        .dates
        .mentions(text, Some(crate::model::FinancialYear(2026)));
    mentions
        .into_iter()
        .map(|mention| (mention.last.to_string(), mention.planned))
        .collect()
}

#[test]
fn quarters_and_months_are_read_with_what_is_planned_for_them() {
    let one = |text: &str, day: &str, planned: bool| {
        assert_eq!(last_days(text), [(day.to_owned(), planned)], "{text}");
    };
    one("Planned for Q3.", "31 December 2026", true);
    one("Work starts from Q2", "30 September 2026", true);
    one("Planned for Quarter 1 2026-27", "30 June 2026", true);
    one("Due to start in Qtr 4 of 2025/26.", "31 March 2026", true);
    one("Will begin in June 2026.", "30 June 2026", true);
    one("To start on 1st October 2026", "1 October 2026", true);
    one(
        "Publish it by the end of Feb 2027.",
        "28 February 2027",
        true,
    );
    one("The bid was refused in Q1.", "30 June 2026", false);
    assert_eq!(last_days("It may begin in May; see Q5 and 12 others."), []);
}

#[test]
fn dates_are_taken_out_and_other_figures_left() {
    let without = |text: &str| english().dates.without(text);
    assert_eq!(
        without("By 3 June 2026, 12 of 40"),
        without("By 14 July 2027, 12 of 40")
    );
    assert_eq!(without("in Q2 2026-27."), without("in Q3 2026-27."));
    assert_eq!(without("by Quarter 3"), without("by quarter 4, 2026/27"));
    assert_eq!(without("on 3/6/2026 at"), without("on 14/07/2026 at"));
    assert_ne!(without("12 of 40"), without("13 of 40"));
    assert_ne!(without("By 3 officers"), without("By 4 officers"));
}

#[test]
fn a_step_is_known_by_its_words_and_not_by_its_colour() {
    let step = |label: &str, attention: bool| Step {
        code: "X".into(),
        label: label.into(),
        meaning: "Planned for a later quarter".into(),
        colour: None,
        ink: None,
        shape: None,
        aliases: Vec::new(),
        attention,
        closed: false,
        counted: true,
        rank: Some(1),
        when: None,
    };
    assert!(english().is_not_started(&step("White", false)));
    assert!(!english().is_not_started(&step("Not started", true)));
    assert!(!Speech::of("fr").is_not_started(&step("Not started", false)));
}

#[test]
fn the_words_of_an_office_are_whole_words_in_any_case() {
    let words = own(&["off the boil".into(), "won't land".into()]);
    assert!(words.is_match("It is Off  the boil.") && words.is_match("It won’t land"));
    assert!(!words.is_match("off the boiler"));
    assert!(own(&[]).is_empty());
}

#[test]
fn in_welsh_what_is_certain_is_heard() {
    let welsh = Speech::of("cy");
    let texts = [
        "Mae'r gwaith ar ei hôl hi.",
        "Mae’r prosiect wedi'i ohirio.",
    ];
    each(&welsh.behind, false, &texts, true);
}
