//! Text of OpenDocument as it flows into a line: spaces at its front and after another space are only layout.

/// Where a line of text is.
#[derive(Debug)]
pub(super) struct Flow {
    spaced: bool,
    // A line end in the file's layout is a space only where text follows.
    pending: bool,
}

impl Flow {
    /// Begins a line.
    pub(super) fn new() -> Self {
        Self {
            spaced: true,
            pending: false,
        }
    }

    /// Returns what is said by text whose spaces and line ends are only those of the file's layout.
    pub(super) fn flowing(&mut self, text: &str) -> String {
        let mut flowing = String::with_capacity(text.len());
        for character in text.chars() {
            let space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if space && !self.spaced && character != ' ' {
                self.pending = true;
            } else if !space || !self.spaced {
                flowing.extend(std::mem::take(&mut self.pending).then_some(' '));
                flowing.push(character);
            }
            self.spaced = space;
        }
        flowing
    }

    /// Takes note of text that comes as it is; returns the space that goes before it, or nothing.
    pub(super) fn exact(&mut self, text: &str) -> &'static str {
        if !text.is_empty() {
            self.spaced = false;
        }
        match std::mem::take(&mut self.pending) {
            true => " ",
            false => "",
        }
    }
}
