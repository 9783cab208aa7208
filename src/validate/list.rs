//! Numbers or words in a row.

use crate::diagnostic::Diagnostics;
use crate::load::{Node, NodeValue};

use super::clean::one_line;
use super::raw::{Found, Raw};
use super::value::{Expected, wrong};

const WHAT: &str = "a list such as `[3, 5]` or `3 and 5`";

/// Reads `[3, 5]`, `3`, `3, 5`, `3; 5` or `3 and 5`; an item of a TOML list stays whole.
pub fn list(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Vec<String>> {
    let items = match &raw.found {
        Found::Nested(node) => items(node),
        Found::Date(_) | Found::Flag(_) => None,
        Found::Number(value, _) if value.fract() != 0.0 => None,
        _ => Some(parts(&raw.plain())),
    };
    if items.is_none() {
        wrong(raw, expected, WHAT, out);
    }
    items
}

fn items(node: &Node) -> Option<Vec<String>> {
    let NodeValue::List(items) = &node.value else {
        return None;
    };
    items.iter().map(item).collect()
}

fn item(node: &Node) -> Option<String> {
    match &node.value {
        NodeValue::Text(text) => Some(one_line(text)),
        NodeValue::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Takes a line apart at commas, semicolons, line breaks and "and".
fn parts(text: &str) -> Vec<String> {
    let pieces = text.split([',', ';', '\n', '&']);
    let words = pieces.flat_map(|piece| {
        let piece = one_line(piece);
        let piece = piece.strip_prefix("and ").unwrap_or(&piece).to_owned();
        piece
            .split(" and ")
            .map(|word| word.trim().to_owned())
            .collect::<Vec<_>>()
    });
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_people_write_it() {
        for text in ["3, 5", "3 and 5", "3; 5", "3\n5", "3, and 5", "3 & 5"] {
            assert_eq!(parts(text), ["3", "5"], "{text}");
        }
        assert_eq!(parts("1, 2 and 3"), ["1", "2", "3"]);
        assert_eq!(parts("paragraph 3"), ["paragraph 3"]);
    }
}
