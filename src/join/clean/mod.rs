//! Takes out of a PDF what a pack must not carry, and makes part of the page what only a form or a viewer would show.
//!
//! First all that acts is disarmed, wherever it stands; then catalog and pages keep only what is about content; then fields and
//! comments become part of their pages; what nothing refers to any more is dropped; and last is looked at what is left.

mod actions;
mod address;
mod annotations;
mod appearance;
mod catalog;
mod content;
mod disguised;
mod field;
mod figures;
mod flatten;
mod fonts;
mod forms;
#[cfg(test)]
mod forms_tests;
mod layers;
mod marked;
mod mend;
mod number_tree;
mod overrun;
mod prune;
mod read;
mod shape;
mod streams;
mod tags;
mod tally;
#[cfg(test)]
mod tests;
mod typeface;
mod walk;
mod written;

use tally::Tally;

use super::{Claims, Finding, Pdf, What};

/// Makes a PDF safe to join, and tells what was removed, changed, or is for a person to look at.
pub fn clean(pdf: &mut Pdf) -> Vec<Finding> {
    let mut tally = Tally::default();
    let (document, pages) = (&mut pdf.document, &pdf.pages);
    catalog::count(document, &mut tally);
    disguised::spare(document, pages, &mut tally);
    actions::disarm(document, pages, &mut tally);
    overrun::cut(document);
    streams::cut_off(document, &mut tally);
    mend::mend(document, pages, &mut tally);
    forms::flatten(document, pages, &mut tally);
    catalog::reduce(document, pages);
    prune::prune(document);
    layers::report(document, pages, &mut tally);
    fonts::report(document, pages, &mut tally);
    report_claims(&pdf.claims, &mut tally);
    if pdf.claims.tagged {
        figures::report(document, pages, &mut tally);
    }
    tally.findings()
}

/// Counts what a PDF does not claim to be.
fn report_claims(claims: &Claims, tally: &mut Tally) {
    let lacking = [
        (What::NotTagged, !claims.tagged),
        (What::NoLanguage, claims.language.is_none()),
        (What::NotUa, claims.ua != Some(1)),
        (
            What::NotArchival,
            claims.archival.is_none_or(|(part, _)| part != 2),
        ),
    ];
    for (what, _) in lacking.into_iter().filter(|(_, lacking)| *lacking) {
        tally.add(what, None);
    }
}
