//! How a round stands, as a table: for a terminal, and as CSV for a spreadsheet.

use crate::csv_text::{MARK, line};

use super::standing::{OfficerStanding, Standing, refs};

/// How many columns the table has.
pub(super) const COLUMNS: usize = 11;

/// The headings of the table.
pub(super) const HEADINGS: [&str; COLUMNS] = [
    "Officer",
    "E-mail",
    "State",
    "Lines",
    "Answered",
    "Collected on",
    "Open",
    "As it was sent",
    "As last quarter",
    "To look at",
    "Working days late",
];

/// Returns an officer's row.
pub(super) fn row(standing: &Standing, officer: &OfficerStanding) -> [String; COLUMNS] {
    let open = officer.open().next().is_some();
    let late = standing.late.filter(|_| open);
    [
        officer.asked.officer.clone(),
        officer.asked.email.clone().unwrap_or_default(),
        officer.state().word().to_owned(),
        officer.there().count().to_string(),
        officer.answered().to_string(),
        officer.days(),
        refs(officer.open()),
        refs(officer.as_sent()),
        refs(officer.stale()),
        refs(officer.faulty()),
        late.map(|days| days.to_string()).unwrap_or_default(),
    ]
}

/// Returns the table for a terminal, and who is to be chased.
pub fn text(standing: &Standing) -> String {
    let mut all = format!(
        "{}: {}\ndeadline: {}\n\n",
        standing.round.quarter,
        standing.summary(),
        standing.deadline()
    );
    let rows: Vec<[String; COLUMNS]> = standing
        .officers
        .iter()
        .map(|officer| row(standing, officer))
        .collect();
    all += &aligned(&rows);
    let chase = standing.chase();
    if !chase.is_empty() {
        all += "\nTo chase:\n";
        chase.iter().for_each(|line| all += &format!("  {line}\n"));
    }
    all
}

/// Sets columns below each other; addresses and columns that say nothing are left out.
fn aligned(rows: &[[String; COLUMNS]]) -> String {
    let said = |column: &usize| *column != 1 && rows.iter().any(|row| !row[*column].is_empty());
    let columns: Vec<usize> = (0..HEADINGS.len()).filter(said).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells
            .chain([HEADINGS[column].len()])
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = columns.iter().map(|column| width(*column)).collect();
    let headings = HEADINGS.map(str::to_owned);
    let mut all = String::new();
    for row in std::iter::once(&headings).chain(rows) {
        let cells = columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| format!("{:<width$}", row[*column]));
        let line: Vec<String> = cells.collect();
        all += line.join("  ").trim_end();
        all.push('\n');
    }
    all
}

/// Returns the table as CSV: no cell is a formula in a spreadsheet, whatever it begins with.
pub fn csv(standing: &Standing) -> String {
    let mut all = MARK.to_owned();
    let headings = HEADINGS
        .map(str::to_owned)
        .into_iter()
        .chain(["To chase".to_owned()]);
    all += &line(headings);
    for officer in &standing.officers {
        let open = officer.open().next().is_some();
        let chased = match open {
            true => standing.chased(officer),
            false => String::new(),
        };
        all += &line(row(standing, officer).into_iter().chain([chased]));
    }
    all
}
