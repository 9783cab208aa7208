//! The file of a paper that takes a tracker over: what was found, and what is left to be filled in.

use crate::model::{Field, Kind, ValueType};
use crate::paper_file::{FileValue, PaperFile};

use super::groups::group_of;
use super::key::KeyFound;
use super::portion::{Part, Portion};
use super::titles::Fields;

/// Where a paper's file stands, and what it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line that names its schema.
    pub schema: String,
    /// The workbook, told from the paper's folder.
    pub workbook: String,
    /// Whether the workbook has more than one sheet.
    pub several: bool,
}

/// A table of a paper: its rows, and the key of its statuses.
pub type Keyed<'a> = (Portion<'a>, Option<KeyFound>);

/// Writes the file of a paper: its tables in order, the required one first.
pub fn paper(tables: &[Keyed<'_>], fields: &Fields, place: &Place) -> String {
    let mut file = PaperFile::new(&place.schema);
    let Some((main, _)) = tables.first() else {
        return file.text();
    };
    let kind = main.candidate.kind;
    file.field("document", kind.name.as_str());
    let last = ["version"];
    let first = ["label"];
    let ordered = kind
        .fields
        .iter()
        .filter(|(name, _)| first.contains(&&***name));
    let middle = kind
        .fields
        .iter()
        .filter(|(name, _)| !first.contains(&&***name) && !last.contains(&&***name));
    let end = kind
        .fields
        .iter()
        .filter(|(name, _)| last.contains(&&***name));
    for (name, field) in ordered.chain(middle).chain(end) {
        put_field(&mut file, kind, (name, field), fields);
    }
    for (portion, key) in tables {
        put_key(&mut file, portion, key.as_ref());
    }
    for (portion, _) in tables {
        file.table(portion.candidate.table, entries(portion, place));
    }
    file.text()
}

/// Writes a field that was found; one that the paper cannot do without is left empty, to be filled in: the next build tells it.
fn put_field(file: &mut PaperFile, kind: &Kind, (name, field): (&String, &Field), fields: &Fields) {
    let said = fields.found.get(name);
    let to_do = is_to_do(kind, (name, field), fields);
    if said.is_none() && !to_do {
        return;
    }
    // What is said of the parts of a group stands above the line that has them all.
    match name.split_once('.') {
        Some((group, _)) => {
            let parts = |name: &&String| name.split_once('.').is_some_and(|(of, _)| of == group);
            let mut own = kind.fields.keys().filter(parts);
            if own.next() == Some(name) {
                for part in kind.fields.keys().filter(parts) {
                    let (field, found) = (&kind.fields[part], fields.found.contains_key(part));
                    say_missing(file, field, field.required && !found);
                }
            }
        }
        None => say_missing(file, field, to_do),
    }
    match said {
        Some(said) => file.field(name, value(field, &said.value)),
        None => file.field(name, ""),
    };
}

fn say_missing(file: &mut PaperFile, field: &Field, to_do: bool) {
    if to_do {
        file.comment(&format!("To do: {}", field.help));
    }
}

/// Whether a field is left to be filled in: it is required, or it is the date of a paper that nothing else dates.
pub fn is_to_do(kind: &Kind, (name, field): (&String, &Field), fields: &Fields) -> bool {
    let found = |name: &String| fields.found.contains_key(name);
    if found(name) || field.required {
        return !found(name);
    }
    let dates = |(name, field): (&String, &Field)| {
        let is = matches!(field.of_type, ValueType::Date | ValueType::Quarter);
        is && (field.required || found(name))
    };
    let mut all = kind.fields.iter();
    let first = all.find(|(_, field)| field.of_type == ValueType::Date);
    first.is_some_and(|(date, _)| date == name) && !kind.fields.iter().any(dates)
}

fn value(field: &Field, text: &str) -> FileValue {
    match (field.of_type, text.parse::<i64>()) {
        (ValueType::Ref | ValueType::Number, Ok(number)) => FileValue::Integer(number),
        _ => FileValue::from(text),
    }
}

fn put_key(file: &mut PaperFile, portion: &Portion<'_>, key: Option<&KeyFound>) {
    let (Some(field), Some(key)) = (&portion.candidate.table_kind().key, key) else {
        return;
    };
    match &key.name {
        Some(name) => {
            file.field(field, name.as_str());
        }
        None if !key.seen.is_empty() => {
            file.comment(&format!(
                "To do: the status key of these statuses, once it stands in board.toml.\n{field} = \"…\""
            ));
        }
        None => {}
    }
}

fn entries(portion: &Portion<'_>, place: &Place) -> Vec<(String, FileValue)> {
    let one = &portion.candidate;
    let mut entries = vec![(
        "workbook".to_owned(),
        FileValue::from(place.workbook.as_str()),
    )];
    if place.several {
        entries.push(("sheet".to_owned(), FileValue::from(&*one.sheet.name)));
    }
    if let Some(row) = one.row {
        entries.push((
            "heading-row".to_owned(),
            FileValue::Integer(i64::from(row) + 1),
        ));
    }
    if !one.columns.is_empty() {
        let column = |(name, phrase): (&String, &crate::model::Phrase)| {
            (name.clone(), FileValue::from(phrase.text.as_str()))
        };
        let columns = one.columns.iter().map(column).collect();
        entries.push(("columns".to_owned(), FileValue::Parts(columns)));
    }
    if let Some(rows) = rows(&portion.part) {
        entries.push(("rows".to_owned(), FileValue::Parts(rows)));
    }
    entries
}

fn rows(part: &Part) -> Option<Vec<(String, FileValue)>> {
    match part {
        Part::Whole => None,
        Part::Column(heading, values) => {
            let said = match &values[..] {
                [only] => FileValue::from(only.as_str()),
                several => FileValue::from(several.to_vec()),
            };
            Some(vec![(heading.clone(), said)])
        }
        Part::Lines(from, to) => {
            let mut parts = vec![("from".to_owned(), FileValue::from(from.as_str()))];
            parts.extend(
                to.as_ref()
                    .map(|to| ("to".to_owned(), FileValue::from(to.as_str()))),
            );
            Some(parts)
        }
    }
}

/// Returns a name for the paper's file: that of its group, or else of the workbook.
pub fn file_name(portion: &Portion<'_>, fields: &Fields, stem: &str) -> String {
    let group = group_of(portion.candidate.kind);
    let number = group
        .as_ref()
        .and_then(|group| fields.found.get(&group.number));
    let name = group
        .as_ref()
        .and_then(|group| fields.found.get(group.name.as_ref()?));
    let plain = match (&group, number, name, &portion.part) {
        (Some(group), Some(number), ..) => format!("{}-{}", group.word, number.value),
        (Some(_), None, Some(name), _) if portion.group.is_some() => name.value.clone(),
        _ => stem.to_owned(),
    };
    let words: Vec<String> = plain
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "tracker")
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        "paper".to_owned()
    } else {
        words.join("-")
    }
}
