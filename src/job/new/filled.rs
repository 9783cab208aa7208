//! Texts with places to be filled in: `%name%`.

/// Fills in a text, in one go: what is put in is never looked at again. A place that nobody knows stays as it is.
pub fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        filled.push_str(before);
        let known = after.split_once('%').and_then(|(name, beyond)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, beyond))
        });
        match known {
            Some((value, beyond)) => {
                filled.push_str(value);
                rest = beyond;
            }
            None => {
                filled.push('%');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_percent_signs_stay() {
        let values = [("a", "%b% 5%".to_owned()), ("b", "B".to_owned())];
        assert_eq!(
            filled("100% of %a% and %b%; %c%", &values),
            "100% of %b% 5% and B; %c%"
        );
    }
}
