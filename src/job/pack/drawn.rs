//! Open papers must not say what exempt ones do.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};

use super::cache::Cache;
use super::plan::{Held, Part, Plan};

/// Reports open papers that have their words or figures from exempt ones; returns whether there are none.
pub fn open(plan: &Plan<'_>, out: &mut Diagnostics) -> bool {
    let exempt = exempt(plan);
    let mut sound = true;
    for part in plan.parts.iter().filter(|part| !part.exempt()) {
        let Held::Paper(position, source) = part.held else {
            continue;
        };
        let drawn = source.ours.iter().flat_map(|ours| &ours.draws_on);
        for other in drawn.filter_map(|file| exempt.get(file.as_str())) {
            sound = false;
            tell(part, position, other, out);
        }
    }
    sound
}

/// Takes out of what is kept the open papers that have their words or figures from exempt ones.
pub fn forget(plan: &Plan<'_>, cache: &Cache) {
    let exempt = exempt(plan);
    let open = plan.parts.iter().filter(|part| !part.exempt());
    for source in open.filter_map(Part::source) {
        let mut drawn = source.ours.iter().flat_map(|ours| &ours.draws_on);
        if drawn.any(|file| exempt.contains_key(file.as_str())) {
            cache.forget(&source.shown);
        }
    }
}

/// Lists the exempt papers by their files.
fn exempt<'a, 'b>(plan: &'b Plan<'a>) -> BTreeMap<&'a str, &'b Part<'a>> {
    let exempt = plan.all().filter(|part| part.exempt());
    exempt
        .filter_map(|part| Some((part.source()?.shown.as_str(), part)))
        .collect()
}

fn tell(part: &Part<'_>, position: usize, other: &Part<'_>, out: &mut Diagnostics) {
    let paper = &part.item.papers[position];
    let message = format!(
        "`{}` draws on a paper of item {}, which is exempt: the public edition is not made",
        paper.file, other.item.number
    );
    out.add(Code::ExemptReferred, paper.origin.clone(), message)
        .hint(format!(
            "take what it has from there out of it, or make item {} exempt too",
            part.item.number
        ));
}
