//! Rows that are no lines of a table: headings between them, and totals.

use std::sync::LazyLock;

use regex::Regex;

use crate::load::{Run, TextCell};
use crate::model::ValueType;

use super::cell_text::{breaks_off, is_bold, plain};
use super::grid::Placed;
use super::sorter::{Open, Sorter};

/// What is longer, in characters, is no heading between rows.
const HEADING: usize = 120;

impl<'a> Sorter<'a> {
    /// Whether a text between two rows is a heading: the row above has its update already.
    pub fn is_heading_between(&self, open: &Open<'a>, text: &[Run]) -> bool {
        let words = plain(text);
        let is_line = words.chars().count() <= HEADING && !words.trim().contains('\n');
        // Where updates have a column, a line over the whole width is none, unless it goes on from a broken page.
        let apart = || self.has_updates() && !words.trim_end().ends_with('.');
        let Some(update) = self.last_update() else {
            return false;
        };
        let updated = || !update.is_empty() && open.described.update().is_some();
        is_line && !breaks_off(&update, text) && (apart() || (is_bold(text) && updated()))
    }

    /// Whether a row counts the rows above it: `Total` in place of a ref, or a line of totals over the whole width.
    pub fn is_total(&self, open: &Open<'a>, placed: &Placed<'_>) -> bool {
        match placed {
            Placed::Columns(cells) => is_total_of_columns(open, cells),
            Placed::Wide(labels, cell) => {
                let updated = self.last_update().is_some_and(|update| !update.is_empty());
                let text = cell.text();
                let short = text.chars().count() <= HEADING;
                labels.is_empty() && updated && short && TOTALS.is_match(text.trim())
            }
            Placed::Astray => false,
        }
    }
}

/// A line of totals: `Total: 12 deliverables`.
static TOTALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:grand |overall |sub-?)?totals?\b.*[0-9]").expect("a sound pattern")
});

/// The head of a row of totals.
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:grand |overall |sub-?)?totals?\s*:?$").expect("a sound pattern")
});

/// Whether `Total` stands where rows have their refs, or where a row without one has its title.
fn is_total_of_columns(open: &Open<'_>, cells: &[(usize, &TextCell)]) -> bool {
    let place = |name: Option<&str>| {
        let mut slots = open.grid.slots.iter();
        slots.position(|slot| Some(slot.name.as_str()) == name)
    };
    let said = |place: usize| {
        let of_slot = cells.iter().filter(|(slot, _)| *slot == place);
        let text: String = of_slot.map(|(_, cell)| cell.text()).collect();
        text.trim().to_owned()
    };
    let Some(number) = place(open.described.column_of(ValueType::Ref)).map(said) else {
        return false;
    };
    let title = place(open.described.title()).map(said).unwrap_or_default();
    TOTAL.is_match(&number) || (number.is_empty() && TOTAL.is_match(&title))
}
