//! How large a workbook may be before it is refused.
//!
//! A file of two megabytes can hold two gigabytes of text, and a single cell in the far corner of a sheet makes a naive reader ask for
//! half a terabyte. A tracker that a committee reads comes nowhere near any of these limits.

/// The largest workbook that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file: u64,
    /// Bytes of all parts that are read, once inflated.
    pub inflated: u64,
    /// Bytes of one part, once inflated.
    pub part: u64,
    /// Bytes between two tags of a part, and of one cell's text.
    pub token: usize,
    /// How deep elements may lie inside one another.
    pub nesting: usize,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Cells of all sheets that hold something; also styles, merged areas and links.
    pub cells: usize,
    /// Bytes of all cells' text.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 100 << 20,
            inflated: 400 << 20,
            part: 200 << 20,
            token: 4 << 20,
            nesting: 100,
            rows: 100_000,
            columns: 1_000,
            cells: 500_000,
            text: 64 << 20,
        }
    }
}
