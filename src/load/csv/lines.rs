//! The lines of a CSV file, counted as its records are read.

/// Counts lines up to the start of each record.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    /// Starts at a byte of the text, in the line that it stands in.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        let mut lines = Self {
            text,
            at: 0,
            line: 1,
        };
        lines.pass(at);
        lines
    }

    /// Returns the line of the record that starts at a byte or after the blank lines there.
    pub(super) fn of(&mut self, byte: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let mut end = byte.clamp(self.at, bytes.len());
        while bytes
            .get(end)
            .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
        {
            end += 1;
        }
        self.pass(end);
        self.line
    }

    fn pass(&mut self, end: usize) {
        let passed = &self.text.as_bytes()[self.at..end];
        let passed = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.at = end;
    }
}
