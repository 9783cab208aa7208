//! Asking whether columns that no heading tells are what they seem.

use std::collections::BTreeSet;

use crate::model::{Phrase, column_name};

use super::answers::Answers;
use super::search::{Candidate, named};
use super::told::Told;

/// Asks about each column that was told by what stands in it; what nobody answers is a doubt.
pub fn confirm(one: &mut Candidate<'_>, answers: &mut dyn Answers) {
    for Told {
        name,
        column,
        doubt,
    } in one.told.clone()
    {
        let choices = choices(one, &name);
        let likely = choices
            .iter()
            .position(|(at, _)| *at == column)
            .unwrap_or(0);
        let help = &one.table_kind().columns[&name].help;
        let help = help.trim_end_matches('.');
        let question = format!("Which column of `{}` is `{name}`? {help}", one.sheet.name);
        let texts: Vec<String> = choices.iter().map(|(_, text)| text.clone()).collect();
        match answers.choose(&question, &texts, likely) {
            Some(chosen) => take(one, &name, choices[chosen].0),
            None => one.doubts.add(
                doubt,
                one.sheet.origin(one.headings.row, column),
                format!(
                    "correct `columns = {{ {name} = … }}` in the paper's file if it is another one"
                ),
            ),
        }
    }
}

/// Lists the columns that another heading does not claim, as `D (Where we are)`.
fn choices(one: &Candidate<'_>, name: &str) -> Vec<(u32, String)> {
    let found = one.headings.found.iter();
    let taken: BTreeSet<u32> = found
        .filter(|(other, _)| *other != name)
        .map(|(_, (column, _))| *column)
        .collect();
    let below = one.headings.below(one.sheet);
    let filled: BTreeSet<u32> = below.flat_map(|(_, cells)| cells.keys().copied()).collect();
    let free = filled.into_iter().filter(|column| !taken.contains(column));
    free.map(|column| {
        let heading = one.headings.texts().find(|(at, _)| *at == column);
        let text = heading.map_or("no heading", |(_, text)| text);
        (column, format!("{} ({text})", column_name(column)))
    })
    .collect()
}

/// Takes a column for what was answered.
fn take(one: &mut Candidate<'_>, name: &str, column: u32) {
    let before = one.headings.found.get(name).cloned();
    if before.as_ref().is_some_and(|(at, _)| *at == column) {
        return;
    }
    let said: Phrase = named(one.sheet, &one.headings, column);
    one.headings.unused.retain(|(at, _)| *at != column);
    one.headings.unused.extend(before);
    one.headings
        .found
        .insert(name.to_owned(), (column, said.text.clone()));
    one.columns.insert(name.to_owned(), said);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use indexmap::IndexMap;

    use super::super::Doubts;
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::{Cell, Content, Library, Run, Sheet};
    use crate::model::Origin;
    use crate::validate::{Hints, headings, kind};

    /// Answers with the choice that begins so.
    struct Says(&'static str);

    impl Answers for Says {
        fn choose(&mut self, _: &str, of: &[String], _: usize) -> Option<usize> {
            of.iter().position(|choice| choice.starts_with(self.0))
        }
    }

    fn sheet() -> Sheet {
        let cell = |text: &str| Cell {
            content: Content::Text(vec![Run {
                text: text.to_owned(),
                ..Run::default()
            }]),
            ..Cell::default()
        };
        let row = |texts: [&str; 5]| {
            (0..)
                .zip(texts)
                .map(|(at, text)| (at, cell(text)))
                .collect()
        };
        Sheet {
            name: "Tracker".into(),
            file: "t.xlsx".into(),
            hidden: false,
            rows: BTreeMap::from([
                (
                    0,
                    row(["Ref", "Deliverable", "RAG", "Said", "Said in private"]),
                ),
                (1, row(["1", "Patrol", "G", "It began.", "It began late."])),
            ]),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            comments: BTreeSet::new(),
            lines: None,
        }
    }

    #[test]
    fn an_answer_takes_another_column_and_leaves_no_doubt() {
        let (sheet, mut unsaid) = (sheet(), Diagnostics::default());
        let library = Library::embedded();
        let kind = kind(&library, "theme-update", &Origin::file("k"), &mut unsaid).expect("a kind");
        let said = |text: &str| Phrase {
            text: text.to_owned(),
            origin: sheet.whole(),
        };
        let columns = IndexMap::from([("update".to_owned(), said("Said"))]);
        let hints = Hints {
            columns: &columns,
            quarter: None,
            row: None,
        };
        let table = &kind.tables["deliverables"];
        let mut one = Candidate {
            kind: &kind,
            table: "deliverables",
            sheet: &sheet,
            headings: headings(&sheet, table, hints).expect("headings"),
            told: vec![Told {
                name: "update".to_owned(),
                column: 3,
                doubt: "column D was taken for `update`".to_owned(),
            }],
            columns: columns.clone(),
            row: None,
            doubts: Doubts::default(),
            score: 0,
        };
        let mut unasked = one.clone();
        confirm(&mut one, &mut Says("E "));
        assert_eq!(one.columns["update"].text, "Said in private");
        assert_eq!(one.doubts, Doubts::default());
        confirm(&mut unasked, &mut super::super::Nobody);
        assert_eq!(unasked.columns["update"].text, "Said");
        assert_ne!(unasked.doubts, Doubts::default());
    }
}
