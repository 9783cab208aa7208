//! Words: doubled, misspelt, American, not the house's own; brackets and quotation marks without partner.

use crate::diagnostic::Diagnostics;

use super::Subject;

/// Reports what is found in a paper.
pub fn check(_subject: &Subject<'_>, _out: &mut Diagnostics) {}
