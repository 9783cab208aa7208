use super::*;

fn step(code: &str, label: &str, aliases: &[&str]) -> Step {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned());
    Step {
        aliases: aliases.collect(),
        ..Step::plain(code, label)
    }
}

fn rag() -> StatusKey {
    let rule = |at_least, of: &[&str], says: &str| RatingRule {
        at_least,
        of: of.iter().map(|code| (*code).to_owned()).collect(),
        says: says.into(),
    };
    StatusKey {
        name: "rag".into(),
        steps: vec![
            step("G", "Green", &["on track"]),
            step("A", "Amber", &["yellow"]),
            step("R", "Red", &[]),
            step("NS", "White (not started)", &["white"]),
        ],
        rating: vec![
            rule(Some(90.0), &["G"], "very good"),
            rule(None, &[], "in need of attention"),
        ],
        percentages: Percentages::Plain,
        origin: Origin::file("board.toml"),
    }
}

#[test]
fn statuses_typed_by_several_hands_mean_one_step() {
    let key = rag();
    for text in [
        "g",
        "G ",
        "Green",
        "GREEN.",
        " on  track",
        "G - Green",
        "Green (G)",
    ] {
        assert_eq!(
            key.step(text).map(|step| step.code.as_str()),
            Some("G"),
            "{text}"
        );
    }
    assert_eq!(
        key.step("White (not started)")
            .map(|step| step.code.as_str()),
        Some("NS")
    );
    for text in [
        "GRN",
        "G?",
        "?Amber",
        "(not?) Green",
        "",
        " ",
        "Green / Amber",
        "-",
    ] {
        assert_eq!(key.step(text), None, "{text}");
    }
}

#[test]
fn counts_percentages_and_rating_come_from_the_rows() {
    let tally = rag().tally(["G"; 15].into_iter().chain(["A"]));
    assert_eq!(tally.total, 16);
    assert_eq!(
        tally.steps["G"],
        StepCount {
            count: 15,
            percent: Some(94)
        }
    );
    assert_eq!(
        tally.steps["R"],
        StepCount {
            count: 0,
            percent: Some(0)
        }
    );
    assert_eq!(tally.rating.as_deref(), Some("very good"));
}

#[test]
fn coloured_symbols_are_read_as_their_colours_and_others_where_a_step_names_them() {
    let mut key = rag();
    let read = |key: &StatusKey, text: &str| key.step(text).map(|step| step.code.clone());
    assert_eq!(read(&key, "🟢").as_deref(), Some("G"));
    assert_eq!(read(&key, " 🟠 ").as_deref(), Some("A"));
    assert_eq!(read(&key, "🔴").as_deref(), Some("R"));
    assert_eq!(read(&key, "✅"), None);
    assert_eq!(read(&key, "–"), None);
    assert_eq!(read(&key, ""), None);
    key.steps[0].aliases.push("✅".to_owned());
    assert_eq!(read(&key, "✅").as_deref(), Some("G"));
}

#[test]
fn a_step_outside_the_base_has_a_count_and_no_percentage() {
    let mut key = rag();
    key.steps[3].counted = false;
    let tally = key.tally(["G", "G", "A", "NS"].into_iter());
    assert_eq!((tally.total, tally.base), (4, 3));
    assert_eq!(tally.steps["G"].percent, Some(67));
    assert_eq!(
        tally.steps["NS"],
        StepCount {
            count: 1,
            percent: None
        }
    );
}

#[test]
fn the_rating_is_judged_by_exact_shares() {
    // 89.6% prints as 90%, and is still below 90.
    let tally = rag().tally(["G"; 43].into_iter().chain(["R"; 5]));
    assert_eq!(tally.steps["G"].percent, Some(90));
    assert_eq!(tally.rating.as_deref(), Some("in need of attention"));
}

#[test]
fn largest_remainder_adds_up_to_a_hundred() {
    for counts in [
        vec![1, 1, 1],
        vec![22, 3, 1],
        vec![64, 50],
        vec![7, 0, 0],
        vec![1; 7],
    ] {
        let shares = Percentages::LargestRemainder.of(&counts);
        assert_eq!(shares.iter().sum::<u64>(), 100, "{counts:?} {shares:?}");
    }
    assert_eq!(Percentages::Plain.of(&[1, 1, 1]), [33, 33, 33]);
    assert_eq!(Percentages::LargestRemainder.of(&[22, 3, 1]), [85, 11, 4]);
}

#[test]
fn nothing_to_count_gives_zeros_and_no_rating() {
    let tally = rag().tally(std::iter::empty());
    assert_eq!(
        tally.steps["G"],
        StepCount {
            count: 0,
            percent: Some(0)
        }
    );
    assert_eq!(tally.rating, None);
}
