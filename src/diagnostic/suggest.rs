//! "Did you mean …?"

/// Returns the candidate a mistyped name most likely means, if any is near.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    let near = candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.82);
    near.max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
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
    }
}
