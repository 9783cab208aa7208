//! Papers in Markdown: a head in TOML between two lines `+++`, then the text.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;

use super::places::Places;
use super::toml::{Entry, Node, NodeValue, document, parse, text};

/// The line that opens and closes a head.
const FENCE: &str = "+++";

/// Reads a paper: a TOML file, or a Markdown file with a head.
///
/// The text below a head is an entry of its own, [`NodeValue::Body`], and begins with as many empty lines as stand above it
/// in the file: what is told of it then has the file's lines.
pub fn paper(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Node> {
    if is_markdown(path) {
        written(&text(path, shown, out)?, shown, out)
    } else {
        document(path, shown, out)
    }
}

/// Returns whether a file is named as Markdown is.
pub fn is_markdown(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

/// Returns whether a Markdown file has a head; one that cannot be read may have one.
pub fn has_head(path: &Path) -> bool {
    let Ok(bytes) = door::bytes(path, door::MOST) else {
        return true;
    };
    // In two bytes each, as some editors save: its encoding is then told of.
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let first = String::from_utf8_lossy(&letters);
    let first = first.trim_start_matches(['\u{feff}', '\u{fffd}']);
    first.trim_start().lines().next().map(str::trim_end) == Some(FENCE)
}

fn written(text: &str, shown: &str, out: &mut Diagnostics) -> Option<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (head, body) = split(text, shown, out)?;
    let mut node = parse(&head, shown, out)?;
    let start = body.len() - body.trim_start().len();
    let is_blank = start == body.len();
    if let (NodeValue::Table(entries), false) = (&mut node.value, is_blank) {
        let origin = Places::new(&body, shown).origin(start..start);
        entries.push(Entry {
            key: String::new(),
            origin: origin.clone(),
            node: Node {
                origin,
                value: NodeValue::Body(body),
            },
        });
    }
    Some(node)
}

/// Where the TOML of a paper's file stands, and the text below it; in bytes, without a mark of the encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The TOML: the whole file, or the head of a Markdown file.
    pub toml: std::ops::Range<usize>,
    /// The text below the head.
    pub body: Option<std::ops::Range<usize>>,
}

impl Written {
    /// Finds the parts of a file; none where a Markdown file has no head.
    pub fn of(text: &str, is_markdown: bool) -> Option<Self> {
        let start = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        if !is_markdown {
            let (toml, body) = (start..text.len(), None);
            return Some(Self { toml, body });
        }
        let lines = lines(&text[start..]);
        let (open, close) = fences(&lines).ok()?;
        let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
        let (above, head) = (length(&lines[..=open]), length(&lines[open + 1..close]));
        let body = start + above + head + lines[close].len();
        Some(Self {
            toml: start + above..start + above + head,
            body: Some(body..text.len()),
        })
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Finds the lines that open and close a head; without a head none, and without an end the one that opens it.
fn fences(lines: &[&str]) -> Result<(usize, usize), Option<usize>> {
    let is_fence = |line: &str| line.trim_end() == FENCE;
    let open = lines.iter().position(|line| !line.trim().is_empty());
    let open = open.filter(|at| is_fence(lines[*at])).ok_or(None)?;
    let length = lines[open + 1..].iter().position(|line| is_fence(line));
    Ok((open, open + 1 + length.ok_or(Some(open))?))
}

/// Cuts a text into its head and what stands below, each with empty lines for what stands above it.
fn split(text: &str, shown: &str, out: &mut Diagnostics) -> Option<(String, String)> {
    let lines = lines(text);
    let (open, close) = match fences(&lines) {
        Ok(found) => found,
        Err(None) => {
            out.add(
                Code::HeadFaulty,
                Origin::file(shown),
                format!("`{shown}` has no head"),
            )
            .hint("begin it with a line `+++`, the paper's fields such as `document = \"…\"`, and another line `+++`");
            return None;
        }
        Err(Some(open)) => {
            let places = Places::new(text, shown);
            let start: usize = lines[..open].iter().map(|line| line.len()).sum();
            out.add(
                Code::HeadFaulty,
                places.origin(start..start + FENCE.len()),
                "the head has no end",
            )
            .hint("put a line `+++` between the fields and the text");
            return None;
        }
    };
    let below = |line: usize, lines: &[&str]| format!("{}{}", "\n".repeat(line), lines.concat());
    Some((
        below(open + 1, &lines[open + 1..close]),
        below(close + 1, &lines[close + 1..]),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<String>) {
        let mut out = Diagnostics::default();
        let node = written(text, "p.md", &mut out);
        let said = |problem: &crate::diagnostic::Diagnostic| {
            let place = problem.origin.as_ref().map(ToString::to_string);
            format!("{}: {}", place.unwrap_or_default(), problem.message)
        };
        (node, out.iter().map(said).collect())
    }

    fn entries(text: &str) -> Vec<Entry> {
        let NodeValue::Table(entries) = read(text).0.expect("is read").value else {
            panic!("a table")
        };
        entries
    }

    #[test]
    fn head_and_text_keep_the_lines_of_the_file() {
        for text in [
            "+++\nitem = 8\n+++\n\nWords.\n",
            "\u{feff}+++\r\nitem = 8\r\n+++ \r\n\r\nWords.\r\n",
        ] {
            let entries = entries(text);
            assert_eq!(entries[0].origin.to_string(), "p.md:2:1", "{text:?}");
            assert_eq!(entries[1].origin.to_string(), "p.md:5:1", "{text:?}");
            let NodeValue::Body(body) = &entries[1].node.value else {
                panic!("the text")
            };
            assert_eq!(body.trim(), "Words.");
        }
    }

    #[test]
    fn parts_of_a_file_are_found_in_bytes() {
        let text = "\u{feff}\r\n+++\r\nitem = 8\r\n+++ \r\n\r\nWords.\r\n";
        let written = Written::of(text, true).expect("has a head");
        assert_eq!(&text[written.toml], "item = 8\r\n");
        assert_eq!(&text[written.body.expect("a text")], "\r\nWords.\r\n");
        let whole = Written::of("\u{feff}a = 1", false).expect("is TOML");
        assert_eq!((whole.toml, whole.body), (3..8, None));
        assert_eq!(Written::of("a = 1", true), None);
        let bare = Written::of("+++\n+++", true).expect("has a head");
        assert_eq!((bare.toml, bare.body), (4..4, Some(7..7)));
    }

    #[test]
    fn a_head_without_text_is_a_paper_without_body() {
        assert_eq!(entries("+++\nitem = 8\n+++\n\n").len(), 1);
        assert_eq!(entries("+++\nitem = 8\n+++").len(), 1);
    }

    #[test]
    fn a_head_without_end_is_told_with_its_line() {
        let (node, said) = read("\n+++\nitem = 8\n\nWords.\n");
        assert_eq!(node, None);
        assert_eq!(said, ["p.md:2:1: the head has no end"]);
    }

    #[test]
    fn a_fault_in_the_head_has_the_line_of_the_file() {
        let (_, said) = read("+++\nitem = 8\nboard = \"x\n+++\n");
        assert!(said[0].starts_with("p.md:3:"), "{said:?}");
    }
}
