//! Blocks of a document as Markdown, for a text in the paper's own file.

use crate::load::{Paragraph, Run, TextBlock, plain};

/// Returns blocks as Markdown that reads back to the same text.
pub fn markdown(blocks: &[TextBlock]) -> String {
    let (mut text, mut listed) = (String::new(), false);
    for block in blocks.iter().filter(|block| !block.is_blank()) {
        let (line, item) = match block {
            TextBlock::Paragraph(paragraph) => (written(paragraph), paragraph.item.is_some()),
            TextBlock::Table(_) => (escaped(&plain(std::slice::from_ref(block))), false),
        };
        if !text.is_empty() {
            text.push_str(if item && listed { "\n" } else { "\n\n" });
        }
        listed = item;
        text.push_str(&line);
    }
    text
}

fn written(paragraph: &Paragraph) -> String {
    let line: String = paragraph.runs.iter().map(run).collect();
    let line = line.trim().replace('\n', "\\\n");
    match (&paragraph.item, paragraph.rank) {
        (Some(item), _) => {
            let mark = match item.mark.as_str() {
                mark if mark.ends_with('.')
                    && mark.trim_end_matches('.').parse::<u32>().is_ok() =>
                {
                    mark
                }
                "" => " ",
                _ => "-",
            };
            format!("{}{mark} {line}", "   ".repeat(item.level))
        }
        (None, Some(_)) => format!("### {line}"),
        (None, None) => line,
    }
}

fn run(run: &Run) -> String {
    let text = escaped(&run.text);
    let inner = text.trim();
    if inner.is_empty() {
        return text;
    }
    let (lead, tail) = around(&text);
    let mut inner = inner.to_owned();
    if run.bold {
        inner = format!("**{inner}**");
    }
    if let Some(to) = run
        .link
        .as_ref()
        .filter(|to| !to.contains(['<', '>', '\n']))
    {
        inner = format!("[{inner}](<{to}>)");
    }
    format!("{lead}{inner}{tail}")
}

/// Returns the spaces at both ends of a text.
fn around(text: &str) -> (&str, &str) {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    (&text[..start], &text[end..])
}

/// Takes signs that mean something in Markdown for themselves; marks of notes stay.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let note = rest.strip_prefix("[^").and_then(|inner| inner.find(']'));
        if let Some(end) = note {
            safe.push_str(&rest[..end + 3]);
            rest = &rest[end + 3..];
            continue;
        }
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '#' | '~') {
            safe.push('\\');
        }
        safe.push(c);
        rest = &rest[c.len_utf8()..];
    }
    starts(&safe)
}

/// A line that begins as a list does is text all the same.
fn starts(text: &str) -> String {
    let line = |line: &str| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        match line[digits..].chars().next() {
            Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
            Some('-' | '+' | '>' | '=') if digits == 0 => format!("\\{line}"),
            _ => line.to_owned(),
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_themselves_and_note_marks_stay() {
        assert_eq!(escaped("a*b [x] EMSOU[^1]"), "a\\*b \\[x\\] EMSOU[^1]");
        assert_eq!(escaped("1. first\n- second"), "1\\. first\n\\- second");
    }
}
