//! Which schema a file that boardpaper writes names, so that editors complete and check it as people type.

/// Where the schemas of an office stand, below its folder.
pub(super) const FOLDER: &str = "data/schemas";

/// Returns the first line of a TOML file that boardpaper writes: it names the schema of its kind, from the file's own folder.
///
/// `shown` is the file's path from the office's folder; `name` is that of a schema (`Schema::name`). The form is the one that Taplo,
/// and the editors that build on it, read.
pub fn schema_line(shown: &str, name: &str) -> String {
    let below = shown.strip_prefix("data/");
    let up = "../".repeat(below.unwrap_or(shown).matches('/').count());
    let folder = match below {
        Some(_) => FOLDER.trim_start_matches("data/"),
        None => FOLDER,
    };
    format!("#:schema {up}{folder}/{name}.json\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_schema_from_its_own_folder() {
        let line = schema_line("data/2026-27/q2/theme-1.toml", "theme-update");
        assert_eq!(line, "#:schema ../../schemas/theme-update.json\n");
        assert_eq!(
            schema_line("data/board.toml", "board"),
            "#:schema schemas/board.json\n"
        );
        assert_eq!(
            schema_line("a.toml", "board"),
            "#:schema data/schemas/board.json\n"
        );
    }
}
