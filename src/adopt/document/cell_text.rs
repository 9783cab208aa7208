//! Blocks of a document as the text of a tracker's cell: line breaks, typed bullets and numbers, bold runs.

use crate::load::{Paragraph, Run, TextBlock, TextTable};

/// Returns blocks as the runs of one cell, which read back to the same paragraphs and lists.
pub fn runs(blocks: &[TextBlock]) -> Vec<Run> {
    let mut text = CellText::default();
    for block in blocks {
        match block {
            TextBlock::Paragraph(paragraph) => text.paragraph(paragraph),
            TextBlock::Table(table) => text.table(table),
        }
    }
    text.runs
}

/// Adds more text to a cell: as a paragraph of its own, or on the same line where a page broke a sentence.
pub fn append(runs: &mut Vec<Run>, more: Vec<Run>) {
    if more.is_empty() {
        return;
    }
    if !runs.is_empty() {
        let joint = if breaks_off(runs, &more) { " " } else { "\n\n" };
        runs.push(plain_run(joint));
    }
    runs.extend(more);
}

/// Returns whether a text ends in mid sentence and another goes on with it.
pub fn breaks_off(runs: &[Run], more: &[Run]) -> bool {
    let (before, after) = (plain(runs), plain(more));
    let before = NOTE_MARK.replace(before.trim_end(), "");
    let open =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '&'));
    let goes_on = after.trim_start().starts_with(char::is_lowercase);
    open && goes_on
}

/// The mark of a note at the end of a text.
static NOTE_MARK: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    regex::Regex::new(r"(?:\[\^[^\]\s]+\])+$").expect("a sound pattern")
});

/// Returns the text of runs without looks.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Returns whether all that can be read of a text is bold.
pub fn is_bold(runs: &[Run]) -> bool {
    let mut seen = runs
        .iter()
        .filter(|run| !run.text.trim().is_empty())
        .peekable();
    seen.peek().is_some() && seen.all(|run| run.bold)
}

/// Returns text in no look.
pub fn plain_run(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        ..Run::default()
    }
}

/// A cell's text as it is put together.
#[derive(Default)]
struct CellText {
    runs: Vec<Run>,
    /// Whether the last line is an item of a list.
    listed: bool,
}

impl CellText {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.is_blank() {
            return;
        }
        let listed = paragraph.item.is_some();
        if !self.runs.is_empty() {
            // A blank line parts paragraphs; items of a list follow each other.
            let joint = if listed && self.listed { "\n" } else { "\n\n" };
            self.runs.push(plain_run(joint));
        }
        self.listed = listed;
        let mut own = trimmed(&paragraph.runs);
        match &paragraph.item {
            Some(item) if own.is_empty() => {
                self.runs.push(plain_run(item.mark.trim_end_matches('.')))
            }
            Some(item) => {
                let mark = if item.mark.is_empty() {
                    "  "
                } else {
                    &item.mark
                };
                let space = if item.mark.is_empty() { "" } else { " " };
                self.runs.push(plain_run(&format!(
                    "{}{mark}{space}",
                    "  ".repeat(item.level)
                )));
                own.iter_mut().for_each(one_line);
            }
            None => {}
        }
        if paragraph.rank.is_some() {
            own.iter_mut().for_each(|run| run.bold = true);
        }
        self.runs.append(&mut own);
    }

    /// A table inside a cell becomes lines; its cells stand beside each other.
    fn table(&mut self, table: &TextTable) {
        for row in &table.rows {
            let mut line = Vec::new();
            for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
                if !line.is_empty() {
                    line.push(plain_run(" | "));
                }
                let mut own = runs(&cell.blocks);
                own.iter_mut().for_each(one_line);
                line.append(&mut own);
            }
            self.paragraph(&Paragraph {
                runs: line,
                ..Paragraph::default()
            });
        }
    }
}

/// An item has one line: what breaks it would end the list.
fn one_line(run: &mut Run) {
    run.text = run.text.replace('\n', " ");
}

/// Returns runs without spaces at both ends.
fn trimmed(runs: &[Run]) -> Vec<Run> {
    let mut runs = runs.to_vec();
    let is_blank = |run: &Run| run.text.trim().is_empty();
    let lead = runs.iter().take_while(|run| is_blank(run)).count();
    runs.drain(..lead);
    while runs.last().is_some_and(is_blank) {
        runs.pop();
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    runs
}
