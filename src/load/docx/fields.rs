//! Fields: page numbers are dropped, links keep their addresses, all others show what they last came to.

/// Fields whose result belongs to the old pages.
const OF_PAGES: [&str; 5] = ["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"];

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    separated: bool,
}

impl Fields {
    /// Takes a mark of a field: its begin, what stands between instruction and result, its end.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.begin(),
            "separate" => self.separate(),
            "end" => self.end(),
            _ => {}
        }
    }

    /// Opens a field.
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// Takes a piece of the instruction.
    pub(super) fn instruction(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// Ends the instruction; what follows is the result.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.separated = true;
        }
    }

    /// Closes a field.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Returns whether text that comes now is shown.
    pub(super) fn shows(&self) -> bool {
        self.open
            .iter()
            .all(|field| field.separated && !field.is_of_pages())
    }

    /// Returns the address that text which comes now links to.
    pub(super) fn link(&self) -> Option<String> {
        self.open.iter().rev().find_map(Field::link)
    }
}

impl Field {
    fn is_of_pages(&self) -> bool {
        let name = self
            .instruction
            .split_whitespace()
            .next()
            .unwrap_or_default();
        OF_PAGES.contains(&name.to_uppercase().as_str())
    }

    fn link(&self) -> Option<String> {
        let rest = self
            .instruction
            .trim()
            .strip_prefix("HYPERLINK")?
            .trim_start();
        let address = rest.strip_prefix('"')?.split('"').next()?;
        Some(address.to_owned())
    }
}
