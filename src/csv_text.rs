//! CSV as it is written: lines that spreadsheets open as they are, and in which no cell is a formula.

/// What stands first in a file: without it, Excel takes the text for one of an older encoding.
pub const MARK: &str = "\u{feff}";

/// What a formula begins with; spreadsheets of some languages take the wide forms too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Returns a line of cells, with its end.
pub fn line<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let cells = cells.into_iter().map(|cell| field(cell.as_ref()));
    cells.collect::<Vec<_>>().join(",") + "\r\n"
}

/// Returns a cell that no spreadsheet takes for a formula: what begins like one has an apostrophe before it.
fn field(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(SIGNS) || text.starts_with(['\t', '\r', '\n']);
    let harmless = match is_formula {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    match harmless.contains([',', '"', '\n', '\r', ';', '\'']) {
        true => format!("\"{}\"", harmless.replace('"', "\"\"")),
        false => harmless,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(field(" @sum, \"x\""), "\"' @sum, \"\"x\"\"\"");
        for start in [
            "=1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "  =1", "＝1", "\u{a0}=1",
        ] {
            assert!(field(start).starts_with("\"'"), "{start:?}");
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            line(["Theme 1", "Head of Estates, North", ""]),
            "Theme 1,\"Head of Estates, North\",\r\n"
        );
    }
}
