//! The objects of a part, and the numbers they get in the pack.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::syntax;
use super::writer::{Writer, deflate};

/// The objects of a part; they leave it when they are written.
pub struct Source {
    /// What has not been written yet.
    pub objects: BTreeMap<ObjectId, Object>,
    /// The keys of objects in the parent tree.
    pub keys: HashMap<ObjectId, u32>,
    /// The number after which new objects are numbered.
    pub next: u32,
    fates: HashMap<ObjectId, Fate>,
}

#[derive(Clone, Copy)]
enum Fate {
    /// It leads out of what is kept.
    Gone,
    /// It waits for what it refers to; it has a number when that refers back to it.
    Open(Option<u32>),
    /// It has its number.
    Kept(u32),
}

/// An object that waits for what it refers to.
struct Frame {
    id: ObjectId,
    object: Object,
    kids: Vec<ObjectId>,
}

/// Types of objects that belong to a document as a whole: nothing that is kept may draw them in.
const OUTSIDE: [&[u8]; 6] = [
    b"Catalog",
    b"Pages",
    b"Page",
    b"StructTreeRoot",
    b"StructElem",
    b"Outlines",
];

/// Entries of streams that only editors read, content in other files, and a length that is written anew.
const LEFT_OUT: [&[u8]; 9] = [
    b"Length",
    b"F",
    b"FFilter",
    b"FDecodeParms",
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"AF",
    b"DL",
];

/// From how many bytes on content without a filter is compressed.
const WORTH_PACKING: usize = 128;

impl Source {
    /// Takes the objects of a part; new ones get numbers beyond `last`.
    pub fn new(objects: BTreeMap<ObjectId, Object>, last: u32) -> Self {
        Self {
            objects,
            keys: HashMap::new(),
            fates: HashMap::new(),
            next: last,
        }
    }

    /// Adds an object.
    pub fn insert(&mut self, object: Object) -> ObjectId {
        loop {
            self.next = self.next.wrapping_add(1);
            let id = (self.next, 0);
            if !self.objects.contains_key(&id) && !self.fates.contains_key(&id) {
                self.objects.insert(id, object);
                return id;
            }
        }
    }

    /// Says under which number something is kept that is written by itself.
    pub fn keep(&mut self, id: ObjectId, number: u32) {
        self.fates.insert(id, Fate::Kept(number));
    }

    /// Returns the number of what is kept.
    pub fn number(&self, id: ObjectId) -> Option<u32> {
        match self.fates.get(&id) {
            Some(Fate::Kept(number) | Fate::Open(Some(number))) => Some(*number),
            _ => None,
        }
    }

    /// Follows references to what stands behind them.
    pub fn resolve<'o>(&'o self, mut object: &'o Object) -> &'o Object {
        for _ in 0..16 {
            match object {
                Object::Reference(id) => object = self.objects.get(id).unwrap_or(&Object::Null),
                found => return found,
            }
        }
        &Object::Null
    }

    /// Returns the dictionary behind an object.
    pub fn dictionary<'o>(&'o self, object: &'o Object) -> Option<&'o Dictionary> {
        match self.resolve(object) {
            Object::Dictionary(entries) => Some(entries),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// Returns the dictionary behind an entry.
    pub fn entry<'o>(&'o self, entries: &'o Dictionary, key: &[u8]) -> Option<&'o Dictionary> {
        self.dictionary(entries.get(key).ok()?)
    }

    /// Returns the items of the array behind an entry.
    pub fn items<'o>(&'o self, entries: &'o Dictionary, key: &[u8]) -> &'o [Object] {
        match entries.get(key).map(|object| self.resolve(object)) {
            Ok(Object::Array(items)) => items,
            _ => &[],
        }
    }

    /// Writes what something kept consists of, and all it refers to.
    pub fn write<W: Write>(&mut self, id: ObjectId, writer: &mut Writer<W>) -> io::Result<()> {
        let (Some(number), Some(object)) = (self.number(id), self.objects.remove(&id)) else {
            return Ok(());
        };
        let body = self.body(&object, writer)?;
        writer.object(number, &body)
    }

    /// Returns an object as it is written, once all it refers to is.
    pub fn body<W: Write>(
        &mut self,
        object: &Object,
        writer: &mut Writer<W>,
    ) -> io::Result<Vec<u8>> {
        let mut kids = Vec::new();
        syntax::gather(object, &mut kids);
        for kid in kids {
            self.copy(kid, writer)?;
        }
        let mut body = Vec::new();
        syntax::write(object, &|id| self.number(id), &mut body);
        Ok(body)
    }

    /// Writes an object and all it refers to, what it refers to first: so it can be told whether the pack has it already.
    pub fn copy<W: Write>(&mut self, id: ObjectId, writer: &mut Writer<W>) -> io::Result<()> {
        let mut frames = Vec::new();
        self.enter(id, &mut frames, writer);
        while let Some(frame) = frames.last_mut() {
            match frame.kids.pop() {
                Some(kid) => self.enter(kid, &mut frames, writer),
                None => {
                    if let Some(frame) = frames.pop() {
                        self.settle(frame, writer)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn enter<W: Write>(&mut self, id: ObjectId, frames: &mut Vec<Frame>, writer: &mut Writer<W>) {
        match self.fates.get_mut(&id) {
            Some(Fate::Open(number @ None)) => *number = Some(writer.reserve()),
            Some(_) => {}
            None => match self.objects.remove(&id) {
                Some(object) if !outside(&object) => {
                    let mut kids = Vec::new();
                    let object = self.prepare(id, object);
                    syntax::gather(&object, &mut kids);
                    kids.reverse();
                    self.fates.insert(id, Fate::Open(None));
                    frames.push(Frame { id, object, kids });
                }
                _ => {
                    self.fates.insert(id, Fate::Gone);
                }
            },
        }
    }

    /// Leaves out what does not go along, and gives a stream its key in the parent tree.
    fn prepare(&self, id: ObjectId, mut object: Object) -> Object {
        if let Object::Stream(stream) = &mut object {
            for key in LEFT_OUT {
                stream.dict.remove(key);
            }
            for key in [&b"StructParents"[..], b"StructParent"] {
                if stream.dict.remove(key).is_some()
                    && let Some(&number) = self.keys.get(&id)
                {
                    stream.dict.set(key, Object::Integer(number.into()));
                }
            }
        }
        object
    }

    fn settle<W: Write>(&mut self, frame: Frame, writer: &mut Writer<W>) -> io::Result<()> {
        let forced = self.number(frame.id);
        let mut body = Vec::new();
        let number = if let Object::Stream(mut stream) = frame.object {
            pack(&mut stream)?;
            syntax::fields(&stream.dict, &|id| self.number(id), &mut body);
            match forced {
                Some(number) => {
                    writer.stream(number, &body, &stream.content)?;
                    number
                }
                None => writer.share_stream(&body, &stream.content)?,
            }
        } else {
            syntax::write(&frame.object, &|id| self.number(id), &mut body);
            match forced {
                Some(number) => {
                    writer.object(number, &body)?;
                    number
                }
                None => writer.share(&body)?,
            }
        };
        self.fates.insert(frame.id, Fate::Kept(number));
        Ok(())
    }
}

/// Whether an object belongs to the document as a whole.
fn outside(object: &Object) -> bool {
    let Object::Dictionary(entries) = object else {
        return false;
    };
    matches!(entries.get(b"Type"), Ok(Object::Name(name)) if OUTSIDE.contains(&&name[..]))
}

/// Compresses what is not, such as the content with stamps.
fn pack(stream: &mut Stream) -> io::Result<()> {
    let plain = !stream.dict.has(b"Filter") && !stream.dict.has(b"DecodeParms");
    if plain && stream.content.len() >= WORTH_PACKING {
        let packed = deflate(&stream.content)?;
        if packed.len() < stream.content.len() {
            stream.content = packed;
            stream
                .dict
                .set("Filter", Object::Name(b"FlateDecode".to_vec()));
        }
    }
    Ok(())
}
