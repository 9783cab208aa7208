//! The entry file: imports one document and calls it.

use minijinja::{Environment, UndefinedBehavior, context};

use crate::diagnostic::{Code, Diagnostics};
use crate::load::Library;
use crate::model::Origin;

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
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    match environment.render_str(&file.text, context! { kind }) {
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
