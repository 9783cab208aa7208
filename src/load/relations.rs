//! Which part of a package refers to which, under what name.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::limits::Limits;

/// Returns the part that lists the sheets of an Excel workbook.
pub(super) fn main_part(archive: &mut Archive) -> Option<String> {
    if archive.has("_rels/.rels") {
        // What is wrong with the list is said when the workbook itself is not found.
        let listed = Relations::root(archive).ok();
        let part = listed.and_then(|all| all.kind("officeDocument").map(str::to_owned));
        if let Some(part) = part.filter(|part| archive.has(part)) {
            return Some(part);
        }
    }
    ["xl/workbook.xml", "xl/workbook.bin"]
        .into_iter()
        .find(|part| archive.has(part))
        .map(str::to_owned)
}

/// What one part refers to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: BTreeMap<String, Relation>,
}

/// One reference.
#[derive(Debug)]
pub(super) struct Relation {
    /// The last word of its type, such as `worksheet`.
    pub(super) kind: String,
    /// The part's name, or the address where it lies outside the file.
    pub(super) target: String,
}

impl Relations {
    /// Reads what a part refers to; most refer to nothing.
    pub(super) fn of(
        archive: &mut Archive,
        part: &str,
        budget: &mut Budget,
    ) -> Result<Self, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{file}.rels");
        if !archive.has(&list) {
            return Ok(Self::default());
        }
        Self::read(archive, &list, folder, budget)
    }

    /// Reads what the package as a whole refers to.
    pub(super) fn root(archive: &mut Archive) -> Result<Self, Fault> {
        Self::read(
            archive,
            "_rels/.rels",
            "",
            &mut Budget::new(&Limits::default()),
        )
    }

    /// Returns the reference of an id.
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.by_id.get(id)
    }

    /// Returns the first target of a kind.
    pub(super) fn kind(&self, kind: &str) -> Option<&str> {
        self.by_id
            .values()
            .find(|relation| relation.kind == kind)
            .map(|relation| relation.target.as_str())
    }

    /// Shows the targets of a kind, in the order of their ids.
    pub(super) fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        let of_kind = self
            .by_id
            .values()
            .filter(move |relation| relation.kind == kind);
        of_kind.map(|relation| relation.target.as_str())
    }

    fn read(
        archive: &mut Archive,
        list: &str,
        folder: &str,
        budget: &mut Budget,
    ) -> Result<Self, Fault> {
        let mut by_id = BTreeMap::new();
        let mut xml = archive.xml(list)?;
        xml.root()?;
        xml.children(|_, element| {
            budget.thing()?;
            let (Some(id), Some(target)) = (element.get("Id"), element.get("Target")) else {
                return Ok(());
            };
            let kind = element
                .get("Type")
                .unwrap_or_default()
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned();
            let outside = element.get("TargetMode") == Some("External");
            let target = if outside {
                target.to_owned()
            } else {
                resolved(folder, target)
            };
            by_id.insert(id.to_owned(), Relation { kind, target });
            Ok(())
        })?;
        Ok(Self { by_id })
    }
}

/// Returns a part's full name, given the folder it is referred to from.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}
