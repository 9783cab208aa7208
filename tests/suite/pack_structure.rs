//! What a pack keeps of its parts: tags, marks, links, bookmarks, names, labels.

use crate::support::pdf::Whole;
use crate::support::repo;

#[test]
fn papers_made_elsewhere_hang_together() {
    for (name, tagged) in [
        ("estates-strategy", true),
        ("treasury-note", false),
        ("partner-letter", false),
    ] {
        let whole = Whole::open(&repo(&format!("data/meetings/papers/{name}.pdf")));
        let structure = whole.structure();
        assert_eq!(whole.faults(), Vec::<String>::new(), "{name}");
        assert_eq!(!structure.elements.is_empty(), tagged, "{name}");
    }
}
