//! A published theme update as text, taken apart: the lines above its table, rows, measures and notes.

use std::sync::LazyLock;

use regex::Regex;

static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r" ?([¹²³⁰⁴-⁹]+)"));
static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([¹²³⁰⁴-⁹]+)\s*(.*)$"));
static REF: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d+|\d[A-Z]\d\d)$"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*</?(\w+)>\s*"));

/// What a published update says.
#[derive(Debug, Default)]
pub struct Seed {
    /// The lines above the headings, each with its cells.
    pub above: Vec<Vec<String>>,
    /// The headings of the table.
    pub headings: Vec<String>,
    /// The deliverables.
    pub rows: Vec<SeedRow>,
    /// The cells of the measures.
    pub measures: Vec<Vec<String>>,
    /// The notes: number and text.
    pub notes: Vec<(String, String)>,
    /// What stands below the measures.
    pub why: String,
}

/// A deliverable.
#[derive(Debug, Default)]
pub struct SeedRow {
    /// Ref, lead, title and status.
    pub cells: [String; 4],
    /// The update, a text for each page that it stands on.
    pub pages: Vec<String>,
}

impl Seed {
    /// Takes a published update apart.
    pub fn read(text: &str) -> Self {
        let mut seed = Self::default();
        let mut lines = text.lines().map(str::trim_end);
        let mut measures = false;
        while let Some(line) = lines.next() {
            if let Some(found) = NOTE.captures(line) {
                let rest = found[2].to_owned();
                // A note's number can stand on a line of its own.
                let rest = match rest.is_empty() {
                    true => lines
                        .by_ref()
                        .find(|line| !line.is_empty())
                        .unwrap_or_default()
                        .to_owned(),
                    false => rest,
                };
                seed.notes.push((figures(&found[1]), typed(&rest)));
            } else if line.starts_with("PERFORMANCE THEME") {
                measures = true;
            } else if measures {
                seed.measure(line);
            } else {
                seed.line(line);
            }
        }
        seed
    }

    fn measure(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').collect();
        if REF.is_match(cells[0]) {
            self.measures.push(cells.into_iter().map(typed).collect());
        } else if let Some((_, why)) = line.split_once("Why is it important?") {
            self.why = typed(why);
        }
    }

    fn line(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() > 3 && REF.is_match(cells[0]) {
            let status = cells
                .iter()
                .rev()
                .find(|cell| !cell.is_empty())
                .unwrap_or(&"");
            let row = [cells[0], cells[1], cells[2], status];
            self.rows.push(SeedRow {
                cells: row.map(typed),
                pages: Vec::new(),
            });
        } else if cells.len() > 3 && ["Ref", "No"].contains(&cells[0]) {
            self.headings = cells.into_iter().map(str::to_owned).collect();
        } else if self.headings.is_empty() {
            let cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
            self.above
                .extend(Some(cells).filter(|cells| cells.iter().any(|cell| !cell.is_empty())));
        } else if let Some(row) = self.rows.last_mut() {
            // The first cell of a tabular line is the update's own label.
            let text = if cells.len() > 1 {
                cells[1..].join(" ")
            } else {
                cells[0].to_owned()
            };
            row.pages
                .extend(Some(typed(&text)).filter(|text| !text.is_empty()));
        }
    }
}

impl SeedRow {
    /// Returns the whole update: what a page cut in two is one paragraph again.
    pub fn update(&self) -> String {
        let mut whole = String::new();
        for page in &self.pages {
            let ended = whole.ends_with(['.', ':', '?', ')', '"', '”']) || whole.is_empty();
            let list = page.starts_with("- ")
                || whole
                    .lines()
                    .last()
                    .is_some_and(|line| line.starts_with("- "));
            let goes_on = !ended && !list && !whole.ends_with("\n");
            if !whole.is_empty() {
                whole.push_str(if goes_on { " " } else { "\n\n" });
            }
            whole.push_str(page);
        }
        whole
    }
}

/// Returns text as an officer types it into a cell: paragraphs, lists and note marks.
fn typed(text: &str) -> String {
    let mut out = String::new();
    let (mut from, mut number) = (0, None);
    for found in TAG.captures_iter(text) {
        let whole = found.get(0).expect("a match");
        out.push_str(&text[from..whole.start()]);
        from = whole.end();
        match (whole.as_str().contains("</"), &found[1]) {
            (false, "ol") => number = Some(0),
            (true, "ol") => number = None,
            (false, "li") => {
                number = number.map(|number| number + 1);
                let label = number.map_or("- ".to_owned(), |number| format!("{number}. "));
                out.push_str(&format!("\n{label}"));
            }
            (_, "p" | "ul") => out.push_str("\n\n"),
            _ => {}
        }
    }
    out.push_str(&text[from..]);
    let out = out
        .replace(" • ", "\n\n- ")
        .replace("[guidance](#)", "guidance")
        .replace("](#)", "]");
    let out = MARK.replace_all(&out, |found: &regex::Captures<'_>| {
        format!("[^{}]", figures(&found[1]))
    });
    out.trim().to_owned()
}

fn figures(raised: &str) -> String {
    let figure = |c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c);
    raised
        .chars()
        .filter_map(figure)
        .map(|figure| figure.to_string())
        .collect()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}
