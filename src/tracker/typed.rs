//! Rich text as people type it into a cell: a line a paragraph, bullets by their sign, looks as runs.

use crate::load::{Run, Script};
use crate::model::{Block, Inline, Mark, Note, RichText};

/// Returns rich text as runs that read back to it; `notes` give note marks back as they are typed.
pub fn typed(text: &RichText, notes: &[Note]) -> Vec<Run> {
    let mut typing = Typing {
        notes,
        runs: Vec::new(),
    };
    typing.blocks(&text.0, 0);
    typing.runs
}

/// Text being typed.
struct Typing<'a> {
    notes: &'a [Note],
    runs: Vec<Run>,
}

impl Typing<'_> {
    /// Types blocks one below the other; `depth` is that of the list they stand in.
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for (i, block) in blocks.iter().enumerate() {
            if i > 0 {
                let listed = matches!(
                    block,
                    Block::Bullets { .. } | Block::Numbers { .. } | Block::Letters { .. }
                );
                // A paragraph below an item belongs to it where no blank line stands between them.
                let apart =
                    depth == 0 && !(listed && matches!(blocks[i - 1], Block::Heading { .. }));
                self.push(if apart { "\n\n" } else { "\n" }, &Run::default());
                if depth > 0 && !listed {
                    self.push(&"   ".repeat(depth), &Run::default());
                }
            }
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Paragraph { of } => self.line(of, &Run::default()),
            Block::Heading { of } => self.line(
                of,
                &Run {
                    bold: true,
                    ..Run::default()
                },
            ),
            Block::Bullets { of } => self.items(of, depth, |_| "• ".to_owned()),
            Block::Numbers { start, of } => self.items(of, depth, |i| format!("{}. ", start + i)),
            Block::Letters { start, of, .. } => {
                self.items(of, depth, |i| format!("{}. ", start + i))
            }
            Block::Quote { of } => self.blocks(&of.0, depth),
            // Tables, pictures and drawings are none that a cell holds: their words are.
            other => {
                let mut lines = Vec::new();
                other.visit(&mut |line| lines.push(line.to_vec()));
                for (i, line) in lines.iter().enumerate() {
                    if i > 0 {
                        self.push("\n", &Run::default());
                    }
                    self.line(line, &Run::default());
                }
            }
        }
    }

    fn items(&mut self, items: &[RichText], depth: usize, marker: impl Fn(u64) -> String) {
        for (i, item) in (0..).zip(items) {
            if i > 0 {
                self.push("\n", &Run::default());
            }
            self.push(
                &format!("{}{}", "   ".repeat(depth), marker(i)),
                &Run::default(),
            );
            self.blocks(&item.0, depth + 1);
        }
    }

    fn line(&mut self, line: &[Inline], look: &Run) {
        for inline in line {
            match inline {
                Inline::Text(text) => self.push(text, look),
                Inline::Mark(Mark::Break) => self.push("\n", look),
                Inline::Mark(Mark::Note { number, .. }) => self.note(*number),
                Inline::Mark(mark) => self.line(mark.of().unwrap_or_default(), &under(mark, look)),
            }
        }
    }

    /// A term is explained wherever it stands; other notes are cited by their marks.
    fn note(&mut self, number: u32) {
        let cited = self.notes.iter().find(|note| note.number == Some(number));
        if let Some(note) = cited.filter(|note| !note.is_term) {
            self.push(&format!("[^{}]", note.mark), &Run::default());
        }
    }

    fn push(&mut self, text: &str, look: &Run) {
        let run = Run {
            text: text.to_owned(),
            ..look.clone()
        };
        match self.runs.last_mut() {
            Some(last)
                if (Run {
                    text: String::new(),
                    ..last.clone()
                }) == (Run {
                    text: String::new(),
                    ..look.clone()
                }) =>
            {
                last.text.push_str(text);
            }
            _ if text.is_empty() => {}
            _ => self.runs.push(run),
        }
    }
}

/// Returns the look of text under a mark.
fn under(mark: &Mark, look: &Run) -> Run {
    let look = look.clone();
    match mark {
        Mark::Strong { .. } => Run { bold: true, ..look },
        Mark::Emphasis { .. } => Run {
            italic: true,
            ..look
        },
        Mark::Underline { .. } => Run {
            underline: true,
            ..look
        },
        Mark::Strike { .. } => Run {
            strike: true,
            ..look
        },
        Mark::Super { .. } => Run {
            script: Some(Script::Super),
            ..look
        },
        Mark::Sub { .. } => Run {
            script: Some(Script::Sub),
            ..look
        },
        Mark::Link { to, .. } => Run {
            link: Some(to.clone()),
            ..look
        },
        Mark::See { .. } | Mark::Refer { .. } | Mark::Note { .. } | Mark::Break => look,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph {
            of: vec![Inline::Text(text.to_owned())],
        }
    }

    fn plain(blocks: Vec<Block>) -> String {
        typed(&RichText(blocks), &[])
            .iter()
            .map(|run| run.text.as_str())
            .collect()
    }

    #[test]
    fn blocks_are_typed_as_people_type_them() {
        let inner = Block::Bullets {
            of: vec![RichText(vec![paragraph("deeper")])],
        };
        let item = RichText(vec![paragraph("item"), paragraph("goes on"), inner]);
        let list = Block::Numbers {
            start: 3,
            of: vec![item, RichText(vec![paragraph("next")])],
        };
        let said = plain(vec![paragraph("One"), paragraph("Two"), list]);
        assert_eq!(
            said,
            "One\n\nTwo\n\n3. item\n   goes on\n   • deeper\n4. next"
        );
    }

    #[test]
    fn looks_become_runs() {
        let of = vec![Inline::Text("so".to_owned())];
        let line = vec![
            Inline::Text("not ".to_owned()),
            Inline::Mark(Mark::Strong { of }),
        ];
        let runs = typed(&RichText(vec![Block::Paragraph { of: line }]), &[]);
        assert_eq!(runs.len(), 2);
        assert!(runs[1].bold && runs[1].text == "so");
    }
}
