//! Bookmarks, those of entries and those of papers.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::join::Bookmark;

use super::made::{Pack, Paper, entry, join, paper, text};

/// Adds a bookmark to a paper; it leads to its first page.
fn bookmark(paper: &mut Paper, title: &str, count: i64) -> ObjectId {
    let goal = vec![paper.pages[0].into(), "Fit".into()];
    paper.document.add_object(dictionary! {
        "Title" => Object::string_literal(title), "Dest" => goal, "Count" => count, "F" => 2,
    })
}

/// A paper with the bookmarks A, below it B, and after it C, which leads back to A and acts.
fn marked() -> Paper {
    let mut paper = paper(1);
    let [a, b, c] =
        [("A", 1), ("B", 0), ("C", 0)].map(|(title, count)| bookmark(&mut paper, title, count));
    paper.set(a, "First", b);
    paper.set(a, "Next", c);
    paper.set(c, "Next", a);
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("x") };
    paper
        .document
        .get_dictionary_mut(c)
        .expect("C")
        .remove(b"Dest");
    paper.set(c, "A", script);
    let root = paper
        .document
        .add_object(dictionary! { "First" => a, "Last" => c });
    paper.set(paper.catalog, "Outlines", root);
    paper
}

fn lines(pack: &Pack) -> String {
    let mut out = String::new();
    below(pack, pack.dict(pack.catalog(), "Outlines"), 0, &mut out);
    out
}

fn below(pack: &Pack, above: &Dictionary, depth: usize, out: &mut String) {
    let mut next = above.get(b"First").ok();
    let mut before: Option<ObjectId> = None;
    while let Some(item) = next {
        let entries = pack.follow(item).as_dict().expect("a bookmark");
        assert_eq!(
            entries.get(b"Prev").and_then(Object::as_reference).ok(),
            before
        );
        let count = entries
            .get(b"Count")
            .and_then(Object::as_i64)
            .map_or(String::new(), |count| format!(" {count}"));
        let leads = if entries.has(b"Dest") { "" } else { " -" };
        out.push_str(&format!(
            "{}{}{count}{leads}\n",
            "  ".repeat(depth),
            text(pack.get(entries, "Title"))
        ));
        assert!(!entries.has(b"A"));
        below(pack, entries, depth + 1, out);
        before = item.as_reference().ok();
        next = entries.get(b"Next").ok();
    }
}

fn at(title: &str, level: usize) -> crate::join::Entry {
    let mut entry = entry(title);
    entry.bookmark = Some(Bookmark {
        title: title.to_owned(),
        level,
    });
    entry
}

#[test]
fn bookmarks_of_papers_stand_below_those_of_entries() {
    let mut none = entry("Three");
    none.bookmark = None;
    let pack = join(vec![
        (marked(), at("One", 0)),
        (marked(), at("Two", 5)),
        (marked(), none),
    ]);
    assert_eq!(
        lines(&pack),
        "One 4\n  A 1\n    B\n  C -\n  Two -6\n    A 1\n      B\n    C -\n    A 1\n      B\n    C -\n"
    );
    let root = pack.dict(pack.catalog(), "Outlines");
    assert_eq!(pack.get(root, "Count"), &Object::Integer(5));
}

#[test]
fn a_pack_without_bookmarks_has_no_outline() {
    let mut none = entry("One");
    none.bookmark = None;
    let pack = join(vec![(paper(1), none)]);
    assert!(!pack.catalog().has(b"Outlines") && !pack.catalog().has(b"PageMode"));
}
