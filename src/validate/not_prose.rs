//! What in a Markdown text is no prose: code, HTML, tables, and what links and notes are known by.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

/// Lists the pieces of a text that are no prose, in bytes and in no order.
pub fn not_prose(text: &str) -> Vec<Range<usize>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(text, options);
    let definitions = parser.reference_definitions().iter();
    let mut found: Vec<Range<usize>> = definitions.map(|(_, named)| named.span.clone()).collect();
    for (event, at) in parser.into_offset_iter() {
        match event {
            Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => {
                found.push(at);
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_)) => found.push(at),
            Event::Start(Tag::Link { link_type, .. }) if is_by_name(link_type) => found.push(at),
            Event::Start(Tag::FootnoteDefinition(_)) => found.push(label(text, at)),
            _ => {}
        }
    }
    found
}

/// Whether a link is known by words that stand in another place as well.
fn is_by_name(link: LinkType) -> bool {
    use LinkType::{Collapsed, Reference, Shortcut};
    matches!(link, Reference | Collapsed | Shortcut)
}

/// Returns the mark at the head of a note.
fn label(text: &str, note: Range<usize>) -> Range<usize> {
    let end = text[note.clone()]
        .find("]:")
        .map_or(note.end, |at| note.start + at + 2);
    note.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_html_tables_and_names_are_no_prose() {
        let quiet = |text: &str, word: &str| {
            let at = text.find(word).expect("part of the text");
            not_prose(text).iter().any(|piece| piece.contains(&at))
        };
        assert!(quiet("````\n```\na  'b'\n```\n````\n", "'b'"));
        assert!(quiet("A `x \"b\nc  d\" e` f", "c  d"));
        assert!(quiet(">     code  \"x\"\n", "code"));
        assert!(quiet("<b title=\"a\nb  c\">d</b>", "b  c"));
        assert!(quiet(
            "[The  \"X\"] is here.\n\n[The  \"X\"]: https://a.example\n",
            "The"
        ));
        assert!(quiet("A[^a  b]\n\n[^a  b]: c", "a  b"));
        assert!(quiet("a | b\n--|--\nc  d | e\n", "c  d"));
        assert!(!quiet(
            "He said \"no\"  twice, in [a \"link\"](https://a.example).",
            "\"no\""
        ));
        assert!(!quiet(
            "He said [a \"link\"](https://a.example).",
            "\"link\""
        ));
    }
}
