//! The file itself, as other readers see it.

use hayro_syntax::Pdf;

use crate::join::joiner::writer::Writer;

/// What a search for objects takes for the catalog and the pages of a file.
const LOOKS_LIKE_OBJECTS: &[u8] = b"
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages>>endobj
8 0 obj<</Type/Page/Contents 9 0 R>>endobj
9 0 obj<</Type/Page/Contents 9 0 R>>endobj
";

#[test]
fn pages_are_found_by_the_table_whatever_streams_hold() {
    let mut writer = Writer::new(Vec::new()).expect("to memory");
    let [root, tree, page, info] = [0; 4].map(|_| writer.reserve());
    let content = writer
        .share_stream(b"", LOOKS_LIKE_OBJECTS)
        .expect("to memory");
    let objects = [
        (root, format!("<</Type/Catalog/Pages {tree} 0 R>>")),
        (tree, format!("<</Type/Pages/Kids[{page} 0 R]/Count 1>>")),
        (
            page,
            format!("<</Type/Page/Parent {tree} 0 R/Contents {content} 0 R>>"),
        ),
        (info, "<<>>".to_owned()),
    ];
    for (id, body) in objects {
        writer.object(id, body.as_bytes()).expect("to memory");
    }
    let file = writer.finish(root, info).expect("to memory");
    let read = Pdf::new(file).expect("a PDF");
    assert_eq!(read.pages().len(), 1);
}
