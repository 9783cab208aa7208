//! Readers of foreign files, kept from ending the program.

use std::cell::Cell as Flag;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::fault::Fault;

/// Runs a reader that may panic on a damaged file, and without a word on the screen.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if !QUIET.get() {
                usual(about);
            }
        }));
    });
    QUIET.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(read));
    QUIET.set(false);
    outcome.unwrap_or_else(|_| Err(Fault::broken("its parts do not fit together")))
}

thread_local! {
    /// Whether panics of this thread are caught and told of as faults.
    static QUIET: Flag<bool> = const { Flag::new(false) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_become_damage() {
        let outcome = guarded(|| -> Result<(), Fault> { panic!("an index out of bounds") });
        assert!(matches!(outcome, Err(Fault::Broken(_))));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
