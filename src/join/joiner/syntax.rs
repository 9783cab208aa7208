//! Objects in the syntax of PDF.

use std::io::Write as _;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// Writes an object; a reference that leads nowhere becomes null.
pub fn write(object: &Object, refs: &impl Fn(ObjectId) -> Option<u32>, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => put(out, format_args!("{value}")),
        Object::Integer(value) => put(out, format_args!("{value}")),
        Object::Real(value) => real(*value, out),
        Object::Name(text) => name(text, out),
        Object::String(text, format) => string(text, *format, out),
        Object::Array(items) => array(items, refs, out),
        Object::Dictionary(entries) => dictionary(entries, refs, out),
        Object::Stream(stream) => dictionary(&stream.dict, refs, out),
        Object::Reference(id) => match refs(*id) {
            Some(id) => reference(id, out),
            None => out.extend(b"null"),
        },
    }
}

/// Writes a reference.
pub fn reference(id: u32, out: &mut Vec<u8>) {
    put(out, format_args!("{id} 0 R"));
}

/// Writes references as an array.
pub fn references(ids: impl IntoIterator<Item = u32>, out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, id) in ids.into_iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        reference(id, out);
    }
    out.push(b']');
}

/// Writes a string of text, such as a title.
pub fn text(words: &str, out: &mut Vec<u8>) {
    if words.is_ascii() {
        return string(words.as_bytes(), StringFormat::Literal, out);
    }
    let mut wide = vec![0xFE, 0xFF];
    wide.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    string(&wide, StringFormat::Hexadecimal, out);
}

/// Writes a string of bytes.
pub fn bytes(value: &[u8], out: &mut Vec<u8>) {
    string(value, StringFormat::Literal, out);
}

/// Writes a name.
pub fn name(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in text {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            put(out, format_args!("#{byte:02X}"));
        }
    }
}

/// Writes what is formatted.
pub fn put(out: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(words);
}

/// Collects what an object refers to, in order.
pub fn gather(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| gather(item, found)),
        Object::Dictionary(entries) => gather_in(entries, found),
        Object::Stream(stream) => gather_in(&stream.dict, found),
        _ => {}
    }
}

fn gather_in(entries: &Dictionary, found: &mut Vec<ObjectId>) {
    entries.iter().for_each(|(_, value)| gather(value, found));
}

fn real(value: f32, out: &mut Vec<u8>) {
    if value.is_finite() {
        put(out, format_args!("{value}"));
    } else {
        out.push(b'0');
    }
}

fn string(value: &[u8], format: StringFormat, out: &mut Vec<u8>) {
    if format == StringFormat::Hexadecimal {
        return hexadecimal(value, out);
    }
    out.push(b'(');
    for &byte in value {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(value: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for &byte in value {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    out.push(b'>');
}

fn array(items: &[Object], refs: &impl Fn(ObjectId) -> Option<u32>, out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        write(item, refs, out);
    }
    out.push(b']');
}

fn dictionary(entries: &Dictionary, refs: &impl Fn(ObjectId) -> Option<u32>, out: &mut Vec<u8>) {
    out.extend(b"<<");
    fields(entries, refs, out);
    out.extend(b">>");
}

/// Writes the entries of a dictionary without its brackets.
pub fn fields(entries: &Dictionary, refs: &impl Fn(ObjectId) -> Option<u32>, out: &mut Vec<u8>) {
    for (key, value) in entries {
        name(key, out);
        if !matches!(
            value,
            Object::Name(_) | Object::Array(_) | Object::Dictionary(_) | Object::String(..)
        ) {
            out.push(b' ');
        }
        write(value, refs, out);
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write(object, &|id| (id.0 < 9).then_some(id.0 + 100), &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn objects_are_written_with_their_new_numbers() {
        let object = Object::Dictionary(dictionary! {
            "A B" => vec![1.into(), 0.5.into(), Object::Null],
            "R" => Object::Reference((1, 0)),
            "Gone" => Object::Reference((9, 0)),
            "S" => Object::string_literal("a(b\\\r"),
        });
        assert_eq!(
            written(&object),
            "<</A#20B[1 0.5 null]/R 101 0 R/Gone null/S(a\\(b\\\\\\r)>>"
        );
    }

    #[test]
    fn text_beyond_ascii_is_written_as_utf_16() {
        let mut out = Vec::new();
        text("£1", &mut out);
        assert_eq!(out, b"<FEFF00A30031>");
    }
}
