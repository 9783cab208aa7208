//! One paper, led through the stages: load, validate, check, render.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, Limits, Workbook};
use crate::model::{Origin, Paper, Phrase};
use crate::render::{self, Sources};
use crate::{check, validate, write};

use super::Office;
use super::papers::tidy;

/// A paper that is ready to be set.
pub struct Prepared {
    /// The paper's file as the user knows it.
    pub shown: String,
    /// What it is about, for lists.
    pub paper: Paper,
    /// What the typesetter gets.
    pub sources: Sources,
}

/// Reads, checks and renders a paper; what is wrong is reported.
pub fn prepare(office: &Office, path: &Path, out: &mut Diagnostics) -> Option<Prepared> {
    let shown = office.shown(path);
    let node = load::document(path, &shown, out)?;
    let folder = path.parent().unwrap_or(&office.root);
    let mut read: BTreeMap<PathBuf, Option<Arc<Workbook>>> = BTreeMap::new();
    let mut workbooks = |name: &Phrase, out: &mut Diagnostics| {
        let path = tidy(&folder.join(&name.text));
        read.entry(path.clone())
            .or_insert_with(|| workbook(office, &path, name, out))
            .clone()
    };
    let paper = validate::paper(&node, &office.board, &office.library, &mut workbooks, out)?;
    check::check(&paper, &|c| office.fonts.cover(c), out);
    let sources = render::render(&paper, &office.library, &stem(office, path), out)?;
    let origin = office
        .board
        .name
        .as_ref()
        .map_or_else(|| Origin::file(shown.as_str()), |name| name.origin.clone());
    write::usable(&sources.name, &origin, out).then_some(Prepared {
        shown,
        paper,
        sources,
    })
}

fn workbook(
    office: &Office,
    path: &Path,
    name: &Phrase,
    out: &mut Diagnostics,
) -> Option<Arc<Workbook>> {
    if !path.exists() {
        let message = format!("there is no workbook `{}`", name.text);
        out.add(Code::FileUnreadable, name.origin.clone(), message)
            .hint(format!(
                "looked for `{}`: a workbook's place is told from the paper's own folder",
                office.shown(path)
            ));
        return None;
    }
    load::workbook(path, &office.shown(path), &Limits::default(), out).map(Arc::new)
}

/// Returns the paper's path below `data`, without its ending.
fn stem(office: &Office, path: &Path) -> String {
    let data = office.root.join("data");
    let below = path
        .strip_prefix(&data)
        .unwrap_or_else(|_| Path::new(path.file_name().unwrap_or_default()));
    below
        .with_extension("")
        .display()
        .to_string()
        .replace('\\', "/")
}
