//! What a pack keeps of its parts: tags, marks, links, bookmarks, names, words. Nothing is lost, and nothing leads nowhere.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::pdf::{Lead, Whole};
use crate::support::shared::shared;
use crate::support::workspace::{BOARD, Workspace};
use crate::support::{in_ci, repo};

/// Elements that hold a paper in the pack, and those that held all of it before.
const WRAPPERS: [&str; 5] = ["Document", "Part", "Art", "Sect", "Div"];

/// A pack, and its papers as they were.
struct Pack {
    whole: Whole,
    parts: Vec<Part>,
}

/// A paper as it was, and its pages in the pack.
struct Part {
    name: String,
    whole: Whole,
    pages: Range<usize>,
    /// How much was changed in it, by what it was.
    changed: BTreeMap<String, usize>,
}

impl Pack {
    /// Opens a pack with its manifest; `file` finds the PDF of a paper by the name that the meeting has for it.
    fn open(path: &Path, file: impl Fn(&str) -> PathBuf) -> Self {
        let whole = Whole::open(path);
        let text = std::fs::read_to_string(path.with_extension("json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        let labels = whole.labels();
        let items = manifest["items"].as_array().expect("items").iter();
        let papers = items.flat_map(|item| item["papers"].as_array().cloned().unwrap_or_default());
        let papers = papers.filter(|paper| paper["file"].is_string());
        let part = |paper: Value| {
            let name = paper["file"].as_str().expect("a name").to_owned();
            let first = paper["first-label"].as_str().expect("a label");
            let start = labels
                .iter()
                .position(|label| label == first)
                .expect("a page of that label");
            let findings = paper["findings"].as_array().into_iter().flatten();
            let number =
                |number: &Value| usize::try_from(number.as_u64().expect("a number")).expect("few");
            let changed = findings.map(|found| {
                (
                    found["what"].as_str().expect("a name").to_owned(),
                    number(&found["count"]),
                )
            });
            let changed = changed.collect();
            let length = usize::try_from(paper["length"].as_u64().expect("a number")).expect("few");
            Part {
                whole: Whole::open(&file(&name)),
                name,
                pages: start..start + length,
                changed,
            }
        };
        let parts = papers.map(part).collect();
        Self { whole, parts }
    }

    /// Says what was lost and what leads nowhere, a line each.
    fn check(&self) -> Vec<String> {
        let structure = self.whole.structure();
        let mut wrong = self.whole.faults();
        for part in &self.parts {
            let mut say = |what: String| wrong.push(format!("{}: {what}", part.name));
            if part.whole.pages.len() != part.pages.len() {
                say(format!(
                    "{} pages became {:?}",
                    part.whole.pages.len(),
                    part.pages
                ));
                continue;
            }
            let (before, after) = (part.expected(), inner(structure.kinds(&part.pages)));
            let after = part.without_new_fields(after, &before);
            if !before.is_empty() && before != after {
                say(format!("elements {before:?} became {after:?}"));
            }
            lost_words(part, &self.whole).into_iter().for_each(&mut say);
            lost_links(part, &self.whole).into_iter().for_each(&mut say);
            lost_bookmarks(part, &self.whole)
                .into_iter()
                .for_each(&mut say);
            lost_names(part, &self.whole).into_iter().for_each(&mut say);
        }
        wrong
    }
}

impl Part {
    /// Returns how many elements of each kind it should have in the pack.
    fn expected(&self) -> BTreeMap<String, usize> {
        let mut kinds = inner(self.whole.structure().kinds(&(0..usize::MAX)));
        let changed = |what: &str| self.changed.get(what).copied().unwrap_or_default();
        // The words of a link that leads nowhere stay.
        let gone = changed("links-removed").min(kinds.get("Link").copied().unwrap_or_default());
        if gone > 0 {
            kinds.entry("Link".to_owned()).and_modify(|of| *of -= gone);
            *kinds.entry("Span".to_owned()).or_default() += gone;
        }
        kinds
    }
}

impl Part {
    /// Leaves out fields that nothing in the tags spoke of, and that are heard after all.
    fn without_new_fields(
        &self,
        mut after: BTreeMap<String, usize>,
        before: &BTreeMap<String, usize>,
    ) -> BTreeMap<String, usize> {
        let fields = self
            .changed
            .get("fields-flattened")
            .copied()
            .unwrap_or_default();
        let known = before.get("Form").copied().unwrap_or_default();
        if let Some(found) = after
            .get_mut("Form")
            .filter(|found| (known..=known + fields).contains(found))
        {
            *found = known;
        }
        after.retain(|_, count| *count > 0);
        after
    }
}

/// Leaves out what holds a whole paper.
fn inner(mut kinds: BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    kinds.retain(|kind, count| !WRAPPERS.contains(&kind.as_str()) && *count > 0);
    kinds
}

/// Lists the pages whose words are not on their page of the pack as they were, in order.
fn lost_words(part: &Part, pack: &Whole) -> Vec<String> {
    let (before, after) = (part.whole.holders(), pack.holders());
    let pages = part
        .whole
        .pages
        .iter()
        .zip(&pack.pages[part.pages.clone()])
        .enumerate();
    let lost = pages.filter(|(_, (old, new))| {
        let (old, new) = (&before[*old].shown, &after[*new].shown);
        !old.is_empty() && !new.windows(old.len()).any(|window| window == old)
    });
    lost.map(|(number, _)| format!("words of page {} are lost", number + 1))
        .collect()
}

/// Lists the links that do not lead where they led, as pages of the pack.
fn lost_links(part: &Part, pack: &Whole) -> Vec<String> {
    let there = pack.links();
    let moved = |lead: &Lead| match lead {
        Lead::Page(page) => Lead::Page(page + part.pages.start),
        other => other.clone(),
    };
    // Links to other files become links inside the pack, or are taken out.
    let kept = part
        .whole
        .links()
        .into_iter()
        .filter(|(_, lead)| match lead {
            Lead::Page(_) => true,
            Lead::Web(address) => address.contains(':'),
            Lead::Nowhere(_) | Lead::Still => false,
        });
    let lost = kept.filter(|(page, lead)| !there.contains(&(page + part.pages.start, moved(lead))));
    lost.map(|(page, lead)| format!("a link on page {} to {lead:?} is lost", page + 1))
        .collect()
}

/// Lists the bookmarks that are not in the pack, in their order, one below the other.
fn lost_bookmarks(part: &Part, pack: &Whole) -> Vec<String> {
    let inside = |lead: &Lead| matches!(lead, Lead::Page(page) if part.pages.contains(page));
    let there: Vec<(usize, String, Lead)> = pack
        .outline()
        .into_iter()
        .filter(|(_, _, lead)| inside(lead))
        .collect();
    let mut rest = there.iter();
    let own = part.whole.outline();
    let top = own
        .iter()
        .filter_map(|(_, title, _)| there.iter().find(|(_, known, _)| known == title));
    let deeper = top.map(|(depth, _, _)| *depth).min().unwrap_or_default();
    let mut lost = Vec::new();
    for (depth, title, lead) in own {
        let Lead::Page(page) = lead else { continue };
        let wanted = (depth + deeper, title, Lead::Page(page + part.pages.start));
        if !rest.any(|found| *found == wanted) {
            lost.push(format!("the bookmark {wanted:?} is lost, of {there:?}"));
            break;
        }
    }
    lost
}

/// Says where the pack has fewer named places on the paper's pages than the paper has.
fn lost_names(part: &Part, pack: &Whole) -> Vec<String> {
    let alive = part.whole.names().into_values().flatten().count();
    let there = pack
        .names()
        .into_values()
        .flatten()
        .filter(|page| part.pages.contains(page))
        .count();
    let lost = alive > there;
    lost.then(|| format!("of {alive} named places there are {there}"))
        .into_iter()
        .collect()
}

#[test]
fn papers_made_elsewhere_hang_together() {
    for (name, tagged) in [
        ("estates-strategy", true),
        ("treasury-note", false),
        ("partner-letter", false),
    ] {
        let whole = Whole::open(&repo(&format!("data/meetings/papers/{name}.pdf")));
        let structure = whole.structure();
        assert_eq!(whole.faults(), Vec::<String>::new(), "{name}");
        assert_eq!(!structure.elements.is_empty(), tagged, "{name}");
    }
}

#[test]
fn the_packs_of_the_sample_are_the_sum_of_their_parts() {
    let office = Workspace::copy_of(&repo(""));
    for arguments in [
        &["build", "--quiet"][..],
        &[
            "pack",
            "data/meetings/2026-11-19.toml",
            "--quiet",
            "--today",
            "2026-11-02",
        ],
    ] {
        let ran = office.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let built = built(&office);
    let find = |name: &str| {
        let file = format!("data/meetings/{name}").replace("/meetings/../", "/");
        office.path(built.get(&file).map_or(&file, |output| output))
    };
    for pack in [
        "output/meetings/2026-11-19-pack.pdf",
        "output/restricted/meetings/2026-11-19-pack-restricted.pdf",
    ] {
        let pack = Pack::open(&office.path(pack), find);
        assert!(pack.parts.len() > 7, "{}", pack.parts.len());
        assert_eq!(pack.check(), Vec::<String>::new());
    }
}

/// Returns where the papers of an office are written, by their files.
fn built(office: &Workspace) -> BTreeMap<String, String> {
    let ran = office.run(&["list", "--messages", "json"]);
    let lines = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let pair = |line: Value| {
        Some((
            line["paper"].as_str()?.to_owned(),
            format!("output/{}", line["output"].as_str()?),
        ))
    };
    lines.filter_map(pair).collect()
}

#[test]
fn a_pack_of_tagged_papers_of_other_programs_is_the_sum_of_its_parts() {
    let Some(corpus) = shared("corpus/pdfs") else {
        return;
    };
    let found = walkdir::WalkDir::new(corpus)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let tagged: Vec<PathBuf> = found
        .map(walkdir::DirEntry::into_path)
        .filter(|path| is_tagged(path))
        .collect();
    assert!(tagged.len() > 5, "{tagged:?}");
    let mut office = Workspace::empty().file("data/board.toml", BOARD);
    let mut items = String::new();
    for path in &tagged {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        items += &format!("  {{ title = \"Item\", paper = \"{name}\" }},\n");
        office = office.file(
            &format!("data/{name}"),
            std::fs::read(path).expect("readable"),
        );
    }
    let meeting = format!(
        "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\nitems = [\n{items}]\n"
    );
    let office = office.file("data/meeting.toml", meeting);
    let ran = office.run(&["pack", "data/meeting.toml", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pack = Pack::open(&office.path("output/meeting-pack.pdf"), |name| {
        office.path(&format!("data/{name}"))
    });
    assert_eq!(pack.parts.len(), tagged.len());
    assert_eq!(pack.check(), Vec::<String>::new());
    assert!(!in_ci() || !tagged.is_empty());
}

fn is_tagged(path: &Path) -> bool {
    let pdf = path.extension().is_some_and(|ending| ending == "pdf");
    let load = || lopdf::Document::load(path).ok();
    let tagged = |document: lopdf::Document| {
        let catalog = document.catalog().ok();
        !document.is_encrypted() && catalog.is_some_and(|catalog| catalog.has(b"StructTreeRoot"))
    };
    pdf && load().is_some_and(tagged)
}
