//! What the typesetter was given, read back from the sources that `--keep-sources` leaves.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A deliverable as the paper should show it.
pub struct Deliverable {
    pub number: String,
    pub title: String,
    pub update: String,
}

/// The model of a paper.
pub struct Model(Value);

impl Model {
    /// Reads the model beside a PDF.
    #[track_caller]
    pub fn beside(pdf: &Path) -> Self {
        let file = pdf.with_extension("sources").join("model.json");
        let text =
            fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Self(serde_json::from_str(&text).expect("JSON"))
    }

    /// Returns the kind of document.
    pub fn kind(&self) -> &str {
        self.0["document"]["kind"].as_str().expect("a kind")
    }

    /// Returns what stands at a path, such as `/fields/previous/link`; null where nothing does.
    pub fn at(&self, path: &str) -> &Value {
        self.0.pointer(path).unwrap_or(&Value::Null)
    }

    /// Lists the deliverables.
    pub fn deliverables(&self) -> Vec<Deliverable> {
        let rows = self.0["tables"]["deliverables"]["rows"]
            .as_array()
            .expect("rows");
        let text = |row: &Value, name: &str| {
            let mut text = String::new();
            gather(&row[name], &mut text);
            squeeze(&text)
        };
        let read = |row| Deliverable {
            number: text(row, "ref"),
            title: text(row, "title"),
            update: text(row, "update"),
        };
        rows.iter().map(read).collect()
    }

    /// Lists the headings of the columns that stand side by side: all but the update's.
    pub fn headings(&self) -> Vec<String> {
        let columns = self.0["tables"]["deliverables"]["columns"]
            .as_array()
            .expect("columns");
        let side = columns.iter().filter(|column| {
            ![
                "update",
                "update-label",
                "original",
                "revised",
                "reason",
                "path",
            ]
            .contains(&column["name"].as_str().expect("a name"))
        });
        side.map(|column| squeeze(column["heading"].as_str().expect("a heading")))
            .collect()
    }
}

/// Returns text with single spaces, and without what only tells the typesetter where to break.
pub fn squeeze(text: &str) -> String {
    let plain = text
        .replace(['\u{200b}', '\u{ad}'], "")
        .replace('\u{a0}', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gathers the words of rich text, without those of notes.
fn gather(value: &Value, to: &mut String) {
    match value {
        Value::String(text) => to.push_str(text),
        Value::Array(parts) => parts.iter().for_each(|part| gather(part, to)),
        Value::Object(part) if part["is"] == "break" => to.push(' '),
        Value::Object(part) if part["is"] != "note" => {
            gather(part.get("of").unwrap_or(&Value::Null), to);
            if ["paragraph", "heading"]
                .iter()
                .any(|block| part["is"] == **block)
            {
                to.push(' ');
            }
        }
        _ => {}
    }
}
