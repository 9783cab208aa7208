//! Words of a stamp on lines that are not too wide.

use super::letters::Letters;

/// The most lines a stamp has before it is made smaller.
const LINES: usize = 3;
/// By what steps it is made smaller, as shares of its size; on one line only the first few are tried.
const SMALLER: [f64; 7] = [1.0, 0.95, 0.9, 0.85, 0.75, 0.65, 0.5];
/// How many of these are small but comfortable to read.
const COMFORTABLE: usize = 3;

/// The words of a stamp, broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lines {
    /// The lines, from the top.
    pub lines: Vec<String>,
    /// The size of their text in points.
    pub size: f64,
    /// The width of the widest.
    pub width: f64,
}

impl Lines {
    /// Breaks showable text into lines of a width at most, in a size or a smaller one.
    pub fn new(letters: &Letters<'_>, text: &str, size: f64, width: f64) -> Self {
        let comfortable = SMALLER.iter().take(COMFORTABLE).map(|share| share * size);
        for size in comfortable.clone() {
            if letters.width(text, size) <= width {
                return Self::of(letters, vec![text.to_owned()], size);
            }
        }
        for size in SMALLER.iter().skip(1).map(|share| share * size) {
            let lines = broken(letters, text, size, width);
            if lines.len() <= LINES && widest(letters, &lines, size) <= width {
                return Self::of(letters, balanced(letters, text, size, width), size);
            }
        }
        Self::squeezed(letters, text, size * 0.5, width)
    }

    /// Takes as many lines as it needs, in text as small as its longest word needs.
    fn squeezed(letters: &Letters<'_>, text: &str, size: f64, width: f64) -> Self {
        let longest = text
            .split(' ')
            .map(|word| letters.width(word, size))
            .fold(0.0, f64::max);
        let size = if longest > width {
            (size * width / longest).max(1.0)
        } else {
            size
        };
        Self::of(letters, broken(letters, text, size, width), size)
    }

    fn of(letters: &Letters<'_>, lines: Vec<String>, size: f64) -> Self {
        let width = widest(letters, &lines, size);
        Self { lines, size, width }
    }

    /// Returns how high they are.
    #[expect(clippy::cast_precision_loss, reason = "lines are few")]
    pub fn height(&self) -> f64 {
        let more = self.lines.len().saturating_sub(1) as f64;
        self.size * (1.0 + more * PITCH)
    }
}

/// The distance of baselines, as a share of the size of the text.
pub(super) const PITCH: f64 = 1.1;

fn widest(letters: &Letters<'_>, lines: &[String], size: f64) -> f64 {
    lines
        .iter()
        .map(|line| letters.width(line, size))
        .fold(0.0, f64::max)
}

/// Fills each line before the next.
fn broken(letters: &Letters<'_>, text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if letters.width(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Makes lines about equally long, without more of them.
fn balanced(letters: &Letters<'_>, text: &str, size: f64, width: f64) -> Vec<String> {
    let least = broken(letters, text, size, width);
    let (mut narrow, mut wide) = (width / 2.0_f64.powi(2), width);
    for _ in 0..8 {
        let middle = f64::midpoint(narrow, wide);
        let lines = broken(letters, text, size, middle);
        let fits = lines.len() <= least.len() && widest(letters, &lines, size) <= middle;
        if fits { wide = middle } else { narrow = middle }
    }
    broken(letters, text, size, wide)
}
