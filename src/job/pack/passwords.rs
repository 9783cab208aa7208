//! The passwords of encrypted PDFs, from a file that the clerk names: never printed, never recorded.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, NodeValue};
use crate::model::Origin;

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
        let mut faults = Diagnostics::default();
        let node = load::document(path, shown, &mut faults);
        let Some(node) = node else {
            let unread = faults
                .iter()
                .any(|fault| fault.code == Code::FileUnreadable);
            return unusable(shown, unread, out);
        };
        let NodeValue::Table(entries) = node.value else {
            return unusable(shown, false, out);
        };
        let pair = |entry: load::Entry| match entry.node.value {
            NodeValue::Text(password) => Some((slashed(&entry.key), password)),
            _ => None,
        };
        match entries.into_iter().map(pair).collect() {
            Some(passwords) => Some(Self(passwords)),
            None => unusable(shown, false, out),
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

fn unusable<T>(shown: &str, unread: bool, out: &mut Diagnostics) -> Option<T> {
    let (code, message) = match unread {
        true => (Code::FileUnreadable, format!("cannot read `{shown}`")),
        false => (
            Code::TomlSyntax,
            format!("`{shown}` is no list of passwords"),
        ),
    };
    out.add(code, Origin::file(shown), message)
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
