//! Statuses and the words beside them.

use crate::diagnostic::Diagnostics;

use super::Subject;

/// Reports what is found in a paper.
pub fn check(_subject: &Subject<'_>, _out: &mut Diagnostics) {}
