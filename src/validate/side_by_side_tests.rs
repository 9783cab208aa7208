use super::super::headings::tests::{sheet, table};
use super::super::headings::{Headings, Hints, headings};
use super::*;

use indexmap::IndexMap;

fn read(rows: &[&[&str]], table: &TableKind) -> Headings {
    let hints = Hints {
        columns: &IndexMap::new(),
        quarter: None,
        row: None,
    };
    headings(&sheet(rows), table, hints).expect("headings")
}

fn columns(read: &Headings) -> Vec<u32> {
    let mut columns: Vec<u32> = read.found.values().map(|(column, _)| *column).collect();
    columns.sort_unstable();
    columns
}

const BOTH: &[&str] = &[
    "No",
    "Lead Officer",
    "Action",
    "Status",
    "Update",
    "",
    "No",
    "Measure",
    "Target",
    "Status",
];
const ROW: &[&str] = &[
    "1", "AB", "Do it", "G", "Done.", "", "1", "Calls", "90%", "A",
];

#[test]
fn the_columns_of_tables_beside_one_another_are_not_mixed() {
    let mut own = table();
    let mut other = table();
    other.columns.shift_remove("update");
    other.columns["title"].headings = vec!["Measure".into()];
    other.columns["lead"].headings = vec!["Target".into()];
    own.others.insert("measures".into(), other.clone());
    let left = read(&[BOTH, ROW], &own);
    assert_eq!(columns(&left), [0, 1, 2, 3, 4]);
    assert_eq!(left.unused.len(), 4, "{:?}", left.unused);
    assert!(left.is_beside && left.twice.is_empty());
    other.others.insert("deliverables".into(), table());
    assert_eq!(columns(&read(&[BOTH, ROW], &other)), [6, 7, 8, 9]);
    // Of two tables of one kind the left one is taken.
    let headings = [&BOTH[..5], &[""], &BOTH[..5]].concat();
    let row = [&ROW[..5], &[""], &ROW[..5]].concat();
    assert_eq!(
        columns(&read(&[&headings, &row], &table())),
        [0, 1, 2, 3, 4]
    );
}

#[test]
fn a_spacer_within_a_table_makes_no_two_of_it() {
    let headings: &[&str] = &["No", "Lead Officer", "", "Action", "Status", "", "Update"];
    let row: &[&str] = &["1", "AB", "", "Do it", "G", "", "Done."];
    let found = read(&[headings, row], &table());
    assert_eq!(columns(&found), [0, 1, 3, 4, 6]);
    assert!(!found.is_beside);
    // An empty heading over a column that holds something is no gap.
    let row: &[&str] = &[
        "1", "AB", "Do it", "G", "Done.", "so", "1", "Calls", "90%", "A",
    ];
    assert!(!read(&[BOTH, row], &table()).is_beside);
}
