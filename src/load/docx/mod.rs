//! `.docx`, read from the file's own XML: the text, its styles and lists, its notes.
//!
//! Insertions of tracked changes are taken, deletions are not; comments, headers, footers, text boxes and hidden text are kept
//! apart with their words. Left unread: what pictures and embedded objects show.

mod fields;
mod inline;
mod notes;
mod numbering;
mod properties;
mod story;
mod styles;
mod table;

use self::story::Story;
use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::relations::Relations;
use super::text_document::{Aside, AsideKind, TextDocument, plain};

/// Returns the part that holds the text of a Word document.
pub(super) fn main_part(archive: &mut Archive) -> Option<String> {
    let listed = Relations::root(archive).ok();
    let part = listed.and_then(|all| all.kind("officeDocument").map(str::to_owned));
    let usual = || Some("word/document.xml".to_owned());
    let part = part.or_else(usual).filter(|part| archive.has(part))?;
    let mut root = String::new();
    if let Ok(mut xml) = archive.xml(&part) {
        root = xml.root().map(|element| element.name).unwrap_or_default();
    }
    (root == "w:document").then_some(part)
}

/// Reads a document.
pub(super) fn read(
    archive: &mut Archive,
    part: &str,
    budget: &mut Budget,
) -> Result<TextDocument, Fault> {
    let relations = Relations::of(archive, part, budget)?;
    let styles = match relations.kind("styles").filter(|name| archive.has(name)) {
        Some(name) => styles::read(archive, name, budget)?,
        None => styles::Styles::default(),
    };
    let numbering = match relations.kind("numbering").filter(|name| archive.has(name)) {
        Some(name) => numbering::read(archive, name, budget)?,
        None => numbering::Numbering::default(),
    };
    let mut story = Story::new(styles, numbering, relations, budget);
    let blocks = story.part(archive, part)?;
    let notes = notes::read(&mut story, archive)?;
    let mut asides = std::mem::take(&mut story.asides);
    asides.extend(beside(&mut story, archive)?);
    Ok(TextDocument {
        blocks,
        notes,
        asides,
        ..TextDocument::default()
    })
}

/// Reads headers, footers and comments.
fn beside(story: &mut Story<'_>, archive: &mut Archive) -> Result<Vec<Aside>, Fault> {
    let mut asides = Vec::new();
    for (name, kind) in [
        ("header", AsideKind::Header),
        ("footer", AsideKind::Footer),
        ("comments", AsideKind::Comment),
    ] {
        let mut seen = Vec::new();
        for part in story.parts(name) {
            if !archive.has(&part) {
                continue;
            }
            let text = plain(&story.part(archive, &part)?);
            if !text.is_empty() && !seen.contains(&text) {
                asides.push(Aside {
                    kind,
                    text: text.clone(),
                });
                seen.push(text);
            }
        }
    }
    // What floats over the head of a page was read with it.
    asides.append(&mut story.asides);
    Ok(asides)
}
