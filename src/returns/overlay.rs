//! The file that keeps what was collected: answers by line, and what stood there before.

use crate::toml_text::{self, key};

use super::Says;

/// An answer to a line, as it is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The paper's file as the user knows it.
    pub paper: String,
    /// The table's name.
    pub table: String,
    /// What the line is called.
    pub row: String,
    /// The file it came in.
    pub from: String,
    /// Who answered.
    pub officer: String,
    /// Each cell that changes: column, what stood there, what stands there now.
    pub cells: Vec<(String, Says, Says)>,
    /// The words of other answers that the office declined, by column.
    pub declined: Vec<(String, Vec<String>)>,
}

/// A tracker that was changed: where it is, where what it was is kept, and the hash of what it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Its path as the user knows it.
    pub file: String,
    /// Where its copy is.
    pub copy: String,
    /// The hash of its bytes after the change.
    pub now: String,
}

/// Writes the file, below the line that names its schema.
pub fn overlay(schema_line: &str, date: &str, answers: &[Kept], trackers: &[Changed]) -> String {
    let mut text = format!(
        "{schema_line}# What came back by {date}, as `boardpaper returns collect` merged it; `boardpaper returns undo` takes it back.\n"
    );
    for tracker in trackers {
        text.push_str("\n[[tracker]]\n");
        for (name, value) in [
            ("file", &tracker.file),
            ("copy", &tracker.copy),
            ("now", &tracker.now),
        ] {
            text.push_str(&format!("{name} = {}\n", quoted(value)));
        }
    }
    answers
        .iter()
        .for_each(|answer| text.push_str(&one(answer)));
    text
}

fn one(answer: &Kept) -> String {
    let mut text = "\n[[answer]]\n".to_owned();
    for (name, value) in [
        ("paper", &answer.paper),
        ("table", &answer.table),
        ("ref", &answer.row),
        ("from", &answer.from),
        ("officer", &answer.officer),
    ] {
        text.push_str(&format!("{name} = {}\n", quoted(value)));
    }
    let cells = |says: &dyn Fn(&(String, Says, Says)) -> String| -> String {
        let line = |cell: &(String, Says, Says)| format!("{} = {}\n", key(&cell.0), says(cell));
        answer.cells.iter().map(line).collect()
    };
    text.push_str("\n[answer.cells]\n");
    text.push_str(&cells(&|cell| value(&cell.2)));
    text.push_str("\n[answer.before]\n");
    text.push_str(&cells(&|cell| value(&cell.1)));
    if !answer.declined.is_empty() {
        text.push_str("\n[answer.declined]\n");
    }
    for (column, words) in &answer.declined {
        let words: Vec<String> = words.iter().map(|words| quoted(words)).collect();
        text.push_str(&format!("{} = [{}]\n", key(column), words.join(", ")));
    }
    text
}

fn value(says: &Says) -> String {
    match says.is_date {
        true => says.text.clone(),
        false => quoted(&says.text),
    }
}

/// Writes text in quotes: a text of several lines stands as it is typed.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| !c.is_control() || c == '\n';
    let literal = text.contains('\\') && !text.contains("'''") && !text.ends_with('\'');
    if text.contains('\n') && literal && text.chars().all(is_plain) {
        return format!("'''\n{text}\n'''");
    }
    match text.contains('\n') {
        true => format!("\"\"\"\n{}\n\"\"\"", escaped(text)),
        false => toml_text::quoted(text),
    }
}

/// Returns text of several lines for the place between `"""`.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '\\' => written.push_str("\\\\"),
            '"' if !written.ends_with("\"\"") => written.push('"'),
            '"' => written.push_str("\\\""),
            '\n' => written.push('\n'),
            c if c.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::{Node, NodeValue, parse};

    fn entry<'a>(node: &'a Node, key: &str) -> &'a Node {
        let NodeValue::Table(entries) = &node.value else {
            panic!("a table");
        };
        let found = entries.iter().find(|entry| entry.key == key);
        &found.expect("there").node
    }

    #[test]
    fn what_is_kept_reads_back() {
        for text in [
            "G",
            "a \"b\" c",
            "two\nlines",
            "a\\\nb ''' c",
            "x\\\ny",
            "ends with quotes\n\"\"\"",
            "tab\there",
            "c:\\x\nit's",
        ] {
            let says = Says {
                text: text.to_owned(),
                ..Says::default()
            };
            let kept = Kept {
                paper: "data/a.toml".into(),
                cells: vec![("update label".into(), Says::default(), says)],
                ..Kept::default()
            };
            let written = overlay("#:schema a.json\n", "2026-10-12", &[kept], &[]);
            let mut out = Diagnostics::default();
            let node = parse(&written, "o.toml", &mut out).expect("TOML");
            let NodeValue::List(answers) = &entry(&node, "answer").value else {
                panic!("a list");
            };
            let read = &entry(entry(&answers[0], "cells"), "update label").value;
            let NodeValue::Text(read) = read else {
                panic!("text");
            };
            assert_eq!(read.trim_end_matches('\n'), text, "{written}");
        }
    }
}
