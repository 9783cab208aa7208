//! BP1006: a heading such as `RAGB status` over statuses whose key has no blue.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics, Excerpt};
use crate::model::{Heading, Origin, Paper, StatusKey, Step, ValueType};

/// Reports headings that name a colour which no step of the key has.
pub fn check(paper: &Paper, out: &mut Diagnostics) {
    for table in paper.tables.values() {
        let Some(key) = &table.key else { continue };
        let statuses = table
            .columns
            .iter()
            .filter(|column| column.of_type == ValueType::Status);
        for heading in statuses {
            misnamed(heading, key, paper, out);
        }
    }
}

fn misnamed(heading: &Heading, key: &StatusKey, paper: &Paper, out: &mut Diagnostics) {
    let Some(found) = letters(&heading.heading) else {
        return;
    };
    let colours = heading.heading[found.clone()].chars().filter_map(colour);
    let (has, lacks): (Vec<Colour>, Vec<Colour>) =
        colours.partition(|colour| key.steps.iter().any(|step| is(step, colour)));
    // A key of words that has none of the colours goes by other names altogether.
    if lacks.is_empty() || has.len() < 2 {
        return;
    }
    let names: Vec<String> = lacks
        .iter()
        .map(|colour| format!("`{}`", colour.name))
        .collect();
    let message = format!(
        "the heading `{}` names {}, and the status key `{}` has no such step",
        heading.heading,
        names.join(" and "),
        key.name
    );
    let origin = heading
        .origin
        .clone()
        .unwrap_or_else(|| Origin::file(paper.file.as_str()));
    out.add(Code::KeyMisnamed, origin, message)
        .shows(Excerpt::of(&heading.heading, found))
        .hint("call the column by the steps that the key has, such as `RAG status`, or add the step to the key in board.toml");
}

/// Finds the word of a heading that is made of the letters of colours: `RAG`, `BRAG`, `RYGB`.
fn letters(heading: &str) -> Option<Range<usize>> {
    let is_in = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut words = heading
        .as_bytes()
        .chunk_by(|one, two| is_in(one) == is_in(two));
    let mut end = 0;
    words.find_map(|word| {
        end += word.len();
        are_colours(word).then(|| end - word.len()..end)
    })
}

/// Returns whether a word is red, amber or yellow, and green, with two others on either side at most.
fn are_colours(word: &[u8]) -> bool {
    let word = word.to_ascii_uppercase();
    let are_others =
        |letters: &[u8]| letters.len() < 3 && letters.iter().all(|letter| b"BGPW".contains(letter));
    let red = word.iter().position(|letter| *letter == b'R');
    red.is_some_and(|red| {
        let rest = word[red + 1..]
            .strip_prefix(b"AG")
            .or(word[red + 1..].strip_prefix(b"YG"));
        are_others(&word[..red]) && rest.is_some_and(are_others)
    })
}

/// A colour that a letter of such a heading stands for, and where it lies on the wheel of hues.
struct Colour {
    letter: char,
    name: &'static str,
    hues: &'static [(u32, u32)],
}

fn colour(letter: char) -> Option<Colour> {
    let letter = letter.to_ascii_uppercase();
    let (name, hues): (_, &[(u32, u32)]) = match letter {
        'R' => ("red", &[(0, 20), (340, 360)]),
        'A' => ("amber", &[(20, 70)]),
        'Y' => ("yellow", &[(40, 70)]),
        'G' => ("green", &[(75, 175)]),
        'B' => ("blue", &[(175, 255)]),
        'P' => ("purple", &[(250, 340)]),
        'W' => ("white", &[]),
        _ => return None,
    };
    Some(Colour { letter, name, hues })
}

/// Returns whether a step is meant by a letter: it begins with it, or is of its colour.
fn is(step: &Step, colour: &Colour) -> bool {
    let mut names = [&step.code, &step.label].into_iter().chain(&step.aliases);
    let first =
        |name: &String| name.chars().next().map(|c| c.to_ascii_uppercase()) == Some(colour.letter);
    let word = |name: &String| name.to_lowercase().contains(colour.name);
    let hue = step.colour.as_deref().and_then(hue);
    names.any(|name| first(name) || word(name))
        || hue.is_some_and(|hue| {
            colour
                .hues
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&hue))
        })
}

/// Returns the hue of `#rrggbb` in degrees; none for greys.
fn hue(colour: &str) -> Option<u32> {
    let part = |at: usize| i32::from_str_radix(colour.get(at..at + 2)?, 16).ok();
    let (red, green, blue) = (part(1)?, part(3)?, part(5)?);
    let most = red.max(green).max(blue);
    let range = most - red.min(green).min(blue);
    if range < 24 {
        return None;
    }
    let degrees = match most {
        _ if most == red => 60 * (green - blue) / range,
        _ if most == green => 120 + 60 * (blue - red) / range,
        _ => 240 + 60 * (red - green) / range,
    };
    u32::try_from(degrees.rem_euclid(360)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_from_headings() {
        for (heading, letters) in [
            ("RAGB STATUS", "RAGB"),
            ("BRAG rating", "BRAG"),
            ("Current RAG", "RAG"),
            ("Ryg status", "Ryg"),
        ] {
            let found = super::letters(heading);
            assert_eq!(found.map(|at| &heading[at]), Some(letters));
        }
        for heading in ["Status", "Progress", "Drag", "RAGs"] {
            assert_eq!(letters(heading), None, "{heading}");
        }
    }

    #[test]
    fn hues_are_those_of_the_usual_colours() {
        let named = |text: &str, letter| {
            let colour = colour(letter).expect("a colour");
            hue(text).is_some_and(|hue| {
                colour
                    .hues
                    .iter()
                    .any(|(from, to)| (*from..=*to).contains(&hue))
            })
        };
        for (text, letter) in [
            ("#00703c", 'G'),
            ("#ffbf47", 'A'),
            ("#b10e1e", 'R'),
            ("#1d70b8", 'B'),
            ("#ffdd00", 'Y'),
            ("#4c2c92", 'P'),
        ] {
            assert!(named(text, letter), "{text} {letter}");
        }
        assert_eq!(
            (hue("#ffffff"), hue("#b1b4b6"), hue("blue")),
            (None, None, None)
        );
    }
}
