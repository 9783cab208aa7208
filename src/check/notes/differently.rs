//! Abbreviations that the paper explains in two ways.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};

use super::explained::{Explained, Said};
use super::reading::Read;

/// Reports each explanation that differs from the first of its abbreviation.
pub fn check(lines: &[Read<'_, '_>], explained: &Explained, out: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Said> = BTreeMap::new();
    for said in &explained.said {
        let before = *first.entry(said.key.as_str()).or_insert(said);
        if before.folded == said.folded {
            continue;
        }
        let word = &lines[said.line].passage.text[said.place.clone()];
        let message = format!(
            "`{word}` is explained as `{}` here, and as `{}` elsewhere",
            said.text, before.text
        );
        lines[said.line]
            .passage
            .report(Code::ExplainedTwice, said.place.clone(), message, out)
            .hint(format!(
                "the other stands in {}: use the same words, or another abbreviation for one of them",
                lines[before.line].passage.origin
            ));
    }
}
