use indexmap::IndexMap;

use super::*;

/// Counts rows: `-` is a row without a ref, `+` a part without one, anything else a ref.
fn count(rows: &[&str]) -> Vec<Option<String>> {
    let mut count = Count::default();
    let of = |row: &&str| match *row {
        "-" => Some(count.next()),
        "+" => {
            let part = count.next_part();
            count.marked(true);
            part
        }
        text => count.given(without_word(text)),
    };
    rows.iter().map(of).collect()
}

fn counted(rows: &[&str]) -> Vec<String> {
    count(rows).into_iter().flatten().collect()
}

#[test]
fn rows_without_refs_are_counted() {
    assert_eq!(
        counted(&["-", "-", "+", "+", "-"]),
        ["1", "2", "2(a)", "2(b)", "3"]
    );
}

#[test]
fn refs_that_are_given_set_the_count() {
    assert_eq!(
        counted(&["8", "-", "9(b)", "+", "-"]),
        ["8", "9", "9(b)", "9(c)", "10"]
    );
    assert_eq!(counted(&["6(a)", "+", "-"]), ["6(a)", "6(b)", "7"]);
    assert_eq!(counted(&["A08", "-"]), ["A08", "A09"]);
    assert_eq!(counted(&["1.", "-", "+"]), ["1.", "2.", "2(a)"]);
    assert_eq!(counted(&["4", "AOB", "-"]), ["4", "AOB", "5"]);
}

#[test]
fn parts_go_on_as_they_were_begun() {
    assert_eq!(counted(&["9", "(a)", "+"]), ["9", "9(a)", "9(b)"]);
    assert_eq!(
        counted(&["9", "(i)", "+", "+"]),
        ["9", "9(i)", "9(ii)", "9(iii)"]
    );
    assert_eq!(
        counted(&["9(g)", "(h)", "(i)", "+"]),
        ["9(g)", "9(h)", "9(i)", "9(j)"]
    );
    assert_eq!(
        counted(&["9", "9.1", "+", "-", "+"]),
        ["9", "9.1", "9.2", "10", "10.1"]
    );
    assert_eq!(counted(&["9a", "+"]), ["9a", "9b"]);
}

#[test]
fn decimal_numbers_are_counted_on_with() {
    assert_eq!(
        counted(&["1.1", "-", "-", "2.1", "-"]),
        ["1.1", "1.2", "1.3", "2.1", "2.2"]
    );
    assert_eq!(
        counted(&["9", "9.1", "-", "10", "-"]),
        ["9", "9.1", "9.2", "10", "11"]
    );
    assert_eq!(counted(&["9.1", "+", "-"]), ["9.1", "9.2", "10"]);
    assert_eq!(counted(&["1.2.3", "-"]), ["1.2.3", "1.2.4"]);
}

#[test]
fn a_word_before_a_number_is_that_of_its_column() {
    assert_eq!(
        counted(&["Item 5", "-", "agenda item 7(a)", "+", "No. 9", "-"]),
        ["5", "6", "7(a)", "7(b)", "9", "10"]
    );
    assert_eq!(counted(&["No. 4", "Item (a)", "+"]), ["4", "4(a)", "4(b)"]);
    for text in ["Nominations", "No decision", "Item", "North 3"] {
        assert_eq!(without_word(text), text);
    }
}

#[test]
fn parts_take_what_the_whole_says() {
    let column = |of_type, inherit| Column {
        of_type,
        choices: Vec::new(),
        headings: Vec::new(),
        required: false,
        unique: false,
        compare: true,
        automatic: of_type == ValueType::Ref,
        parts: None,
        inherit,
        by_quarter: false,
        words: false,
        contact: false,
        answer: false,
        help: String::new(),
    };
    let kind = TableKind {
        columns: IndexMap::from([
            ("ref".to_owned(), column(ValueType::Ref, false)),
            ("exempt".to_owned(), column(ValueType::List, true)),
        ]),
        key: None,
        required: false,
        judge: None,
        sheets: Vec::new(),
        help: String::new(),
        others: IndexMap::new(),
    };
    let row = |cells: &[(&str, &str)]| LooseRow {
        cells: cells
            .iter()
            .map(|(name, text)| {
                let raw = written((*text).to_owned(), Origin::file("m.toml"));
                ((*name).to_owned(), raw)
            })
            .collect(),
        origin: Origin::file("m.toml"),
    };
    let mut loose = LooseTable {
        headings: IndexMap::new(),
        rows: vec![
            row(&[("exempt", "3")]),
            row(&[("ref", "(a)")]),
            row(&[("ref", "(b)"), ("exempt", "5")]),
            row(&[]),
            row(&[("ref", "(a)")]),
        ],
        ..LooseTable::default()
    };
    let mut out = Diagnostics::default();
    number("items", &kind, &mut loose, &mut out);
    let read = |name: &str| -> Vec<String> {
        let cells = loose.rows.iter().map(|row| row.cells.get(name));
        cells
            .map(|raw| raw.map(Raw::plain).unwrap_or_default())
            .collect()
    };
    assert_eq!(read("ref"), ["1", "1(a)", "1(b)", "2", "2(a)"]);
    assert_eq!(read("exempt"), ["3", "3", "5", "", ""]);
    assert_eq!(out, Diagnostics::default());
}

#[test]
fn a_part_of_nothing_has_no_ref() {
    assert_eq!(
        count(&["+", "(a)", "-"]),
        [None, None, Some("1".to_owned())]
    );
}

#[test]
fn parts_are_told_by_their_refs() {
    for (part, whole) in [
        ("9(a)", "9"),
        ("9(a)(i)", "9"),
        ("9(a)(i)", "9(a)"),
        ("9a", "9"),
        ("9a1", "9a"),
        ("9.1.1", "9.1"),
    ] {
        assert!(is_part(part, whole), "{part} of {whole}");
    }
    for (other, whole) in [
        ("90", "9"),
        ("9", "9"),
        ("9ab", "9a"),
        ("a8", "a"),
        ("8", ""),
        ("9(b)", "9(a)"),
    ] {
        assert!(!is_part(other, whole), "{other} of {whole}");
    }
    assert_eq!(folded(" 9 (A)."), "9(a)");
}
