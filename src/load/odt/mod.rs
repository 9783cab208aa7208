//! `.odt`, read from the file's own XML: `content.xml`, and `styles.xml` for styles, headers and footers.
//!
//! Insertions of tracked changes are taken, deletions are not; comments, headers, footers, text boxes and hidden text are kept
//! apart with their words. Left unread: what pictures and embedded objects show.

mod inline;
mod line;
mod lists;
mod story;
mod styles;
mod table;

use self::story::Story;
use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::ods;
use super::text_document::{AsideKind, TextDocument, plain};
use super::xml::Xml;

/// What `mimetype` says of a text; templates of texts go on with `-template`.
const MIME: &str = "application/vnd.oasis.opendocument.text";

/// Returns whether a zip file is a document of this kind.
pub(super) fn is_odt(archive: &mut Archive) -> bool {
    archive
        .head("mimetype", 200)
        .is_ok_and(|mime| mime.trim().starts_with(MIME))
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive, budget: &mut Budget) -> Result<TextDocument, Fault> {
    if archive.has("META-INF/manifest.xml")
        && ods::is_encrypted(&mut archive.xml("META-INF/manifest.xml")?)?
    {
        return Err(Fault::Password);
    }
    let mut story = Story::new(budget);
    if archive.has("styles.xml") {
        furniture(&mut story, &mut archive.xml("styles.xml")?)?;
    }
    let furniture = std::mem::take(&mut story.asides);
    let mut blocks = Vec::new();
    let mut xml = archive.xml("content.xml")?;
    xml.root()?;
    xml.children(|xml, element| match element.name.as_str() {
        "office:body" => xml.children(|xml, _| story.blocks(xml, &mut blocks)),
        _ => story.styles.section(xml, &element, story.budget),
    })?;
    let mut asides = story.asides;
    asides.extend(furniture);
    Ok(TextDocument {
        blocks,
        notes: story.notes,
        asides,
        ..TextDocument::default()
    })
}

/// Reads the styles, and the headers and footers that stand beside them.
fn furniture(story: &mut Story<'_>, xml: &mut Xml<'_>) -> Result<(), Fault> {
    xml.root()?;
    xml.children(|xml, section| {
        if section.name != "office:master-styles" {
            return story.styles.section(xml, &section, story.budget);
        }
        let mut seen = Vec::new();
        xml.children(|xml, _master| {
            xml.children(|xml, part| {
                let kind = match part.name.as_str() {
                    name if name.starts_with("style:header") => AsideKind::Header,
                    name if name.starts_with("style:footer") => AsideKind::Footer,
                    _ => return Ok(()),
                };
                let mut blocks = Vec::new();
                story.blocks(xml, &mut blocks)?;
                let text = plain(&blocks);
                if !seen.contains(&text) {
                    story.aside(kind, &text);
                    seen.push(text);
                }
                Ok(())
            })
        })
    })
}
