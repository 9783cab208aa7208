//! What places are called: "paragraph 7", "Table 2", in the office's words.

use serde_json::{Map, Value as Json};

/// Puts cross-references into words, and before each caption what it belongs to.
pub fn call(json: &mut Json, phrases: &Map<String, Json>) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| call(item, phrases)),
        Json::Object(parts) => {
            parts.values_mut().for_each(|part| call(part, phrases));
            match parts.get("is").and_then(Json::as_str) {
                Some("refer") => refer(parts, phrases),
                Some("table") => label(parts, "table", phrases),
                Some("figure" | "chart") => label(parts, "figure", phrases),
                _ => {}
            }
        }
        _ => {}
    }
}

fn refer(parts: &mut Map<String, Json>, phrases: &Map<String, Json>) {
    let text = |name: &str| parts.get(name).and_then(Json::as_str).unwrap_or_default();
    let (noun, number) = (text("noun"), text("number"));
    let mut words = said(&format!("see-{noun}"), noun, number, phrases);
    if parts.get("begins") == Some(&Json::Bool(true)) {
        words = capitalised(&words);
    }
    let to = text("to").to_owned();
    *parts = Map::from_iter([
        ("is".to_owned(), "see".into()),
        ("to".to_owned(), to.into()),
        ("of".to_owned(), vec![words].into()),
    ]);
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn label(parts: &mut Map<String, Json>, noun: &str, phrases: &Map<String, Json>) {
    if let Some(number) = parts.get("number").and_then(Json::as_str) {
        let words = said(&format!("{noun}-label"), noun, number, phrases);
        parts.insert("label".to_owned(), words.into());
    }
}

/// Fills a phrase with a number; a document without the phrase says the noun.
fn said(phrase: &str, noun: &str, number: &str, phrases: &Map<String, Json>) -> String {
    match phrases.get(phrase).and_then(Json::as_str) {
        Some(words) => words.replace("{number}", number),
        None => format!("{noun} {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cross_references_and_captions_are_in_the_offices_words() {
        let phrases = json!({ "see-paragraph": "para. {number}", "table-label": "Table {number}" });
        let mut json = json!([
            { "is": "refer", "to": "paragraph-7", "noun": "paragraph", "number": "7", "of": [] },
            { "is": "table", "number": "2" },
            { "is": "refer", "to": "x", "noun": "item", "number": "(b)", "begins": true, "of": [] },
        ]);
        call(&mut json, phrases.as_object().expect("phrases"));
        let expected = json!([
            { "is": "see", "to": "paragraph-7", "of": ["para. 7"] },
            { "is": "table", "number": "2", "label": "Table 2" },
            { "is": "see", "to": "x", "of": ["Item (b)"] },
        ]);
        assert_eq!(json, expected);
    }
}
