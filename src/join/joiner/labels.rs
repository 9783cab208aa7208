//! Page labels, which say what is printed on each page.

use crate::model::Label;

use super::syntax;

/// A number of a label and how it is written: its prefix, its style, and its position.
#[derive(PartialEq)]
struct Numbering {
    prefix: Option<u32>,
    style: &'static str,
    position: u32,
}

/// Returns the labels of all pages as a number tree.
pub fn tree(labels: &[Label]) -> Vec<u8> {
    let mut tree = b"<</Nums[".to_vec();
    let mut expected = None;
    for (index, label) in labels.iter().enumerate() {
        let numbering = numbering(*label);
        if expected.as_ref() != Some(&numbering) {
            syntax::put(&mut tree, format_args!("{index} "));
            range(&numbering, &mut tree);
        }
        expected = Some(next(numbering));
    }
    tree.extend(b"]>>");
    tree
}

fn numbering(label: Label) -> Numbering {
    let (prefix, style, position) = match label {
        Label::Roman(position) => (None, "r", position),
        Label::Number(number) => (None, "D", number),
        Label::Lettered(number, letter) => (Some(number), "A", letter),
        Label::None => (None, "", 0),
    };
    Numbering {
        prefix,
        style,
        position,
    }
}

/// Returns what a page has by itself after a page with this.
fn next(before: Numbering) -> Numbering {
    let step = u32::from(!before.style.is_empty());
    Numbering {
        position: before.position.saturating_add(step),
        ..before
    }
}

fn range(numbering: &Numbering, tree: &mut Vec<u8>) {
    tree.extend(b"<<");
    if let Some(prefix) = numbering.prefix {
        syntax::put(tree, format_args!("/P({prefix})"));
    }
    if !numbering.style.is_empty() {
        let (style, start) = (numbering.style, numbering.position.max(1));
        syntax::put(tree, format_args!("/S/{style}/St {start}"));
    }
    tree.extend(b">>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_ranges_and_gaps_start_new_ones() {
        let labels = [
            Label::Roman(1),
            Label::Roman(2),
            Label::None,
            Label::None,
            Label::Number(1),
            Label::Number(2),
            Label::Number(7),
            Label::Lettered(7, 1),
            Label::Lettered(7, 2),
            Label::Lettered(8, 3),
        ];
        assert_eq!(
            String::from_utf8(tree(&labels)).expect("ASCII"),
            "<</Nums[0 <</S/r/St 1>>2 <<>>4 <</S/D/St 1>>6 <</S/D/St 7>>\
             7 <</P(7)/S/A/St 1>>9 <</P(8)/S/A/St 3>>]>>"
        );
    }
}
