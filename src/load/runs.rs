//! Text being put together from runs of one look.

use super::sheet::{Content, Run, Script};

/// How a run looks, before it has text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Bold, where it is said.
    pub(super) bold: Option<bool>,
    /// Italic, where it is said.
    pub(super) italic: Option<bool>,
    /// Underlined, where it is said.
    pub(super) underline: Option<bool>,
    /// Struck through, where it is said.
    pub(super) strike: Option<bool>,
    /// Raised, lowered or neither, where it is said.
    pub(super) script: Option<Option<Script>>,
    /// The address it links to.
    pub(super) link: Option<String>,
}

impl Look {
    /// Returns this look with what an outer one says where this says nothing.
    pub(super) fn inside(&self, outer: &Self) -> Self {
        Self {
            bold: self.bold.or(outer.bold),
            italic: self.italic.or(outer.italic),
            underline: self.underline.or(outer.underline),
            strike: self.strike.or(outer.strike),
            script: self.script.or(outer.script),
            link: self.link.clone().or_else(|| outer.link.clone()),
        }
    }

    fn run(&self, text: &str) -> Run {
        Run {
            text: text.to_owned(),
            bold: self.bold.unwrap_or_default(),
            italic: self.italic.unwrap_or_default(),
            underline: self.underline.unwrap_or_default(),
            strike: self.strike.unwrap_or_default(),
            script: self.script.unwrap_or_default(),
            link: self.link.clone(),
        }
    }
}

/// Adds text in a look; neighbours that look alike become one run.
pub(super) fn push(runs: &mut Vec<Run>, text: &str, look: &Look) {
    if text.is_empty() {
        return;
    }
    let run = look.run(text);
    match runs.last_mut() {
        Some(last) if alike(last, &run) => last.text.push_str(text),
        _ => runs.push(run),
    }
}

/// Returns plain text as a cell's content; nothing for no text.
pub(super) fn plain(text: &str) -> Content {
    let mut runs = Vec::new();
    push(&mut runs, text, &Look::default());
    content(runs)
}

/// Returns runs as a cell's content; nothing for no runs.
pub(super) fn content(runs: Vec<Run>) -> Content {
    if runs.is_empty() {
        Content::Empty
    } else {
        Content::Text(runs)
    }
}

/// Returns text with every kind of line end as `\n`.
pub(super) fn plain_lines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

fn alike(a: &Run, b: &Run) -> bool {
    (a.bold, a.italic, a.underline, a.strike, a.script, &a.link)
        == (b.bold, b.italic, b.underline, b.strike, b.script, &b.link)
}
