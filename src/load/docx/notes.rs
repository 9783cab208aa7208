//! Footnotes and endnotes, in the order in which the text cites them.

use super::super::archive::Archive;
use super::super::fault::Fault;
use super::super::list_mark::numeral;
use super::super::relations::Relations;
use super::super::text_document::{TextBlock, TextNote};
use super::story::Story;

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// At the foot of the page.
    Foot,
    /// At the end of the document.
    End,
}

impl NoteKind {
    /// Returns the kind of part that holds such notes, and the element of one.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Foot => ("footnotes", "w:footnote"),
            Self::End => ("endnotes", "w:endnote"),
        }
    }
}

/// The notes that the text cites, in order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    cited: Vec<(NoteKind, String, String)>,
}

impl Marks {
    /// Returns the name of a note by its id: `1` for the first footnote, `i` for the first endnote.
    pub(super) fn name(&mut self, kind: NoteKind, id: &str) -> String {
        if let Some(name) = self.known(kind, id) {
            return name;
        }
        let before = self
            .cited
            .iter()
            .filter(|(other, _, _)| *other == kind)
            .count() as u64;
        let format = match kind {
            NoteKind::Foot => "decimal",
            NoteKind::End => "lowerRoman",
        };
        let name = numeral(format, before + 1);
        self.cited.push((kind, id.to_owned(), name.clone()));
        name
    }

    fn known(&self, kind: NoteKind, id: &str) -> Option<String> {
        let mut all = self.cited.iter();
        let found = all.find(|(other, known, _)| *other == kind && known == id)?;
        Some(found.2.clone())
    }
}

/// Reads the notes that the text cites; notes nobody cites are not shown by Word either.
pub(super) fn read(story: &mut Story<'_>, archive: &mut Archive) -> Result<Vec<TextNote>, Fault> {
    let mut notes = Vec::new();
    for kind in [NoteKind::Foot, NoteKind::End] {
        for part in story.parts(kind.names().0) {
            if archive.has(&part) {
                notes.extend(of_part(story, archive, &part, kind)?);
            }
        }
    }
    let place = |name: &str| {
        story
            .marks
            .cited
            .iter()
            .position(|(_, _, known)| known == name)
    };
    notes.sort_by_key(|note: &TextNote| place(&note.name));
    Ok(notes)
}

fn of_part(
    story: &mut Story<'_>,
    archive: &mut Archive,
    part: &str,
    kind: NoteKind,
) -> Result<Vec<TextNote>, Fault> {
    let mut notes = Vec::new();
    let own = Relations::of(archive, part, story.budget)?;
    let outer = std::mem::replace(&mut story.relations, own);
    let mut xml = archive.xml(part)?;
    xml.root()?;
    xml.children(|xml, element| {
        let id = element.get("w:id").unwrap_or_default();
        let (true, Some(name)) = (element.name == kind.names().1, story.marks.known(kind, id))
        else {
            return Ok(());
        };
        let mut blocks: Vec<TextBlock> = Vec::new();
        story.blocks(xml, &mut blocks)?;
        notes.push(TextNote { name, blocks });
        Ok(())
    })?;
    story.relations = outer;
    Ok(notes)
}
