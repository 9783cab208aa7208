//! What papers are called in a list of contents and in bookmarks.

use crate::pack::AgendaItem;

use super::source::Source;

/// Titles that programs give by themselves begin or end like this.
const NO_TITLE: [&str; 5] = ["microsoft ", "untitled", "document", "slide ", "powerpoint"];

/// Returns the title of a paper: the meeting's, its own, or that of its item or file.
pub fn title(item: &AgendaItem, position: usize, source: &Source) -> String {
    let paper = &item.papers[position];
    let own = source.known.claims.title.as_deref().map(str::trim);
    let own = own.filter(|title| source.ours.is_some() || is_title(title));
    let given = paper
        .title
        .as_deref()
        .or(own)
        .filter(|title| !title.is_empty());
    match given {
        Some(title) => title.to_owned(),
        None if paper.appendix => file_name(&paper.file),
        None => item.title.clone(),
    }
}

/// Returns whether a person may have given a title: programs put file names and their own names there.
fn is_title(title: &str) -> bool {
    let small = title.to_lowercase();
    let by_program = NO_TITLE.iter().any(|start| small.starts_with(start));
    let ending = small.rsplit_once('.').map(|(_, ending)| ending);
    let is_file =
        ending.is_some_and(|ending| matches!(ending.len(), 3 | 4) && !ending.contains(' '));
    let is_name = !title.contains(' ') && title.contains(|c: char| c == '_' || c.is_numeric());
    !by_program && !is_file && !is_name && title.chars().any(char::is_alphabetic)
}

fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_put_there_is_no_title() {
        for title in [
            "Microsoft Word - contract v3.doc",
            "scan0012.pdf",
            "scan_20261016",
            "Untitled",
            "12",
            "",
        ] {
            assert!(!is_title(title), "{title}");
        }
        for title in ["Estates plan", "Budget 2026-27: forecast", "Annex A. Maps"] {
            assert!(is_title(title), "{title}");
        }
    }
}
