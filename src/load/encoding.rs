//! The encoding of plain text that does not say it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns the text, its encoding, and whether that had to be guessed.
pub(super) fn decoded(bytes: &[u8]) -> (String, &'static Encoding, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (text.into_owned(), encoding, false);
    }
    let (encoding, guessed) = match (wide(bytes), std::str::from_utf8(bytes)) {
        (Some(wide), _) => (wide, true),
        (None, Ok(_)) => (UTF_8, false),
        (None, Err(_)) => (WINDOWS_1252, true),
    };
    (
        encoding.decode_without_bom_handling(bytes).0.into_owned(),
        encoding,
        guessed,
    )
}

/// Returns the encoding of text that is mostly Latin letters in two bytes each.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1_000) / 2 * 2];
    let zeros = |first: usize| {
        head.iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let most = head.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, low) if low > most => Some(UTF_16LE),
        (high, 0) if high > most => Some(UTF_16BE),
        _ => None,
    }
}
