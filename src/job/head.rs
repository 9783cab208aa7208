//! What the first lines of a file say beyond doubt, so that it need not be read as a whole.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::door;
use crate::load;
use crate::model::Origin;
use crate::validate;

use super::Office;
use super::pack::is_meeting;

/// So much of a file is looked at.
const MOST: u64 = 8 << 10;

/// Returns the kind of document that a file says it is; none where only reading it as a whole can tell.
///
/// Each line before the one that says so must be plain: in a text of several lines, it would say nothing.
pub fn document(path: &Path) -> Option<String> {
    let file = BufReader::new(door::open(path).ok()?.take(MOST));
    let head = usize::from(load::is_markdown(path));
    for line in file.lines().skip(head) {
        if let Some(kind) = plain(line.ok()?.trim())? {
            return Some(kind);
        }
    }
    None
}

/// Reads a line that is plain: an empty one, a comment, or a key with a value that ends on it. Gives the kind of document where it
/// says that; none where it is not plain.
fn plain(line: &str) -> Option<Option<String>> {
    if ends(line) {
        return Some(None);
    }
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    if key.is_empty() || !key.chars().all(is_name) {
        return None;
    }
    let (text, rest) = match value.chars().next()? {
        sign @ ('"' | '\'') => value[1..].split_once(sign)?,
        _ => value.split_at(value.find([' ', '\t', '#']).unwrap_or(value.len())),
    };
    let is_text = value.starts_with('"');
    let is_bare = |c: char| c.is_ascii_alphanumeric() || ".:+-".contains(c);
    let is_whole = match value.starts_with(['"', '\'']) {
        true => !(is_text && text.contains('\\')),
        false => text.chars().all(is_bare),
    };
    let said = (key == "document").then(|| text.to_owned());
    (is_whole && ends(rest.trim()) && (said.is_none() || is_text)).then_some(said)
}

/// Returns whether nothing more is said.
fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('#')
}

/// Lists the meetings among papers, and what cannot be read: it may be one.
pub fn meetings_of<'a>(office: &Office, papers: &'a [PathBuf]) -> Vec<&'a Path> {
    let mut kinds: BTreeMap<String, bool> = BTreeMap::new();
    let mut is_one = |path: &Path| match document(path) {
        Some(kind) => *kinds
            .entry(kind)
            .or_insert_with_key(|kind| has_packs(office, kind)),
        None => is_meeting(office, path),
    };
    let papers = papers.iter().map(PathBuf::as_path);
    papers.filter(|path| is_one(path)).collect()
}

/// Returns whether papers of a kind can be packed.
pub fn has_packs(office: &Office, kind: &str) -> bool {
    let (place, mut unread) = (Origin::file(""), Diagnostics::default());
    let kind = kind.trim();
    let file = office
        .library
        .get(&format!("documents/{kind}/document.toml"));
    // Most descriptions have no such word, nor an escape that could stand for it: they need not be read.
    if !file.is_some_and(|file| file.text.contains("pack") || file.text.contains('\\')) {
        return false;
    }
    let kind = validate::kind(&office.library, kind, &place, &mut unread);
    kind.is_some_and(|kind| kind.pack.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, text: &str) -> Option<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        document(&path)
    }

    #[test]
    fn plain_lines_say_what_a_paper_is() {
        let text =
            "# ours\n\nlabel = \"A\" # first\nday = 2026-10-12\ndocument = \"agenda\"\n[rows]\n";
        assert_eq!(told("a.toml", text).as_deref(), Some("agenda"));
        let text = "+++\ndocument = \"minutes\"\n+++\nWords.\n";
        assert_eq!(told("a.md", text).as_deref(), Some("minutes"));
    }

    #[test]
    fn what_may_be_within_a_text_or_a_table_says_nothing() {
        for text in [
            "a = \"\"\"\ndocument = \"agenda\"\n\"\"\"\n",
            "a = '''\ndocument = \"agenda\"\n'''\n",
            "[a]\ndocument = \"agenda\"\n",
            "a = [\ndocument = \"agenda\"\n]\n",
            "a = \"\\\"\"\ndocument = \"agenda\"\n",
            "document = 'agenda'\n",
        ] {
            assert_eq!(told("a.toml", text), None, "{text}");
        }
    }
}
