//! A model for papers of another format than PDF: its links lead to files of that format.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::model::PaperFormat;

/// Returns the text of a `model.json` whose links to other papers lead to their files in a format.
pub fn in_format(model: &str, format: PaperFormat) -> Cow<'_, str> {
    if format == PaperFormat::Pdf || !model.contains("\"link\":") {
        return Cow::Borrowed(model);
    }
    let Ok(mut json) = serde_json::from_str::<Json>(model) else {
        return Cow::Borrowed(model);
    };
    follow(&mut json["fields"], format);
    Cow::Owned(format!("{json:#}\n"))
}

/// Changes the papers that fields hold, and those that they hold in turn.
fn follow(fields: &mut Json, format: PaperFormat) {
    for value in fields
        .as_object_mut()
        .into_iter()
        .flat_map(|of| of.values_mut())
    {
        match value {
            Json::Array(items) => items.iter_mut().for_each(|item| change(item, format)),
            value => change(value, format),
        }
    }
}

fn change(value: &mut Json, format: PaperFormat) {
    // Only a paper has fields and tables.
    if value.get("fields").is_none() || value.get("tables").is_none() {
        return;
    }
    for part in ["output", "link"] {
        if let Some(name) = value[part].as_str() {
            value[part] = format.file(name).into();
        }
    }
    follow(&mut value["fields"], format);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_of_the_format_and_texts_stay() {
        let model = r#"{"fields": {"why": "see a.pdf", "previous": {"fields": {}, "link": "../q1/a.pdf", "output": "q1/a.pdf", "tables": {}}}}"#;
        let html: Json = serde_json::from_str(&in_format(model, PaperFormat::Html)).expect("JSON");
        assert_eq!(html["fields"]["previous"]["link"], "../q1/a.html");
        assert_eq!(html["fields"]["previous"]["output"], "q1/a.html");
        assert_eq!(html["fields"]["why"], "see a.pdf");
        assert_eq!(in_format(model, PaperFormat::Pdf), model);
    }
}
