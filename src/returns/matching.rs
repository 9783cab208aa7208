//! Which line of a paper a row of a return is: by its ref, and its title confirms it.

use crate::model::folded;

/// A line or a row by what it is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its ref; blank where the column is gone.
    pub row: String,
    /// Its title; blank where the column is gone.
    pub title: String,
}

/// Which line a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one.
    Line(usize),
    /// This one by its title: its ref says another, or none of the paper's.
    Misread(usize),
    /// This one by its ref: its title was changed a little.
    Retitled(usize),
    /// Perhaps this one: its ref is the same, and its title says something else.
    Doubtful(usize),
    /// None of the paper's.
    New,
}

impl Found {
    /// Returns the line, where it is known.
    pub fn line(self) -> Option<usize> {
        match self {
            Self::Line(at) | Self::Misread(at) | Self::Retitled(at) => Some(at),
            Self::Doubtful(_) | Self::New => None,
        }
    }
}

/// Titles that share this much of their words are one title that somebody mended.
const ALIKE: f64 = 0.6;

/// Finds the line that a row is.
pub fn find(row: &Known, lines: &[Known]) -> Found {
    let by_ref = lines
        .iter()
        .position(|line| !row.row.is_empty() && fold(&line.row) == fold(&row.row));
    let titled: Vec<usize> = (0..lines.len())
        .filter(|at| !row.title.is_empty() && fold(&lines[*at].title) == fold(&row.title))
        .collect();
    match (by_ref, &titled[..]) {
        (Some(at), []) if row.title.is_empty() => Found::Line(at),
        (Some(at), same) if same.contains(&at) => Found::Line(at),
        (Some(at), []) if likeness(&lines[at].title, &row.title) >= ALIKE => Found::Retitled(at),
        (Some(at), []) => Found::Doubtful(at),
        (None, [only]) if row.row.is_empty() => Found::Line(*only),
        (_, [only]) => Found::Misread(*only),
        (Some(at), _) => Found::Doubtful(at),
        (None, [first, ..]) => Found::Doubtful(*first),
        (None, []) => Found::New,
    }
}

/// Folds case, punctuation and spaces away.
pub fn fold(text: &str) -> String {
    folded(text, "")
}

/// Returns which share of their words two titles have in common.
fn likeness(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        fold(text).split(' ').map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    common as f64 / a.union(&b).count().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(row: &str, title: &str) -> Known {
        Known {
            row: row.to_owned(),
            title: title.to_owned(),
        }
    }

    #[test]
    fn a_row_is_known_by_its_ref_and_its_title_confirms_it() {
        let lines = [
            known("1", "Patrol the port at night"),
            known("2", "Train wardens"),
            known("3.10", "Repeat"),
            known("4", "Repeat"),
        ];
        for (row, title, expected) in [
            ("1", "patrol the port, at night", Found::Line(0)),
            ("2 ", "", Found::Line(1)),
            ("", "Train wardens", Found::Line(1)),
            ("12", "Train wardens", Found::Misread(1)),
            ("1", "Train wardens", Found::Misread(1)),
            ("1", "Patrol the new port at night", Found::Retitled(0)),
            ("1", "Open a helpline", Found::Doubtful(0)),
            ("9", "Open a helpline", Found::New),
            ("4", "Repeat", Found::Line(3)),
            ("", "Repeat", Found::Doubtful(2)),
            ("", "", Found::New),
        ] {
            assert_eq!(find(&known(row, title), &lines), expected, "{row} {title}");
        }
    }
}
