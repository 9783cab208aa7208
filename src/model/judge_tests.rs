use super::*;
use crate::model::{FinancialYear, Origin};

fn figure(value: f64) -> Figure {
    Figure {
        value: Some(value),
        unit: "%".into(),
        ..Figure::default()
    }
}

fn judged(actual: f64, target: f64, tolerance: Option<Tolerance>, polarity: Polarity) -> Outcome {
    Outcome::of(Some(actual), &figure(target), tolerance, polarity)
}

#[test]
fn high_is_good_until_the_target_is_missed_by_more_than_the_tolerance() {
    let points = Some(Tolerance::Absolute(5.0));
    for (actual, outcome) in [
        (45.0, Outcome::Met),
        (51.0, Outcome::Met),
        (44.9, Outcome::Near),
        (40.0, Outcome::Near),
        (39.9, Outcome::Missed),
    ] {
        assert_eq!(
            judged(actual, 45.0, points, Polarity::High),
            outcome,
            "{actual}"
        );
    }
}

#[test]
fn low_is_good_the_other_way_round() {
    let share = Some(Tolerance::OfTarget(10.0));
    for (actual, outcome) in [
        (200.0, Outcome::Met),
        (180.0, Outcome::Met),
        (220.0, Outcome::Near),
        (220.1, Outcome::Missed),
    ] {
        assert_eq!(
            judged(actual, 200.0, share, Polarity::Low),
            outcome,
            "{actual}"
        );
    }
}

#[test]
fn without_tolerance_nothing_is_near() {
    assert_eq!(judged(44.9, 45.0, None, Polarity::High), Outcome::Missed);
    assert_eq!(judged(45.0, 45.0, None, Polarity::Range), Outcome::Met);
    assert_eq!(judged(45.1, 45.0, None, Polarity::Range), Outcome::Missed);
}

#[test]
fn a_plan_is_met_within_its_range_or_its_tolerance() {
    let range = Figure {
        to: Some(60.0),
        ..figure(40.0)
    };
    let two = Some(Tolerance::Absolute(2.0));
    let of = |actual| Outcome::of(Some(actual), &range, two, Polarity::Range);
    assert_eq!(of(40.0), Outcome::Met);
    assert_eq!(of(38.0), Outcome::Near);
    assert_eq!(of(63.0), Outcome::Missed);
    assert_eq!(judged(101.5, 100.0, two, Polarity::Range), Outcome::Met);
    assert_eq!(judged(102.5, 100.0, two, Polarity::Range), Outcome::Missed);
}

#[test]
fn noise_of_the_arithmetic_decides_nothing() {
    let tenth = Some(Tolerance::Absolute(0.1));
    assert_eq!(judged(0.2, 0.1 + 0.2, tenth, Polarity::High), Outcome::Near);
    assert_eq!(judged(0.3, 0.1 + 0.2, None, Polarity::High), Outcome::Met);
}

#[test]
fn without_a_figure_there_is_no_data_and_without_a_target_no_judgement() {
    let none = Outcome::of(None, &figure(45.0), None, Polarity::High);
    assert_eq!(none, Outcome::NoData);
    let words = Figure {
        shown: "To monitor".into(),
        ..Figure::default()
    };
    assert_eq!(
        Outcome::of(Some(1.0), &words, None, Polarity::High),
        Outcome::NoTarget
    );
}

#[test]
fn polarity_is_read_in_the_words_of_offices() {
    for (text, polarity) in [
        ("High", Polarity::High),
        ("Higher is better", Polarity::High),
        ("Low is good", Polarity::Low),
        ("(Decrease)", Polarity::Low),
        ("Plan-range", Polarity::Range),
        ("+", Polarity::High),
    ] {
        assert_eq!(Polarity::parse(text), Some(polarity), "{text}");
    }
    assert_eq!(Polarity::parse("sideways"), None);
}

fn series(values: &[(i32, u8, f64)]) -> Vec<Point> {
    let point = |(year, number, value): &(i32, u8, f64)| Point {
        quarter: quarter(*year, *number),
        figure: figure(*value),
        origin: Origin::file("a.toml"),
    };
    values.iter().map(point).collect()
}

fn quarter(year: i32, number: u8) -> Quarter {
    Quarter {
        year: FinancialYear(year),
        number,
    }
}

#[test]
fn the_way_of_a_measure_goes_by_what_is_good() {
    let series = series(&[(2025, 2, 44.0), (2026, 1, 41.0), (2026, 2, 42.0)]);
    let now = quarter(2026, 2);
    let to = |earlier, polarity| {
        Travel::between(&series, earlier, now, Some(polarity), Some(&figure(43.0)))
            .expect("both figures")
            .direction
    };
    assert_eq!(now.before(), quarter(2026, 1));
    assert_eq!(to(now.before(), Polarity::High), Some(Direction::Improved));
    assert_eq!(to(now.before(), Polarity::Low), Some(Direction::Worsened));
    assert_eq!(
        to(now.year_before(), Polarity::High),
        Some(Direction::Worsened)
    );
    assert_eq!(
        to(now.year_before(), Polarity::Range),
        Some(Direction::Same)
    );
    assert_eq!(quarter(2026, 1).before(), quarter(2025, 4));
}

#[test]
fn a_gap_has_no_way() {
    let series = series(&[(2026, 2, 42.0)]);
    let now = quarter(2026, 2);
    assert_eq!(
        Travel::between(&series, now.before(), now, Some(Polarity::High), None),
        None
    );
}
