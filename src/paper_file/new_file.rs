//! A new file: fields, tables and comments, in the order in which they are given.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::FileValue;

/// The file of a new paper, or of an office.
///
/// Fields come before tables, in whatever order they are given; a comment stands above what is given next.
#[derive(Clone, Debug, Default)]
pub struct PaperFile {
    /// The line that names the schema, and what is said of the whole file.
    head: String,
    /// What is said above what comes next.
    comment: String,
    document: DocumentMut,
}

impl PaperFile {
    /// Begins a file with the line that names its schema (`job::schema_line`); an empty line names none.
    pub fn new(schema_line: &str) -> Self {
        Self {
            head: match schema_line.trim_end() {
                "" => String::new(),
                line => format!("{line}\n"),
            },
            ..Self::default()
        }
    }

    /// Says what the whole file is, below the line of its schema.
    pub fn about(&mut self, text: &str) -> &mut Self {
        self.head.push_str(&commented(text));
        self.head.push('\n');
        self
    }

    /// Says something above what is given next: each line of the text is a line of the comment.
    pub fn comment(&mut self, text: &str) -> &mut Self {
        self.comment.push_str(&commented(text));
        self
    }

    /// Adds a field; the parts of a group, such as `theme.number` and `theme.name`, stand together on one line.
    pub fn field(&mut self, name: &str, value: impl Into<FileValue>) -> &mut Self {
        let value = value.into().written();
        match name.split_once('.') {
            Some((group, part)) => self.part(group, part, value),
            None => self.put(name, Item::Value(value)),
        }
        self
    }

    /// Adds a table `[name]` with its entries; `status-key.rag` is a table in a table.
    pub fn table<V: Into<FileValue>>(
        &mut self,
        name: &str,
        entries: impl IntoIterator<Item = (impl Into<String>, V)>,
    ) -> &mut Self {
        let table = entries_of(entries);
        match name.split_once('.') {
            Some((group, part)) => self.inner(group, part, table),
            None => self.put(name, Item::Table(table)),
        }
        self
    }

    /// Adds a row `[[name]]` with its cells.
    pub fn row<V: Into<FileValue>>(
        &mut self,
        name: &str,
        cells: impl IntoIterator<Item = (impl Into<String>, V)>,
    ) -> &mut Self {
        let mut row = entries_of(cells);
        self.above(&mut row);
        let rows = self.document.entry(name);
        let rows = rows.or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Item::ArrayOfTables(rows) = rows {
            rows.push(row);
        }
        self
    }

    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let body = self.document.to_string();
        let body = body.trim_start_matches('\n');
        format!("{}{body}{}", self.head, self.comment)
    }

    fn part(&mut self, group: &str, part: &str, value: Value) {
        if let Some(Item::Value(Value::InlineTable(parts))) = self.document.get_mut(group) {
            parts.insert(part, value);
            return;
        }
        let mut parts = InlineTable::new();
        parts.insert(part, value);
        self.put(group, Item::Value(Value::InlineTable(parts)));
    }

    fn inner(&mut self, group: &str, part: &str, mut table: Table) {
        self.above(&mut table);
        let mut outer = Table::new();
        outer.set_implicit(true);
        let groups = self.document.entry(group).or_insert(Item::Table(outer));
        if let Item::Table(outer) = groups {
            outer.insert(part, Item::Table(table));
        }
    }

    /// Puts a value or a table under its name, below what was said of it.
    fn put(&mut self, name: &str, mut item: Item) {
        match &mut item {
            Item::Table(table) => self.above(table),
            _ if !self.comment.is_empty() => {
                let comment = std::mem::take(&mut self.comment);
                self.document.insert(name, item);
                if let Some(mut key) = self.document.key_mut(name) {
                    key.leaf_decor_mut().set_prefix(comment);
                }
                return;
            }
            _ => {}
        }
        self.document.insert(name, item);
    }

    /// Sets a table off from what is above it, with what was said of it.
    fn above(&mut self, table: &mut Table) {
        let comment = std::mem::take(&mut self.comment);
        table.decor_mut().set_prefix(format!("\n{comment}"));
    }
}

fn entries_of<V: Into<FileValue>>(
    entries: impl IntoIterator<Item = (impl Into<String>, V)>,
) -> Table {
    let mut table = Table::new();
    for (name, value) in entries {
        table.insert(&name.into(), Item::Value(value.into().written()));
    }
    table
}

/// Returns a text as a comment, line by line.
fn commented(text: &str) -> String {
    let line = |line: &str| match line.trim_end() {
        "" => "#\n".to_owned(),
        line => format!("# {line}\n"),
    };
    text.trim_end().lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::{NodeValue, parse};
    use crate::model::Date;

    const SHOWN: &str = "\
#:schema ../../schemas/theme-update.json
document = \"theme-update\"
label = \"Appendix A\"
theme = { number = 3, name = \"Streets that feel \\\"safe\\\"\" }
# To be confirmed.
date = 2026-10-30
papers = [\"theme-1.toml\", \"theme-2.toml\"]
why = \"\"\"
Two lines with \"quotes\"
and a C:\\\\path
\"\"\"

# As the office keeps it.
[deliverables]
workbook = \"theme-3-tracker.xlsx\"
columns = { update = \"Q2 update\" }

[footnotes]
\"two words\" = \"A note.\"

[[actions]]
ref = \"1\"

[[actions]]
ref = \"2\"
";

    fn shown() -> PaperFile {
        let columns = vec![("update".to_owned(), FileValue::from("Q2 update"))];
        let mut file = PaperFile::new("#:schema ../../schemas/theme-update.json\n");
        file.field("document", "theme-update")
            .field("label", "Appendix A")
            .field("theme.number", 3)
            .field("theme.name", "Streets that feel \"safe\"")
            .comment("To be confirmed.")
            .field("date", Date::new(2026, 10, 30).expect("a day"))
            .comment("As the office keeps it.")
            .table(
                "deliverables",
                [
                    ("workbook", FileValue::from("theme-3-tracker.xlsx")),
                    ("columns", FileValue::Parts(columns)),
                ],
            )
            .field("papers", vec!["theme-1.toml", "theme-2.toml"])
            .field("why", "Two lines with \"quotes\"\nand a C:\\path\n")
            .table("footnotes", [("two words", "A note.")])
            .row("actions", [("ref", "1")])
            .row("actions", [("ref", "2")]);
        file
    }

    #[test]
    fn a_file_is_written_as_an_officer_would_have_typed_it() {
        assert_eq!(shown().text(), SHOWN);
    }

    #[test]
    fn what_is_written_reads_back_to_the_same_values() {
        for text in [
            "plain",
            "",
            "a \"b\"",
            "ends with \"",
            "two\nlines \"\"\" quoted\"",
            "tab\there",
            "\n\nfirst",
            "back\\slash\n",
            "carriage\r\nreturn",
            "é “quoted” \u{7}",
            "trailing \n\n",
            "'single'",
            "a\\\nb",
        ] {
            let mut file = PaperFile::new("");
            file.field("why", text);
            let mut problems = Diagnostics::default();
            let read = parse(&file.text(), "p.toml", &mut problems);
            let Some(NodeValue::Table(entries)) = read.map(|node| node.value) else {
                panic!("{}: {problems:?}", file.text())
            };
            assert_eq!(entries[0].node.value, NodeValue::Text(text.to_owned()));
        }
    }

    #[test]
    fn a_long_list_has_a_line_for_each_item_and_tables_stand_in_tables() {
        let mut file = PaperFile::new("#:schema schemas/board.json");
        let step = |code: &str| {
            let said = "x".repeat(60);
            FileValue::Parts(vec![
                ("code".to_owned(), code.into()),
                ("label".to_owned(), said.into()),
            ])
        };
        file.about("The office.")
            .table("organisation", [("name", "Northmarch")])
            .comment("The key.")
            .table(
                "status-key.rag",
                [("steps", FileValue::List(vec![step("G"), step("R")]))],
            )
            .table("status-key.bag", [("steps", FileValue::List(vec![]))]);
        let said = "x".repeat(60);
        let expected = format!(
            "#:schema schemas/board.json\n# The office.\n\n[organisation]\nname = \"Northmarch\"\n\n# The key.\n\
             [status-key.rag]\nsteps = [\n  {{ code = \"G\", label = \"{said}\" }},\n  {{ code = \"R\", label = \"{said}\" }},\n]\n\n\
             [status-key.bag]\nsteps = []\n"
        );
        assert_eq!(file.text(), expected);
    }
}
