//! Panics of the thread that looks at pages: they are caught, and nothing of them goes to the screen.

use std::panic;
use std::sync::Once;
use std::thread;

/// The name of the thread.
pub(super) const NAME: &str = "look";

/// Keeps panics of the thread off the screen.
pub(super) fn install() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if thread::current().name() != Some(NAME) {
                usual(about);
            }
        }));
    });
}
