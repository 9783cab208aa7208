//! A paper as it stands in the output folder.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::job::{Office, Prepared};
use crate::manifest::Output;

/// A paper as it stands in the output folder, and what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Record {
    /// The paper's file as the user knows it.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// The name of its PDF below the output folder, made or not: what its other files are named after.
    pub name: String,
    /// The files that it was made from, as the user knows them, with their hashes; none of one that could not be read.
    pub inputs: BTreeMap<String, Option<String>>,
    /// Its files, in the order of the formats.
    pub outputs: Vec<Output>,
}

impl Record {
    /// Takes down what a paper was made from, before anything is made of it.
    pub fn of(office: &Office, paper: &Prepared) -> Self {
        Self {
            paper: paper.shown.clone(),
            title: paper.title(),
            name: paper.sources.name.clone(),
            inputs: paper.inputs.shown(office),
            outputs: Vec::new(),
        }
    }
}
