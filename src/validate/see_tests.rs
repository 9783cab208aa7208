use super::*;

fn refs() -> Refs {
    let rows = |table: &str, refs: &[&str]| {
        let row = |name: &&str| (name.to_lowercase(), format!("{table}-{name}"));
        (table.to_owned(), refs.iter().map(row).collect())
    };
    Refs {
        rows: BTreeMap::from([
            rows("deliverables", &["3", "4", "15", "5C01"]),
            rows("measures", &["3"]),
        ]),
    }
}

/// Writes links as `<target|text>`.
fn read(text: &str) -> (String, Vec<String>) {
    let mut out = Diagnostics::default();
    let origin = Origin::file("tracker.xlsx");
    let pieces = link_text(
        text,
        &origin,
        "deliverables",
        Some("deliverables-4"),
        &refs(),
        &mut out,
    );
    let write = |piece: &Inline| match piece {
        Inline::Mark(Mark::See { to, of }) => format!("<{to}|{}>", crate::model::plain(of)),
        other => crate::model::plain(std::slice::from_ref(other)),
    };
    (
        pieces.iter().map(write).collect(),
        out.iter().map(|problem| problem.message.clone()).collect(),
    )
}

#[test]
fn references_become_links() {
    for (text, linked) in [
        (
            "See also No. 15 below.",
            "See also <deliverables-15|No. 15> below.",
        ),
        ("see 15", "see <deliverables-15|15>"),
        (
            "as in deliverable 3",
            "as in <deliverables-3|deliverable 3>",
        ),
        ("see measure 3", "see <measures-3|measure 3>"),
        (
            "described under no. 3, and more",
            "described under <deliverables-3|no. 3>, and more",
        ),
        (
            "see nos. 3, 15 and 5C01",
            "see <deliverables-3|nos. 3>, <deliverables-15|15> and <deliverables-5C01|5C01>",
        ),
        (
            "see\u{a0}no.\u{a0}15, and measure\u{202f}3\u{ad}.",
            "see\u{a0}<deliverables-15|no.\u{a0}15>, and <measures-3|measure\u{202f}3>\u{ad}.",
        ),
        (
            "work on 5c01 goes on",
            "work on <deliverables-5C01|5c01> goes on",
        ),
    ] {
        assert_eq!(read(text), (linked.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn numbers_that_are_no_references_stay_text() {
    // The last leads to the row that the text stands in.
    for text in [
        "15 officers",
        "see page 3",
        "in 3 wards",
        "see the 15 bids",
        "section 3",
        "no 3 of us",
        "the number 3 priority",
        "see 3 schools",
        "as in 3 wards",
        "see no. 4",
    ] {
        assert_eq!(read(text), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn a_reference_to_no_row_is_reported() {
    assert_eq!(
        read("see no. 99").1,
        ["`see no. 99` leads to no row of this paper"]
    );
    assert_eq!(read("see 2015").1, Vec::<String>::new());
}
