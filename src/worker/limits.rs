//! How much memory and time the second process has.

use std::fs;

use serde::{Deserialize, Serialize};

/// No machine has so little that a child should have less.
const LEAST: u64 = 2 << 30;
/// What is taken for the machine's memory where it cannot be told.
const USUAL: u64 = 8 << 30;
/// Seconds for one file or paper: the longest paper that was tried took a tenth of it.
const SECONDS: u64 = 120;

/// What the command line and the environment say of limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Bytes of memory.
    pub memory: Option<u64>,
    /// Seconds for a file or paper.
    pub seconds: Option<u64>,
}

/// The limits of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds for a file or paper.
    pub seconds: u64,
}

impl Limits {
    /// Takes what is given, and for the rest half of the machine's memory and two minutes.
    pub fn of(given: Given) -> Self {
        Self {
            memory: given.memory.unwrap_or_else(usual_memory),
            seconds: given.seconds.unwrap_or(SECONDS),
        }
    }
}

impl Given {
    /// Takes what the environment says for what the command line does not.
    #[must_use]
    pub fn or_environment(self) -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        let memory = variable("BOARDPAPER_LIMIT_MEMORY");
        let seconds = variable("BOARDPAPER_LIMIT_SECONDS");
        Self {
            memory: self.memory.or_else(|| parse_memory(memory?.as_str()).ok()),
            seconds: self.seconds.or_else(|| seconds?.trim().parse().ok()),
        }
    }
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
        .and_then(|(n, shift)| n.checked_mul(1 << shift));
    // With less, the program could not read its own templates.
    let enough = bytes.filter(|bytes| *bytes >= 256 << 20);
    enough.ok_or_else(|| "write it as in `4 GB` or `1500 MB`; at least `256 MB`".to_owned())
}

/// Returns half of what the machine has, or of what a container is allowed.
fn usual_memory() -> u64 {
    let machine = fs::read_to_string("/proc/meminfo").ok();
    let machine = machine.and_then(|text| total(&text)).unwrap_or(USUAL);
    let container = fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let container = container.and_then(|text| text.trim().parse().ok());
    let whole = container.map_or(machine, |container: u64| container.min(machine));
    // Whole megabytes are told more easily.
    ((whole / 2) >> 20 << 20).max(LEAST)
}

/// Reads the machine's memory, which is told in kilobytes.
fn total(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let number = line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?;
    number.checked_mul(1024)
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
    fn the_machines_memory_is_found() {
        assert_eq!(
            total("MemTotal:       16384 kB\nMemFree: 1 kB\n"),
            Some(16 << 20)
        );
        assert_eq!(total("nothing"), None);
        assert!(usual_memory() >= LEAST);
    }
}
