//! A paper's file that is changed in places: comments, order and everything that is not touched stay.

use toml_edit::{DocumentMut, Item, Table, Value};

use super::FileValue;

/// A paper's file on its way to the next quarter.
#[derive(Clone, Debug)]
pub struct RolledFile {
    document: DocumentMut,
}

impl RolledFile {
    /// Takes the text of a file; one with a fault of syntax is refused.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = text.parse().ok()?;
        Some(Self { document })
    }

    /// Returns whether there is a value or a table at a place, such as `deliverables` and `workbook`.
    pub fn has(&self, place: &[&str]) -> bool {
        item(self.document.as_item(), place).is_some()
    }

    /// Returns the text at a place.
    pub fn text_at(&self, place: &[&str]) -> Option<&str> {
        item(self.document.as_item(), place)?.as_str()
    }

    /// Puts a value at a place where there is one, with what stands around it; gives back whether there was one.
    pub fn set(&mut self, place: &[&str], value: impl Into<FileValue>) -> bool {
        let Some(Item::Value(old)) = item_mut(self.document.as_item_mut(), place) else {
            return false;
        };
        replace(old, value.into().written());
        true
    }

    /// Adds a field below another, or below all fields where that is not there.
    pub fn add_below(&mut self, above: &str, name: &str, value: impl Into<FileValue>) {
        let table = self.document.as_table_mut();
        table.insert(name, Item::Value(value.into().written()));
        let later = table.iter().map(|(key, _)| key.to_owned());
        let later = later.skip_while(|key| key != above).skip(1);
        let later: Vec<String> = later.filter(|key| key != name).collect();
        for key in later {
            if let Some((key, item)) = table.remove_entry(&key) {
                table.insert_formatted(&key, item);
            }
        }
    }

    /// Says something behind the value at a place, unless something is said there.
    pub fn say_behind(&mut self, place: &[&str], said: &str) {
        if let Some(Item::Value(value)) = item_mut(self.document.as_item_mut(), place) {
            let behind = value.decor().suffix().and_then(|behind| behind.as_str());
            if behind.is_none_or(|behind| behind.trim().is_empty()) {
                value.decor_mut().set_suffix(format!(" # {said}"));
            }
        }
    }

    /// Takes a field or a key of a table out.
    pub fn remove(&mut self, place: &[&str]) {
        let Some((last, before)) = place.split_last() else {
            return;
        };
        if let Some(table) =
            item_mut(self.document.as_item_mut(), before).and_then(Item::as_table_like_mut)
        {
            table.remove(last);
        }
    }

    /// Changes each text at or below a place; the change is given the key that it stands under.
    pub fn each_text(
        &mut self,
        place: &[&str],
        change: &mut dyn FnMut(&str, &str) -> Option<String>,
    ) {
        if let Some(found) = item_mut(self.document.as_item_mut(), place) {
            let key = place.last().copied().unwrap_or_default();
            each_text(found, key, change);
        }
    }

    /// Empties columns of a table's rows that stand in the file, and says above each what it was; `said` is before that.
    pub fn empty(&mut self, table: &str, columns: &[&str], said: &str) -> usize {
        let mut emptied = 0;
        match self.document.get_mut(table) {
            Some(Item::ArrayOfTables(rows)) => {
                for row in rows.iter_mut() {
                    let own = columns.iter().filter(|column| empty(row, column, said));
                    emptied += usize::from(own.count() > 0);
                }
            }
            Some(Item::Value(Value::Array(rows))) => {
                let own = rows.iter_mut().filter(|row| row.is_inline_table());
                emptied = own.map(|row| empty_inline(row, columns, said)).count();
            }
            _ => {}
        }
        emptied
    }

    /// Takes rows of a table out that stand in the file, by their positions.
    pub fn leave_out(&mut self, table: &str, rows: &[usize]) {
        for row in rows.iter().rev() {
            match self.document.get_mut(table) {
                Some(Item::ArrayOfTables(all)) if *row < all.len() => {
                    all.remove(*row);
                }
                Some(Item::Value(Value::Array(all))) if *row < all.len() => {
                    all.remove(*row);
                }
                _ => {}
            }
        }
    }

    /// Returns the text of the file, its first line that which names the schema.
    pub fn text(&self, schema_line: &str) -> String {
        let text = self.document.to_string();
        let rest = match text.strip_prefix("#:schema") {
            Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
            None => &text,
        };
        format!("{}\n{rest}", schema_line.trim_end())
    }
}

fn item<'a>(mut found: &'a Item, place: &[&str]) -> Option<&'a Item> {
    for key in place {
        found = found.as_table_like()?.get(key)?;
    }
    Some(found)
}

fn item_mut<'a>(mut found: &'a mut Item, place: &[&str]) -> Option<&'a mut Item> {
    for key in place {
        found = found.as_table_like_mut()?.get_mut(key)?;
    }
    Some(found)
}

/// Puts a value in place of another, with what stands around it.
fn replace(old: &mut Value, mut new: Value) {
    *new.decor_mut() = old.decor().clone();
    *old = new;
}

fn each_text(item: &mut Item, key: &str, change: &mut dyn FnMut(&str, &str) -> Option<String>) {
    match item {
        Item::Value(value) => each_value(value, key, change),
        Item::Table(table) => {
            for (key, item) in table.iter_mut() {
                each_text(item, key.get(), change);
            }
        }
        Item::ArrayOfTables(rows) => {
            for (key, item) in rows.iter_mut().flat_map(Table::iter_mut) {
                each_text(item, key.get(), change);
            }
        }
        Item::None => {}
    }
}

fn each_value(value: &mut Value, key: &str, change: &mut dyn FnMut(&str, &str) -> Option<String>) {
    match value {
        Value::String(text) => {
            if let Some(new) = change(key, text.value()) {
                replace(value, FileValue::Text(new).written());
            }
        }
        Value::Array(items) => {
            for item in items.iter_mut() {
                each_value(item, key, change);
            }
        }
        Value::InlineTable(parts) => {
            for (key, part) in parts.iter_mut() {
                each_value(part, key.get(), change);
            }
        }
        _ => {}
    }
}

/// Empties a cell, and says above it what it was.
fn empty(row: &mut Table, column: &str, said: &str) -> bool {
    let Some(Item::Value(value)) = row.get_mut(column) else {
        return false;
    };
    let was = typed(value);
    replace(value, Value::from(""));
    if let Some(mut key) = row.key_mut(column).filter(|_| !was.is_empty()) {
        let decor = key.leaf_decor_mut();
        let before = decor.prefix().and_then(|before| before.as_str());
        let before = before.unwrap_or_default().to_owned();
        decor.set_prefix(format!("{before}{}", comment(said, &was)));
    }
    true
}

/// Empties cells of a row that stands on the line of a list, and says above it what they were.
fn empty_inline(row: &mut Value, columns: &[&str], said: &str) {
    let mut comments = String::new();
    if let Some(cells) = row.as_inline_table_mut() {
        for column in columns {
            if let Some(value) = cells.get_mut(column) {
                let was = typed(value);
                replace(value, Value::from(""));
                if !was.is_empty() {
                    comments.push_str(&comment(&format!("{said}, {column}"), &was));
                }
            }
        }
    }
    let before = row.decor().prefix().and_then(|before| before.as_str());
    let before = before
        .unwrap_or_default()
        .trim_end_matches([' ', '\t'])
        .to_owned();
    let line = if before.ends_with('\n') { "" } else { "\n" };
    let comments: String = comments.lines().map(|line| format!("  {line}\n")).collect();
    if !comments.is_empty() {
        row.decor_mut()
            .set_prefix(format!("{before}{line}{comments}  "));
    }
}

/// Returns a value as its author sees it.
fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().trim().to_owned(),
        other => other.clone().decorated("", "").to_string(),
    }
}

/// Returns words as a comment: on one line, or line by line below what is said of them.
fn comment(said: &str, words: &str) -> String {
    if !words.contains('\n') {
        return format!("# {said}: {words}\n");
    }
    let lines = words
        .lines()
        .map(|line| format!("# {line}").trim_end().to_owned() + "\n");
    format!("# {said}:\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "\
#:schema ../../schemas/theme-update.json
# The theme's paper.
document = \"theme-update\"   # its kind
quarter = \"2026-27 Q2\"
date = 2026-10-30
version = 'Final'
papers = [
  \"theme-1.toml\",  # the first
  \"theme-2.toml\",
]

# Its rows.
[[deliverables]]
ref = \"1\"
status = \"G\" # as told
update = \"\"\"
Two
lines.
\"\"\"

[[deliverables]]
ref = \"2\"
";

    #[test]
    fn what_is_not_touched_stays_as_it_is() {
        let file = RolledFile::parse(OLD).expect("a file");
        assert_eq!(file.text("#:schema ../../schemas/theme-update.json"), OLD);
    }

    #[test]
    fn values_change_within_what_stands_around_them() {
        let mut file = RolledFile::parse(OLD).expect("a file");
        assert!(file.set(&["document"], "other"));
        assert!(!file.set(&["none"], "other"));
        file.add_below("date", "previous", "../q2/theme-1.toml");
        file.say_behind(&["date"], "to be confirmed");
        file.each_text(&["papers"], &mut |_, text| {
            text.starts_with("theme-1").then(|| "x.toml".to_owned())
        });
        let text = file.text("#:schema s.json");
        let expected = OLD
            .replace("../../schemas/theme-update.json", "s.json")
            .replace("\"theme-update\"   #", "\"other\"   #")
            .replace(
                "10-30\n",
                "10-30 # to be confirmed\nprevious = \"../q2/theme-1.toml\"\n",
            )
            .replace("\"theme-1.toml\",  #", "\"x.toml\",  #");
        assert_eq!(text, expected);
    }

    #[test]
    fn emptied_cells_keep_their_words_as_comments() {
        let mut file = RolledFile::parse(OLD).expect("a file");
        assert_eq!(
            file.empty("deliverables", &["status", "update"], "Q2 2026-27"),
            1
        );
        file.leave_out("deliverables", &[1]);
        let text = file.text("#:schema ../../schemas/theme-update.json");
        let expected = "# Q2 2026-27: G\nstatus = \"\" # as told\n# Q2 2026-27:\n# Two\n# lines.\nupdate = \"\"\n";
        assert!(text.ends_with(expected), "{text}");
    }

    #[test]
    fn rows_on_lines_of_a_list_keep_their_words_too() {
        let old = "rows = [\n  { ref = \"1\", status = \"G\", update = \"Yes\" },\n  { ref = \"2\" },\n]\nlast = [{ status = \"R\" }]\n";
        let mut file = RolledFile::parse(old).expect("a file");
        file.empty("rows", &["status", "update"], "Q2");
        file.empty("last", &["status"], "Q2");
        let expected = "#:schema s\nrows = [\n  # Q2, status: G\n  # Q2, update: Yes\n  { ref = \"1\", status = \"\", update = \"\" },\n  { ref = \"2\" },\n]\nlast = [\n  # Q2, status: R\n  { status = \"\" }]\n";
        assert_eq!(file.text("#:schema s"), expected);
        assert!(RolledFile::parse(&file.text("")).is_some());
    }
}
