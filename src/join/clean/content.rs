//! The content of a page, as far as what is added to it must know: saved states that it leaves open, and ids that it uses.

use lopdf::{Document, ObjectId};

use crate::join::code::Balance;

/// More content than a page has.
const CONTENT: usize = 64 << 20;
/// More levels than viewers keep.
const LEVELS: usize = 1000;
/// More ids than a page has.
const IDS: i64 = 1_000_000;

/// Counts how often the state must be saved before a page's content, and restored after it, so that nothing of it is left.
pub(super) fn balance(document: &Document, page: ObjectId) -> (usize, usize) {
    let content = document
        .get_page_content_with_limit(page, CONTENT)
        .unwrap_or_default();
    let (opened, closed) = levels(&content);
    (opened.min(LEVELS), closed.min(LEVELS))
}

/// Returns the first id that no marked content of a page has.
pub(super) fn free_id(document: &Document, page: ObjectId) -> i64 {
    let content = document
        .get_page_content_with_limit(page, CONTENT)
        .unwrap_or_default();
    after_ids(&content)
}

/// Returns the number after the largest that stands behind `/MCID`.
fn after_ids(content: &[u8]) -> i64 {
    let digits = |at: usize| {
        let after = content[at..]
            .iter()
            .skip_while(|byte| byte.is_ascii_whitespace());
        let digits = after.take_while(|byte| byte.is_ascii_digit()).take(8);
        digits.fold(None, |number: Option<i64>, digit| {
            Some(number.unwrap_or_default() * 10 + i64::from(digit - b'0'))
        })
    };
    let marks = content
        .windows(5)
        .enumerate()
        .filter(|(_, word)| word == b"/MCID");
    let ids = marks.filter_map(|(at, _)| digits(at + 5));
    ids.filter(|id| *id < IDS).max().map_or(0, |id| id + 1)
}

/// Returns how many states must be saved before some code and restored after it: one more than it leaves open either way.
fn levels(content: &[u8]) -> (usize, usize) {
    let balance = Balance::of(content);
    // The ends of marked content have three letters.
    let restored = balance.stray.iter().filter(|stray| stray.len() == 1);
    (1 + restored.count(), 1 + balance.saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_used_are_not_free() {
        assert_eq!(
            after_ids(b"/P <</MCID 3>> BDC EMC /P<</MCID\n12>>BDC EMC"),
            13
        );
        assert_eq!(after_ids(b"q Q"), 0);
    }

    #[test]
    fn saved_and_restored_states_are_counted() {
        assert_eq!(levels(b"q 1 0 0 1 0 0 cm Q"), (1, 1));
        assert_eq!(levels(b"q q (Q \\) Q) Tj <51> Tj /q gs % Q\nQ"), (1, 2));
        assert_eq!(levels(b"Q Q q EMC"), (3, 2));
        assert_eq!(levels(b"q BI /W 1 ID Q Q Q EI Q"), (1, 1));
    }
}
