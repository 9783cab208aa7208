//! Tables that end on their sheet because another begins, and those that were read from there.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::loose::{LooseTable, NextTable};

/// The ends of a paper's tables, and where its tables begin.
#[derive(Default)]
pub struct Stacked {
    begun: Vec<Origin>,
    ended: Vec<NextTable>,
}

impl Stacked {
    /// Notes a table of the paper.
    pub fn note(&mut self, table: &LooseTable) {
        self.begun.extend(table.begins.clone());
        self.ended.extend(table.next.clone());
    }

    /// Says which tables stand below others and are in the paper nowhere.
    pub fn say(&self, out: &mut Diagnostics) {
        let unread = self.ended.iter();
        for next in unread.filter(|next| !self.begun.contains(&next.begins)) {
            let row = next.row + 1;
            let reads: Vec<String> = next.reads.iter().map(|text| format!("`{text}`")).collect();
            let message = format!(
                "the table ends above row {row}, where another begins: {}",
                reads.join(", ")
            );
            out.add(Code::RowLeftOut, next.begins.clone(), message)
                .hint(format!(
                    "if it belongs in the paper, add it to the paper's file with its `workbook`, its `sheet` and `heading-row = {row}`"
                ));
        }
    }
}
