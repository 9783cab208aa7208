//! Annotations of a part, written.

use std::io::{self, Write};

use lopdf::{Object, ObjectId};

use super::Joiner;
use super::names::Waiting;
use super::part::Part;

impl<W: Write> Joiner<'_, W> {
    /// Writes the annotations of a part, but for links into the pack, which wait.
    pub(super) fn write_annotations(&mut self, part: &mut Part) -> io::Result<()> {
        let ids: Vec<ObjectId> = part
            .pages
            .iter()
            .flat_map(|(_, ids)| ids)
            .copied()
            .collect();
        for id in ids {
            let key = part.source.keys.get(&id).copied();
            if let Some(Object::Dictionary(entries)) = part.source.objects.get_mut(&id) {
                entries.remove(b"StructParent");
                if let Some(key) = key {
                    entries.set("StructParent", Object::Integer(key.into()));
                }
            }
            match part.waiting.remove(&id) {
                Some(goal) => {
                    let waiting = Waiting::of(&mut part.source, id, goal, &mut self.writer)?;
                    self.names.wait(waiting);
                }
                None => part.source.write(id, &mut self.writer)?,
            }
        }
        Ok(())
    }
}
