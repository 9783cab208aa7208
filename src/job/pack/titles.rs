//! What papers are called in a list of contents and in bookmarks.

use crate::pack::AgendaItem;

use super::source::Source;

/// Titles that programs give by themselves begin like this.
const NO_TITLE: [&str; 9] = [
    "microsoft ",
    "untitled",
    "document",
    "slide ",
    "powerpoint",
    "presentation",
    "sheet ",
    "scan",
    "print",
];

/// Returns the title of a paper: the meeting's, else its own where it has one, else that of its item or its place there.
///
/// A single paper from elsewhere is called like its item: its own title is seldom as good.
pub fn title(item: &AgendaItem, position: usize, source: &Source) -> String {
    let paper = &item.papers[position];
    let alone = !paper.appendix && item.papers.len() == 1;
    let own = source.known.claims.title.as_deref().map(str::trim);
    let own = own.filter(|title| source.ours.is_some() || (!alone && is_title(title)));
    let given = paper
        .title
        .as_deref()
        .or(own)
        .filter(|title| !title.is_empty());
    match given {
        Some(title) => title.to_owned(),
        None if paper.appendix => appendix(item, position),
        None => item.title.clone(),
    }
}

/// Returns `Appendix 2`, or the file's name where it has the words of a title.
fn appendix(item: &AgendaItem, position: usize) -> String {
    let before = item.papers[..=position].iter();
    let place = before.filter(|paper| paper.appendix).count();
    let name = file_name(&item.papers[position].file).replace(['_', '-'], " ");
    match is_title(&name) && name.contains(' ') && !name.contains(|c: char| c.is_numeric()) {
        true => format!("Appendix {place}: {name}"),
        false => format!("Appendix {place}"),
    }
}

/// Returns whether a person may have given a title: programs put file names and their own names there.
fn is_title(title: &str) -> bool {
    let small = title.to_lowercase();
    let by_program = NO_TITLE.iter().any(|start| small.starts_with(start));
    let ending = small.rsplit_once('.').map(|(_, ending)| ending);
    let is_file =
        ending.is_some_and(|ending| matches!(ending.len(), 3 | 4) && !ending.contains(' '));
    // One word in small letters, or with figures in it.
    let is_name = !title.contains(' ')
        && (title == small || title.contains(|c: char| c == '_' || c.is_numeric()));
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
    use crate::model::Origin;
    use crate::pack::{Access, ItemPaper};

    #[test]
    fn what_programs_put_there_is_no_title() {
        for title in [
            "Microsoft Word - contract v3.doc",
            "scan0012.pdf",
            "scan_20261016",
            "a3dark",
            "report",
            "PowerPoint Presentation",
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

    #[test]
    fn an_appendix_without_a_title_is_called_by_its_place() {
        let paper = |file: &str, appendix| ItemPaper {
            file: file.to_owned(),
            title: None,
            appendix,
            origin: Origin::file("m.toml"),
        };
        let item = AgendaItem {
            id: "items-1".to_owned(),
            number: "1".to_owned(),
            title: "Estates".to_owned(),
            state: None,
            access: Access::Open,
            papers: vec![
                paper("p/a.pdf", false),
                paper("p/a3dark.pdf", true),
                paper("p/Map_of_sites.pdf", true),
            ],
            urgent: None,
            origin: Origin::file("m.toml"),
        };
        assert_eq!(appendix(&item, 1), "Appendix 1");
        assert_eq!(appendix(&item, 2), "Appendix 2: Map of sites");
    }
}
