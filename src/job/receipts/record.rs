//! A paper as it stands in the output folder.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::job::hash::hash;
use crate::job::{Office, Prepared};
use crate::model::PaperFormat;

/// A paper as it stands in the output folder, and what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Record {
    /// The paper's file as the user knows it.
    pub paper: String,
    /// The name of its PDF below the output folder, made or not: what its other files are named after.
    pub name: String,
    /// The files that it was made from, as the user knows them, with their hashes; none of one that could not be read.
    pub inputs: BTreeMap<String, Option<String>>,
    /// Its files, in the order of the formats.
    pub outputs: Vec<Output>,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Output {
    /// The file, from the output folder, with `/` everywhere.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash.
    pub sha256: String,
}

impl Record {
    /// Takes down what a paper was made from, before anything is made of it.
    pub fn of(office: &Office, paper: &Prepared) -> Self {
        let inputs = paper.inputs.iter();
        let inputs = inputs.map(|(path, hash)| (office.shown(path), hash.map(str::to_owned)));
        Self {
            paper: paper.shown.clone(),
            name: paper.sources.name.clone(),
            inputs: inputs.collect(),
            outputs: Vec::new(),
        }
    }

    /// Takes down a file that was made.
    pub fn add(&mut self, format: PaperFormat, bytes: &[u8]) {
        self.outputs.push(Output {
            file: format.file(&self.name),
            bytes: bytes.len() as u64,
            sha256: hash(bytes),
        });
    }
}
