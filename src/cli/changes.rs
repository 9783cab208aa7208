//! What has changed between two papers, as people and programs are told.

use serde::Serialize;

use crate::job::Compared;
use crate::model::{
    Direction, MatchedBy, Moved, Past, Row, State, Table, TableComparison, TableKind, Value,
    ValueType,
};

/// Titles are told in this many characters.
const TITLE: usize = 72;

/// What has changed in a table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Changes<'a> {
    /// The table's name.
    #[serde(skip)]
    pub name: &'a str,
    moved: Moved,
    rows: Vec<Line>,
    gone: Vec<Line>,
}

/// What became of a row.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Line {
    #[serde(rename = "ref")]
    label: String,
    title: String,
    state: Option<State>,
    direction: Option<Direction>,
    was: Option<Stood>,
    now: Option<Stood>,
    was_ref: Option<String>,
    matched: Option<MatchedBy>,
    similarity: Option<f64>,
    changed: Vec<Change>,
}

/// A step that a row stands or stood at.
#[derive(Debug, Serialize)]
struct Stood {
    code: String,
    label: String,
}

/// A column that says something else.
#[derive(Debug, Serialize)]
struct Change {
    column: String,
    was: String,
    now: String,
    #[serde(skip)]
    is_date: bool,
}

/// Returns what has changed in each table that both papers have.
pub fn changes(compared: &Compared) -> impl Iterator<Item = Changes<'_>> {
    compared
        .comparison
        .tables
        .iter()
        .filter_map(|(name, table)| {
            let kind = compared.new.kind.tables.get(name)?;
            let (new, old) = (
                compared.new.tables.get(name)?,
                compared.old.tables.get(name)?,
            );
            Some(of_table(name, table, kind, new, old))
        })
}

fn of_table<'a>(
    name: &'a str,
    compared: &TableComparison,
    kind: &TableKind,
    new: &Table,
    old: &Table,
) -> Changes<'a> {
    let rows = new.rows.iter().zip(&compared.rows);
    let gone = compared.gone.iter().map(|i| &old.rows[*i]);
    Changes {
        name,
        moved: compared.moved(),
        rows: rows
            .map(|(row, past)| kept(kind, (new, row), (old, past)))
            .collect(),
        gone: gone
            .map(|row| Line {
                was: stood(old, row),
                ..line(kind, row)
            })
            .collect(),
    }
}

fn line(kind: &TableKind, row: &Row) -> Line {
    let title = kind.title().and_then(|column| row.value(column));
    Line {
        label: row.label.clone(),
        title: words(title),
        state: None,
        direction: None,
        was: None,
        now: None,
        was_ref: None,
        matched: None,
        similarity: None,
        changed: Vec::new(),
    }
}

fn kept(kind: &TableKind, (new, row): (&Table, &Row), (old, past): (&Table, &Past)) -> Line {
    let then = past.row.map(|i| &old.rows[i]);
    let change = |column: &String| Change {
        column: column.clone(),
        was: words(then.and_then(|row| row.value(column))),
        now: words(row.value(column)),
        is_date: kind.columns[column].of_type == ValueType::Date,
    };
    Line {
        state: Some(past.state),
        direction: past.direction,
        was: then.and_then(|row| stood(old, row)),
        now: stood(new, row),
        was_ref: then.map(|row| row.label.clone()),
        matched: past.matched,
        similarity: past
            .similarity
            .map(|likeness| (likeness * 100.0).round() / 100.0),
        changed: past.changed.iter().map(change).collect(),
        ..line(kind, row)
    }
}

fn stood(table: &Table, row: &Row) -> Option<Stood> {
    let step = table.key.as_ref()?.by_code(table.status(row)?)?;
    Some(Stood {
        code: step.code.clone(),
        label: step.label.clone(),
    })
}

fn words(value: Option<&Value>) -> String {
    let plain = value.map(Value::plain).unwrap_or_default();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Changes<'_> {
    /// Tells people: counts first, then a list for each thing that happened to lines.
    pub fn as_text(&self) -> String {
        let mut text = format!("{}: {}\n", self.name, self.counts());
        let went = |direction| move |line: &&Line| line.direction == Some(direction);
        let lists: [(&str, Vec<&Line>); 7] = [
            (
                "worsened",
                self.rows.iter().filter(went(Direction::Worsened)).collect(),
            ),
            (
                "improved",
                self.rows.iter().filter(went(Direction::Improved)).collect(),
            ),
            (
                "another status",
                self.rows.iter().filter(went(Direction::Changed)).collect(),
            ),
            (
                "new",
                self.rows
                    .iter()
                    .filter(|line| line.state == Some(State::New))
                    .collect(),
            ),
            ("removed", self.gone.iter().collect()),
            (
                "renumbered",
                self.rows
                    .iter()
                    .filter(|line| line.state == Some(State::Renumbered))
                    .collect(),
            ),
            (
                "changed in words or dates",
                self.rows
                    .iter()
                    .filter(|line| !line.changed.is_empty())
                    .collect(),
            ),
        ];
        for (heading, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            text.push_str(&format!("\n  {heading}\n"));
            let wide = |line: &&Line| line.label.chars().count();
            let width = lines.iter().map(wide).max().unwrap_or_default();
            for line in lines {
                text.push_str(&line.as_text(heading, width));
            }
        }
        text
    }

    fn counts(&self) -> String {
        let Moved {
            improved,
            worsened,
            same,
            changed,
            new,
            gone,
            renumbered,
            revised,
        } = self.moved;
        let counts = [
            (worsened, "worsened"),
            (improved, "improved"),
            (changed, "with another status"),
            (same, "with the same status"),
            (new, "new"),
            (gone, "removed"),
            (renumbered, "renumbered"),
            (revised, "with a revised date"),
        ];
        let some = counts.iter().filter(|(count, _)| *count > 0);
        let said: Vec<String> = some
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        match &said[..] {
            [] => "nothing has moved".to_owned(),
            said => said.join(", "),
        }
    }
}

impl Line {
    fn as_text(&self, list: &str, width: usize) -> String {
        let label = |step: &Option<Stood>| step.as_ref().map(|step| step.label.clone());
        let (was, now) = (label(&self.was), label(&self.now));
        let said = match list {
            "renumbered" => {
                let was = self.was_ref.as_deref().unwrap_or_default();
                match self.similarity.unwrap_or_default() {
                    1.0 => format!("was {was}, the same title"),
                    like => format!("was {was}, titles {:.0}% alike", like * 100.0),
                }
            }
            "new" => now.unwrap_or_default(),
            "removed" => format!("was {}", was.unwrap_or_else(|| "there".to_owned())),
            "changed in words or dates" => String::new(),
            _ => format!("{} -> {}", was.unwrap_or_default(), now.unwrap_or_default()),
        };
        let parts = [said.as_str(), &cut(&self.title)];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mut text = format!("    {:width$}  {}\n", self.label, parts.join("  "));
        if list == "changed in words or dates" {
            let changes = self.changed.iter().map(|change| change.as_text(width));
            text.extend(changes);
        }
        text
    }
}

impl Change {
    fn as_text(&self, width: usize) -> String {
        let quoted = |text: &str| match text {
            "" => "nothing".to_owned(),
            text if self.is_date => text.to_owned(),
            text => format!("\u{201c}{}\u{201d}", cut(text)),
        };
        let (was, now) = (quoted(&self.was), quoted(&self.now));
        format!("    {:width$}  {}: {was} -> {now}\n", "", self.column)
    }
}

/// Cuts a long text at a word.
fn cut(text: &str) -> String {
    if text.chars().count() <= TITLE {
        return text.to_owned();
    }
    let start: String = text.chars().take(TITLE).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", &start[..end])
}
