//! Digits in a text: most have too few together for any number that is looked for.

/// Returns the most digits of a text that stand together, with gaps of so many bytes at most and no letter between them.
pub fn together(text: &str, gap: usize) -> usize {
    let (mut most, mut count, mut since) = (0, 0, 0);
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            (count, since) = (count + 1, 0);
            most = most.max(count);
        } else {
            since += 1;
            if byte.is_ascii_alphabetic() || since > gap {
                count = 0;
            }
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_together_over_small_gaps() {
        assert_eq!(together("12 34-56 and 2026", 1), 6);
        assert_eq!(together("12 - 34\u{a0}5", 1), 2);
        assert_eq!(together("12 - 34\u{a0}5", 3), 5);
        assert_eq!(together("none", 2), 0);
    }
}
