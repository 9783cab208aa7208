//! The entry file: imports one document and calls it.

use minijinja::context;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::Library;
use crate::model::Origin;

use super::filled::{environment, filled};

const ENTRY: &str = "entry.typ.jinja";

/// Fills the entry file for a kind of document.
pub fn entry(library: &Library, kind: &str, out: &mut Diagnostics) -> Option<String> {
    let Some(file) = library.get(ENTRY) else {
        out.add(
            Code::TemplateUnknown,
            None,
            format!("there is no template `{ENTRY}`"),
        );
        return None;
    };
    match filled(&environment(), &file.text, context! { kind }) {
        Ok(text) => Some(text),
        Err(error) => {
            let line = error
                .line()
                .and_then(|line| u32::try_from(line).ok())
                .unwrap_or(1);
            let origin = Origin::Text {
                file: file.shown.as_str().into(),
                line,
                column: 1,
                length: 1,
            };
            out.add(
                Code::TemplateFault,
                origin,
                super::wording::said(&error, &file.text),
            );
            None
        }
    }
}
