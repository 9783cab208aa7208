//! A table of a TOML file, read key by key; what nobody asked for is reported.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{Entry, Node, NodeValue};
use crate::model::{Origin, Phrase};

/// A TOML table under its name in messages.
pub struct Section<'a> {
    name: String,
    /// Where the table starts.
    pub origin: &'a Origin,
    entries: &'a [Entry],
    asked: Vec<String>,
    /// Whether every key is known.
    knows_all: bool,
}

impl<'a> Section<'a> {
    /// Takes a node as a table; anything else is reported.
    pub fn new(node: &'a Node, name: &str, out: &mut Diagnostics) -> Option<Self> {
        let NodeValue::Table(entries) = &node.value else {
            wrong_type(node, name, "a table", out);
            return None;
        };
        Some(Self {
            name: name.to_owned(),
            origin: &node.origin,
            entries,
            asked: Vec::new(),
            knows_all: false,
        })
    }

    /// Returns the value of a key, and remembers that the key is known.
    pub fn get(&mut self, key: &str) -> Option<&'a Node> {
        if !self.asked.iter().any(|asked| asked == key) {
            self.asked.push(key.to_owned());
        }
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// Returns what stands below the head of a Markdown file.
    pub fn body(&self) -> Option<&'a Node> {
        let mut entries = self.entries.iter();
        entries
            .find(|entry| is_body(entry))
            .map(|entry| &entry.node)
    }

    /// Returns whether a key is given.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Returns all entries, and remembers that every key is known.
    pub fn all(&mut self) -> &'a [Entry] {
        self.knows_all = true;
        self.entries
    }

    /// Returns the text of a key.
    pub fn text(&mut self, key: &str, out: &mut Diagnostics) -> Option<String> {
        self.phrase(key, out).map(|phrase| phrase.text)
    }

    /// Returns the text of a key and its place.
    pub fn phrase(&mut self, key: &str, out: &mut Diagnostics) -> Option<Phrase> {
        let node = self.get(key)?;
        phrase(node, key, out)
    }

    /// Returns a text that must be there and say something.
    pub fn required(&mut self, key: &str, out: &mut Diagnostics) -> Option<String> {
        let given = self.get(key);
        let text = given
            .and_then(|node| phrase(node, key, out))
            .map(|phrase| phrase.text);
        if given.is_none() || text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            let message = format!("`{key}` is missing in {}", self.name);
            out.add(Code::FieldMissing, self.origin.clone(), message)
                .hint(format!("add a line `{key} = \"…\"`"));
            return None;
        }
        text
    }

    /// Returns the yes or no of a key.
    pub fn flag(&mut self, key: &str, out: &mut Diagnostics) -> Option<bool> {
        let node = self.get(key)?;
        if let NodeValue::Boolean(yes) = node.value {
            return Some(yes);
        }
        wrong_type(node, key, "`true` or `false`", out);
        None
    }

    /// Returns the number of a key.
    pub fn number(&mut self, key: &str, out: &mut Diagnostics) -> Option<f64> {
        let node = self.get(key)?;
        match node.value {
            NodeValue::Integer(number) => Some(number as f64),
            NodeValue::Float(number) if number.is_finite() => Some(number),
            _ => {
                wrong_type(node, key, "a number", out);
                None
            }
        }
    }

    /// Returns the texts of a list.
    pub fn texts(&mut self, key: &str, out: &mut Diagnostics) -> Vec<String> {
        let items = self.list(key, out);
        items
            .iter()
            .filter_map(|item| phrase(item, key, out))
            .map(|phrase| phrase.text)
            .collect()
    }

    /// Returns the items of a list.
    pub fn list(&mut self, key: &str, out: &mut Diagnostics) -> &'a [Node] {
        match self.get(key) {
            Some(Node {
                value: NodeValue::List(items),
                ..
            }) => items,
            Some(node) => {
                wrong_type(node, key, "a list such as `[\"…\", \"…\"]`", out);
                &[]
            }
            None => &[],
        }
    }

    /// Returns the table of a key.
    pub fn section(&mut self, key: &str, out: &mut Diagnostics) -> Option<Section<'a>> {
        let node = self.get(key)?;
        Section::new(node, &format!("`{key}`"), out)
    }

    /// Returns one of a few named values.
    pub fn named<T: Copy>(
        &mut self,
        key: &str,
        names: &[(&str, T)],
        out: &mut Diagnostics,
    ) -> Option<T> {
        let text = self.phrase(key, out)?;
        let found = names.iter().find(|(name, _)| *name == text.text);
        if found.is_none() {
            let list: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
            out.add(
                Code::ValueWrong,
                text.origin,
                format!("`{key}` cannot be `{}`", text.text),
            )
            .hint(format!("use one of {}", list.join(", ")));
        }
        found.map(|(_, value)| *value)
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, out: &mut Diagnostics) {
        let known: Vec<String> = self.asked.iter().map(|key| format!("`{key}`")).collect();
        for entry in self
            .entries
            .iter()
            .filter(|entry| !self.knows_all && !self.asked.contains(&entry.key) && !is_body(entry))
        {
            let message = format!("`{}` is not known in {}", entry.key, self.name);
            let problem = out.add(Code::FieldUnknown, entry.origin.clone(), message);
            match suggest(&entry.key, self.asked.iter().map(String::as_str)) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint(format!("remove it; known here: {}", known.join(", "))),
            };
        }
    }
}

fn is_body(entry: &Entry) -> bool {
    matches!(entry.node.value, NodeValue::Body(_))
}

/// Takes a node as text.
pub fn phrase(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Phrase> {
    if let NodeValue::Text(text) = &node.value {
        return Some(Phrase {
            text: text.clone(),
            origin: node.origin.clone(),
        });
    }
    wrong_type(node, key, "text in quotes", out);
    None
}

/// Reports a value of the wrong type.
pub fn wrong_type(node: &Node, key: &str, expected: &str, out: &mut Diagnostics) {
    let found = match node.value {
        NodeValue::Text(_) | NodeValue::Body(_) => "text",
        NodeValue::Integer(_) | NodeValue::Float(_) => "a number",
        NodeValue::Boolean(_) => "`true` or `false`",
        NodeValue::Date(_) => "a date",
        NodeValue::List(_) => "a list",
        NodeValue::Table(_) => "a table",
    };
    // A table is named in words, with backticks of its own.
    let name = match key.contains('`') {
        true => key.to_owned(),
        false => format!("`{key}`"),
    };
    let message = format!("{name} must be {expected}, not {found}");
    out.add(Code::ValueWrong, node.origin.clone(), message)
        .hint(format!("write {expected}"));
}
