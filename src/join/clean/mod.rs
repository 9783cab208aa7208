//! Takes out of a PDF what a pack must not carry, and makes part of the page what only a form or a viewer would show.

use super::{Finding, Pdf};

/// Makes a PDF safe to join, and tells what was removed, changed, or is for a person to look at.
pub fn clean(pdf: &mut Pdf) -> Vec<Finding> {
    let _ = pdf;
    todo!()
}
