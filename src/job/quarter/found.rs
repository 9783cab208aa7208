//! The office's papers and the quarters they are of, before anything else of them is read.

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::job::{Office, papers};
use crate::load::{self, Node, NodeValue};
use crate::model::{Origin, Quarter, ValueType};
use crate::validate;

/// A paper of the office.
pub(super) struct Found {
    /// Its file.
    pub(super) path: PathBuf,
    /// Its file from the office's folder.
    pub(super) shown: String,
    /// The kind it names.
    pub(super) kind: String,
    /// The quarter it is of, where it says one.
    pub(super) quarter: Option<Quarter>,
}

impl Found {
    /// Returns whether it can be rolled forward: text below a head is written anew.
    pub(super) fn can_be_rolled(&self) -> bool {
        !load::is_markdown(&self.path)
    }
}

/// Finds all papers; what is wrong with them is told where they are checked.
pub(super) fn found(office: &Office) -> Vec<Found> {
    let mut unsaid = Diagnostics::default();
    let paths = papers(office, &[], &mut unsaid);
    paths
        .into_iter()
        .filter_map(|path| one(office, path))
        .collect()
}

fn one(office: &Office, path: PathBuf) -> Option<Found> {
    let mut unsaid = Diagnostics::default();
    let shown = office.shown(&path);
    let node = load::paper(&path, &shown, &mut unsaid)?;
    let kind = text(&node, "document")?.trim().to_owned();
    let place = Origin::file(shown.as_str());
    let described = validate::kind(&office.library, &kind, &place, &mut unsaid);
    let quarter = described.and_then(|kind| {
        let mut fields = kind.fields.iter();
        let field = fields.find(|(_, field)| field.of_type == ValueType::Quarter)?;
        Quarter::parse(text(&node, field.0)?)
    });
    Some(Found {
        path,
        shown,
        kind,
        quarter,
    })
}

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    let NodeValue::Table(entries) = &node.value else {
        return None;
    };
    match &entries.iter().find(|entry| entry.key == key)?.node.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}
