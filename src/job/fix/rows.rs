//! The refs of the rows of a paper's tables, where they stand in its TOML.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::door;
use crate::load::{Scalar, Step};
use crate::model::ValueType;

use super::changes::Change;
use super::paper::File;
use super::refs::{Order, has_number, may_cite, order};

impl File<'_> {
    /// Counts refs anew that are plain numbers out of order, where nothing speaks of them.
    pub(super) fn refs(&mut self, path: &Path, all: &[PathBuf]) {
        let tables: Vec<(String, String)> = self
            .kind
            .tables
            .iter()
            .filter_map(|(name, table)| {
                Some((name.clone(), table.column_of(ValueType::Ref)?.to_owned()))
            })
            .collect();
        for (table, column) in tables {
            let rows = self.rows(&table, &column);
            let refs: Vec<Option<&str>> = rows
                .iter()
                .map(|row| row.map(|at| self.scalars[at].text.as_str()))
                .collect();
            let should = match order(&refs) {
                Order::Sound => continue,
                Order::Unclear(why) => {
                    self.leave_row(&rows, why);
                    continue;
                }
                Order::Should(should) => should,
            };
            match self.cited(&table, &moved(&refs, &should), path, all) {
                Some(why) => self.leave_row(&rows, why),
                None => self.renumber(&rows, &should),
            }
        }
    }

    /// Lists the refs of the rows of a table, by their positions among the values.
    fn rows(&self, table: &str, column: &str) -> Vec<Option<usize>> {
        let mut rows: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for (at, scalar) in self.scalars.iter().enumerate() {
            if let [Step::Key(name), Step::Item(row), Step::Key(key)] = &scalar.way[..]
                && name == table
            {
                let found = rows.entry(*row).or_default();
                if key == column {
                    *found = Some(at);
                }
            }
        }
        rows.into_values().collect()
    }

    /// Returns why refs may be spoken of, if they may.
    fn cited(
        &self,
        table: &str,
        moved: &BTreeSet<String>,
        path: &Path,
        all: &[PathBuf],
    ) -> Option<String> {
        let is_paper = |text: &str| {
            let text = text.trim().to_lowercase();
            text.ends_with(".toml") || text.ends_with(".md")
        };
        let texts = || self.scalars.iter().filter(|scalar| scalar.is_text);
        if texts().any(|scalar| is_paper(&scalar.text)) {
            return Some("the refs are out of order, but another paper is named here, whose lines are known by them".to_owned());
        }
        let elsewhere = ["workbook", "sheet"];
        let in_workbook = |scalar: &&Scalar| matches!(scalar.way.last(), Some(Step::Key(key)) if elsewhere.contains(&key.as_str()));
        if texts().any(|scalar| in_workbook(&scalar)) {
            return Some("the refs are out of order, but a workbook of the paper may speak of lines by their numbers".to_owned());
        }
        let body = self.written.body.clone().map(|at| &self.text[at]);
        let is_ref = |scalar: &&Scalar| matches!(&scalar.way[..], [Step::Key(name), Step::Item(_), Step::Key(_)] if name == table && moved.contains(scalar.text.trim()));
        let others = texts().filter(|scalar| !is_ref(scalar));
        let mut said = others.map(|scalar| scalar.text.as_str()).chain(body);
        if said.any(|text| may_cite(text, table) || has_number(text, moved)) {
            return Some(
                "the refs are out of order, but a text speaks of lines by their numbers".to_owned(),
            );
        }
        let name = path.file_stem()?.to_str()?.to_lowercase();
        let names_it = |other: &&PathBuf| {
            let text = door::text(other).unwrap_or_default();
            other.as_path() != path && text.to_lowercase().contains(&name)
        };
        let other = all.iter().find(names_it)?;
        let other = other.file_name()?.to_string_lossy().into_owned();
        Some(format!(
            "the refs are out of order, but `{other}` may speak of them"
        ))
    }

    fn renumber(&mut self, rows: &[Option<usize>], should: &[u64]) {
        for (row, number) in rows.iter().zip(should) {
            let Some(scalar) = row.map(|at| self.scalars[at].clone()) else {
                continue;
            };
            let (at, said) = (self.in_file(&scalar.at), number.to_string());
            if scalar.text.trim() == said {
                continue;
            }
            let with = if scalar.is_text {
                format!("\"{said}\"")
            } else {
                said.clone()
            };
            // Blanks around it go with it.
            self.changes
                .retain(|change| change.at.end <= at.start || change.at.start >= at.end);
            self.values.retain(|(way, _)| *way != scalar.way);
            self.changes.push(Change { at, with });
            self.values.push((scalar.way, said));
        }
    }

    fn leave_row(&mut self, rows: &[Option<usize>], why: String) {
        let first = rows.iter().flatten().next();
        let at = first.map_or(0, |at| self.in_file(&self.scalars[*at].at).start);
        self.leave(at, why);
    }
}

/// Lists the refs that would stand on other lines than they did.
fn moved(refs: &[Option<&str>], should: &[u64]) -> BTreeSet<String> {
    let pairs = refs.iter().flatten().zip(should);
    let other = pairs.filter(|(was, now)| was.trim() != now.to_string());
    other
        .flat_map(|(was, now)| [was.trim().to_owned(), now.to_string()])
        .collect()
}
