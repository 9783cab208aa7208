//! How much memory and time an office gives its papers.

use serde::{Deserialize, Serialize};

/// The least memory that is given: with less, the program could not read its own templates.
const LEAST: u64 = 256 << 20;

/// The limits that an office, or a command line, sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLimits {
    /// Bytes of memory.
    pub memory: Option<u64>,
    /// Seconds for a file or paper.
    pub seconds: Option<u64>,
}

/// Reads an amount of memory, such as `4 GB` or `1500MB`.
///
/// # Errors
///
/// How it is to be written.
pub fn parse_memory(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = text[digits.len()..].trim().to_ascii_uppercase();
    let shift = match unit.as_str() {
        "GB" | "G" | "GIB" => Some(30),
        "MB" | "M" | "MIB" => Some(20),
        _ => None,
    };
    let number = digits.parse::<u64>().ok();
    let bytes = number
        .zip(shift)
        .and_then(|(number, shift)| number.checked_mul(1 << shift));
    let enough = bytes.filter(|bytes| *bytes >= LEAST);
    enough.ok_or_else(|| "write it as in `4 GB` or `1500 MB`; `256 MB` at least".to_owned())
}

/// Shows an amount of memory.
pub fn amount(bytes: u64) -> String {
    match bytes {
        bytes if bytes >= 1 << 30 && bytes.is_multiple_of(1 << 30) => format!("{} GB", bytes >> 30),
        bytes => format!("{} MB", bytes >> 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_as_people_write_it() {
        assert_eq!(parse_memory("4 GB"), Ok(4 << 30));
        assert_eq!(parse_memory("1500mb"), Ok(1500 << 20));
        assert_eq!(parse_memory(" 2G "), Ok(2 << 30));
        for wrong in [
            "",
            "GB",
            "4",
            "four GB",
            "10 MB",
            "99999999999999999 GB",
            "4 €",
        ] {
            assert!(parse_memory(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_told_in_whole_units() {
        assert_eq!(amount(2 << 30), "2 GB");
        assert_eq!(amount(1536 << 20), "1536 MB");
    }
}
