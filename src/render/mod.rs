//! A paper as sources for the typesetter: `model.json`, the entry file, and the office's wording filled in.

mod calls;
mod entry;
mod figure_json;
mod filled;
mod in_format;
mod link;
mod long_words;
mod model_json;
mod past_json;
mod rule_words;
mod table_json;
mod told;
mod wording;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::load::Library;
use crate::model::{Date, Paper};

pub use in_format::in_format;
pub use link::link;

use told::Told;
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
    /// The title, as it is printed; nothing where the kind has none.
    pub title: String,
}

/// Returns a paper's phrases, filled in; none where it has no date.
pub fn phrases(paper: &Paper, out: &mut Diagnostics) -> Option<IndexMap<String, String>> {
    let told = Told::new(paper, out)?;
    let phrases = told.phrases.into_iter();
    let said = phrases.filter_map(|(name, said)| Some((name, said.as_str()?.to_owned())));
    Some(said.collect())
}

/// Returns the name of a paper's output file by its fields alone; none where these are not enough.
pub fn name_by_head(paper: &Paper) -> Option<String> {
    let mut unsaid = Diagnostics::default();
    let mut wording = Wording::new(paper, &IndexMap::new());
    wording.defaults(paper, &mut unsaid);
    let name = wording.name(paper, &mut unsaid)?;
    (!unsaid.has_errors()).then_some(name)
}

/// Makes the sources of a paper.
pub fn render(paper: &Paper, library: &Library, out: &mut Diagnostics) -> Option<Sources> {
    let told = Told::new(paper, out)?;
    let entry = entry::entry(library, &paper.kind.name, out);
    let model = model_json::model(&told)?;
    let title = model["document"]["title"].as_str().unwrap_or_default();
    Some(Sources {
        entry: entry?,
        title: title.to_owned(),
        model: format!("{model:#}\n"),
        date: told.date?,
        name: told.name?,
    })
}
