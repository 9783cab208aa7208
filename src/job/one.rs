//! One paper of a run: set and written, or left as it stands.

use crate::compile;
use crate::diagnostic::Diagnostics;
use crate::journal;

use super::Build;
use super::build::refused;
use super::led::Led;
use super::receipts::{Receipt, Receipts, Record};
use super::set::{Set, put, set};

/// A paper that is not yet written.
pub struct Begun {
    /// The paper's file as the user knows it.
    shown: String,
    /// How it was made, where it stands in the output folder already.
    receipt: Option<Receipt>,
    /// It as it was set, where it could be and is not there.
    set: Option<Set>,
    problems: Diagnostics,
}

/// What came of a paper.
pub struct Ended {
    /// The paper's file as the user knows it.
    pub shown: String,
    /// It as it stands in the output folder.
    pub record: Option<Record>,
    /// Whether it stood there already.
    pub stood: bool,
    /// What is wrong with it.
    pub problems: Diagnostics,
}

/// Sets a paper, one of `few` or many, unless it stands as it was made before; then it is let go.
pub fn begin(run: &Build<'_>, mut paper: Led<'_>, few: bool) -> Begun {
    let mut begun = Begun {
        shown: paper.shown.clone(),
        receipt: paper.receipt.take(),
        set: None,
        problems: Diagnostics::default(),
    };
    // What is remembered of others grows no older by one that stands.
    if begun.receipt.is_none() {
        // Before it and not after: what is left at the end goes with the process.
        match few {
            true => compile::forget_but_few(),
            false => compile::forget(journal::threads()),
        }
        begun.set = set(run, paper, &mut begun.problems);
    }
    begun
}

/// Writes a paper that was set, or takes it as it stands.
pub fn end(run: &Build<'_>, receipts: Option<&Receipts<'_>>, begun: Begun) -> Ended {
    let mut problems = begun.problems;
    let record = match &begun.receipt {
        Some(receipt) => stands(run, receipt, &mut problems),
        None => {
            let put = |set| put(run, receipts, set, &mut problems);
            begun.set.and_then(put)
        }
    };
    (run.done)();
    Ended {
        shown: begun.shown,
        record,
        stood: begun.receipt.is_some(),
        problems,
    }
}

/// Takes a paper as it stands, and tells what was said when it was made.
fn stands(run: &Build<'_>, receipt: &Receipt, out: &mut Diagnostics) -> Option<Record> {
    out.append(receipt.set.clone());
    run.office.rules.apply(out);
    (!refused(run, out)).then(|| receipt.record.clone())
}
