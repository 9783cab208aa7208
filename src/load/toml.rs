//! TOML files as values that know their line and column.

use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::{Date, Origin};

use super::places::Places;

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Where it stands.
    pub origin: Origin,
    /// What it is.
    pub value: NodeValue,
}

/// What a TOML value may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum NodeValue {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<Entry>),
    /// The text below the head of a Markdown file.
    Body(String),
}

/// A key of a table with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub origin: Origin,
    /// The value.
    pub node: Node,
}

/// Reads a TOML file; `shown` is its name in messages.
pub fn document(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Node> {
    parse(&text(path, shown, out)?, shown, out)
}

/// Reads a file of text in UTF-8.
pub(super) fn text(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<String> {
    let (code, message, hint) = match door::bytes(path, door::MOST).map(String::from_utf8) {
        Ok(Ok(text)) => return Some(text),
        Ok(Err(_)) => (
            Code::TomlSyntax,
            format!("`{shown}` is not in UTF-8"),
            "save the file again with the encoding UTF-8",
        ),
        Err(error) => (
            Code::FileUnreadable,
            format!("cannot read `{shown}`: {error}"),
            "check that the file is there and that you may read it",
        ),
    };
    out.add(code, Origin::file(shown), message).hint(hint);
    None
}

/// Reads the text of a TOML file; the first fault of syntax is reported.
pub fn parse(text: &str, shown: &str, out: &mut Diagnostics) -> Option<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let places = Places::new(text, shown);
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some((origin, message)) = first_fault(&errors, &places) {
        let hint = if message.starts_with("invalid date, expected ") {
            "write a day that exists, as in 2026-09-30"
        } else {
            "look for a missing quote, bracket or equals sign there"
        };
        out.add(Code::TomlSyntax, origin, message).hint(hint);
    }
    errors.is_empty().then(|| places.table(&table))
}

/// Finds the fault that the others follow from: the first, or a missing quote on its line, which makes nonsense of the rest.
fn first_fault(errors: &[toml::de::Error], places: &Places<'_>) -> Option<(Origin, String)> {
    let line = |origin: &Origin| match origin {
        Origin::Text { line, .. } => *line,
        _ => 0,
    };
    let faults = errors.iter().map(|error| {
        let origin = places.origin(error.span().unwrap_or(0..0));
        (origin, error.message().replace('\n', ", "))
    });
    faults
        .min_by_key(|(origin, message)| (line(origin), !message.contains("string"), origin.clone()))
}

impl Places<'_> {
    fn table(&self, table: &Spanned<DeTable<'_>>) -> Node {
        let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| self.entry(key, value);
        let entries = table.get_ref().iter().map(entry).collect();
        Node {
            origin: self.origin(table.span()),
            value: NodeValue::Table(entries),
        }
    }

    fn entry(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Entry {
        Entry {
            key: key.get_ref().to_string(),
            origin: self.origin(key.span()),
            node: self.node(value),
        }
    }

    fn node(&self, node: &Spanned<DeValue<'_>>) -> Node {
        let value = match node.get_ref() {
            DeValue::String(text) => NodeValue::Text(text.to_string()),
            DeValue::Integer(number) => {
                let digits = number.as_str().replace('_', "");
                let parsed = i64::from_str_radix(&digits, number.radix());
                parsed.map_or_else(|_| NodeValue::Text(digits), NodeValue::Integer)
            }
            DeValue::Float(number) => {
                let digits = number.as_str().replace('_', "");
                digits
                    .parse()
                    .map_or(NodeValue::Text(digits), NodeValue::Float)
            }
            DeValue::Boolean(yes) => NodeValue::Boolean(*yes),
            DeValue::Datetime(moment) => {
                date(moment).map_or_else(|| NodeValue::Text(moment.to_string()), NodeValue::Date)
            }
            DeValue::Array(items) => {
                NodeValue::List(items.iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(entries) => {
                let entry =
                    |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| self.entry(key, value);
                NodeValue::Table(entries.iter().map(entry).collect())
            }
        };
        Node {
            origin: self.origin(node.span()),
            value,
        }
    }
}

fn date(moment: &toml::value::Datetime) -> Option<Date> {
    let date = moment.date?;
    Date::new(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_line_and_column() {
        let mut out = Diagnostics::default();
        let node = parse(
            "# é\nname = \"x\"\n[a]\nday = 2019-03-31\n",
            "p.toml",
            &mut out,
        )
        .expect("parses");
        let NodeValue::Table(entries) = &node.value else {
            panic!("a table")
        };
        assert_eq!(entries[0].node.origin.to_string(), "p.toml:2:8");
        let NodeValue::Table(inner) = &entries[1].node.value else {
            panic!("a table")
        };
        assert_eq!(
            inner[0].node.value,
            NodeValue::Date(Date {
                year: 2019,
                month: 3,
                day: 31
            })
        );
        assert_eq!(out, Diagnostics::default());
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_missing_quote() {
        for (text, hint) in [
            (
                "day = 2026-09-31",
                "write a day that exists, as in 2026-09-30",
            ),
            (
                "day = 2026-13-01",
                "write a day that exists, as in 2026-09-30",
            ),
            (
                "day = \"x",
                "look for a missing quote, bracket or equals sign there",
            ),
        ] {
            let mut out = Diagnostics::default();
            assert_eq!(parse(text, "p.toml", &mut out), None);
            let hints: Vec<_> = out.iter().flat_map(|problem| &problem.hints).collect();
            assert_eq!(hints, [hint], "{text}");
        }
    }

    #[test]
    fn a_fault_of_syntax_is_reported_with_its_place() {
        let mut out = Diagnostics::default();
        assert_eq!(
            parse("\u{feff}a = 1\nb = \"x\nc = 2\n", "p.toml", &mut out),
            None
        );
        let places: Vec<String> = out
            .iter()
            .filter_map(|d| d.origin.as_ref())
            .map(ToString::to_string)
            .collect();
        assert_eq!(places.len(), 1, "{places:?}");
        assert!(places[0].starts_with("p.toml:2:"), "{places:?}");
    }
}
