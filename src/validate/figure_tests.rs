use super::*;

fn read(text: &str) -> Option<(f64, String)> {
    let figure = figure(text, false).ok()?;
    Some((figure.value?, figure.unit))
}

#[test]
fn figures_are_read_as_offices_type_them() {
    for (text, value, unit) in [
        ("42.1%", 42.1, "%"),
        ("42.1 %", 42.1, "%"),
        ("42 per cent", 42.0, "%"),
        ("£1,234", 1234.0, "£"),
        ("£1.2m", 1_200_000.0, "£"),
        ("£1.1 million", 1_100_000.0, "£"),
        ("£250k", 250_000.0, "£"),
        ("1,234", 1234.0, ""),
        ("1 234 567", 1_234_567.0, ""),
        ("-3", -3.0, ""),
        ("−3.5%", -3.5, "%"),
        ("(3)", -3.0, ""),
        ("(£3m)", -3_000_000.0, "£"),
        ("£(1,200)", -1200.0, "£"),
        ("-£20", -20.0, "£"),
        ("£-20", -20.0, "£"),
        ("+5", 5.0, ""),
        (".5", 0.5, ""),
        ("12 days", 12.0, "days"),
        ("8 working days", 8.0, "working days"),
        ("3.4 per 1,000 people", 3.4, "per 1,000 people"),
        (" 7\u{a0}", 7.0, ""),
    ] {
        assert_eq!(read(text), Some((value, unit.to_owned())), "{text}");
    }
}

#[test]
fn what_is_no_figure_is_not_guessed() {
    for text in [
        "about 40",
        ">95%",
        "42% (14)",
        "1,23",
        "1.2.3",
        "12 out of 15",
        "5 fewer than last year",
        "42 or 43",
        "-",
        "£1.2m%",
        "tbc",
        "2026-10-30",
    ] {
        assert_eq!(figure(text, false), Err(Fault::Unclear), "{text}");
    }
}

#[test]
fn shorthand_stands_beside_a_figure_or_in_its_place() {
    let beside = figure("42.1% [p]", false).expect("a figure");
    assert_eq!(
        (beside.value, beside.shorthand),
        (Some(42.1), vec!["p".to_owned()])
    );
    assert_eq!(beside.shown, "42.1% [p]");
    for (text, shown, letters) in [
        ("[x]", "[x]", "x"),
        ("[ Z ]", "[z]", "z"),
        ("n/a", "[z]", "z"),
        ("N/A", "[z]", "z"),
        ("Not available", "[x]", "x"),
        ("[low]", "[low]", "low"),
    ] {
        let alone = figure(text, false).expect("shorthand");
        assert_eq!((alone.value, alone.shown.as_str()), (None, shown), "{text}");
        assert_eq!(alone.shorthand, [letters], "{text}");
    }
    let two = figure("12 [r][e]", false).expect("a figure");
    assert_eq!(two.shorthand, ["r", "e"]);
    assert_eq!(figure("12 [q]", false), Err(Fault::Shorthand("q".into())));
}

#[test]
fn ranges_are_read_where_they_may_stand() {
    for (text, low, high, unit) in [
        ("40-50%", 40.0, 50.0, "%"),
        ("40% to 50%", 40.0, 50.0, "%"),
        ("£1m – £1.5m", 1e6, 1.5e6, "£"),
        ("between 3 and 5 days", 3.0, 5.0, "days"),
    ] {
        let range = figure(text, true).expect("a range");
        assert_eq!((range.value, range.to), (Some(low), Some(high)), "{text}");
        assert_eq!(range.unit, unit, "{text}");
        assert_eq!(figure(text, false), Err(Fault::Unclear), "{text}");
    }
    assert_eq!(figure("50-40%", true), Err(Fault::Unclear));
}
