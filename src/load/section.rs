//! One section of a number format: what it is made of and what it shows.

/// One section of a number format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    /// What it is made of.
    pub(super) marks: Vec<Mark>,
    /// The comparison that chooses this section, where the sign does not.
    pub(super) condition: Option<(String, f64)>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// Text shown as it stands.
    Literal(String),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// A thousands separator or a division by a thousand.
    Comma,
    /// The decimal point.
    Point,
    /// A percent sign.
    Percent,
    /// The `/` of a fraction or a date.
    Slash,
    /// The `E+` of a scientific notation.
    Exponent,
    /// As many digits as needed.
    General,
    /// The place of text.
    Text,
    /// Year, month, day, hour, minute or second, and how many letters.
    Part(char, usize),
    /// Hours, minutes or seconds that are not cut to a day, an hour or a minute.
    Elapsed(char),
    /// Morning or afternoon.
    HalfDay,
}

/// What kind of value a section shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A day.
    Date,
    /// A time of day, or elapsed time.
    Time,
    /// A number.
    Number,
}

impl Section {
    /// Adds text shown as it stands.
    pub(super) fn literal(&mut self, text: String) {
        self.marks.push(Mark::Literal(text));
    }

    /// Adds a letter of a date or time.
    pub(super) fn part(&mut self, letter: char) {
        let letter = letter.to_ascii_lowercase();
        match self.marks.last_mut() {
            Some(Mark::Part(last, count)) if *last == letter => *count += 1,
            _ => self.marks.push(Mark::Part(letter, 1)),
        }
    }

    /// Takes what stood in brackets: a currency, a condition, elapsed time; colours and languages are passed over.
    pub(super) fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            return self.literal(currency.split('-').next().unwrap_or_default().to_owned());
        }
        let lower = inside.to_ascii_lowercase();
        let first = lower.chars().next().unwrap_or_default();
        if matches!(first, '<' | '>' | '=') {
            let (sign, number) = lower.split_at(
                lower
                    .find(|c| !matches!(c, '<' | '>' | '='))
                    .unwrap_or(lower.len()),
            );
            self.condition = number
                .trim()
                .parse()
                .ok()
                .map(|number| (sign.to_owned(), number));
        } else if matches!(first, 'h' | 'm' | 's') && lower.chars().all(|c| c == first) {
            self.marks.push(Mark::Elapsed(first));
        }
    }

    /// Returns whether its condition holds; one without takes every number.
    pub(super) fn takes(&self, value: f64) -> bool {
        let Some((sign, number)) = &self.condition else {
            return true;
        };
        match sign.as_str() {
            "<" => value < *number,
            "<=" => value <= *number,
            ">" => value > *number,
            ">=" => value >= *number,
            "<>" => value != *number,
            _ => value == *number,
        }
    }

    /// Returns what kind of value it shows.
    pub(super) fn kind(&self) -> Kind {
        let is_part = |mark: &&Mark| {
            matches!(
                mark,
                Mark::Part(..) | Mark::Elapsed(_) | Mark::HalfDay | Mark::Digit(_)
            )
        };
        if !matches!(
            self.marks.iter().find(is_part),
            Some(Mark::Part(..) | Mark::Elapsed(_) | Mark::HalfDay)
        ) {
            return Kind::Number;
        }
        let has = |letters: &str| {
            self.marks
                .iter()
                .any(|m| matches!(m, Mark::Part(c, _) if letters.contains(*c)))
        };
        let clock = self
            .marks
            .iter()
            .any(|mark| matches!(mark, Mark::Elapsed(_) | Mark::HalfDay));
        let long_month = self
            .marks
            .iter()
            .any(|mark| matches!(mark, Mark::Part('m', 3..)));
        match has("yde") || long_month {
            true => Kind::Date,
            // A lone `m` is a month, beside hours or seconds it is minutes.
            false if clock || has("hs") => Kind::Time,
            false => Kind::Date,
        }
    }
}
