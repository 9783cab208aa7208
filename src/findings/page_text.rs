//! A page of `docs/problems.md` as plain text, for a terminal.

use unicode_width::UnicodeWidthStr;

use crate::markup::{Element, Node};

use super::Page;

/// Lines of text are no longer than this.
const WIDTH: usize = 80;
/// How far examples and lists are set in.
const STEP: usize = 2;

impl Page {
    /// Returns the page in lines, without signs of Markdown.
    pub fn text(self) -> String {
        let mut blocks = Vec::new();
        for node in self.elements() {
            if let Node::Element(element) = node {
                blocks.push(block(&element, 0));
            }
        }
        blocks.join("\n\n")
    }
}

fn block(element: &Element, indent: usize) -> String {
    match element.tag.as_str() {
        "pre" => example(element, indent + STEP),
        "ul" | "ol" => list(element, indent),
        "table" => table(element, indent + STEP),
        "blockquote" => wrapped(&said(element), indent + STEP, ""),
        _ => wrapped(&said(element), indent, ""),
    }
}

/// An example is shown as it stands.
fn example(element: &Element, indent: usize) -> String {
    let text = element.text();
    let lines = text
        .lines()
        .map(|line| format!("{:indent$}{line}", "").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn list(list: &Element, indent: usize) -> String {
    let items = elements(list).enumerate().map(|(at, item)| {
        let mark = match list.tag.as_str() {
            "ol" => format!("{}. ", at + 1),
            _ => "- ".to_owned(),
        };
        wrapped(&said(item), indent + STEP, &mark)
    });
    items.collect::<Vec<_>>().join("\n")
}

/// A row a line, its cells side by side.
fn table(table: &Element, indent: usize) -> String {
    let rows: Vec<Vec<String>> = elements(table)
        .map(|row| elements(row).map(said).collect())
        .collect();
    let wide = |at: usize| {
        rows.iter()
            .filter_map(move |row| row.get(at))
            .map(|cell| cell.width())
            .max()
    };
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(at, cell)| {
            let room = wide(at).unwrap_or_default() - cell.width();
            format!("{cell}{:room$}", "")
        });
        let cells = cells.collect::<Vec<_>>().join("  ");
        format!("{:indent$}{}", "", cells.trim_end())
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn elements(of: &Element) -> impl Iterator<Item = &Element> {
    of.children.iter().filter_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// Returns the words of a line; code keeps the backticks that messages have.
fn said(element: &Element) -> String {
    let words = element.children.iter().map(|child| match child {
        Node::Text(text) => text.clone(),
        Node::Element(inner) if inner.tag == "code" => code(&inner.text()),
        Node::Element(inner) if inner.tag == "p" => format!("{} ", said(inner)),
        Node::Element(inner) => said(inner),
    });
    words.collect()
}

/// Puts code in backticks, unless it has its own.
fn code(text: &str) -> String {
    match text.contains('`') {
        true => text.to_owned(),
        false => format!("`{text}`"),
    }
}

/// Breaks a text into lines; those after the first stand below the words that follow the mark.
fn wrapped(text: &str, indent: usize, mark: &str) -> String {
    let mut lines = vec![format!("{:indent$}{mark}", "")];
    let hang = " ".repeat(indent + mark.width());
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is one");
        let is_new = line.trim() == mark.trim();
        if !is_new && line.width() + 1 + word.width() > WIDTH {
            lines.push(format!("{hang}{word}"));
        } else {
            let space = if is_new { "" } else { " " };
            line.push_str(&format!("{space}{word}"));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn text(markdown: &'static str) -> String {
        let code = Code::NoOffice;
        Page { code, markdown }.text()
    }

    #[test]
    fn signs_of_markdown_are_left_out_and_code_keeps_its_backticks() {
        assert_eq!(
            text("**Mend it:** add *one* to [the format](data-format.md#headings), or `x = 1`."),
            "Mend it: add one to the format, or `x = 1`."
        );
    }

    #[test]
    fn examples_stand_as_they_are_and_lists_hang() {
        let long = "- one two three four five six seven eight nine ten eleven twelve thirteen fourteen\n- b\n\n```text\nerror: a\n  at: b\n```\n\n| a | of |\n|---|---|\n| `long` | b |";
        assert_eq!(
            text(long),
            "  - one two three four five six seven eight nine ten eleven twelve thirteen\n    fourteen\n  - b\n\n  error: a\n    at: b\n\n  a       of\n  `long`  b"
        );
    }

    #[test]
    fn no_page_shows_signs_of_markdown_or_long_lines() {
        let code_in_lines = regex::Regex::new("`[^`]*`").expect("a pattern");
        for code in Code::ALL {
            let text = Page::of(*code).text();
            let is_prose = |part: &&str| !part.starts_with("  ");
            for part in text.split("\n\n").filter(is_prose) {
                assert!(part.lines().all(|line| line.width() <= WIDTH), "{part}");
                let line = part.replace('\n', " ");
                let words = code_in_lines.replace_all(&line, "");
                assert!(
                    !words.contains("**") && !words.contains("]("),
                    "{code}: {line}"
                );
            }
        }
    }
}
