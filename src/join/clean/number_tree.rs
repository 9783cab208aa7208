//! Number trees, read into a map and written as one node.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, dictionary};

use super::read::items;

/// More nodes than a number tree of a paper has.
const NODES: usize = 200_000;

/// Reads a number tree; of values with the same number the first counts.
pub(super) fn read(document: &Document, root: &Object) -> BTreeMap<i64, Object> {
    let (mut values, mut waiting, mut seen) = (BTreeMap::new(), vec![root], 0);
    while let Some(node) = waiting.pop() {
        seen += 1;
        let Ok((_, Object::Dictionary(node))) = document.dereference(node) else {
            continue;
        };
        for pair in items(document, node, b"Nums").chunks_exact(2) {
            if let Ok(number) = pair[0].as_i64() {
                values.entry(number).or_insert_with(|| pair[1].clone());
            }
        }
        if seen < NODES {
            waiting.extend(items(document, node, b"Kids").iter().take(NODES));
        }
        if waiting.len() > NODES {
            break;
        }
    }
    values
}

/// Writes a number tree.
pub(super) fn write(values: BTreeMap<i64, Object>) -> Dictionary {
    let pairs = values.into_iter();
    let numbers: Vec<Object> = pairs
        .flat_map(|(number, value)| [number.into(), value])
        .collect();
    dictionary! { "Nums" => numbers }
}
