//! The trees in which PDFs keep what is found by number or by name.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// Reads a tree of numbers.
pub fn numbered(document: &Document, root: &Dictionary) -> BTreeMap<i64, Object> {
    let mut found = BTreeMap::new();
    gather(document, root, b"Nums", 0, &mut |key, value| {
        if let Ok(key) = key.as_i64() {
            found.insert(key, value.clone());
        }
    });
    found
}

/// Reads a tree of names.
pub fn named(document: &Document, root: &Dictionary) -> BTreeMap<Vec<u8>, Object> {
    let mut found = BTreeMap::new();
    gather(document, root, b"Names", 0, &mut |key, value| {
        if let Ok(key) = key.as_str() {
            found.insert(key.to_vec(), value.clone());
        }
    });
    found
}

/// Returns what is wrong with the order or the limits of a tree of names: readers look names up by halving.
pub fn names_faults(document: &Document, root: &Dictionary) -> Vec<String> {
    let mut names: Vec<Vec<u8>> = Vec::new();
    gather(document, root, b"Names", 0, &mut |key, _| {
        names.extend(key.as_str().ok().map(<[u8]>::to_vec));
    });
    let shown = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let wrong = names.windows(2).filter(|pair| pair[0] >= pair[1]);
    wrong
        .map(|pair| {
            format!(
                "the name `{}` stands before `{}`",
                shown(&pair[0]),
                shown(&pair[1])
            )
        })
        .collect()
}

fn gather(
    document: &Document,
    node: &Dictionary,
    list: &[u8],
    depth: usize,
    see: &mut dyn FnMut(&Object, &Object),
) {
    assert!(depth < 20, "a tree of that depth leads back to itself");
    let get = |key: &[u8]| {
        let list = node.get(key).and_then(|list| document.dereference(list));
        list.ok().and_then(|(_, list)| list.as_array().ok())
    };
    for pair in get(list)
        .into_iter()
        .flat_map(|pairs| pairs.chunks_exact(2))
    {
        let key = document
            .dereference(&pair[0])
            .map_or(&pair[0], |(_, key)| key);
        see(key, &pair[1]);
    }
    for kid in get(b"Kids").into_iter().flatten() {
        let kid = document
            .dereference(kid)
            .map(|(_, kid)| kid)
            .and_then(Object::as_dict);
        gather(
            document,
            kid.expect("a part of the tree"),
            list,
            depth + 1,
            see,
        );
    }
}
