//! Straight and curly marks in one paper.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};

use super::quotes;
use super::text::Text;

/// Where the marks of one shape stand.
#[derive(Default)]
struct Shape {
    first: Option<(usize, Range<usize>)>,
    count: usize,
}

/// Reports, once for quotation marks and once for apostrophes, that some are straight and some curly.
pub fn check(texts: &[Text<'_, '_>], out: &mut Diagnostics) {
    let mut shapes: [Shape; 4] = Default::default();
    for (line, text) in texts.iter().enumerate() {
        if !quotes::may_have(&text.read, b'"') && !text.read.contains('\'') {
            continue;
        }
        let quoted = quoted(&text.read);
        for (at, mark) in text.read.match_indices(['"', '“', '”', '\'', '‘', '’']) {
            let is_measure = text.read[..at].ends_with(|c: char| c.is_ascii_digit());
            let shape = match mark {
                "\"" if !is_measure => &mut shapes[0],
                "“" | "”" => &mut shapes[1],
                "‘" | "’" if quoted.contains(&at) => continue,
                "'" if !is_measure => &mut shapes[2],
                "‘" | "’" => &mut shapes[3],
                _ => continue,
            };
            shape.first.get_or_insert((line, at..at + mark.len()));
            shape.count += 1;
        }
    }
    let [straight, curly, upright, bent] = shapes;
    report(texts, "quotation marks", straight, curly, out);
    report(texts, "apostrophes", upright, bent, out);
}

/// Lists where single curly marks stand that begin and end a quotation, and are no apostrophes.
fn quoted(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('‘') {
        let start = at + mark.len();
        if !quotes::opens(&text[..at], &text[start..]) {
            continue;
        }
        let next = text[start..]
            .find('‘')
            .map_or(text.len(), |next| start + next);
        // The last mark that may close it does: those before it are of words such as `officers’`.
        let close = text[start..next].rmatch_indices('’').find(|(close, mark)| {
            let after = text[start + close + mark.len()..].chars().next();
            !after.is_some_and(char::is_alphanumeric)
        });
        found.push(at);
        found.extend(close.map(|(close, _)| start + close));
    }
    found
}

/// Reports marks of two shapes at the first of the rarer shape.
fn report(
    texts: &[Text<'_, '_>],
    what: &str,
    straight: Shape,
    curly: Shape,
    out: &mut Diagnostics,
) {
    let is_straight = straight.count <= curly.count;
    let counts = format!("{} straight, {} curly", straight.count, curly.count);
    let rarer = if is_straight { straight } else { curly };
    let both = !counts.starts_with("0 ") && !counts.ends_with(" 0 curly");
    let Some((line, at)) = rarer.first.filter(|_| both) else {
        return;
    };
    let message = format!("{what} are of two shapes in this paper: {counts}");
    let (these, others) = match is_straight {
        true => ("curly", "straight"),
        false => ("straight", "curly"),
    };
    let hint = format!("write {these} ones throughout, or {others} ones");
    let passage = texts[line].passage;
    passage
        .report(Code::QuotesMixed, at, message, out)
        .hint(hint);
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::messages;
    use super::*;

    #[test]
    fn marks_of_two_shapes_are_told_once_for_each_kind() {
        let texts = [
            "the panel’s “plan”",
            "the force's plan",
            "a \"plan\"",
            "its ’own’",
        ];
        assert_eq!(
            messages(&texts, check),
            [
                "quotation marks are of two shapes in this paper: 2 straight, 2 curly",
                "apostrophes are of two shapes in this paper: 1 straight, 3 curly",
            ]
        );
    }

    #[test]
    fn quotation_marks_and_apostrophes_may_differ() {
        assert_eq!(
            messages(&["the panel’s \"plan\" of 5' 10\""], check),
            [""; 0]
        );
        assert_eq!(messages(&["“plan”", "the panel's"], check), [""; 0]);
    }

    #[test]
    fn single_curly_marks_around_words_are_no_apostrophes() {
        for text in [
            "It's “good”: ‘that was what helped’",
            "the panel's ‘harm spot’ and ‘the hot spot’ areas, and it's “one”",
        ] {
            assert_eq!(messages(&[text], check), [""; 0], "{text}");
        }
        assert_eq!(
            messages(&["‘one’ and the panel’s, the force's"], check),
            ["apostrophes are of two shapes in this paper: 1 straight, 1 curly"]
        );
    }
}
