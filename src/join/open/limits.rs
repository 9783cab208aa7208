//! How large a PDF may be before it is refused, looked at before any parser sees it.
//!
//! A file of a few megabytes can hold gigabytes of objects, and a parser that calls itself for each bracket can be made to use up
//! its stack. No paper of a committee comes near any of these limits.

use std::io;

use flate2::write::ZlibDecoder;

use super::Refusal;

/// Bytes of the file itself.
const FILE: usize = 500 << 20;
/// Bytes of all object streams of a file, once inflated.
const INFLATED: usize = 256 << 20;
/// Bytes of one object stream, once inflated: at least, however many there are, and at most.
const STREAM: [usize; 2] = [1 << 20, 64 << 20];
/// How deep arrays and dictionaries may lie inside one another. Image data that looks like brackets may go deeper than any object.
const NESTING: usize = 20_000;
/// How many bytes are looked at together.
const FEW: usize = 16;
/// Objects of a file.
pub(super) const OBJECTS: usize = 2_000_000;
/// Pages of a file.
pub(super) const PAGES: usize = 20_000;
/// The longest name of interest is `ObjStm`, each letter written as `#4F`.
const NAME: usize = 18;

/// Refuses what is too large; gives how many bytes an object stream may inflate to.
///
/// # Errors
///
/// Where the file is beyond the limits.
pub(super) fn check(bytes: &[u8]) -> Result<usize, Refusal> {
    if bytes.len() > FILE {
        return Err(too_large("a file of more than 500 MB"));
    }
    if nesting(bytes) > NESTING {
        return Err(Refusal::Broken(
            "its objects lie too deep inside one another".to_owned(),
        ));
    }
    let streams = object_streams(bytes);
    let fair = (INFLATED / streams.len().max(1)).clamp(STREAM[0], STREAM[1]);
    if streams.len() * fair > INFLATED {
        check_sum(bytes, &streams)?;
    }
    Ok(fair)
}

/// Says which limit a file is beyond.
pub(super) fn too_large(limit: &str) -> Refusal {
    Refusal::TooLarge(limit.to_owned())
}

/// Counts how deep brackets are nested, whatever they stand in: what a parser could be led to read as an object.
fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut before) = (0_usize, 0, 0);
    for few in bytes.chunks(FEW) {
        // Most bytes are of images and compressed: they are looked at many at a time.
        if !has_any(few, b"[]<>") {
            before = 0;
            continue;
        }
        for &byte in few {
            match byte {
                b'[' => depth += 1,
                b'<' if before == b'<' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if before == b'>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            // Three brackets in a row are not two pairs.
            before = if before == byte { 0 } else { byte };
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Returns whether any of the bytes is one of these; without leaving early, so that they are compared together.
fn has_any<const N: usize>(few: &[u8], these: &[u8; N]) -> bool {
    let is_one = |byte: &u8| {
        these
            .iter()
            .fold(false, |is_one, this| is_one | (byte == this))
    };
    match <&[u8; FEW]>::try_from(few) {
        Ok(few) => few.iter().fold(false, |any, byte| any | is_one(byte)),
        Err(_) => few.iter().any(is_one),
    }
}

/// Finds where a file speaks of object streams, however it spells the word.
fn object_streams(bytes: &[u8]) -> Vec<usize> {
    let parts = bytes.chunks(FEW).enumerate();
    let parts = parts.filter(|(_, few)| has_any(few, b"/"));
    let slashes = parts.flat_map(|(part, few)| {
        let those = few.iter().enumerate().filter(|(_, byte)| **byte == b'/');
        those.map(move |(at, _)| part * FEW + at)
    });
    slashes
        .map(|at| at + 1)
        .filter(|at| says(&bytes[*at..], b"ObjStm"))
        .collect()
}

/// Returns whether a name begins with these letters, where `#4F` is `O`.
fn says(name: &[u8], letters: &[u8]) -> bool {
    let mut rest = &name[..name.len().min(NAME)];
    letters.iter().all(|letter| match rest {
        [b'#', high, low, after @ ..] => {
            rest = after;
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            digit(high)
                .zip(digit(low))
                .map(|(high, low)| high * 16 + low)
                == Some(u32::from(*letter))
        }
        [first, after @ ..] => {
            rest = after;
            first == letter
        }
        [] => false,
    })
}

/// Inflates all object streams to see how large they are together.
fn check_sum(bytes: &[u8], streams: &[usize]) -> Result<(), Refusal> {
    let mut left = INFLATED;
    for at in streams {
        left = left
            .checked_sub(inflated(&bytes[*at..], left))
            .filter(|left| *left > 0)
            .ok_or_else(|| too_large("more than 256 MB of compressed objects"))?;
    }
    Ok(())
}

/// Counts the bytes that the next stream inflates to, as far as they matter.
fn inflated(bytes: &[u8], limit: usize) -> usize {
    let near = &bytes[..bytes.len().min(4096)];
    let Some(at) = near.windows(6).position(|window| window == b"stream") else {
        return 0;
    };
    let body = &bytes[at + 6..];
    let start = body
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
        .min(2);
    let mut decoder = ZlibDecoder::new(Count { seen: 0, limit });
    // Damage ends the data, and so does the limit.
    let _ = io::Write::write_all(&mut decoder, &body[start..]);
    decoder.get_ref().seen.max(body.len().min(1))
}

/// A sink that counts what it is given, up to a limit.
struct Count {
    seen: usize,
    limit: usize,
}

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.seen += bytes.len();
        if self.seen > self.limit {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_counted_however_they_are_mixed() {
        assert_eq!(nesting(b"<</A[<</B[1]>>]>>"), 4);
        assert_eq!(nesting(b"]]>>[<</A<</B[]>>>>]"), 4);
        let deep = [b"%PDF-1.7 ".as_slice(), &b"[<</A".repeat(30_000)].concat();
        assert!(matches!(check(&deep), Err(Refusal::Broken(_))));
    }

    #[test]
    fn brackets_are_counted_wherever_they_lie() {
        for space in 0..40 {
            let text = [
                vec![b' '; space],
                b"<<".to_vec(),
                vec![b'x'; 40],
                b"[<".to_vec(),
                vec![b'x'; space + 1],
                b"<<<".to_vec(),
            ];
            assert_eq!(nesting(&text.concat()), 3, "{space}");
            let text = [vec![b' '; space], b"/ObjStm".to_vec()].concat();
            assert_eq!(object_streams(&text), [space + 1]);
        }
    }

    #[test]
    fn object_streams_are_found_however_they_are_spelt() {
        assert_eq!(
            object_streams(b"/Type/ObjStm /Type /#4fb#6aStm /ObjStn").len(),
            2
        );
    }

    #[test]
    fn many_small_bombs_are_one_large_bomb() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut encoder, &vec![b' '; 1 << 20]).expect("in memory");
        let bomb = encoder.finish().expect("in memory");
        let stream = [
            b"<</Type/ObjStm/Filter/FlateDecode>>stream\n",
            bomb.as_slice(),
        ]
        .concat();
        let few = stream.repeat(200);
        assert_eq!(check(&few), Ok(INFLATED / 200));
        let many = stream.repeat(300);
        assert!(matches!(check(&many), Err(Refusal::TooLarge(_))));
    }
}
