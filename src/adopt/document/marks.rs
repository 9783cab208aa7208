//! Marks of notes where none can stand: on statuses, headings and fields of one line.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Kind, ValueType};

use super::cell_text::plain;
use super::{Left, OldPaper, OldTable};

/// What a mark is called that was taken off.
const OFF: &str = "the mark of a note, taken off";

static MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\^([^\]\s]+)\]").expect("a sound pattern"));

/// Returns a text without marks of notes.
pub fn without(text: &str) -> String {
    MARK.replace_all(text, "").trim().to_owned()
}

/// Takes note of the marks that were taken off a text.
pub fn tell(text: &str, left_out: &mut Vec<Left>) {
    if MARK.is_match(text) {
        left_out.push(Left::new(OFF, text));
    }
}

/// Takes marks off the cells that hold no text with notes, and lists the notes that nothing cites then.
pub fn settle(paper: &mut OldPaper, kind: &Kind) {
    for (name, table) in &mut paper.tables {
        let columns = &kind.tables[name.as_str()].columns;
        let bare = |name: &str| {
            let column = columns.get(name);
            column.is_some_and(|column| column.of_type != ValueType::RichText)
        };
        bare_cells(table, &bare, &mut paper.left_out);
    }
    list_uncited(paper);
}

fn bare_cells(table: &mut OldTable, bare: &dyn Fn(&str) -> bool, left_out: &mut Vec<Left>) {
    let cells = table.rows.iter_mut().flat_map(|row| row.iter_mut());
    for (_, runs) in cells.filter(|(name, _)| bare(name)) {
        tell(&plain(runs), left_out);
        for run in runs {
            run.text = MARK.replace_all(&run.text, "").into_owned();
        }
    }
}

/// Lists the notes whose marks were taken off and that no other text cites.
fn list_uncited(paper: &mut OldPaper) {
    let off: Vec<String> = paper
        .left_out
        .iter()
        .filter(|left| left.what == OFF)
        .flat_map(|left| names(&left.text))
        .collect();
    let cells = paper.tables.values().flat_map(|table| &table.rows);
    let mut cited: Vec<String> = cells
        .flat_map(|row| row.values().flat_map(|runs| names(&plain(runs))))
        .collect();
    let fields = paper.fields.values();
    cited.extend(fields.flat_map(|field| names(&field.value.to_string())));
    cited.extend(paper.unplaced.iter().flat_map(|left| names(&left.text)));
    let (gone, kept) = std::mem::take(&mut paper.footnotes)
        .into_iter()
        .partition(|(name, _)| off.contains(name) && !cited.contains(name));
    paper.footnotes = kept;
    let told = |(name, text): (String, String)| Left::new(&format!("footnote {name}"), &text);
    paper.unplaced.extend(Vec::into_iter(gone).map(told));
}

fn names(text: &str) -> Vec<String> {
    MARK.captures_iter(text)
        .map(|found| found[1].to_owned())
        .collect()
}
