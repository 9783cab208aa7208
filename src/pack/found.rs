//! Where in a pack something was found.

use crate::join::Finding;
use crate::model::Label;

use super::made::{Made, Placed};
use super::words::listed;

/// Returns the labels in the pack of the pages on which something was found.
pub(super) fn labels(made: Made<'_>, placed: &Placed<'_>, finding: &Finding) -> Vec<Label> {
    let label = |page: &usize| {
        let mut leaves = made.layout.leaves.iter();
        let found = leaves
            .find(|leaf| leaf.piece == placed.at && leaf.page.is_some_and(|at| at + 1 == *page));
        found.map_or(Label::None, |leaf| leaf.marks.label)
    };
    finding.pages.iter().map(label).collect()
}

/// Returns where something is: `page 3 of the paper (page 41 of the pack)`, or `on all its pages`; none where it is on no page.
pub(super) fn place(made: Made<'_>, placed: &Placed<'_>, finding: &Finding) -> Option<String> {
    if finding.pages.is_empty() {
        return None;
    }
    if placed.piece.pages > 1 && finding.pages.len() == placed.piece.pages {
        return Some(match placed.piece.pages {
            2 => "both pages of the paper".to_owned(),
            pages => format!("all {pages} pages of the paper"),
        });
    }
    let word = match finding.pages.len() {
        1 => "page",
        _ => "pages",
    };
    let labels: Vec<String> = labels(made, placed, finding)
        .into_iter()
        .map(Label::said)
        .collect();
    let (here, there) = (in_paper(&finding.pages), in_pack(&finding.pages, &labels));
    Some(format!(
        "{word} {here} of the paper ({word} {there} of the pack)"
    ))
}

/// Returns `1 to 3 and 7`.
pub(super) fn in_paper(pages: &[usize]) -> String {
    let said: Vec<String> = pages.iter().map(usize::to_string).collect();
    in_pack(pages, &said)
}

/// Says pages by their labels, those that follow each other as `37 to 40`.
fn in_pack(pages: &[usize], labels: &[String]) -> String {
    let positions: Vec<usize> = (0..pages.len().min(labels.len())).collect();
    let runs = positions.chunk_by(|a, b| pages[*a] + 1 == pages[*b]);
    let said = |run: &[usize]| match run {
        [first, .., last] if last - first > 1 => {
            vec![format!("{} to {}", labels[*first], labels[*last])]
        }
        few => few.iter().map(|at| labels[*at].clone()).collect(),
    };
    listed(&runs.flat_map(said).collect::<Vec<String>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_follow_each_other_are_one_run() {
        assert_eq!(in_paper(&[1, 2, 3, 7]), "1 to 3 and 7");
        assert_eq!(in_paper(&[1, 2, 5]), "1, 2 and 5");
        assert_eq!(in_paper(&[4]), "4");
    }
}
