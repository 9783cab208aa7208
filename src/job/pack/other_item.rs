//! A paper of ours that prints the number of another item than the one that takes it.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Paper;

use super::named::Wanted;

/// The field in which papers have the number of their item.
const ITEM: &str = "item";

/// Warns where a paper says another number than the agenda: its first page would have both.
pub fn check(wanted: Wanted<'_>, paper: &Paper, out: &mut Diagnostics) {
    let Some(cell) = paper.fields.get(ITEM) else {
        return;
    };
    let (own, number) = (cell.value.plain(), &wanted.item.number);
    if bare(&own) == bare(number) {
        return;
    }
    let message =
        format!("the paper says that it is item `{own}`, but it is a paper of item `{number}`");
    out.add(Code::OtherItem, cell.origin.clone(), message)
        .hint(format!(
            "it is named at {}: correct one of them, or leave out `{ITEM}`, since the pack prints the number",
            wanted.origin()
        ));
}

/// Returns a number without what can be written in more than one way.
fn bare(number: &str) -> String {
    let small = number.to_lowercase();
    let words = small.trim_start_matches("agenda").trim_start();
    let number = words.trim_start_matches("item");
    number.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for same in ["9(a)", "9 (a)", "9a", "Item 9(a).", "agenda item 9(A)"] {
            assert_eq!(bare(same), "9a");
        }
        assert_ne!(bare("7"), bare("17"));
    }
}
