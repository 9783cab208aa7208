//! What the first lines of a file say beyond doubt, so that it need not be read as a whole.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

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
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        let value = r#"(?:"([^"\\]*)"|'[^']*'|[0-9A-Za-z.:+-]+)"#;
        let line = format!(r"^\s*(?:([A-Za-z0-9_-]+)\s*=\s*{value}\s*)?(?:#.*)?$");
        Regex::new(&line).expect("a sound pattern")
    });
    let file = BufReader::new(door::open(path).ok()?.take(MOST));
    let head = usize::from(load::is_markdown(path));
    for line in file.lines().skip(head) {
        let line = line.ok()?;
        let found = LINE.captures(&line)?;
        if found.get(1).is_some_and(|key| key.as_str() == "document") {
            return Some(found.get(2)?.as_str().to_owned());
        }
    }
    None
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
    let kind = validate::kind(&office.library, kind.trim(), &place, &mut unread);
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
