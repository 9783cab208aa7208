//! What the way in which a child ended says of the reason.

use std::process::ExitStatus;

use crate::journal::Reason;

/// What Rust gives for a panic.
const PANICKED: i32 = 101;

/// What systems say that let no thread be started, for want of memory for its stack or because there are too many.
const NO_THREAD: &str = "Resource temporarily unavailable";

/// How a child ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Death {
    /// By itself, with this exit code.
    Done(u8),
    /// Before its time.
    Died(Reason),
}

/// Tells from its status and its last words how a child ended; `memory` is the reason where it asked for more than there is.
pub fn death(status: ExitStatus, words: &[u8], memory: Reason) -> Death {
    let words = String::from_utf8_lossy(words);
    if let Some(code) = status.code().and_then(|code| u8::try_from(code).ok())
        && i32::from(code) != PANICKED
    {
        return Death::Done(code);
    }
    match signal(status) {
        // Someone wants it to end.
        Some(signal @ (1 | 2 | 3 | 13 | 15)) => Death::Done(128 + signal),
        // A crash of ours ends otherwise.
        Some(9) => Death::Died(Reason::Killed),
        _ => Death::Died(reason(&words, status, memory)),
    }
}

fn reason(words: &str, status: ExitStatus, memory: Reason) -> Reason {
    let says = |part: &str| words.contains(part);
    if says("memory allocation of") || says("Cannot allocate memory") {
        memory
    } else if says(NO_THREAD) {
        match memory {
            Reason::Granted(_) => memory,
            _ => Reason::Threads,
        }
    } else if says("overflowed its stack") {
        Reason::Depth
    } else {
        Reason::Failed(last_words(words).unwrap_or_else(|| status.to_string()))
    }
}

/// Returns what a panic says: the line after the one that names its place.
fn last_words(words: &str) -> Option<String> {
    let lines = words.lines().map(str::trim);
    let mut said = lines
        .skip_while(|line| !line.contains("panicked at"))
        .skip(1);
    let said = said.next().filter(|line| !line.is_empty())?;
    Some(said.chars().take(200).collect())
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<u8> {
    use std::os::unix::process::ExitStatusExt;
    status.signal().and_then(|signal| u8::try_from(signal).ok())
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<u8> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn of(status: i32, words: &str) -> Death {
        death(
            ExitStatus::from_raw(status),
            words.as_bytes(),
            Reason::Memory(2 << 30),
        )
    }

    #[test]
    fn exit_codes_are_passed_on_and_so_are_signals_that_someone_sends() {
        assert_eq!(of(0, "noise"), Death::Done(0));
        assert_eq!(of(3 << 8, ""), Death::Done(3));
        assert_eq!(of(15, ""), Death::Done(143));
    }

    #[test]
    fn last_words_tell_the_reason() {
        let aborted = 6;
        let memory = "memory allocation of 1099511627776 bytes failed\n";
        assert_eq!(of(aborted, memory), Death::Died(Reason::Memory(2 << 30)));
        let deep =
            "\nthread 'main' (7) has overflowed its stack\nfatal runtime error: stack overflow\n";
        assert_eq!(of(aborted, deep), Death::Died(Reason::Depth));
        let spawn =
            "\nfailed to spawn thread: Os { message: \"Resource temporarily unavailable\" }\n";
        assert_eq!(of(101 << 8, spawn), Death::Died(Reason::Threads));
        let granted = Reason::Granted(400 << 20);
        let few = death(ExitStatus::from_raw(6), spawn.as_bytes(), granted.clone());
        assert_eq!(few, Death::Died(granted));
        let panic = "\nthread 'main' (7) panicked at src/a.rs:1:2:\nno such row\nnote: run with\n";
        assert_eq!(
            of(101 << 8, panic),
            Death::Died(Reason::Failed("no such row".into()))
        );
        assert_eq!(of(9, ""), Death::Died(Reason::Killed));
        assert!(matches!(of(11, ""), Death::Died(Reason::Failed(_))));
    }
}
