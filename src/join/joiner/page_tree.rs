//! The one tree of pages, and pages written into it.

use std::io::{self, Write};

use lopdf::Object;

use super::Joiner;
use super::part::Part;
use super::syntax;
use super::writer::Writer;

/// How many kids a node of a tree has.
const BRANCHES: usize = 32;

/// The tree of pages, as it grows.
#[derive(Default)]
pub struct PageTree {
    /// The pages and the nodes right above them.
    leaves: Vec<(u32, Vec<u32>)>,
    /// How many pages there are.
    pub count: usize,
}

impl PageTree {
    /// Adds a page; gives the node above it.
    pub fn push<W: Write>(&mut self, page: u32, writer: &mut Writer<W>) -> u32 {
        self.count += 1;
        match self.leaves.last_mut() {
            Some((node, kids)) if kids.len() < BRANCHES => {
                kids.push(page);
                *node
            }
            _ => {
                let node = writer.reserve();
                self.leaves.push((node, vec![page]));
                node
            }
        }
    }

    /// Writes the nodes; gives the root.
    pub fn finish<W: Write>(self, writer: &mut Writer<W>) -> io::Result<u32> {
        let leaves = self
            .leaves
            .into_iter()
            .map(|(id, kids)| (id, kids.len(), kids));
        let mut level: Vec<(u32, usize, Vec<u32>)> = leaves.collect();
        if level.is_empty() {
            level.push((writer.reserve(), 0, Vec::new()));
        }
        while level.len() > 1 {
            let mut above = Vec::new();
            for chunk in level.chunks(BRANCHES) {
                let id = writer.reserve();
                for node in chunk {
                    write_node(node, Some(id), writer)?;
                }
                let count = chunk.iter().map(|node| node.1).sum();
                above.push((id, count, chunk.iter().map(|node| node.0).collect()));
            }
            level = above;
        }
        let root = level.swap_remove(0);
        write_node(&root, None, writer)?;
        Ok(root.0)
    }
}

fn write_node<W: Write>(
    (id, count, kids): &(u32, usize, Vec<u32>),
    parent: Option<u32>,
    writer: &mut Writer<W>,
) -> io::Result<()> {
    let mut body = b"<</Type/Pages".to_vec();
    if let Some(parent) = parent {
        syntax::put(&mut body, format_args!("/Parent {parent} 0 R"));
    }
    syntax::put(&mut body, format_args!("/Count {count}/Kids"));
    syntax::references(kids.iter().copied(), &mut body);
    body.extend(b">>");
    writer.object(*id, &body)
}

impl<W: Write> Joiner<'_, W> {
    /// Writes the pages of a part.
    pub(super) fn write_pages(&mut self, part: &mut Part) -> io::Result<()> {
        for (page, annotations) in part.pages.clone() {
            let Some(number) = part.source.number(page) else {
                continue;
            };
            let above = part.source.insert(Object::Null);
            let node = self.pages.push(number, &mut self.writer);
            part.source.keep(above, node);
            let key = part.source.keys.get(&page).copied();
            if let Some(Object::Dictionary(entries)) = part.source.objects.get_mut(&page) {
                entries.set("Parent", Object::Reference(above));
                entries.remove(b"StructParents");
                if let Some(key) = key {
                    entries.set("StructParents", Object::Integer(key.into()));
                }
                if !annotations.is_empty() {
                    let list = annotations.iter().map(|id| Object::Reference(*id));
                    entries.set("Annots", list.collect::<Vec<_>>());
                }
            }
            part.source.write(page, &mut self.writer)?;
        }
        Ok(())
    }
}
