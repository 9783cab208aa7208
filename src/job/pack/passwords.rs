//! The passwords of encrypted PDFs, from a file that the clerk names: never printed, never recorded.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::load::{self, NodeValue};
use crate::model::Origin;

/// The most bytes of a list of passwords.
const MOST: u64 = 1 << 20;
/// How long is waited for one that comes through a pipe: somebody may have to type what opens it.
const LONGEST: Duration = Duration::from_secs(60);

/// Passwords by file.
#[derive(Clone, Default)]
pub struct Passwords(BTreeMap<String, String>);

impl std::fmt::Debug for Passwords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passwords", self.0.len())
    }
}

impl Passwords {
    /// Reads lines such as `"papers/estates.pdf" = "secret"`; what is wrong is told without the line, which has a password.
    pub fn read(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Self> {
        let bytes = match door::handed(path, MOST, LONGEST) {
            Ok(bytes) => bytes,
            Err(error) => return unread(shown, &error, out),
        };
        let node = String::from_utf8(bytes).ok();
        let node = node.and_then(|text| load::parse(&text, shown, &mut Diagnostics::default()));
        let Some(NodeValue::Table(entries)) = node.map(|node| node.value) else {
            return unusable(shown, out);
        };
        let pair = |entry: load::Entry| match entry.node.value {
            NodeValue::Text(password) => Some((slashed(&entry.key), password)),
            _ => None,
        };
        match entries.into_iter().map(pair).collect() {
            Some(passwords) => Some(Self(passwords)),
            None => unusable(shown, out),
        }
    }

    /// Returns the password of a file: by its path in the office, as the meeting names it, or by its bare name.
    pub fn of(&self, shown: &str, named: &str) -> Option<&str> {
        let bare = shown.rsplit('/').next().unwrap_or(shown);
        let found = [shown, named, bare]
            .into_iter()
            .find_map(|name| self.0.get(name));
        found.map(String::as_str)
    }
}

fn slashed(path: &str) -> String {
    path.replace('\\', "/")
}

fn unread<T>(shown: &str, why: &std::io::Error, out: &mut Diagnostics) -> Option<T> {
    let message = format!("cannot read `{shown}`: {why}");
    let hint = match why.kind() {
        // A pipe that was read before: by `--watch`, or by a run that was begun again.
        ErrorKind::UnexpectedEof => "write the list into a file: it is needed more than once",
        _ => "name a file, or hand the list over as a pipe: `--password-file <(…)`",
    };
    out.add(Code::FileUnreadable, Origin::file(shown), message)
        .hint(hint);
    None
}

fn unusable<T>(shown: &str, out: &mut Diagnostics) -> Option<T> {
    let message = format!("`{shown}` is no list of passwords");
    out.add(Code::TomlSyntax, Origin::file(shown), message)
        .hint("write a line for each file, such as `\"papers/estates.pdf\" = \"its password\"`");
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Passwords>, Diagnostics) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("written");
        let mut out = Diagnostics::default();
        (
            Passwords::read(file.path(), "passwords.toml", &mut out),
            out,
        )
    }

    #[test]
    fn a_password_is_found_by_path_by_name_in_the_meeting_or_by_bare_name() {
        let (passwords, _) = read("\"data/meetings/papers/a.pdf\" = \"1\"\n'b.pdf' = \"2\"");
        let passwords = passwords.expect("sound");
        let of = |shown: &str| passwords.of(shown, "papers/x.pdf");
        assert_eq!(of("data/meetings/papers/a.pdf"), Some("1"));
        assert_eq!(of("data/elsewhere/b.pdf"), Some("2"));
        assert_eq!(of("data/meetings/papers/c.pdf"), None);
    }

    #[test]
    fn a_faulty_list_is_told_of_without_its_words() {
        for text in ["'a.pdf' = secret", "'a.pdf' = 12345"] {
            let (passwords, out) = read(text);
            assert!(passwords.is_none());
            let told = format!("{out:?}");
            assert!(
                !told.contains("secret") && !told.contains("12345"),
                "{told}"
            );
        }
    }
}
