//! Numbers of list items in the forms that word processors know.

/// Returns a number as a format shows it: `lowerLetter` and `a` make `c` of 3.
pub(super) fn numeral(format: &str, number: u64) -> String {
    match format {
        "lowerLetter" | "a" => letters(number).to_lowercase(),
        "upperLetter" | "A" => letters(number),
        "lowerRoman" | "i" => roman(number).to_lowercase(),
        "upperRoman" | "I" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// Word doubles the letter after `Z`: `AA`, `BB`.
fn letters(number: u64) -> String {
    let Some(from_zero) = number.checked_sub(1).filter(|at| *at < 26 * 20) else {
        return number.to_string();
    };
    let letter = char::from(b'A' + (from_zero % 26) as u8);
    std::iter::repeat_n(letter, (from_zero / 26 + 1) as usize).collect()
}

fn roman(number: u64) -> String {
    const STEPS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let (mut left, mut text) = (number, String::new());
    for (value, sign) in STEPS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_count_in_letters_and_roman_numerals() {
        assert_eq!(numeral("lowerLetter", 3), "c");
        assert_eq!(numeral("A", 28), "BB");
        assert_eq!(numeral("lowerRoman", 14), "xiv");
        assert_eq!(numeral("decimal", 7), "7");
    }
}
