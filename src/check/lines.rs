//! Lines of a table: refs out of order or missing, lines that came and went without a word.

use crate::diagnostic::Diagnostics;

use super::Subject;

/// Reports what is found in a paper.
pub fn check(_subject: &Subject<'_>, _out: &mut Diagnostics) {}
