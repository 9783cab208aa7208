//! An old paper made with Word or Writer, taken over.

use crate::adopt::Answers;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::super::Office;
use super::{Adopted, Adoption};

/// Takes over the tables of an old paper.
pub fn document(
    _: &Office,
    asked: &Adoption,
    _: &mut dyn Answers,
    out: &mut Diagnostics,
) -> Option<Adopted> {
    let shown = asked.file.display().to_string();
    out.add(
        Code::FormatUnknown,
        Origin::file(shown.as_str()),
        "old papers cannot be taken over yet",
    );
    None
}
