//! Trees of names and numbers.

use std::io::{self, Write};

use super::syntax;
use super::writer::Writer;

/// How many entries a leaf has.
const LEAF: usize = 64;

/// Writes a tree of sorted keys and values; gives its root.
pub fn write<W: Write>(
    kind: &[u8],
    entries: &[(Vec<u8>, Vec<u8>)],
    writer: &mut Writer<W>,
) -> io::Result<u32> {
    if entries.len() <= LEAF {
        let mut body = b"<<".to_vec();
        pairs(kind, entries, &mut body);
        body.extend(b">>");
        return writer.add(&body);
    }
    let mut kids = Vec::new();
    for leaf in entries.chunks(LEAF) {
        let mut body = b"<</Limits[".to_vec();
        body.extend(&leaf[0].0);
        body.push(b' ');
        body.extend(&leaf[leaf.len() - 1].0);
        body.push(b']');
        pairs(kind, leaf, &mut body);
        body.extend(b">>");
        kids.push(writer.add(&body)?);
    }
    let mut body = b"<</Kids".to_vec();
    syntax::references(kids, &mut body);
    body.extend(b">>");
    writer.add(&body)
}

fn pairs(kind: &[u8], entries: &[(Vec<u8>, Vec<u8>)], body: &mut Vec<u8>) {
    syntax::name(kind, body);
    body.push(b'[');
    for (key, value) in entries {
        body.extend(key);
        body.push(b' ');
        body.extend(value);
        body.push(b'\n');
    }
    body.push(b']');
}
