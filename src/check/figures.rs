//! Figures in words: do they follow from the rows, and from each other?

use crate::diagnostic::Diagnostics;

use super::Subject;

/// Reports what is found in a paper.
pub fn check(_subject: &Subject<'_>, _out: &mut Diagnostics) {}
