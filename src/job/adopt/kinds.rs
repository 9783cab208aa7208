//! The kinds of paper that a tracker may be for.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::{self, NodeValue};
use crate::model::{Kind, Origin};
use crate::validate;

use super::super::Office;
use super::super::papers::papers;

/// Returns the kinds that may be made, each with how many papers of it the office has.
pub fn kinds(
    office: &Office,
    asked: Option<&str>,
    out: &mut Diagnostics,
) -> Option<Vec<(Kind, usize)>> {
    let names: Vec<&str> = office.library.kinds().collect();
    if let Some(asked) = asked.filter(|asked| !names.contains(asked)) {
        let problem = out.add(
            Code::KindUnknown,
            None,
            format!("there is no document `{asked}`"),
        );
        match suggest(asked, names.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("`boardpaper describe` lists them"),
        };
        return None;
    }
    let used = used(office);
    let wanted = names
        .into_iter()
        .filter(|name| asked.is_none_or(|asked| asked == *name));
    let kinds = wanted.filter_map(|name| {
        let mut problems = Diagnostics::default();
        let kind = validate::kind(&office.library, name, &Origin::file(name), &mut problems)?;
        let papers = used.get(name).copied().unwrap_or(0);
        kind.pack.is_none().then_some((kind, papers))
    });
    Some(kinds.collect())
}

/// Counts the office's papers by kind.
fn used(office: &Office) -> BTreeMap<String, usize> {
    let mut unsaid = Diagnostics::default();
    let mut used = BTreeMap::new();
    for path in papers(office, &[], &mut unsaid) {
        let node = load::paper(&path, &office.shown(&path), &mut unsaid);
        let Some(NodeValue::Table(entries)) = node.map(|node| node.value) else {
            continue;
        };
        for entry in entries.iter().filter(|entry| entry.key == "document") {
            if let NodeValue::Text(kind) = &entry.node.value {
                *used.entry(kind.trim().to_owned()).or_default() += 1;
            }
        }
    }
    used
}
