//! Rich text written out as it is typed in TOML files: as CommonMark that reads back to the same words.

use crate::model::{Block, Inline, Mark, RichText};

use super::commonmark::commonmark;

/// Bullets that a line must not begin with by chance, for they are read as a list's.
const BULLETS: [char; 6] = ['•', '‣', '▪', '◦', '●', '–'];

/// Writes rich text as CommonMark; looks that it has no signs for are left out, and so are those that would not read back.
pub fn written(rich: &RichText) -> String {
    let full = Writer { looks: true }.blocks(rich, "");
    let reads_back = commonmark(&full).plain() == rich.plain();
    match reads_back {
        true => full,
        false => Writer { looks: false }.blocks(rich, ""),
    }
}

/// Returns the text without looks, a line a block, each with its place in lists: what two hands wrote alike is alike.
pub fn shape(rich: &RichText) -> String {
    Writer { looks: false }.blocks(rich, "").replace('#', "")
}

struct Writer {
    /// Whether bold and the like are written.
    looks: bool,
}

impl Writer {
    fn blocks(&self, rich: &RichText, indent: &str) -> String {
        let mut text = String::new();
        let mut other_sign = false;
        for (at, block) in rich.0.iter().enumerate() {
            if at > 0 {
                text.push_str("\n\n");
                text.push_str(indent);
            }
            // A list right after a list of the same sign would go on with it.
            let before = at.checked_sub(1).map(|before| &rich.0[before]);
            other_sign = before.is_some_and(|before| same_list(before, block)) && !other_sign;
            text.push_str(&self.block(block, indent, other_sign));
        }
        text
    }

    fn block(&self, block: &Block, indent: &str, other_sign: bool) -> String {
        match block {
            Block::Paragraph { of } => self.lines(of, indent),
            Block::Heading { of } => {
                let line = self.lines(of, "");
                format!("### {}", line.replace("\\\n", " "))
            }
            Block::Bullets { of } => {
                let sign = if other_sign { "* " } else { "- " };
                self.items(of, indent, |_| sign.to_owned())
            }
            Block::Numbers { start, of } => {
                let end = if other_sign { ")" } else { "." };
                self.items(of, indent, |at| format!("{}{end} ", start + at as u64))
            }
            other => escaped(&RichText(vec![other.clone()]).plain(), true),
        }
    }

    fn items(&self, items: &[RichText], indent: &str, sign: impl Fn(usize) -> String) -> String {
        let item = |(at, item): (usize, &RichText)| {
            let sign = sign(at);
            let deeper = format!("{indent}{}", " ".repeat(sign.len()));
            format!("{sign}{}", self.blocks(item, &deeper))
        };
        let items: Vec<String> = items.iter().enumerate().map(item).collect();
        items.join(&format!("\n{indent}"))
    }

    fn lines(&self, of: &[Inline], indent: &str) -> String {
        let mut text = String::new();
        self.inlines(of, &mut text);
        let lines = text
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(line_start).collect();
        lines.join(&format!("\\\n{indent}"))
    }

    fn inlines(&self, of: &[Inline], text: &mut String) {
        for piece in of {
            match piece {
                Inline::Text(words) => text.push_str(&escaped(words, false)),
                Inline::Mark(Mark::Break) => text.push('\n'),
                Inline::Mark(mark) => self.mark(mark, text),
            }
        }
    }

    fn mark(&self, mark: &Mark, text: &mut String) {
        let mut inner = String::new();
        self.inlines(mark.of().unwrap_or_default(), &mut inner);
        let signs = match mark {
            _ if !self.looks => ("", String::new()),
            Mark::Strong { .. } => ("**", "**".to_owned()),
            Mark::Emphasis { .. } => ("*", "*".to_owned()),
            Mark::Strike { .. } => ("~~", "~~".to_owned()),
            Mark::Link { to, .. } => ("[", format!("](<{to}>)")),
            _ => ("", String::new()),
        };
        // Signs must stand at words: spaces stay outside.
        let core = inner.trim();
        let start = inner.len() - inner.trim_start().len();
        let end = start + core.len();
        if core.is_empty() || core.contains('\n') {
            text.push_str(&inner);
            return;
        }
        text.push_str(&inner[..start]);
        text.push_str(signs.0);
        text.push_str(core);
        text.push_str(&signs.1);
        text.push_str(&inner[end..]);
    }
}

fn same_list(before: &Block, block: &Block) -> bool {
    matches!(
        (before, block),
        (Block::Bullets { .. }, Block::Bullets { .. })
            | (Block::Numbers { .. }, Block::Numbers { .. })
    )
}

/// Escapes what would be read as a sign; marks of notes stay.
fn escaped(words: &str, lines: bool) -> String {
    let mut text = String::new();
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let sign = match c {
            '\\' | '*' | '`' | '~' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            ']' => next == '(' || next == ':',
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if sign {
            text.push('\\');
        }
        text.push(if c == '\n' && !lines { ' ' } else { c });
        before = c;
    }
    text
}

/// Escapes what would make a line something else than a line of its paragraph.
fn line_start(line: &str) -> String {
    let first = line.chars().next().unwrap_or(' ');
    let rest = &line[first.len_utf8()..];
    let ends = rest.is_empty() || rest.starts_with(' ');
    if BULLETS.contains(&first) {
        return format!("&#{};{rest}", u32::from(first));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &line[digits..];
    if (1..=9).contains(&digits) && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", &line[..digits]);
    }
    let sign = match first {
        '#' | '>' | '=' => true,
        '-' => ends || rest.trim_start_matches(['-', ' ']).is_empty(),
        '+' => ends,
        _ => false,
    };
    if sign {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed_text::typed_text;
    use super::*;
    use crate::load::Run;

    fn typed(text: &str) -> RichText {
        typed_text(&[Run {
            text: text.to_owned(),
            ..Run::default()
        }])
    }

    #[test]
    fn what_people_type_reads_back_to_the_same() {
        for text in [
            "Plain words, £20m & more, 5 < 6, a_b, fraud_desk@x.example",
            "One\n\nTwo\nthree",
            "• a\n• b\n  – c\n  – d\n\nAfter",
            "1. one\n2. two\nEnd",
            "7) seven\n8) eight",
            "#1 worry\n> not a quote\n= x\n+44 20\n- \n---",
            "a *b* _c_ `d` ~e~ \\ [x](y) [z]: w <b> <https://a.example> &amp; &copy",
            "2026. A year\n3.10 is a ref\n– a dash\n• bullet",
            "A mark[^note] stays",
            "12. twelve\n\n5. five",
        ] {
            let rich = typed(text);
            let again = commonmark(&written(&rich));
            let json = |rich: &RichText| serde_json::to_string(rich).expect("plain data");
            assert_eq!(
                json(&again),
                json(&rich),
                "{text:?} -> {:?}",
                written(&rich)
            );
        }
    }

    #[test]
    fn looks_are_kept_where_they_read_back() {
        let run = |text: &str, bold| Run {
            text: text.to_owned(),
            bold,
            ..Run::default()
        };
        let rich = typed_text(&[
            run("It is ", false),
            run("very late ", true),
            run("now.", false),
        ]);
        assert_eq!(written(&rich), "It is **very late** now.");
        let heading = typed_text(&[run("Next", true), run("\nWe go on.", false)]);
        assert_eq!(written(&heading), "### Next\n\nWe go on.");
        let awkward = typed_text(&[run("x", false), run("(y)", true), run("z", false)]);
        assert_eq!(commonmark(&written(&awkward)).plain(), "x(y)z");
    }

    #[test]
    fn two_hands_that_differ_in_looks_alone_have_one_shape() {
        assert_eq!(
            shape(&commonmark("a **b**\n\n- c")),
            shape(&typed("a b\n• c"))
        );
        assert_ne!(shape(&typed("a b\n• c")), shape(&typed("a b\nc")));
    }
}
