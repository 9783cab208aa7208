//! Texts that are put together by chance, the same in each run: for tests of cheap questions that must not miss what a pattern finds.

/// Makes texts of up to eight of the parts.
pub fn texts(parts: &[&str]) -> impl Iterator<Item = String> {
    const COUNT: usize = 20_000;
    let mut state: u64 = 1;
    let mut below = move |most: usize| {
        // The generator of Knuth's MMIX; its high bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % most
    };
    (0..COUNT).map(move |_| {
        let length = 1 + below(8);
        (0..length).map(|_| parts[below(parts.len())]).collect()
    })
}

/// Asserts that nothing is said to be absent from a text that is there; it is there in many of them.
pub fn misses_nothing(parts: &[&str], may_be: impl Fn(&str) -> bool, is: impl Fn(&str) -> bool) {
    let found: Vec<String> = texts(parts).filter(|text| is(text)).collect();
    assert!(found.len() > 50, "only {} to be found", found.len());
    for text in found {
        assert!(may_be(&text), "{text:?}");
    }
}
