//! The content of a page, as far as what is added to it must know: saved states that it leaves open, and ids that it uses.

use lopdf::{Document, ObjectId};

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
    let (lowest, last) = levels(&content);
    let opened = (1 - lowest).unsigned_abs() as usize;
    let closed = (last - lowest + 1).unsigned_abs() as usize;
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

/// Returns the lowest and the last level of saved states, from 0.
fn levels(content: &[u8]) -> (i64, i64) {
    let (mut level, mut lowest) = (0_i64, 0_i64);
    let mut rest = content;
    while let Some((&first, after)) = rest.split_first() {
        rest = match first {
            b'(' => after_string(after),
            b'<' if after.first() != Some(&b'<') => after_byte(after, b'>'),
            b'%' => after_line(after),
            _ if is_regular(first) => {
                let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
                let (word, after) = rest.split_at(length);
                match word {
                    b"q" => level += 1,
                    b"Q" => level -= 1,
                    _ => {}
                }
                if word == b"ID" {
                    after_image(after)
                } else {
                    after
                }
            }
            _ => after,
        };
        lowest = lowest.min(level);
    }
    (lowest, level)
}

/// Names count as words as well: `/q` is one word.
fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 0x0C
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'%'
    )
}

fn after_string(mut rest: &[u8]) -> &[u8] {
    let mut depth = 1;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'\\' => rest = rest.get(1..).unwrap_or_default(),
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    rest
}

fn after_byte(rest: &[u8], end: u8) -> &[u8] {
    let at = rest.iter().position(|byte| *byte == end);
    at.map_or(&[], |at| &rest[at + 1..])
}

fn after_line(rest: &[u8]) -> &[u8] {
    let at = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    at.map_or(&[], |at| &rest[at + 1..])
}

/// Skips the data of an image that stands in the content: up to `EI` between blanks.
fn after_image(rest: &[u8]) -> &[u8] {
    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let end = rest.windows(2).enumerate().find(|(at, word)| {
        *word == b"EI" && blank(rest.get(at.wrapping_sub(1))) && blank(rest.get(at + 2))
    });
    end.map_or(&[], |(at, _)| &rest[at + 2..])
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
        assert_eq!(levels(b"q 1 0 0 1 0 0 cm Q"), (0, 0));
        assert_eq!(levels(b"q q (Q \\) Q) Tj <51> Tj /q gs % Q\nQ"), (0, 1));
        assert_eq!(levels(b"Q Q q"), (-2, -1));
        assert_eq!(levels(b"q BI /W 1 ID Q Q Q EI Q"), (0, 0));
    }
}
