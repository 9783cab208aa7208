//! Public packs from before an item was exempt, which a run has not made anew.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::{Edition, PackKind};
use crate::pack::{AgendaItem, Meeting, pack_name, same_title};

use super::Pack;
use super::read::is_exempt;

/// What is read of a manifest.
#[derive(Deserialize)]
struct Manifest {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    title: String,
    #[serde(default)]
    papers: Vec<Paper>,
}

#[derive(Deserialize)]
struct Paper {
    file: Option<String>,
}

/// Reports public packs that hold papers of items that are exempt now; to be asked when all is written that will be.
pub fn tell(run: &Pack<'_>, stem: &str, meeting: &Meeting, out: &mut Diagnostics) {
    let exempt: Vec<&AgendaItem> = meeting
        .items
        .iter()
        .filter(|item| is_exempt(item))
        .collect();
    if exempt.is_empty() {
        return;
    }
    for name in names(run.output, stem) {
        let place = run.output.join(&name);
        let manifest = door::bytes(place.with_extension("json"), door::LARGEST).ok();
        let manifest = manifest.and_then(|text| serde_json::from_slice::<Manifest>(&text).ok());
        let Some(manifest) = manifest.filter(|_| place.exists()) else {
            continue;
        };
        for item in exempt.iter().filter(|item| manifest.holds(item)) {
            let message = format!(
                "`{}` was made before item {} was exempt, and holds papers of it",
                run.office.shown(&place),
                item.number
            );
            out.add(Code::StaleExempt, item.origin.clone(), message)
                .hint("delete it with the `.json` and `.txt` beside it, take it away wherever it was put, and make the public edition again");
        }
    }
}

/// Lists the public packs that a meeting may have: numbers are without gaps, but a deleted one leaves one.
fn names(output: &Path, stem: &str) -> Vec<String> {
    let of = |kind, number| pack_name(stem, Edition::Public, kind, number);
    let numbered = [PackKind::Supplement, PackKind::Revision].into_iter();
    let numbered = numbered.flat_map(|kind| (1..=MOST).map(move |number| of(kind, number)));
    let all = std::iter::once(of(PackKind::Agenda, 1)).chain(numbered);
    all.filter(|name| output.join(name).exists()).collect()
}

/// No meeting has more supplements or revisions that are looked for.
const MOST: u32 = 50;

impl Manifest {
    /// Returns whether a pack has papers of an item: of the same title, or the same papers.
    fn holds(&self, item: &AgendaItem) -> bool {
        let files: BTreeSet<&str> = item
            .papers
            .iter()
            .map(|paper| paper.file.as_str())
            .collect();
        let named = |paper: &Paper| {
            paper
                .file
                .as_deref()
                .is_some_and(|file| files.contains(file))
        };
        let mut items = self.items.iter().filter(|other| !other.papers.is_empty());
        items.any(|other| same_title(&other.title, &item.title) || other.papers.iter().any(named))
    }
}
