//! Quotes of a CSV file that close where nobody meant them to: what they hold would be lost without a word.

use std::ops::Range;

/// A quoted field.
struct Quoted {
    /// The bytes between its quotes; to the end of the text where it is never closed.
    inside: Range<usize>,
    /// Its place among the fields of its record, from 1.
    field: u32,
    end: End,
}

/// What follows the quote that closes a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// A separator or the end of the line.
    Clean,
    /// More text.
    Text,
    /// It is never closed.
    Never,
}

/// A quote that stands where it should not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stray {
    /// The byte of the quote that opens.
    pub(super) open: usize,
    /// Its place among the fields of its record, from 1.
    pub(super) field: u32,
    /// What is wrong, after the words that name the quote.
    pub(super) what: String,
}

/// Finds the quotes of a text that swallow or tear what stands beside them; `width` is how many fields its rows have.
pub(super) fn strays(text: &str, separator: u8, width: usize) -> Vec<Stray> {
    let stray = |quoted: Quoted| {
        Some(Stray {
            what: wrong(text, &quoted, separator, width)?,
            open: quoted.inside.start - 1,
            field: quoted.field,
        })
    };
    quoted(text.as_bytes(), separator)
        .into_iter()
        .filter_map(stray)
        .collect()
}

/// Says what is wrong with a quoted field.
fn wrong(text: &str, quoted: &Quoted, separator: u8, width: usize) -> Option<String> {
    let inside = &text[quoted.inside.clone()];
    let lines = inside.matches('\n').count();
    match (quoted.end, lines) {
        (End::Never, _) => Some("is never closed".to_owned()),
        (End::Text, 0) => Some("closes before the end of its field".to_owned()),
        (End::Text, lines) => Some(format!(
            "closes {} further down, before the end of a field",
            counted(lines)
        )),
        (End::Clean, 0) => None,
        (End::Clean, lines) => {
            let row = swallowed(text, quoted, separator, width)?;
            Some(format!(
                "closes {} further down and holds what looks like a row: `{row}`",
                counted(lines)
            ))
        }
    }
}

fn counted(lines: usize) -> String {
    match lines {
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    }
}

/// Returns the start of what looks like a row within a field of several lines.
///
/// Commas of prose have spaces behind them, and those of rows do not. A row stands in a line of the field; or the lines in which the
/// field begins and ends are each as a row would be, were it not for the quotes.
fn swallowed(text: &str, quoted: &Quoted, separator: u8, width: usize) -> Option<String> {
    let Range { start, end } = quoted.inside;
    let separators = |line: &str| separators(line, separator, width);
    let is_row = |line: &&str| width > 1 && separators(line) + 1 == width;
    let inside = &text[start..end];
    let mut below = inside.split('\n').skip(1);
    if let Some(row) = below.find(is_row) {
        return Some(beginning(row));
    }
    let (first, last) = (inside.split('\n').next()?, inside.split('\n').next_back()?);
    let before = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let after = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let opening = &text[before..start + first.len()];
    let closing = &text[end - last.len()..after];
    let torn = separators(first) > 0 && separators(last) > 0;
    (torn && is_row(&opening) && is_row(&closing)).then(|| beginning(closing))
}

fn beginning(row: &str) -> String {
    row.trim().chars().take(60).collect()
}

/// Counts the separators of a line that are no punctuation of prose and stand between no thousands.
fn separators(line: &str, separator: u8, width: usize) -> usize {
    let line = line.trim_end_matches('\r').as_bytes();
    let is = |at: &usize| {
        let rest = &line[at + 1..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let thousands = digits == 3 && *at > 0 && line[at - 1].is_ascii_digit();
        // A line of prose may end in a comma: where there are but two columns, that says nothing.
        let last = rest.is_empty() && width == 2;
        line[*at] == separator && rest.first() != Some(&b' ') && !thousands && !last
    };
    (0..line.len()).filter(is).count()
}

/// Lists the quoted fields of a text.
fn quoted(bytes: &[u8], separator: u8) -> Vec<Quoted> {
    let mut all = Vec::new();
    let (mut at, mut field, mut at_start) = (0, 1, true);
    while at < bytes.len() {
        if at_start && bytes[at] == b'"' {
            let (close, end) = close(bytes, at + 1, separator);
            all.push(Quoted {
                inside: at + 1..close,
                field,
                end,
            });
            at = close + 1;
            at_start = false;
            continue;
        }
        let new_line = matches!(bytes[at], b'\n' | b'\r');
        at_start = new_line || bytes[at] == separator;
        field = match (new_line, at_start) {
            (true, _) => 1,
            (false, true) => field + 1,
            _ => field,
        };
        at += 1;
    }
    all
}

/// Returns where the quote is that closes a field, and what follows it.
fn close(bytes: &[u8], from: usize, separator: u8) -> (usize, End) {
    let mut at = from;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => {
                let mut rest = bytes[at + 1..].iter();
                let next = rest.find(|byte| **byte != b' ' || separator == b' ');
                let clean =
                    next.is_none_or(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'));
                return (at, if clean { End::Clean } else { End::Text });
            }
            _ => at += 1,
        }
    }
    (bytes.len(), End::Never)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str, width: usize) -> Vec<String> {
        let found = strays(text, b',', width).into_iter();
        found.map(|stray| stray.what).collect()
    }

    #[test]
    fn text_after_a_closing_quote_is_told() {
        assert_eq!(
            wrong("No,Title,Update\n1,\"Agreed\" in May,done\n", 3),
            ["closes before the end of its field"]
        );
        assert_eq!(
            wrong("1,\"Agreed,x\n2,T,y\n3,\"Roads, all\",z\n", 3),
            ["closes 2 lines further down, before the end of a field"]
        );
        assert_eq!(
            wrong("1,\"a\" ,\"b\"\r\n2,\"\",\"\"\"so\"\"\"\n", 3),
            [""; 0]
        );
    }

    #[test]
    fn rows_within_a_field_are_told() {
        let rows = wrong(
            "No,Title,Update\n1,\"Agreed,x\n2,B,y\n3,Pipe 12\",z\n4,C,w\n",
            3,
        );
        assert_eq!(
            rows,
            ["closes 2 lines further down and holds what looks like a row: `2,B,y`"]
        );
        // The line in which the field opens and that in which it closes are each a row.
        let torn = wrong("1,\"Agreed,x\n2,Pipe 12\",z\n", 3);
        assert_eq!(
            torn,
            ["closes 1 line further down and holds what looks like a row: `2,Pipe 12\",z`"]
        );
        let last = wrong("1,A,\"x\n2,B,pipe 12\"\n", 3);
        assert_eq!(last.len(), 1);
    }

    #[test]
    fn lines_that_belong_to_a_text_are_left_alone() {
        let fine = [
            "1,A,\"first\nsecond, third, fourth\nfifth\"\n",
            "1,\"Roads,\nbridges, and paths\",done\n",
            "1,A,\"£1,200,000 in all\nand £3,400,500 next\"\n",
            "1,A,\"- one;\r\n- two, as said,\r\n- three\"\r\n",
            "\"1\",\"A, b\",\"first\n\nsecond\"\n\"2\",\"C\",\"d\"\n",
            "1,A,\"said \"\"so\"\", then\nleft\"\n",
        ];
        for text in fine {
            assert_eq!(wrong(text, 3), [""; 0], "{text}");
        }
        assert_eq!(wrong("Term,\"Roads,\nand paths\"\n", 2), [""; 0]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_the_others() {
        let both = strays("1,\"a\" b,c\n2,d,\"e\n3,f,g\n", b',', 3);
        let places: Vec<(usize, u32)> = both.iter().map(|one| (one.open, one.field)).collect();
        assert_eq!(places, [(2, 2), (14, 3)]);
        assert_eq!(both[1].what, "is never closed");
    }
}
