//! A paper with its words filled in, and the papers it names, told in the same way.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use crate::diagnostic::Diagnostics;
use crate::model::{Cell, Date, Paper};

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
    /// Its date; that of a paper that is named may be known only to those it names itself.
    pub date: Option<Date>,
    /// The name of its output file.
    pub name: Option<String>,
    /// The papers of each field that names papers.
    pub referred: IndexMap<&'a str, Vec<Told<'a>>>,
}

impl<'a> Told<'a> {
    /// Fills in the words of a paper and of those it names; faults are reported. None where it has no date: its words would
    /// speak of it.
    pub fn new(paper: &'a Paper, out: &mut Diagnostics) -> Option<Self> {
        let date = model_json::date(paper, out)?;
        Some(Self::filled_in(paper, Some(date), out))
    }

    /// Fills in the words of a paper that another names.
    ///
    /// What is wrong with them is told where that paper is built: here its own papers may be left out, and it has no words for
    /// that.
    fn named(paper: &'a Paper) -> Self {
        Self::filled_in(
            paper,
            model_json::date_of(paper),
            &mut Diagnostics::default(),
        )
    }

    fn filled_in(paper: &'a Paper, date: Option<Date>, out: &mut Diagnostics) -> Self {
        let fields = paper.fields.iter();
        let named = fields.filter(|(_, cell)| !cell.value.papers().is_empty());
        let told = |cell: &'a Cell| cell.value.papers().iter().map(|p| Self::named(p)).collect();
        let referred = named
            .map(|(name, cell)| (name.as_str(), told(cell)))
            .collect();
        let mut wording = Wording::new(paper, &referred);
        wording.defaults(paper, out);
        Self {
            phrases: wording.phrases(paper, out),
            date,
            name: wording.name(paper, out),
            paper,
            wording,
            referred,
        }
    }
}
