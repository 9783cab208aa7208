//! A sheet as an Excel workbook lists it.

use std::sync::Arc;

use super::fault::Fault;
use super::relations::{Relation, Relations};

/// A sheet as the workbook lists it.
pub(super) struct Tab {
    /// Its name.
    pub(super) name: Arc<str>,
    /// Whether people do not see it.
    pub(super) hidden: bool,
    /// The id under which the workbook refers to its part.
    pub(super) relation: String,
}

impl Tab {
    /// Returns what refers to the part with its cells; none for a sheet that holds a chart.
    pub(super) fn cells<'r>(
        &self,
        relations: &'r Relations,
    ) -> Result<Option<&'r Relation>, Fault> {
        let Some(relation) = relations.get(&self.relation) else {
            return Err(Fault::broken(format!(
                "it does not say where sheet `{}` is",
                self.name
            )));
        };
        Ok(Some(relation).filter(|relation| relation.kind == "worksheet"))
    }
}
