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
#[must_use]
pub fn or_environment(given: SetLimits) -> SetLimits {
    let variable = |name: &str| std::env::var(name).ok();
    let memory = variable("BOARDPAPER_LIMIT_MEMORY");
    let seconds = variable("BOARDPAPER_LIMIT_SECONDS");
    let memory = memory.and_then(|text| parse_memory(&text).ok());
    let seconds = seconds.and_then(|text| text.trim().parse().ok());
    // In no time, nothing would be done.
    let seconds = seconds.filter(|seconds| *seconds > 0);
    SetLimits {
        memory: given.memory.or(memory),
        seconds: given.seconds.or(seconds),
    }
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
}
