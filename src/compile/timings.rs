//! Where the typesetter's time goes: its own spans, by template and line, in the form that browsers and Perfetto show.

use std::num::NonZeroU64;

use typst::syntax::Span;
use typst_timing::export_json;

use super::Shared;

/// From now on, everything that the typesetter does is recorded, whatever paper it is for.
pub fn record() {
    typst_timing::enable();
}

/// Gives what was recorded, in Chrome's trace format, and forgets it.
pub fn recorded(shared: &Shared) -> Result<Vec<u8>, String> {
    typst_timing::disable();
    let mut trace = Vec::new();
    export_json(&mut trace, |span| place(span, shared))?;
    Ok(trace)
}

/// The template and line of a span; what a paper has of its own has a name only.
fn place(span: NonZeroU64, shared: &Shared) -> (String, u32) {
    let span = Span::from_raw(span);
    let Some(file) = span.id() else {
        return (String::from("typst"), 0);
    };
    (shared.name(file), shared.line(span).unwrap_or_default())
}
