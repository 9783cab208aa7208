//! Seats are nowhere to be seen in a PDF.

use std::sync::Arc;

use rayon::ThreadPoolBuilder;

use super::{Fonts, Shared, Standards, Task, compile};
use crate::diagnostic::Diagnostics;
use crate::model::{Date, Origin};

#[test]
fn a_paper_of_many_runs_of_pages_has_the_same_bytes_whatever_threads_set_them() {
    let mut out = Diagnostics::default();
    let fonts = Arc::new(Fonts::new(None, &mut out));
    let shared = Shared::new(std::iter::empty(), false, fonts);
    let pages: String = (0..60)
        .map(|page| format!("#page[Page {page}: keys came, and patrols began.]\n"))
        .collect();
    let entry = format!("#set text(font: \"Source Sans 3\")\n{pages}");
    let date = Date {
        year: 2026,
        month: 10,
        day: 30,
    };
    let standards = Standards::new(&[], &Origin::file("board.toml"), &mut out);
    let task = Task {
        entry: &entry,
        model: "{}",
        images: &[],
        date,
        paper: "paper.toml",
        standards: &standards.expect("none are asked for"),
    };
    let set = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let mut out = Diagnostics::default();
        let set = || compile(&shared, &task, &mut out).expect("is set").bytes;
        pool.expect("a pool").install(set)
    };
    let alone = set(1);
    for _ in 0..4 {
        assert!(set(4) == alone, "{} bytes alone", alone.len());
    }
    assert!(!out.has_errors());
}
