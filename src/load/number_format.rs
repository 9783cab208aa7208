//! Number formats such as `#,##0.0%;[Red]-0` as Excel files write them: what kind of value they make of a number.

use super::date::Epoch;
use super::section::{Kind, Mark, Section};
use super::sheet::Content;
use super::shown;

/// A number format: up to four sections, chosen by the number's sign or by conditions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self::parse("General")
    }
}

impl NumberFormat {
    /// Parses a format's code; every text is a format.
    pub(super) fn parse(code: &str) -> Self {
        let mut characters = code.chars().peekable();
        let mut sections = vec![Section::default()];
        while let Some(character) = characters.next() {
            let section = sections
                .last_mut()
                .expect("one section stands from the start");
            match character {
                ';' => sections.push(Section::default()),
                '"' => section.literal(characters.by_ref().take_while(|c| *c != '"').collect()),
                '\\' => section.literal(characters.next().into_iter().collect()),
                // A space as wide as the next character, or that character over and over.
                '_' | '*' => drop(characters.next()),
                '[' => section.bracket(
                    &characters
                        .by_ref()
                        .take_while(|c| *c != ']')
                        .collect::<String>(),
                ),
                '0' | '#' | '?' => section.marks.push(Mark::Digit(character)),
                ',' => section.marks.push(Mark::Comma),
                '.' => section.marks.push(Mark::Point),
                '%' => section.marks.push(Mark::Percent),
                '/' => section.marks.push(Mark::Slash),
                '@' => section.marks.push(Mark::Text),
                'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => {
                    section.marks.push(Mark::Exponent)
                }
                'G' | 'g' if skip(&mut characters, "eneral") => section.marks.push(Mark::General),
                'A' | 'a' if skip(&mut characters, "m/pm") || skip(&mut characters, "/p") => {
                    section.marks.push(Mark::HalfDay);
                }
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' => {
                    section.part(character)
                }
                other => section.literal(other.to_string()),
            }
        }
        Self { sections }
    }

    /// Returns the code that a built-in number stands for.
    pub(super) fn built_in(id: u32) -> &'static str {
        match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            // The file does not say which currency; the office's is the pound.
            5 | 6 => "£#,##0;-£#,##0",
            7 | 8 => "£#,##0.00;-£#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => "d/m/yyyy",
            18 | 19 => "h:mm AM/PM",
            20 | 32 | 33 | 55 | 56 => "h:mm",
            21 | 34 | 35 => "h:mm:ss",
            37 | 38 => "#,##0;(#,##0)",
            39 | 40 => "#,##0.00;(#,##0.00)",
            41 => "#,##0;-#,##0",
            42 => "£#,##0;-£#,##0",
            43 => "#,##0.00;-#,##0.00",
            44 => "£#,##0.00;-£#,##0.00",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            _ => "General",
        }
    }

    /// Returns what a cell of this format shows for a number.
    pub(super) fn content(&self, value: f64, epoch: Epoch) -> Content {
        let (section, signed) = self.section(value);
        let shown = match section.kind() {
            Kind::Date => match epoch.date(value) {
                Some(date) => return date,
                None => shown::general(value),
            },
            Kind::Time => shown::time(section, value),
            Kind::Number => shown::number(section, if signed { value } else { value.abs() }),
        };
        Content::Number { value, shown }
    }

    /// Returns the section for a number, and whether it leaves the sign to be shown.
    fn section(&self, value: f64) -> (&Section, bool) {
        if self
            .sections
            .iter()
            .any(|section| section.condition.is_some())
        {
            let chosen = self.sections.iter().find(|section| section.takes(value));
            return (chosen.unwrap_or(&self.sections[0]), true);
        }
        match (self.sections.len(), value) {
            (2.., value) if value < 0.0 => (&self.sections[1], false),
            (3.., 0.0) => (&self.sections[2], true),
            _ => (&self.sections[0], true),
        }
    }
}

/// Passes over the given letters if they come next, whatever their case.
fn skip(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, letters: &str) -> bool {
    let mut ahead = characters.clone();
    if letters.chars().all(|letter| {
        ahead
            .next()
            .is_some_and(|c| c.eq_ignore_ascii_case(&letter))
    }) {
        *characters = ahead;
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: f64) -> String {
        match NumberFormat::parse(code).content(value, Epoch::Of1900) {
            Content::Number { shown, .. } => shown,
            Content::Date { year, month, day } => format!("{year}-{month}-{day}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        let cases = [
            ("General", 1.0, "1"),
            ("General", 0.1 + 0.2, "0.3"),
            ("0%", 0.42, "42%"),
            ("0.0%", 0.4256, "42.6%"),
            ("#,##0", 1234567.0, "1,234,567"),
            ("\"£\"#,##0.00", 1200.5, "£1,200.50"),
            ("[$£-809]#,##0;[Red]-[$£-809]#,##0", -1200.0, "-£1,200"),
            (
                "_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-",
                0.0,
                "£-",
            ),
            ("#,##0;(#,##0)", -5.0, "(5)"),
            ("0.00", 2.675, "2.68"),
            ("0.0,,\"m\"", 1_250_000.0, "1.3m"),
            ("[<1]0%;0", 12.0, "12"),
            ("00", 7.0, "07"),
            ("0.0", -0.01, "0.0"),
            ("# ?/?", 1.5, "1.5"),
            ("0 \"days\"", 3.0, "3 days"),
            ("@", 15.0, "15"),
        ];
        for (code, value, wanted) in cases {
            assert_eq!(shown(code, value), wanted, "{code} of {value}");
        }
    }

    #[test]
    fn dates_and_times_are_told_apart() {
        assert_eq!(shown("dd/mm/yyyy;@", 43555.0), "2019-3-31");
        assert_eq!(shown("mmm-yy", 43525.0), "2019-3-1");
        assert_eq!(shown("[$-809]d mmmm yyyy", 43555.0), "2019-3-31");
        assert_eq!(shown("h:mm", 0.5), "12:00");
        assert_eq!(shown("h:mm AM/PM", 0.75), "6:00 PM");
        assert_eq!(shown("[h]:mm:ss", 1.5), "36:00:00");
        assert_eq!(shown("dd/mm/yyyy", -3.0), "-3");
    }
}
