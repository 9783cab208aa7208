//! The file under way: numbers of objects, streams of objects, and the table that tells where they are.

use std::collections::HashMap;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use super::syntax;

/// How many objects go into one stream, and from how many bytes on it is full.
const FULL: (usize, usize) = (200, 1 << 17);

/// The first bytes: the version, and a sign that what follows is not text.
const HEAD: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// A PDF file that is written from front to back.
pub struct Writer<W> {
    out: W,
    position: u64,
    /// Where each object is; the first is the head of the free ones.
    slots: Vec<Slot>,
    /// Objects that wait for their stream: where each starts in `text`.
    waiting: Vec<(u32, usize)>,
    text: Vec<u8>,
    /// What objects were written that look like this, so that they are written once.
    same: HashMap<[u8; 16], u32>,
    digest: Sha256,
}

#[derive(Clone, Copy)]
enum Slot {
    Free,
    At(u64),
    In(u32, u16),
}

impl<W: Write> Writer<W> {
    /// Starts a file.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(HEAD)?;
        Ok(Self {
            out,
            position: HEAD.len() as u64,
            slots: vec![Slot::Free],
            waiting: Vec::new(),
            text: Vec::new(),
            same: HashMap::new(),
            digest: Sha256::new(),
        })
    }

    /// Reserves the number of an object that is written later.
    pub fn reserve(&mut self) -> u32 {
        let id = self.slots.len();
        self.slots.push(Slot::Free);
        u32::try_from(id).unwrap_or(u32::MAX)
    }

    /// Writes an object that is no stream.
    pub fn object(&mut self, id: u32, body: &[u8]) -> io::Result<()> {
        self.waiting.push((id, self.text.len()));
        self.text.extend(body);
        self.text.push(b'\n');
        if self.waiting.len() >= FULL.0 || self.text.len() >= FULL.1 {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes an object under a new number.
    pub fn add(&mut self, body: &[u8]) -> io::Result<u32> {
        let id = self.reserve();
        self.object(id, body)?;
        Ok(id)
    }

    /// Writes an object that may be the same as others; gives the number of the one.
    pub fn share(&mut self, body: &[u8]) -> io::Result<u32> {
        let key = digest(&[body]);
        if let Some(&id) = self.same.get(&key) {
            return Ok(id);
        }
        let id = self.add(body)?;
        self.same.insert(key, id);
        Ok(id)
    }

    /// Writes a stream that may be the same as others; the entries come without brackets and length.
    pub fn share_stream(&mut self, entries: &[u8], content: &[u8]) -> io::Result<u32> {
        let key = digest(&[entries, b"\n", content]);
        if let Some(&id) = self.same.get(&key) {
            return Ok(id);
        }
        let id = self.reserve();
        self.digest.update(key);
        self.place_stream(id, entries, content)?;
        self.same.insert(key, id);
        Ok(id)
    }

    /// Writes a stream; the entries come without brackets and length.
    pub fn stream(&mut self, id: u32, entries: &[u8], content: &[u8]) -> io::Result<()> {
        self.digest.update(entries);
        self.digest.update(content);
        self.place_stream(id, entries, content)
    }

    /// Returns what identifies all that has been written so far.
    pub fn identity(&self) -> [u8; 16] {
        let mut digest = self.digest.clone();
        digest.update(&self.text);
        first(&digest.finalize())
    }

    /// Ends the file.
    pub fn finish(mut self, root: u32, info: u32) -> io::Result<W> {
        self.flush()?;
        let identity = self.identity();
        let table = self.reserve();
        let start = self.position;
        self.place(table);
        let width = width(start);
        let mut entries = b"/Type/XRef".to_vec();
        syntax::put(
            &mut entries,
            format_args!("/W[1 {width} 2]/Size {}", self.slots.len()),
        );
        syntax::put(
            &mut entries,
            format_args!("/Root {root} 0 R/Info {info} 0 R"),
        );
        let id = hex(&identity);
        syntax::put(
            &mut entries,
            format_args!("/ID[<{id}><{id}>]/Filter/FlateDecode"),
        );
        let rows = deflate(&self.rows(width))?;
        self.put_stream(table, &entries, &rows)?;
        self.out
            .write_all(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn rows(&self, width: usize) -> Vec<u8> {
        let mut rows = Vec::with_capacity(self.slots.len() * (width + 3));
        for (id, slot) in self.slots.iter().enumerate() {
            let (kind, place, index) = match *slot {
                Slot::Free => (0, 0, if id == 0 { u16::MAX } else { 0 }),
                Slot::At(position) => (1, position, 0),
                Slot::In(stream, index) => (2, u64::from(stream), index),
            };
            rows.push(kind);
            rows.extend(&place.to_be_bytes()[8 - width..]);
            rows.extend(index.to_be_bytes());
        }
        rows
    }

    /// Writes the objects that wait as one stream.
    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let stream = self.reserve();
        let mut content = Vec::with_capacity(self.text.len() + 16 * self.waiting.len());
        for (index, (id, offset)) in self.waiting.iter().enumerate() {
            syntax::put(&mut content, format_args!("{id} {offset} "));
            self.slots[*id as usize] = Slot::In(stream, u16::try_from(index).unwrap_or(u16::MAX));
        }
        let mut entries = b"/Type/ObjStm/Filter/FlateDecode".to_vec();
        let (count, first) = (self.waiting.len(), content.len());
        syntax::put(&mut entries, format_args!("/N {count}/First {first}"));
        content.append(&mut self.text);
        self.waiting.clear();
        self.digest.update(&content);
        let packed = deflate(&content)?;
        self.text = content;
        self.text.clear();
        self.place_stream(stream, &entries, &packed)
    }

    fn place(&mut self, id: u32) {
        self.slots[id as usize] = Slot::At(self.position);
    }

    fn place_stream(&mut self, id: u32, entries: &[u8], content: &[u8]) -> io::Result<()> {
        self.place(id);
        self.put_stream(id, entries, content)
    }

    fn put_stream(&mut self, id: u32, entries: &[u8], content: &[u8]) -> io::Result<()> {
        let mut head = format!("{id} 0 obj\n<</Length {}", content.len()).into_bytes();
        head.extend(entries);
        head.extend(b">>\nstream\n");
        let tail = b"\nendstream\nendobj\n";
        for piece in [&head[..], content, &tail[..]] {
            self.out.write_all(piece)?;
            self.position += piece.len() as u64;
        }
        Ok(())
    }
}

/// Returns how many bytes the place of an object takes in the table, where the last is at `end`.
///
/// Five would do for any pack, but some readers know only the widths of numbers in machines; at others they search the whole file
/// for objects, and may find what only looks like one.
fn width(end: u64) -> usize {
    if u32::try_from(end).is_ok() { 4 } else { 8 }
}

/// Compresses.
pub fn deflate(content: &[u8]) -> io::Result<Vec<u8>> {
    let packed = Vec::with_capacity(content.len() / 4);
    let mut encoder = ZlibEncoder::new(packed, Compression::default());
    encoder.write_all(content)?;
    encoder.finish()
}

/// Returns bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in bytes {
        digits.push_str(&format!("{byte:02x}"));
    }
    digits
}

/// Returns what identifies a sequence of bytes.
pub fn digest(pieces: &[&[u8]]) -> [u8; 16] {
    let mut digest = Sha256::new();
    for piece in pieces {
        digest.update(piece);
    }
    first(&digest.finalize())
}

fn first(digest: &[u8]) -> [u8; 16] {
    let mut start = [0; 16];
    start.copy_from_slice(&digest[..16]);
    start
}
