//! A sheet of a new theme's tracker.

use crate::paper_file::{FileValue, PaperFile};
use crate::tracker::TrackerSheet;

/// A table's sheet, and what the paper says of it.
pub struct Sheet {
    /// The table.
    pub table: String,
    /// Headings that the table's description does not know, by column.
    pub columns: Vec<(String, String)>,
    /// The sheet.
    pub made: TrackerSheet,
    /// The status that its lines begin with.
    pub begins: Option<String>,
}

impl Sheet {
    /// Names the sheet in the paper; one without lines stands ready behind a `#`.
    pub fn put(&self, file: &mut PaperFile, tracker: &str) {
        if self.made.rows.is_empty() {
            file.comment(&format!(
                "Once the sheet `{0}` has lines, take the # away here:\n[{1}]\nworkbook = \"{tracker}\"\nsheet = \"{0}\"",
                self.made.name, self.table
            ));
            return;
        }
        let mut entries = vec![
            ("workbook", FileValue::from(tracker)),
            ("sheet", self.made.name.as_str().into()),
        ];
        if !self.columns.is_empty() {
            let columns = self.columns.iter();
            let columns = columns.map(|(name, heading)| (name.clone(), heading.as_str().into()));
            entries.push(("columns", FileValue::Parts(columns.collect())));
        }
        file.table(&self.table, entries);
    }
}
