//! Plain text in lines that fit a window.

use unicode_width::UnicodeWidthStr;

/// The longest line.
const WIDTH: usize = 78;
/// Where the text of a list starts.
const INDENT: usize = 4;
/// The width of the numbers of items, and of their pages.
const NUMBER: usize = 7;
const PAGES: usize = 16;

/// Text under way.
#[derive(Default)]
pub(super) struct Text {
    text: String,
    /// Whether the last line is one of a table.
    in_rows: bool,
}

impl Text {
    /// Adds the first line.
    pub fn title(&mut self, words: &str) {
        self.underlined(words, '=');
    }

    /// Adds a heading.
    pub fn heading(&mut self, words: &str) {
        self.gap();
        self.underlined(words, '-');
    }

    fn underlined(&mut self, words: &str, line: char) {
        let under: String = std::iter::repeat_n(line, words.width()).collect();
        self.text.push_str(&format!("{words}\n{under}\n"));
        self.in_rows = false;
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, words: &str) {
        self.gap();
        self.hanging("", "", words);
    }

    /// Adds a list with bullets.
    pub fn bullets(&mut self, list: &[String]) {
        self.gap();
        for words in list {
            self.hanging("  - ", "    ", words);
        }
    }

    /// Adds a list with numbers, its parts apart.
    pub fn numbered(&mut self, list: &[String]) {
        for (at, words) in list.iter().enumerate() {
            self.gap();
            let number = format!("{:<INDENT$}", format!("{}.", at + 1));
            self.hanging(&number, &" ".repeat(INDENT), words);
        }
    }

    /// Adds a line of a table: a number, a title, pages at the right.
    pub fn row(&mut self, number: &str, title: &str, pages: &str) {
        if !self.in_rows {
            self.gap();
        }
        let indent = " ".repeat(if title.starts_with("- ") {
            NUMBER + 2
        } else {
            NUMBER
        });
        let first = format!("{number:<NUMBER$}");
        let lines = wrapped(title, WIDTH - NUMBER - PAGES);
        for (at, line) in lines.iter().enumerate() {
            let start = if at == 0 { &first } else { &indent };
            let line = format!("{start}{line}");
            let filled = match at {
                0 => WIDTH.saturating_sub(line.width() + pages.width()),
                _ => 0,
            };
            let end = if at == 0 { pages } else { "" };
            self.text
                .push_str(&format!("{line}{}{end}\n", " ".repeat(filled)));
        }
        self.in_rows = true;
    }

    /// Returns the text.
    pub fn ended(self) -> String {
        self.text
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.in_rows = false;
    }

    fn hanging(&mut self, first: &str, rest: &str, words: &str) {
        let lines = wrapped(words, WIDTH - rest.width());
        for (at, line) in lines.iter().enumerate() {
            let start = if at == 0 { first } else { rest };
            self.text.push_str(&format!("{start}{line}\n"));
        }
    }
}

/// Breaks text into lines; a word that is too long for any has a line of its own.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let line = lines.last().map_or(0, |line| line.width());
        if line > 0 && line + 1 + word.width() > width {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a verylongword b", 6), ["a", "verylongword", "b"]);
    }

    #[test]
    fn rows_have_their_pages_at_the_right() {
        let mut text = Text::default();
        text.row("9(a)", &"word ".repeat(14), "37 - 40");
        let text = text.ended();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].ends_with("37 - 40") && lines[0].width() == WIDTH);
        assert!(lines[1].starts_with("       word"));
    }
}
