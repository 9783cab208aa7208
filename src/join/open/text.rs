//! Text strings of a PDF.

use lopdf::{Object, decode_text_string};

/// Reads a text string in whatever encoding it says it is in; control characters become spaces, and empty text is none.
pub(in crate::join) fn text(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let read = match bytes {
        // UTF-16 with the bytes the other way round: wrong, but met.
        [0xFF, 0xFE, rest @ ..] => {
            let units = rest
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or('\u{fffd}'))
                .collect()
        }
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or('\u{fffd}'))
                .collect()
        }
        _ => decode_text_string(object)
            .unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()),
    };
    Some(read)
}

/// Reads a text string as one line: control characters become spaces, and empty text is none.
pub(in crate::join) fn line(object: &Object) -> Option<String> {
    let read = text(object)?.replace(char::is_control, " ");
    let words: Vec<&str> = read.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use lopdf::StringFormat;

    use super::*;

    #[test]
    fn text_is_read_in_its_encoding() {
        let read = |bytes: &[u8]| line(&Object::String(bytes.to_vec(), StringFormat::Literal));
        assert_eq!(
            read(b"\xFE\xFF\0E\0s\0t\0\xE9").as_deref(),
            Some("Est\u{e9}")
        );
        assert_eq!(read(b"\xFF\xFEE\0s\0t\0").as_deref(), Some("Est"));
        assert_eq!(
            read(b"\xEF\xBB\xBF\xC2\xA320m").as_deref(),
            Some("\u{a3}20m")
        );
        assert_eq!(read(b"A \x84 B\r\n C").as_deref(), Some("A \u{2014} B C"));
        assert_eq!(read(b"\xFE\xFF\0 "), None);
    }
}
