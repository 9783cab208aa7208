//! The lines of files that problems are shown with: each file is read once, however many problems it has.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// A longer line is not shown: it would be looked through to its end for each of its problems.
const LONGEST: usize = 16 << 10;

/// Lines of files.
pub struct Lines<'a> {
    text_of: &'a dyn Fn(&str) -> Option<String>,
    read: RefCell<BTreeMap<String, Option<Lined>>>,
}

/// A text, and where its lines begin.
struct Lined {
    text: String,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Knows no file yet; `text_of` gives the text of one.
    pub fn new(text_of: &'a dyn Fn(&str) -> Option<String>) -> Self {
        let read = RefCell::default();
        Self { text_of, read }
    }

    /// Returns a line of a file, counted from 1; none of a file that cannot be read, or that has no such line.
    pub fn line(&self, file: &str, number: u32) -> Option<String> {
        let mut read = self.read.borrow_mut();
        if !read.contains_key(file) {
            let lined = (self.text_of)(file).map(Lined::new);
            read.insert(file.to_owned(), lined);
        }
        read.get(file)?.as_ref()?.line(number).map(str::to_owned)
    }
}

impl Lined {
    fn new(text: String) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Self { text, starts }
    }

    fn line(&self, number: u32) -> Option<&str> {
        let at = (number as usize).checked_sub(1)?;
        let start = *self.starts.get(at)?;
        let next = self.starts.get(at + 1);
        let end = next.map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..end)?;
        (line.len() <= LONGEST).then(|| line.strip_suffix('\r').unwrap_or(line))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_file_is_read_once_for_all_its_lines() {
        let read = Cell::new(0);
        let text_of = |file: &str| {
            read.set(read.get() + 1);
            (file == "a.toml").then(|| format!("one\r\ntwo\n{}", "x".repeat(LONGEST + 1)))
        };
        let lines = Lines::new(&text_of);
        assert_eq!(lines.line("a.toml", 1).as_deref(), Some("one"));
        assert_eq!(lines.line("a.toml", 2).as_deref(), Some("two"));
        for none in [0, 3, 4] {
            assert_eq!(lines.line("a.toml", none), None);
        }
        assert_eq!(read.get(), 1);
        assert_eq!(lines.line("b.toml", 1), None);
        assert_eq!(lines.line("b.toml", 2), None);
        assert_eq!(read.get(), 2);
    }
}
