//! Roman numbers.

/// Returns a number in small Roman figures: 9 is `ix`; nothing for 0.
pub fn roman(number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut said = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            said.push_str(sign);
            rest -= value;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_figures_are_added_or_taken_away() {
        assert_eq!([1, 4, 9, 14].map(roman), ["i", "iv", "ix", "xiv"]);
        assert_eq!(roman(1998), "mcmxcviii");
    }
}
