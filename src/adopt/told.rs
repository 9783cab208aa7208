//! Columns that headings do not tell, or that several claim: chosen by what stands in them.

use crate::load::Sheet;
use crate::model::{StatusKey, TableKind, cell_name, column_name};
use crate::validate::{Headings, fold, one_line, quarter_number, said_in_column};

use super::by_content::by_content;
use super::search::Wanted;

/// A column that the headings do not tell, or that several claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is taken for.
    pub name: String,
    /// The column of the sheet, from 0.
    pub column: u32,
    /// What is in doubt, where nobody says otherwise.
    pub doubt: String,
}

/// Chooses among headings that claim a column with the same right: of quarters, the last that something was written for; of
/// other words, those that the description names first.
pub fn settled(sheet: &Sheet, found: &Headings, table: &TableKind) -> Vec<Told> {
    let one = |(name, others): &(String, Vec<(u32, String)>)| {
        let filled = |column: u32| {
            let cells = said_in_column(sheet, found, column);
            cells.values().any(|text| !text.is_empty())
        };
        let known = |text: &str| {
            let headings = &table.columns.get(name)?.headings;
            headings.iter().position(|known| fold(known) == fold(text))
        };
        let place = |text: &str| std::cmp::Reverse(known(text).unwrap_or(usize::MAX));
        let best = others.iter().max_by_key(|(column, text)| {
            (filled(*column), quarter_number(text), place(text), *column)
        });
        let (column, text) = best?;
        let list: Vec<String> = others
            .iter()
            .map(|(column, text)| format!("`{text}` ({})", cell_name(found.row, *column)))
            .collect();
        Some(Told {
            name: name.clone(),
            column: *column,
            doubt: format!(
                "`{name}` could be any of {}; `{text}` was taken",
                list.join(", ")
            ),
        })
    };
    found.twice.iter().filter_map(one).collect()
}

/// Tells columns that no heading does by what stands in them.
pub fn by_their_content(
    sheet: &Sheet,
    read: &Headings,
    table: &TableKind,
    wanted: &Wanted<'_>,
) -> Vec<Told> {
    let keys: Vec<&StatusKey> = wanted.board.keys.values().collect();
    let told = by_content(sheet, read, table, &keys).into_iter();
    told.map(|(name, column)| {
        let heading = read.texts().find(|(at, _)| *at == column);
        let letters = column_name(column);
        let called = match heading {
            Some((_, text)) => format!("column {letters} (`{text}`)"),
            None => format!("column {letters}, which has no heading,"),
        };
        Told {
            doubt: format!("{called} was taken for `{name}`, from what stands in it"),
            name,
            column,
        }
    })
    .collect()
}

/// Whether rows are followed by rows that hold one long text: the published form of an update below its deliverable.
pub fn has_rows_below(sheet: &Sheet, found: &Headings) -> bool {
    let (mut rows, mut texts, mut before) = (0, 0, None);
    for (row, cells) in found.below(sheet) {
        let filled: Vec<String> = cells
            .values()
            .filter(|cell| !cell.is_blank())
            .map(|cell| one_line(&cell.text()))
            .collect();
        let long = filled
            .last()
            .is_some_and(|text| text.split(' ').count() > 3 || text.ends_with('.'));
        match (filled.len(), before) {
            (0, _) => continue,
            (1 | 2, Some((above, cells)))
                if above + 1 == *row && cells > 1 && cells != filled.len() =>
            {
                texts += usize::from(long);
                before = None;
            }
            (count, _) => {
                rows += usize::from(count > 1);
                before = Some((*row, count));
            }
        }
    }
    texts > 0 && texts * 2 >= rows
}
