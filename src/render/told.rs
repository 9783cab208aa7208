//! A paper with its words filled in, and the papers it names, told in the same way.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use crate::diagnostic::Diagnostics;
use crate::model::{Date, Paper};

use super::model_json;
use super::wording::Wording;

/// A paper, its words, and the papers that its fields name.
pub struct Told<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// What can be said of it.
    pub wording: Wording,
    /// Its phrases, filled in.
    pub phrases: Map<String, Json>,
    /// Its date.
    pub date: Date,
    /// The name of its output file.
    pub name: Option<String>,
    /// The papers of each field that names papers.
    pub referred: IndexMap<&'a str, Vec<Told<'a>>>,
}

impl<'a> Told<'a> {
    /// Fills in the words of a paper and of those it names; faults are reported. None where one of them has no date: its words
    /// would speak of it.
    pub fn new(paper: &'a Paper, out: &mut Diagnostics) -> Option<Self> {
        let date = model_json::date(paper, out)?;
        let named = paper
            .fields
            .iter()
            .filter(|(_, cell)| !cell.value.papers().is_empty());
        let referred: Option<IndexMap<&str, Vec<Self>>> = named
            .map(|(name, cell)| {
                let papers = cell.value.papers().iter();
                let told: Option<Vec<Self>> = papers.map(|paper| Self::new(paper, out)).collect();
                Some((name.as_str(), told?))
            })
            .collect();
        let referred = referred?;
        let mut wording = Wording::new(paper, &referred);
        wording.defaults(paper, out);
        Some(Self {
            phrases: wording.phrases(paper, out),
            date,
            name: wording.name(paper, out),
            paper,
            wording,
            referred,
        })
    }
}
