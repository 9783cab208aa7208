//! Draws the text of a field that brings no drawing of it.

use std::fmt::Write;

use lopdf::{Dictionary, Stream, dictionary};

use super::appearance::number;
use super::field::Field;
use super::marked;
use super::typeface::Typeface;

/// The size of text that should fit its field, at most.
const LARGEST: f32 = 12.0;
const SMALLEST: f32 = 4.0;
/// Lines are this far apart, in sizes.
const LEADING: f32 = 1.15;
/// Room between the edge and the text.
const ROOM: f32 = 2.0;
/// More letters than a field shows.
const LETTERS: usize = 100_000;

/// Draws a field's text; tells whether all its letters could be shown.
pub(super) fn drawn(
    field: &Field<'_>,
    [left, bottom, right, top]: [f32; 4],
) -> Option<(Stream, bool)> {
    let shown: String = field.shown().chars().take(LETTERS).collect();
    let (size, turn) = marked::turned(field, [right - left, top - bottom]);
    let frame = marked::frame(field, size);
    if shown.trim().is_empty() {
        return (!frame.is_empty())
            .then(|| (marked::on_sheet(size, turn, Dictionary::new(), frame), true));
    }
    let style = Style::of(field);
    let face = Typeface::of(field, &style.font);
    let text = Text {
        field,
        face: &face,
        size,
    };
    let options = field.options();
    let (content, whole) = match options.is_empty() {
        true => text.drawn(&shown, &style),
        false => text.list(&options, &style),
    };
    let resources = dictionary! { "Font" => dictionary! { "F0" => face.font.clone() } };
    let clip = format!("q\n0 0 {} {} re W n\n", number(size[0]), number(size[1]));
    let content = format!("{frame}{clip}{}{content}Q\n", style.colour);
    Some((marked::on_sheet(size, turn, resources, content), whole))
}

/// How a field's text looks: what its default appearance says.
struct Style {
    font: Vec<u8>,
    /// Its size; 0 where it should fit.
    size: f32,
    colour: String,
}

impl Style {
    fn of(field: &Field<'_>) -> Self {
        let said = field
            .get_or_of_form(b"DA")
            .and_then(|said| said.as_str().ok());
        let said = String::from_utf8_lossy(said.unwrap_or_default());
        let words: Vec<&str> = said.split_whitespace().collect();
        let mut style = Self {
            font: Vec::new(),
            size: 0.0,
            colour: "0 g\n".to_owned(),
        };
        for (at, word) in words.iter().enumerate() {
            let before = |count: usize| {
                at.checked_sub(count)
                    .map_or(&[][..], |from| &words[from..at])
            };
            match (*word, before(2)) {
                ("Tf", [font, size]) => {
                    style.font = font.trim_start_matches('/').as_bytes().to_vec();
                    style.size = size.parse().unwrap_or_default();
                }
                ("g", _) => style.paint(before(1), "g"),
                ("rg", _) => style.paint(before(3), "rg"),
                ("k", _) => style.paint(before(4), "k"),
                _ => {}
            }
        }
        style.size = if (0.0..=500.0).contains(&style.size) {
            style.size
        } else {
            0.0
        };
        style
    }

    fn paint(&mut self, parts: &[&str], operator: &str) {
        let parts: Vec<f32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        if !parts.is_empty() {
            let parts: Vec<String> = parts
                .into_iter()
                .map(|part| number(part.clamp(0.0, 1.0)))
                .collect();
            self.colour = format!("{} {operator}\n", parts.join(" "));
        }
    }
}

/// Text in its field.
struct Text<'a> {
    field: &'a Field<'a>,
    face: &'a Typeface,
    size: [f32; 2],
}

impl Text<'_> {
    /// Writes the operators that show the text; tells whether the font has all of its letters.
    fn drawn(&self, shown: &str, style: &Style) -> (String, bool) {
        let spread = shown
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\t', "    ");
        let several = self.field.is_multiline() || spread.trim_end().contains('\n');
        let mut whole = true;
        let lines: Vec<Vec<u8>> = spread
            .trim_end()
            .lines()
            .map(|line| {
                let (bytes, all) = self.face.encode(self.field.document, line);
                whole &= all;
                bytes
            })
            .collect();
        let content = match (several, self.field.cells()) {
            (true, _) => self.paragraph(&lines, style.size),
            (false, Some(cells)) => self.comb(&lines.concat(), style.size, cells),
            (false, None) => self.single(&lines.concat(), style.size),
        };
        (content, whole)
    }

    fn single(&self, line: &[u8], size: f32) -> String {
        let wide = self.face.width(line).max(0.01);
        let fit = ((self.size[0] - 2.0 * ROOM) / wide).min(self.size[1] * 0.75);
        let size = if size > 0.0 {
            size
        } else {
            fit.clamp(SMALLEST, LARGEST)
        };
        let x = self.start(wide * size);
        // Capitals reach 0.72 above the line, tails 0.21 below.
        self.show(line, size, [x, (self.size[1] - size * 0.51) / 2.0])
    }

    fn comb(&self, line: &[u8], size: f32, cells: usize) -> String {
        let cell = self.size[0] / cells as f32;
        let size = if size > 0.0 {
            size
        } else {
            (self.size[1] * 0.75).clamp(SMALLEST, LARGEST)
        };
        let y = (self.size[1] - size * 0.51) / 2.0;
        let letters = line.iter().take(cells).enumerate().map(|(at, letter)| {
            let wide = self.face.width(&[*letter]) * size;
            self.show(&[*letter], size, [cell * (at as f32 + 0.5) - wide / 2.0, y])
        });
        letters.collect()
    }

    fn paragraph(&self, lines: &[Vec<u8>], size: f32) -> String {
        let mut size = if size > 0.0 { size } else { LARGEST };
        let fits = |size: f32| {
            let lines = self.wrapped(lines, size).len() as f32;
            lines * size * LEADING + 2.0 * ROOM <= self.size[1]
        };
        while size > SMALLEST && !fits(size) {
            size -= 0.5;
        }
        let shown = self
            .wrapped(lines, size)
            .into_iter()
            .enumerate()
            .map(|(at, line)| {
                let y = self.size[1] - ROOM - size * (0.85 + at as f32 * LEADING);
                self.show(&line, size, [self.start(self.face.width(&line) * size), y])
            });
        shown.collect()
    }

    /// Breaks lines at blanks where they are too wide.
    fn wrapped(&self, lines: &[Vec<u8>], size: f32) -> Vec<Vec<u8>> {
        let room = (self.size[0] - 2.0 * ROOM) / size;
        let mut broken = Vec::new();
        for line in lines {
            let mut open: Vec<u8> = Vec::new();
            for word in line.split(|byte| *byte == b' ') {
                let longer = [open.as_slice(), b" ", word].concat();
                match open.is_empty() {
                    true => open = word.to_vec(),
                    false if self.face.width(&longer) <= room => open = longer,
                    false => broken.push(std::mem::replace(&mut open, word.to_vec())),
                }
            }
            broken.push(open);
        }
        broken
    }

    /// Returns where a line of a width starts.
    fn start(&self, wide: f32) -> f32 {
        let free = (self.size[0] - wide - 2.0 * ROOM).max(0.0);
        match self.field.standing() {
            1 => ROOM + free / 2.0,
            2 => ROOM + free,
            _ => ROOM,
        }
    }

    /// Writes the options of a list, from the first, or else from the chosen one; the chosen ones stand on a bar.
    fn list(&self, options: &[(String, bool)], style: &Style) -> (String, bool) {
        let size = if style.size > 0.0 {
            style.size
        } else {
            LARGEST
        };
        let step = size * LEADING;
        let room = ((self.size[1] - 2.0 * ROOM) / step).max(1.0) as usize;
        let chosen = options
            .iter()
            .position(|(_, chosen)| *chosen)
            .unwrap_or_default();
        let first = if chosen < room { 0 } else { chosen };
        let (mut content, mut whole) = (String::new(), true);
        for (at, (words, chosen)) in options.iter().skip(first).take(room).enumerate() {
            let (line, all) = self.face.encode(self.field.document, words);
            whole &= all || !chosen;
            let top = self.size[1] - ROOM - step * at as f32;
            if *chosen {
                let [y, w, h] = [top - step, self.size[0] - 2.0 * ROOM, step].map(number);
                content += &format!(
                    "q\n0.75 0.82 0.9 rg\n{} {y} {w} {h} re f\nQ\n",
                    number(ROOM)
                );
            }
            content += &self.show(&line, size, [ROOM + 1.0, top - size * 0.88]);
        }
        (content, whole)
    }

    fn show(&self, line: &[u8], size: f32, [x, y]: [f32; 2]) -> String {
        let mut hex = String::with_capacity(2 * line.len());
        for byte in line {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        let (size, x, y) = (number(size), number(x), number(y));
        format!("BT\n/F0 {size} Tf\n1 0 0 1 {x} {y} Tm\n<{hex}> Tj\nET\n")
    }
}
