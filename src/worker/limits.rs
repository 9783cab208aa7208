//! How much memory and time the second process has.

use std::fs;

use serde::{Deserialize, Serialize};

use crate::model::{SetLimits, parse_memory};

/// No machine has so little that a child should have less.
const LEAST: u64 = 2 << 30;
/// What is taken for the machine's memory where it cannot be told.
const USUAL: u64 = 8 << 30;
/// Seconds for one file or paper: the longest paper that was tried took a tenth of it.
const SECONDS: u64 = 120;
/// What stands in for the flags, for services.
const MEMORY: &str = "BOARDPAPER_LIMIT_MEMORY";
const TIME: &str = "BOARDPAPER_LIMIT_SECONDS";

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
    pub fn of(given: SetLimits) -> Self {
        Self {
            memory: given.memory.unwrap_or_else(usual_memory),
            seconds: given.seconds.unwrap_or(SECONDS),
        }
    }
}

/// Takes what the environment says for what the command line does not.
///
/// # Errors
///
/// Which variable says nothing that can be a limit: to go on without would leave out what was asked for.
pub fn or_environment(given: SetLimits) -> Result<SetLimits, String> {
    let variable = |name: &str| std::env::var_os(name).filter(|text| !text.is_empty());
    let memory = variable(MEMORY).map(|text| memory(&text.to_string_lossy()));
    let seconds = variable(TIME).map(|text| seconds(&text.to_string_lossy()));
    Ok(SetLimits {
        memory: given.memory.or(memory.transpose()?),
        seconds: given.seconds.or(seconds.transpose()?),
    })
}

fn memory(text: &str) -> Result<u64, String> {
    parse_memory(text).map_err(|how| format!("`{MEMORY}` is `{text}`: {how}"))
}

fn seconds(text: &str) -> Result<u64, String> {
    let seconds = text.trim().parse().ok().filter(|seconds| *seconds > 0);
    let how = "write a whole number of seconds, such as `120`";
    seconds.ok_or_else(|| format!("`{TIME}` is `{text}`: {how}"))
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
    fn the_machines_memory_is_found() {
        assert_eq!(
            total("MemTotal:       16384 kB\nMemFree: 1 kB\n"),
            Some(16 << 20)
        );
        assert_eq!(total("nothing"), None);
        assert!(usual_memory() >= LEAST);
    }

    #[test]
    fn what_is_no_limit_is_named_with_its_variable() {
        assert_eq!(memory("2 GB"), Ok(2 << 30));
        assert_eq!(seconds(" 60 "), Ok(60));
        for wrong in ["0", "-1", "soon", "1.5"] {
            let said = seconds(wrong).expect_err("is no limit");
            assert!(said.starts_with(&format!("`BOARDPAPER_LIMIT_SECONDS` is `{wrong}`")));
        }
        assert!(memory("1 KB").expect_err("is no limit").contains("4 GB"));
    }
}
