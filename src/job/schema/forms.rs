//! The forms that schemas are put together from.

use serde_json::{Map, Value as Json, json};

/// Parts of a table by name.
#[derive(Default)]
pub struct Parts {
    known: Map<String, Json>,
    required: Vec<String>,
}

impl Parts {
    /// Adds a part.
    pub fn add(&mut self, name: &str, form: Json, required: bool) {
        self.known.insert(name.to_owned(), form);
        if required {
            self.required.push(name.to_owned());
        }
    }

    /// Returns a table with these parts and no others.
    pub fn closed(self) -> Json {
        self.or(json!(false))
    }

    /// Returns a table with these parts; what others may be is told.
    pub fn or(self, others: Json) -> Json {
        let mut form = json!({
            "type": "object",
            "properties": self.known,
            "additionalProperties": others,
        });
        if !self.required.is_empty() {
            form["required"] = json!(self.required);
        }
        form
    }
}

/// Returns a list.
pub fn list_of(items: Json) -> Json {
    json!({ "type": "array", "items": items })
}

/// Returns what one of several forms fits.
pub fn any(forms: Vec<Json>) -> Json {
    json!({ "anyOf": forms })
}

/// Returns text.
pub fn text() -> Json {
    json!({ "type": "string" })
}

/// Returns one of a few words, written just so.
pub fn words<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Json {
    let words: Vec<Json> = words.into_iter().map(|word| word.as_ref().into()).collect();
    json!({ "enum": words })
}

/// Returns one of a few words: editors offer them as they are, and take them in capitals or small letters and between spaces.
pub fn words_in_any_case<T: AsRef<str>>(known: &[T]) -> Json {
    any(vec![
        words(known),
        json!({ "type": "string", "pattern": in_any_case(known) }),
    ])
}

/// Returns the pattern of nothing, or one of a few words, between spaces.
pub fn in_any_case<T: AsRef<str>>(known: &[T]) -> String {
    let said = known.iter().map(|word| letters(word.as_ref()));
    format!("^\\s*({})?\\s*$", said.collect::<Vec<_>>().join("|"))
}

/// Returns the pattern of a word in capitals or small letters; patterns of schemas have no switch for it.
fn letters(word: &str) -> String {
    let letter = |c: char| match c {
        ' ' => "\\s+".to_owned(),
        c if c.is_ascii_alphabetic() => {
            format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase())
        }
        c if c.is_ascii_alphanumeric() || !c.is_ascii() => c.to_string(),
        c => format!("\\{c}"),
    };
    word.chars().map(letter).collect()
}

/// Adds words on what a form is for.
pub fn told(mut form: Json, about: &str) -> Json {
    if !about.is_empty() {
        form["description"] = about.into();
    }
    form
}

/// Returns the head of a schema.
pub fn headed(form: Json, title: &str, about: &str) -> Json {
    let mut whole = told(form, about);
    whole["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    whole["title"] = title.into();
    whole["$comment"] =
        "Made by `boardpaper schema --write` from the descriptions: what is changed here is written over.".into();
    whole
}
