//! TOML as it is written out piece by piece: strings and keys.

use std::fmt::Write;

/// Returns a TOML string on one line, with control characters escaped.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Returns a key, in quotes where it is more than letters, digits, hyphens and underscores.
pub fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match !name.is_empty() && name.chars().all(is_bare) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_reads_back() {
        let odd = "a \"b\" \\ \u{7}\n\t\u{85}e\u{301} {{ x }}";
        let read: toml::Table = format!("{} = {}", key(odd), quoted(odd))
            .parse()
            .expect("TOML");
        assert_eq!(read[odd].as_str(), Some(odd));
        assert!(!quoted(odd).contains('\n'));
    }

    #[test]
    fn plain_keys_stand_bare() {
        assert_eq!(key("path-to-green"), "path-to-green");
        assert_eq!(key("Path to green"), "\"Path to green\"");
        assert_eq!(key(""), "\"\"");
    }
}
