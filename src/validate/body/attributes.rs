//! What stands in braces at the end of a line: `{#name}`, `{.unnumbered}`.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{Inline, Origin};

use super::names::Names;

/// The class of what has no number.
const UNNUMBERED: &str = "unnumbered";

/// What is said of a line in braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The name that cross-references use.
    pub name: Option<String>,
    /// Whether it has no number.
    pub unnumbered: bool,
}

/// Takes the braces off the end of a line.
pub fn attributes(
    line: &mut Vec<Inline>,
    place: &Origin,
    names: &mut Names,
    out: &mut Diagnostics,
) -> Attributes {
    static BRACES: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*\{\s*([#.][^{}]*)\}\s*$").expect("a sound pattern"));
    let mut said = Attributes::default();
    while let Some(Inline::Text(text)) = line.last_mut()
        && let Some(found) = BRACES.captures(text)
    {
        for word in found[1].split_whitespace() {
            match (word.strip_prefix('#'), word) {
                (Some(name), _) if is_name(name) => {
                    names.add(name, place, out);
                    said.name = Some(name.to_owned());
                }
                (None, ".unnumbered") => said.unnumbered = true,
                _ => say_unknown(word, place, out),
            }
        }
        let end = found.get(0).map_or(0, |whole| whole.start());
        text.truncate(end);
        if text.is_empty() {
            line.pop();
        }
    }
    said
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn say_unknown(word: &str, place: &Origin, out: &mut Diagnostics) {
    let problem = out.add(
        Code::ValueWrong,
        place.clone(),
        format!("`{word}` in braces means nothing here"),
    );
    match suggest(word.trim_start_matches('.'), [UNNUMBERED]) {
        Some(near) => problem.hint(format!("did you mean `.{near}`?")),
        None => problem.hint(
            "write a name as `{#costs}`, of letters, figures and hyphens, or `{.unnumbered}`",
        ),
    };
}
