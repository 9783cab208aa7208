//! Values of a paper file, and how they are written.

use std::fmt;

use toml_edit::{Array, Datetime, InlineTable, Value};

use crate::model::Date;

/// How long a list may be to stand on one line.
const LINE: usize = 100;

/// A value of a paper file.
#[derive(Clone, Debug, PartialEq)]
pub enum FileValue {
    /// Text; one of several lines is written between `"""`.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A day.
    Date(Date),
    /// A list; a long one has a line for each of its items.
    List(Vec<FileValue>),
    /// Parts by name, written on the line of their key: `{ number = 3, name = "…" }`.
    Parts(Vec<(String, FileValue)>),
}

impl fmt::Display for FileValue {
    /// Shows the value as a paper's file has it; text without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            other => write!(f, "{}", other.written()),
        }
    }
}

impl From<&str> for FileValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for FileValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for FileValue {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for FileValue {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<bool> for FileValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Date> for FileValue {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<FileValue>> From<Vec<T>> for FileValue {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl FileValue {
    /// Returns the value in the form in which it is written.
    pub(super) fn written(&self) -> Value {
        match self {
            Self::Text(text) => written_text(text),
            Self::Integer(number) => Value::from(*number),
            Self::Float(number) => Value::from(*number),
            Self::Flag(flag) => Value::from(*flag),
            Self::Date(date) => Value::from(day(*date)),
            Self::List(items) => Value::Array(list(items)),
            Self::Parts(parts) => Value::InlineTable(parts_of(parts)),
        }
    }
}

/// Returns text as people type it: on one line in quotes, of several lines between `"""` with its first line below them.
fn written_text(text: &str) -> Value {
    let typed = if text.contains('\n') {
        format!("\"\"\"\n{}\"\"\"", in_lines(text))
    } else {
        format!("\"{}\"", escaped(text).replace('"', "\\\""))
    };
    // What is typed here always reads; should it not, the value itself is still right.
    typed.parse().unwrap_or_else(|_| Value::from(text))
}

/// Returns text for the place between `"""`: quotes stand as they are, except where three would end the text.
fn in_lines(text: &str) -> String {
    let mut inner = escaped(text).replace("\"\"\"", "\"\"\\\"");
    if inner.ends_with('"') {
        inner.insert(inner.len() - 1, '\\');
    }
    inner
}

/// Returns text with backslashes and control characters escaped; line breaks and quotes are left.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' if text.contains('\n') => out.push(c),
            '\n' => out.push(c),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Returns a day as TOML writes days.
fn day(date: Date) -> Datetime {
    let date = toml_edit::Date {
        year: u16::try_from(date.year).unwrap_or_default(),
        month: date.month,
        day: date.day,
    };
    Datetime {
        date: Some(date),
        time: None,
        offset: None,
    }
}

fn list(items: &[FileValue]) -> Array {
    let mut list: Array = items.iter().map(FileValue::written).collect();
    if list.to_string().len() <= LINE {
        return list;
    }
    for item in list.iter_mut() {
        item.decor_mut().set_prefix("\n  ");
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    list
}

fn parts_of(parts: &[(String, FileValue)]) -> InlineTable {
    let mut table = InlineTable::new();
    for (name, value) in parts {
        table.insert(name, value.written());
    }
    table
}
