//! `[limits]` in `board.toml`: how much memory and time papers may take.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Phrase, SetLimits, parse_memory};

use super::section::Section;

/// Reads what the office gives its papers.
pub fn limits(mut section: Section<'_>, out: &mut Diagnostics) -> SetLimits {
    let memory = section.phrase("memory", out);
    let memory = memory.and_then(|amount| bytes(&amount, out));
    let place = section.get("seconds").map(|node| node.origin.clone());
    let seconds = section.number("seconds", out);
    let settings = SetLimits {
        memory,
        seconds: seconds.and_then(whole),
    };
    if let (Some(seconds), None) = (seconds, settings.seconds) {
        let message = format!("`seconds` cannot be `{seconds}`");
        out.add(Code::ValueWrong, place, message)
            .hint("write a whole number of seconds, such as `120`");
    }
    section.finish(out);
    settings
}

fn bytes(amount: &Phrase, out: &mut Diagnostics) -> Option<u64> {
    match parse_memory(&amount.text) {
        Ok(bytes) => Some(bytes),
        Err(hint) => {
            let message = format!("`memory` is no amount of memory: `{}`", amount.text);
            out.add(Code::ValueWrong, amount.origin.clone(), message)
                .hint(hint);
            None
        }
    }
}

/// A day is more than any paper takes.
fn whole(seconds: f64) -> Option<u64> {
    let fine = seconds.fract() == 0.0 && (1.0..=86_400.0).contains(&seconds);
    fine.then_some(seconds as u64)
}
