//! Values of a TOML text by their places in bytes, for what is mended there.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a table, by a key.
    Key(String),
    /// Into a list, by a position from 0.
    Item(usize),
}

/// A text or a whole number of a TOML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The way to it.
    pub way: Vec<Step>,
    /// Where it stands, with its quotation marks.
    pub at: Range<usize>,
    /// What it says.
    pub text: String,
    /// Whether it is a text.
    pub is_text: bool,
}

/// Lists the texts and whole numbers of a TOML text; none where it has a fault.
pub fn scalars(text: &str) -> Option<Vec<Scalar>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut all = Vec::new();
    add_table(table.get_ref(), &mut Vec::new(), &mut all);
    errors.is_empty().then_some(all)
}

fn add_table(table: &DeTable<'_>, way: &mut Vec<Step>, to: &mut Vec<Scalar>) {
    for (key, value) in table.iter() {
        way.push(Step::Key(key.get_ref().to_string()));
        add(value, way, to);
        way.pop();
    }
}

fn add(value: &Spanned<DeValue<'_>>, way: &mut Vec<Step>, to: &mut Vec<Scalar>) {
    let (text, is_text) = match value.get_ref() {
        DeValue::Table(table) => return add_table(table, way, to),
        DeValue::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                way.push(Step::Item(place));
                add(item, way, to);
                way.pop();
            }
            return;
        }
        DeValue::String(text) => (text.to_string(), true),
        DeValue::Integer(number) => (number.to_string(), false),
        _ => return,
    };
    to.push(Scalar {
        way: way.clone(),
        at: value.span(),
        text,
        is_text,
    });
}

/// Returns whether two TOML texts say the same but for some values, which are given as the second has them.
pub fn differ_only_in(old: &str, new: &str, changed: &[(Vec<Step>, String)]) -> bool {
    let read = |text: &str| text.parse::<toml::Table>().ok().map(toml::Value::Table);
    let (Some(mut old), Some(new)) = (read(old), read(new)) else {
        return false;
    };
    let all_there = changed
        .iter()
        .all(|(way, text)| put(&mut old, way, text).is_some());
    all_there && old == new
}

fn put(value: &mut toml::Value, way: &[Step], text: &str) -> Option<()> {
    let mut here = value;
    for step in way {
        here = match step {
            Step::Key(key) => here.get_mut(key.as_str())?,
            Step::Item(place) => here.get_mut(*place)?,
        };
    }
    *here = match here {
        toml::Value::Integer(_) => toml::Value::Integer(text.parse().ok()?),
        _ => toml::Value::String(text.to_owned()),
    };
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_numbers_have_their_ways_and_places() {
        let text = "a = 'é'\n[[rows]]\nref = 12\nt = { n = \"x\\ty\" }\nday = 2019-03-31\n";
        let all = scalars(text).expect("sound");
        let said: Vec<(&str, &str, bool)> = all
            .iter()
            .map(|scalar| {
                (
                    &text[scalar.at.clone()],
                    scalar.text.as_str(),
                    scalar.is_text,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("'é'", "é", true),
                ("12", "12", false),
                ("\"x\\ty\"", "x\ty", true)
            ]
        );
        let key = |key: &str| Step::Key(key.into());
        assert_eq!(all[2].way, [key("rows"), Step::Item(0), key("t"), key("n")]);
        assert_eq!(scalars("a = "), None);
    }

    #[test]
    fn only_what_is_said_to_have_changed_may_have() {
        let old = "a = \"x  y\"\nb = [1, 2]\n";
        let changed = [(vec![Step::Key("a".into())], "x y".to_owned())];
        assert!(differ_only_in(old, "a = \"x y\"\nb = [1, 2]\n", &changed));
        assert!(!differ_only_in(old, "a = \"x y\"\nb = [1, 3]\n", &changed));
        assert!(!differ_only_in(old, "a = \"x\"\nb = [1, 2]\n", &changed));
        assert!(!differ_only_in(old, "a = \"x y\nb = [1, 2]\n", &changed));
        let item = [(vec![Step::Key("b".into()), Step::Item(1)], "3".to_owned())];
        assert!(differ_only_in(old, "a = \"x  y\"\nb = [1, 3]\n", &item));
    }
}
