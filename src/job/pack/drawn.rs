//! Open papers must not say what exempt ones do.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};

use super::plan::{Held, Part, Plan};

/// Reports open papers that have their words or figures from exempt ones; returns whether there are none.
pub fn open(plan: &Plan<'_>, out: &mut Diagnostics) -> bool {
    let exempt: BTreeMap<&str, &Part<'_>> = plan
        .all()
        .filter(|part| part.exempt())
        .filter_map(|part| match part.held {
            Held::Paper(_, source) => Some((source.shown.as_str(), part)),
            Held::Leaf(_) => None,
        })
        .collect();
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
