//! JSON Schemas of the files of an office, so that editors complete and check them as people type.
//!
//! What a paper may hold is told by its kind's description; what `board.toml` may hold, and the files that boardpaper keeps of
//! rounds and of what was published, by their readers, which a test asks.

mod board;
mod forms;
mod kept;
mod line;
mod paper;
mod tables;
mod values;

pub use kept::{ANSWERS, HISTORY, ROUND, lacking};
pub use line::schema_line;

use std::path::Path;

use serde_json::Value as Json;

use crate::load::Library;
use crate::model::Board;

use super::settings::kinds;
use super::{Making, Office};
use line::FOLDER;

/// A schema under the name that files call it by: a kind of document, `board`, or one of those that boardpaper keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// The name.
    pub name: String,
    /// What it says.
    pub json: Json,
}

impl Schema {
    /// Returns the file it stands in, from the office's folder.
    pub fn file(&self) -> String {
        format!("{FOLDER}/{}.json", self.name)
    }

    /// Returns its text: the same for the same office, to the byte.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.json)
    }
}

/// Makes the schemas of an office: that of `board.toml`, those of the files that boardpaper keeps, then one for each kind of
/// document.
///
/// Without a board, what the office names itself (status keys, standing texts) is any text.
pub fn schemas(library: &Library, board: Option<&Board>) -> Vec<Schema> {
    let kinds = kinds(library);
    let given = values::Known::new(library, board);
    let own = Schema {
        name: "board".to_owned(),
        json: board::board(&kinds, library, &given),
    };
    let papers = kinds.iter().map(|kind| Schema {
        name: kind.name.clone(),
        json: paper::paper(kind, &given),
    });
    std::iter::once(own)
        .chain(kept::kept())
        .chain(papers)
        .collect()
}

/// Adds the schemas that an office lacks to what is to be made; those that are there stay as they are.
pub fn write_schemas(root: &Path, library: &Library, board: Option<&Board>, making: &mut Making) {
    for schema in schemas(library, board) {
        let file = schema.file();
        let is_made = making.files().iter().any(|made| made.shown == file);
        if !is_made && root.join(&file).symlink_metadata().is_err() {
            making.add(file, schema.text());
        }
    }
}

/// Adds the schemas that files to be made name, and that the office lacks.
pub fn write_named(office: &Office, making: &mut Making) {
    let named = |schema: &Schema| {
        let line = format!("/{}.json\n", schema.name);
        let mut files = making.files().iter();
        files.any(|made| first_line(&made.bytes).ends_with(line.as_bytes()))
    };
    let mut known = schemas(&office.library, Some(&office.board));
    known.retain(|schema| named(schema) && !office.root.join(schema.file()).exists());
    for schema in known {
        making.add(schema.file(), schema.text());
    }
}

/// Returns the line that names a file's schema, or nothing.
fn first_line(bytes: &[u8]) -> &[u8] {
    let line = bytes.split_inclusive(|byte| *byte == b'\n').next();
    line.filter(|line| line.starts_with(b"#:schema "))
        .unwrap_or_default()
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod board_tests;
#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod paper_tests;
#[cfg(test)]
mod validator;
