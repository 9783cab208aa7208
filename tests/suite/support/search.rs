//! Looks for a word in all that a run wrote, however it may be written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::ZlibDecoder;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use regex::bytes::RegexSet;

/// Lists where a word of ASCII letters stands in a file, in any of the ways a PDF or a record could write it.
///
/// Looked through are the bytes as they are; whatever in them is compressed; and, where they are a PDF, each string, name and
/// stream of it, the strings of its pages put together, and the text that its fonts say they show.
pub fn places(bytes: &[u8], word: &str) -> BTreeSet<String> {
    let forms = Forms::of(word);
    let mut found = BTreeSet::new();
    forms.look(bytes, "the file's bytes", &mut found);
    inflated(bytes, &forms, &mut found);
    if bytes.starts_with(b"%PDF") {
        let document = Document::load_mem(bytes).expect("a PDF");
        Pdf {
            document: &document,
            forms: &forms,
        }
        .look(&mut found);
    }
    found
}

/// The ways to write a word.
struct Forms {
    word: String,
    names: Vec<&'static str>,
    ways: RegexSet,
}

impl Forms {
    fn of(word: &str) -> Self {
        let wide = |word: &str| word.bytes().flat_map(|byte| [0, byte]).collect::<Vec<u8>>();
        let narrow = |word: &str| word.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
        let mut ways = vec![
            ("UTF-8", any_case(word.as_bytes())),
            ("UTF-16BE", any_case(&wide(word))),
            ("UTF-16LE", any_case(&narrow(word))),
        ];
        // Hexadecimal, octal and base64 tell capitals from small letters.
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            ways.push(("hexadecimal", any_case(hex(spelling.as_bytes()).as_bytes())));
            ways.push((
                "hexadecimal UTF-16",
                any_case(hex(&wide(&spelling)).as_bytes()),
            ));
            ways.push(("octal", exact(octal(spelling.as_bytes()).as_bytes())));
            ways.push(("octal UTF-16", exact(octal(&wide(&spelling)).as_bytes())));
            let codes = (0..3).map(|start| exact(&middle_in_base64(&spelling, start)));
            ways.extend(codes.map(|code| ("base64", code)));
        }
        let (names, patterns): (Vec<_>, Vec<_>) = ways.into_iter().unzip();
        let ways = RegexSet::new(patterns).expect("patterns");
        Self {
            word: word.to_lowercase(),
            names,
            ways,
        }
    }

    fn look(&self, bytes: &[u8], place: &str, found: &mut BTreeSet<String>) {
        for way in self.ways.matches(bytes) {
            found.insert(format!("{place}: {}", self.names[way]));
        }
    }

    /// Looks at text as it is read: over the ends of lines, hyphens and spaces.
    fn read(&self, text: &str, where_: &str, found: &mut BTreeSet<String>) {
        let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        if letters.to_lowercase().contains(&self.word) {
            found.insert(format!("{where_}: text"));
        }
    }
}

/// Returns a pattern of bytes as they are.
fn exact(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::from("(?-u)"), |mut pattern, byte| {
            let _ = write!(pattern, "\\x{byte:02x}");
            pattern
        })
}

fn any_case(bytes: &[u8]) -> String {
    exact(bytes).replace("(?-u)", "(?i-u)")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn octal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "\\{byte:03o}");
        text
    })
}

/// Returns the signs of base64 that depend on nothing but the word, where it starts so far into three bytes.
fn middle_in_base64(word: &str, start: usize) -> Vec<u8> {
    let padded = [&vec![0; start][..], word.as_bytes()].concat();
    let code = STANDARD.encode(&padded);
    let (first, last) = ((start * 8).div_ceil(6), padded.len() * 8 / 6);
    code.as_bytes()[first..last].to_vec()
}

/// Looks into whatever is compressed, without asking any table what is there: what is left over counts as well.
fn inflated(bytes: &[u8], forms: &Forms, found: &mut BTreeSet<String>) {
    let starts = (0..bytes.len().saturating_sub(1)).filter(|at| {
        let head = u16::from_be_bytes([bytes[*at], bytes[at + 1]]);
        bytes[*at] == 0x78 && head.is_multiple_of(31)
    });
    for at in starts {
        let mut text = Vec::new();
        // What ends in an error was no compressed stretch, or is damaged: what came out of it still counts.
        let _ = ZlibDecoder::new(&bytes[at..])
            .take(50_000_000)
            .read_to_end(&mut text);
        if text.len() > 8 {
            forms.look(&text, "a compressed stretch", found);
        }
    }
}

/// A PDF that is looked through.
struct Pdf<'a> {
    document: &'a Document,
    forms: &'a Forms,
}

impl Pdf<'_> {
    fn look(&self, found: &mut BTreeSet<String>) {
        for (id, object) in &self.document.objects {
            self.object(*id, object, found);
        }
        for (key, object) in self.document.trailer.iter() {
            self.forms.look(key, "the trailer", found);
            self.object((0, 0), object, found);
        }
        for (number, page) in self.document.get_pages() {
            let content = self.document.get_page_content(page);
            self.shown(page, &content, &format!("page {number}"), found);
        }
    }

    fn object(&self, id: ObjectId, object: &Object, found: &mut BTreeSet<String>) {
        let place = format!("object {}", id.0);
        match object {
            Object::String(bytes, _) => self.string(bytes, &place, found),
            Object::Name(name) => self.forms.look(name, &place, found),
            Object::Array(parts) => parts.iter().for_each(|part| self.object(id, part, found)),
            Object::Dictionary(parts) => self.dictionary(id, parts, found),
            Object::Stream(stream) => {
                self.dictionary(id, &stream.dict, found);
                let content = stream
                    .get_plain_content()
                    .unwrap_or_else(|_| stream.content.clone());
                self.forms
                    .look(&content, &format!("{place}, decoded"), found);
                let form = stream.dict.get(b"Subtype").and_then(Object::as_name);
                if form.is_ok_and(|form| form == b"Form") {
                    self.shown(id, &content, &place, found);
                }
            }
            _ => {}
        }
    }

    fn dictionary(&self, id: ObjectId, parts: &Dictionary, found: &mut BTreeSet<String>) {
        for (key, part) in parts {
            self.forms.look(key, &format!("object {}", id.0), found);
            self.object(id, part, found);
        }
    }

    fn string(&self, bytes: &[u8], place: &str, found: &mut BTreeSet<String>) {
        self.forms.look(bytes, place, found);
        let text = lopdf::decode_text_string(&Object::string_literal(bytes)).unwrap_or_default();
        self.forms.read(&text, place, found);
    }

    /// Puts the strings of a content stream together, as bytes and as the text that the fonts make of them.
    fn shown(&self, holder: ObjectId, content: &[u8], place: &str, found: &mut BTreeSet<String>) {
        let Ok(content) = Content::decode(content) else {
            return;
        };
        let fonts = self.fonts(holder);
        let (mut raw, mut text, mut font) = (Vec::new(), String::new(), None);
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Tf" => {
                    font = operation
                        .operands
                        .first()
                        .and_then(|name| fonts.get(name.as_name().ok()?))
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    let mut strings = Vec::new();
                    operation
                        .operands
                        .iter()
                        .for_each(|operand| gather(operand, &mut strings));
                    for string in strings {
                        raw.extend(&string);
                        text += &font
                            .and_then(|font| Document::decode_text(font, &string).ok())
                            .unwrap_or_default();
                    }
                }
                "BDC" => operation
                    .operands
                    .iter()
                    .for_each(|operand| self.object(holder, operand, found)),
                _ => {}
            }
        }
        self.forms
            .look(&raw, &format!("{place}, its strings together"), found);
        self.forms.read(
            &String::from_utf8_lossy(&raw),
            &format!("{place}, its strings together"),
            found,
        );
        self.forms
            .read(&text, &format!("{place}, by its fonts"), found);
    }

    fn fonts(&self, holder: ObjectId) -> BTreeMap<Vec<u8>, Encoding<'_>> {
        let of_page = self.document.get_page_fonts(holder).unwrap_or_default();
        let own = || {
            let stream = self
                .document
                .get_object(holder)
                .and_then(Object::as_stream)
                .ok()?;
            let resources = stream
                .dict
                .get_deref(b"Resources", self.document)
                .and_then(Object::as_dict)
                .ok()?;
            let fonts = resources
                .get_deref(b"Font", self.document)
                .and_then(Object::as_dict)
                .ok()?;
            let each = fonts.iter().filter_map(|(name, font)| {
                let (_, font) = self.document.dereference(font).ok()?;
                Some((name.clone(), font.as_dict().ok()?))
            });
            Some(each.collect())
        };
        let fonts = if of_page.is_empty() {
            own().unwrap_or_default()
        } else {
            of_page
        };
        let encoded = fonts
            .into_iter()
            .filter_map(|(name, font)| Some((name, font.get_font_encoding(self.document).ok()?)));
        encoded.collect()
    }
}

fn gather(operand: &Object, to: &mut Vec<Vec<u8>>) {
    match operand {
        Object::String(bytes, _) => to.push(bytes.clone()),
        Object::Array(parts) => parts.iter().for_each(|part| gather(part, to)),
        _ => {}
    }
}
