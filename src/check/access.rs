//! What keeps readers out: links that say nothing, capitals, skipped headings, missing contents.

use crate::diagnostic::Diagnostics;

use super::Subject;

/// Reports what is found in a paper.
pub fn check(_subject: &Subject<'_>, _out: &mut Diagnostics) {}
