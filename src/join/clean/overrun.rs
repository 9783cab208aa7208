//! Streams of damaged files that hold other objects, or run on over those behind them.
//!
//! What is read as a picture may then hold any of the file: its properties, a script, pages. No reader shows that, but it would stand
//! in the pack for all to find, and a reader that searches for objects would take them for the pack's.

use std::sync::LazyLock;

use lopdf::{Document, Object};
use regex::bytes::Regex;

/// What stands on a line behind the data of a stream.
const ENDS: [&[u8]; 2] = [b"endstream", b"endobj"];

/// Ends streams before what no stream holds.
pub(super) fn cut(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let kept = end(&stream.content);
        if kept < stream.content.len() {
            // Its length is set with it.
            stream.set_content(stream.content[..kept].to_vec());
        }
    }
}

/// Returns how many bytes come before what ends a stream: a line of its own, or another object behind it.
fn end(content: &[u8]) -> usize {
    let lines = content.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    let to_line = lines
        .take_while(|line| !is_end(line))
        .map(<[u8]>::len)
        .sum();
    let other = NEXT.find(&content[..to_line]);
    other.map_or(to_line, |other| other.start())
}

/// The end of a stream within a line, and the object that follows.
static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)endstream\s+endobj\s+(?:[0-9]+\s+[0-9]+\s+obj|xref|trailer)")
        .expect("a sound pattern")
});

fn is_end(line: &[u8]) -> bool {
    let rest = ENDS.iter().find_map(|word| line.strip_prefix(*word));
    rest.is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Stream};

    use super::super::super::What;
    use super::super::super::made_tests::made;
    use super::*;

    const BEHIND: &[u8] = b"\nendstream\nendobj\n7 0 obj\n<</Author(A. Clerk)>>\nendobj\n";

    #[test]
    fn a_stream_ends_where_the_next_object_begins() {
        let mut packed = Stream::new(Dictionary::new(), b"0 0 200 100 re f ".repeat(40));
        packed.compress().expect("compressed");
        for mut stream in [
            packed,
            Stream::new(Dictionary::new(), b"0 0 9 9 re f".to_vec()),
        ] {
            let shown = stream.get_plain_content().expect("content");
            stream.content.extend(BEHIND);
            let mut paper = made();
            let content = paper.object(stream);
            let cleaned = paper.page("Contents", content).cleaned();
            assert!(!cleaned.says("Clerk"));
            assert_eq!(
                cleaned.content().trim_ascii_end().as_bytes(),
                shown.trim_ascii_end()
            );
            assert!(
                cleaned
                    .findings
                    .iter()
                    .all(|found| found.what != What::Unreadable)
            );
        }
    }

    #[test]
    fn only_a_line_of_its_own_or_another_object_ends_a_stream() {
        let ended: [(&[u8], usize); 9] = [
            (b"endstream", 0),
            (b"q\r\nendstream\r\nendobj", 3),
            (b"qendstream\rendobj 8 0 obj", 11),
            (b"q\nendobj", 2),
            (b"(an\nendobject)Tj", 16),
            (b"q endobj Q", 10),
            (b"\n\n", 2),
            (b"Q endstream endobj 7 0 obj <<>> endobj", 2),
            (b"(endstream endobj) Tj", 21),
        ];
        for (content, expected) in ended {
            assert_eq!(end(content), expected, "{}", content.escape_ascii());
        }
    }
}
