//! Names that spreadsheets take: of tabs, and of columns.

/// No tab's name is longer.
const LONGEST: usize = 31;

/// Returns a name as a tab can have it, unlike any that is taken: at most 31 characters, none of `[]:*?/\`.
///
/// A name that is fit is returned as it is.
pub fn tab(name: &str, taken: &[String]) -> String {
    let fit: String = name
        .chars()
        .map(|c| {
            if c.is_control() || "[]:*?/\\".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let fit = short(fit.trim().trim_matches('\''), LONGEST);
    // Spreadsheets keep `History` for a sheet of their own.
    let fit = match fit.as_str() {
        "" => "Sheet".to_owned(),
        history if history.eq_ignore_ascii_case("history") => format!("{history} sheet"),
        _ => fit,
    };
    unlike(&fit, taken, |number| {
        let mark = format!(" ({number})");
        format!("{}{mark}", short(&fit, LONGEST - mark.len()).trim_end())
    })
}

/// Returns the name of a column, as formulas use it: `deliverables_status`.
pub(super) fn defined(sheet: &str, heading: &str, taken: &[String]) -> String {
    let name = format!("{}_{}", slug(sheet), slug(heading));
    let fit = if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    };
    let fit = short(&fit, 200);
    unlike(&fit, taken, |number| format!("{fit}_{number}"))
}

fn unlike(name: &str, taken: &[String], numbered: impl Fn(usize) -> String) -> String {
    let free = |name: &String| {
        !taken
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(numbered));
    names.find(free).unwrap_or_default()
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
    }
    let trimmed = slug.trim_end_matches('_');
    if trimmed.is_empty() {
        "column".to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// Cuts a text to a length as spreadsheets count it, in units of UTF-16.
pub(super) fn short(text: &str, longest: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= longest
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_has_a_name_that_spreadsheets_take() {
        assert_eq!(tab("Theme 1", &[]), "Theme 1");
        assert_eq!(tab("Q1: [a/b]?", &[]), "Q1- -a-b--");
        assert_eq!(tab("'", &[]), "Sheet");
        assert_eq!(tab("History", &[]), "History sheet");
        let long = "Tackling rural crime and wildlife crime";
        assert_eq!(tab(long, &[]), "Tackling rural crime and wildli");
        let taken = ["tackling rural crime and wildli".to_owned()];
        assert_eq!(tab(long, &taken), "Tackling rural crime and wi (2)");
    }

    #[test]
    fn a_column_has_a_name_that_formulas_take() {
        assert_eq!(
            defined("Deliverables", "RAG Status", &[]),
            "deliverables_rag_status"
        );
        assert_eq!(defined("2026", "#", &[]), "_2026_column");
        assert_eq!(defined("A", "No.", &["a_no".to_owned()]), "a_no_2");
    }
}
