//! "Did you mean …?"

/// Returns the candidate a mistyped name most likely means, if any is near.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    let near = candidates
        .into_iter()
        .map(|candidate| (likeness(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.82);
    near.max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

fn likeness(name: &str, candidate: &str) -> f64 {
    let like = strsim::jaro_winkler(name, candidate);
    if is_short_for(name, candidate) {
        like.max(0.9)
    } else {
        like
    }
}

/// Whether a name is a candidate with letters left out, as `grn` is short for `green`.
fn is_short_for(name: &str, candidate: &str) -> bool {
    let mut letters = candidate.chars();
    let in_order = name.chars().all(|c| letters.any(|letter| letter == c));
    in_order && name.chars().count() >= 3 && name.chars().next() == candidate.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised() {
        let known = ["deliverables", "measures", "footnotes"];
        assert_eq!(suggest("deliverabels", known), Some("deliverables"));
        assert_eq!(suggest("Footnote", known), Some("footnotes"));
        assert_eq!(suggest("workbook", known), None);
        assert_eq!(suggest("GRN", ["Green", "Amber"]), Some("Green"));
    }
}
