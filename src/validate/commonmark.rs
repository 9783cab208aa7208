//! Text of TOML files: CommonMark as far as officers need it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{Block, Inline, RichText};

use super::clean::clean;
use super::line::Line;

/// Lists deeper than this are drawn flat: no paper needs them, and typesetters have limits.
pub const DEEPEST: usize = 12;

/// Reads CommonMark as rich text.
///
/// Images, HTML, code and tables come out as their plain text; a link to anything but the web or a mail address as its words.
pub fn commonmark(text: &str) -> RichText {
    let text = real_bullets(&clean(text));
    let mut builder = Builder::default();
    for event in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH) {
        builder.event(event);
    }
    let rich = builder.finish();
    // A dash alone is no list, but what somebody typed where nothing was to be said.
    match rich.is_blank() && !text.trim().is_empty() {
        true => RichText(vec![Block::Paragraph {
            of: vec![Inline::Text(text.trim().to_owned())],
        }]),
        false => rich,
    }
}

/// Turns bullets as typed in Word at the start of a line into those of CommonMark.
pub fn real_bullets(text: &str) -> String {
    let line = |line: &str| {
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        let after = ["•", "‣", "▪", "◦", "● ", "– "]
            .iter()
            .find_map(|bullet| trimmed.strip_prefix(bullet));
        after.map_or_else(
            || line.to_owned(),
            |after| format!("{indent}- {}", after.trim_start()),
        )
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// What is open while events come in.
#[derive(Default)]
struct Builder {
    /// The rich texts being filled: the whole, then items of lists.
    open: Vec<RichText>,
    lists: Vec<(Option<u64>, Vec<RichText>)>,
    line: Line,
    blocks: Vec<Block>,
    /// Lists that are open, but too deep to be drawn as such.
    skipped: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        if self.line.event(&event, || None) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(_) if self.lists.len() >= DEEPEST => self.skipped += 1,
            Tag::List(start) => {
                self.end_line();
                self.lists.push((*start, Vec::new()));
            }
            Tag::Item if self.skipped == 0 => self.open.push(RichText::default()),
            Tag::Heading { .. } => self.end_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) if self.skipped > 0 => self.skipped -= 1,
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item if self.skipped == 0 => {
                self.end_line();
                if let (Some(item), Some((_, items))) = (self.open.pop(), self.lists.last_mut()) {
                    // An item without words cannot be set.
                    items.extend((!item.is_blank()).then_some(item));
                }
            }
            TagEnd::Heading(_) => {
                let of = self.line.take();
                self.block(Block::Heading { of });
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::TableRow => {
                self.end_line()
            }
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let of = self.line.take();
        if !crate::model::plain(&of).trim().is_empty() {
            self.block(Block::Paragraph { of });
        }
    }

    fn end_list(&mut self) {
        if let Some((start, of)) = self.lists.pop().filter(|(_, of)| !of.is_empty()) {
            self.block(match start {
                Some(start) => Block::Numbers { start, of },
                None => Block::Bullets { of },
            });
        }
    }

    fn block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(item) => item.0.push(block),
            None => self.blocks.push(block),
        }
    }

    fn finish(mut self) -> RichText {
        self.end_line();
        RichText(self.blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        serde_json::to_string(&commonmark(text)).expect("plain data")
    }

    #[test]
    fn paragraphs_bold_and_lists_are_read() {
        assert_eq!(
            json("One **bold** word\nand more.\n\n- a\n- b\n  1. c"),
            r#"[{"is":"paragraph","of":["One ",{"is":"strong","of":["bold"]}," word and more."]},{"is":"bullets","of":[[{"is":"paragraph","of":["a"]}],[{"is":"paragraph","of":["b"]},{"is":"numbers","start":1,"of":[[{"is":"paragraph","of":["c"]}]]}]]}]"#
        );
    }

    #[test]
    fn typesetter_source_is_only_text() {
        assert_eq!(
            json("The #1 priority $20m <5 years"),
            r##"[{"is":"paragraph","of":["The #1 priority $20m <5 years"]}]"##
        );
    }

    #[test]
    fn html_and_code_come_out_as_text() {
        assert_eq!(
            commonmark("a <b>c</b> `d`\n\n    indented").plain(),
            "a <b>c</b> d\nindented"
        );
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        assert_eq!(
            json("[plan](https://a.example)"),
            r#"[{"is":"paragraph","of":[{"is":"link","to":"https://a.example","of":["plan"]}]}]"#
        );
        assert_eq!(
            json("[guidance](#)"),
            r#"[{"is":"paragraph","of":["guidance"]}]"#
        );
        assert_eq!(
            json("[x](javascript:1)"),
            r#"[{"is":"paragraph","of":["x"]}]"#
        );
    }

    #[test]
    fn bullets_typed_in_word_are_bullets() {
        assert_eq!(json("• one\n• two"), json("- one\n- two"));
    }

    #[test]
    fn what_has_no_words_is_no_list() {
        for text in ["-", "---", "1.", "*", "#"] {
            let expected = format!(r#"[{{"is":"paragraph","of":["{text}"]}}]"#);
            assert_eq!(json(text), expected);
        }
        assert_eq!(json("- one\n-\n- two"), json("- one\n- two"));
        assert_eq!(json(" "), "[]");
    }

    #[test]
    fn note_marks_stay_for_the_notes_to_find() {
        assert_eq!(
            commonmark("CHANNEL[^channel] again").plain(),
            "CHANNEL[^channel] again"
        );
    }

    #[test]
    fn deep_emphasis_is_drawn_flat() {
        let rich = commonmark(&format!("{}{}", "*a ".repeat(3000), "a*".repeat(3000)));
        assert_eq!(rich.plain().matches('a').count(), 6000);
        let json = serde_json::to_string(&rich).expect("plain data");
        assert!(
            json.matches("emphasis").count() <= DEEPEST + 1,
            "nested without end"
        );
    }

    #[test]
    fn deep_nesting_loses_no_word_and_does_not_overflow() {
        let text: String = (0..200)
            .map(|depth| format!("{}- w{depth}\n", "  ".repeat(depth)))
            .collect();
        let plain = commonmark(&text).plain();
        for depth in 0..200 {
            assert!(plain.contains(&format!("w{depth}")), "w{depth}");
        }
    }
}
