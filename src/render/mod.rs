//! A paper as sources for the typesetter: `model.json`, the entry file, and the office's wording filled in.

mod entry;
mod long_words;
mod model_json;
mod wording;

use crate::diagnostic::Diagnostics;
use crate::load::Library;
use crate::model::{Date, Paper};

use wording::Wording;

/// What the typesetter gets, beside the templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The entry file.
    pub entry: String,
    /// The paper as data.
    pub model: String,
    /// The paper's date: that of all time stamps.
    pub date: Date,
    /// The name of the output file below the output folder, with `/` between folders.
    pub name: String,
}

/// Makes the sources of a paper; `stem` names it where the office gives no pattern.
pub fn render(
    paper: &Paper,
    library: &Library,
    stem: &str,
    out: &mut Diagnostics,
) -> Option<Sources> {
    let date = model_json::date(paper, out)?;
    let mut wording = Wording::new(paper);
    wording.defaults(paper, out);
    let phrases = wording.phrases(paper, out);
    let name = wording.name(paper, stem, out);
    let entry = entry::entry(library, &paper.kind.name, out);
    let model = model_json::model(paper, &wording, phrases, date);
    Some(Sources {
        entry: entry?,
        model,
        date,
        name: name?,
    })
}
