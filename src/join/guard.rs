//! Parsers of foreign files, kept from ending the program.

use std::panic;
use std::sync::Once;
use std::thread;

/// Room for parsers that call themselves for each level of nesting: what lies as deep as is let through takes up to 4 MB. It is reserved
/// for each thread that reads, and so counts for limits on memory.
const STACK: usize = 16 << 20;

/// The name of threads whose panics are caught and told of in words of ours.
const NAME: &str = "pdf-parser";

/// Runs a parser on a thread of its own with a large stack; none where it panics, without a word on the screen.
///
/// # Panics
///
/// Where the system lets no thread be started, which is no fault of the file.
pub(super) fn guarded<T: Send>(parse: impl FnOnce() -> T + Send) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(hush);
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name(NAME.to_owned())
            .stack_size(STACK);
        let started = thread.spawn_scoped(scope, parse);
        let started = started.expect("no thread can be started");
        started.join().ok()
    })
}

/// Keeps the panics of those threads from the screen.
fn hush() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |about| {
        if thread::current().name() != Some(NAME) {
            usual(about);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_are_caught_and_results_come_back() {
        assert_eq!(guarded(|| -> u8 { panic!("an index out of bounds") }), None);
        assert_eq!(guarded(|| 1), Some(1));
    }
}
